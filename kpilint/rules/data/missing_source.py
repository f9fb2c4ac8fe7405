"""DAT001: it is not said where a KPI's numbers come from."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import DataSource
from kpilint.catalogue.phrases import is_said
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

# Kinds that name no place: what kind of thing holds the number, but not which one.
_NEEDS_A_PLACE = frozenset({"system", "manual", "database", "spreadsheet", "report"})


@rule(
    "DAT001",
    "missing-source",
    "it is not said where a number comes from",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def missing_source(
    kpi: Kpi, context: Context, *, require_collector: bool = False
) -> Iterator[Problem]:
    if kpi.derived_from:
        return
    missing = _missing(kpi.source)
    lacks_collector = require_collector and not kpi.collector
    if not (missing or lacks_collector) or context.unread.has(kpi, "source", "derived_from"):
        return
    if missing:
        kind = kpi.source.kind if kpi.source is not None else ""
        yield problem(
            kpi,
            "source",
            f'It is not said where the numbers of "{kpi.name}" come from'
            + ("." if missing == "no-source" else f': only that their source is "{kind}".'),
            why="A number that cannot be traced cannot be checked when somebody doubts it.",
            help="Name the system, survey or ledger, and who takes the number from it: "
            "`source: {kind: system, where: ...}` and `collector: ...`.",
            reason=missing,
            # It can be said once it is said what is counted; and of a survey, which one it is.
            cause=("DAT004" if kpi.definition or kpi.formula else "DEF002", kpi.id),
        )
    else:
        yield problem(
            kpi,
            "collector",
            f'It is not said who collects the numbers of "{kpi.name}".',
            why="When a value looks odd, somebody has to know how it came about.",
            help="Name the role that collects it in `collector`.",
            severity=Severity.ADVICE,
            reason="no-collector",
        )


def _missing(source: DataSource | None) -> str | None:
    if source is None:
        return "no-source"
    if is_said(source.where) or is_said(source.query):
        return None
    if not is_said(source.kind):
        return "no-source"
    return "no-place" if source.kind in _NEEDS_A_PLACE else None
