"""DAT002: those who are judged by a number count it themselves."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

_COUNTS_MISTAKES = frozenset({"quality", "safety", "compliance"})


@rule(
    "DAT002",
    "self-marked-homework",
    "those who are judged by a number count it themselves",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def self_marked_homework(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if not kpi.collector:
        return
    classified = context.families.of(kpi)
    if classified.family not in _COUNTS_MISTAKES or not classified.is_believed:
        return
    if not context.evidence_base.is_self_marked(kpi):
        return
    who = kpi.collector[0]
    known = context.catalogue.find(who)
    yield problem(
        kpi,
        "collector",
        f'"{kpi.name}" is counted by those whose work it judges: '
        f'"{known.name if known else who}" collects it, and nobody else checks.',
        why="Falling numbers may then mean that less is reported, not that less goes wrong.",
        help="Let somebody else check a sample, and say who, how many and how often: "
        "`verified_by: ...`.",
    )
