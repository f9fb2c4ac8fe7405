"""BAL005: what is done in time is counted, and nothing counts what was parked."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import quoted

_WHAT = {
    "timeliness": "counts what was done in time",
    "response": "counts how soon somebody first reacts",
}


@rule(
    "BAL005",
    "parked-work-blind-spot",
    "nothing counts the work that was parked",
    severity=Severity.WARNING,
    each=Kpi,
)
def parked_work_blind_spot(
    kpi: Kpi,
    context: Context,
    *,
    words: frozenset[str] = frozenset((
        "backlog", "outstanding", "open", "age of", "promises kept", "call backs kept",
        "callbacks kept", "overdue", "reopened", "complaints",
    )),
) -> Iterator[Problem]:  # fmt: skip
    open_work = context.open_work
    if kpi.status != "active" or kpi.parkable is False or not open_work.counts_in_time(kpi):
        return
    if not context.stakes.is_pressured(kpi) or open_work.is_watched(kpi, words):
        return
    teams = quoted(kpi.scope.team) if kpi.scope else ""
    planned = open_work.planned(kpi, words)
    do = (
        f'Start "{planned.name}", which is planned'
        if planned
        else f"Measure the age of open work or the promises kept{f' for {teams}' if teams else ''}"
    )
    yield problem(
        kpi,
        "parkable",
        f'"{kpi.name}" {_WHAT[context.families.of(kpi).subkind or "timeliness"]}, and nothing '
        "counts what was parked for later.",
        why='"Leave it with me" keeps the number green and comes back as a complaint.',
        help=f"{do}; where nothing can be parked, write `parkable: no`.",
        candidates=[planned] if planned else [],
    )
