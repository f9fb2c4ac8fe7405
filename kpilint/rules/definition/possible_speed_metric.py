"""DEF005: a KPI may be about speed, and does not say so."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.units import is_time, unit_of
from kpilint.catalogue.model import Kpi
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import add_entry

# Names with two usual meanings, and the question that tells them apart.
_TWO_MEANINGS = {
    "response rate": "about how fast you answer, or about how many people answered",
    "acceptance rate": "about how many say yes, or about how much you let through",
    "overdue invoices": "about customers who pay you late, or about bills that you pay late",
    "recovery rate": "about how fast things work again, or about how much is won back",
}


@rule(
    "DEF005",
    "possible-speed-metric",
    "a KPI may be about speed, and does not say so",
    severity=Severity.ADVICE,
    each=Kpi,
    live=True,
    fix=Safety.UNSAFE,
)
def possible_speed_metric(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.family is not None or not context.stakes.is_pressured(kpi):
        return
    read = context.families.of(kpi)
    if read.confidence == "certain":
        return
    name = " ".join(kpi.name.casefold().split())
    if read.family == "speed":
        reason, what = "reads-as-speed", f'"{kpi.name}" may be about speed, {read.reason}.'
    elif read.family is None and name in _TWO_MEANINGS:
        reason, what = "two-meanings", f'Is "{kpi.name}" {_TWO_MEANINGS[name]}?'
    elif read.family is None and is_time(unit_of(kpi)) and kpi.direction != "higher":
        reason = "counted-in-time"
        what = f'"{kpi.name}" is counted in {unit_of(kpi)}: is it about how fast work is done?'
    else:
        return
    yield problem(
        kpi,
        "family",
        what,
        why="A number about speed needs another one that shows whether the work is still good.",
        help="Say what it is: `family: speed`, or another one such as `family: quality`.",
        reason=reason,
        # Where a missing counterweight is reported, that is where the question is asked first.
        cause=("BAL001", kpi.id),
        fix=_say_so(kpi) if reason == "reads-as-speed" else None,
    )


def _say_so(kpi: Kpi) -> Fix | None:
    edit = add_entry(kpi.node, "family", "speed") if kpi.node.get("family") is None else None
    if edit is None:
        return None
    return Fix("Add `family: speed`", Safety.UNSAFE, kpi.node.source, (edit,))
