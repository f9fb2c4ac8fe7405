"""BAL001: a speed KPI that people are held to has no valid counterweight."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import listed


@rule(
    "BAL001",
    "unbalanced-speed-metric",
    "a speed KPI has no counterweight that would show a loss",
    severity=Severity.ERROR,
    each=Kpi,
    fix=Safety.SAFE,
)
def unbalanced_speed_metric(kpi: Kpi, context: Context) -> Iterator[Problem]:
    balance = context.balance
    if not balance.presses_for_speed(kpi) or balance.valid(kpi):
        return
    shortfall = context.shortfalls.of(kpi)
    yield problem(
        kpi,
        "balanced_by",
        f'"{kpi.name}" {context.stakes.held_to(kpi) or "measures speed"}, and {shortfall.what}',
        why=f"When only speed counts, people {listed(context.families.gaming(kpi), 'or')}: "
        "the number gets better and the work gets worse.",
        help=shortfall.help,
        at=shortfall.link,
        severity=context.shortfalls.severity(kpi),
        reason=shortfall.reason,
        related=shortfall.related,
        candidates=shortfall.candidates,
        fix=shortfall.fix,
        cause=shortfall.cause or _cause(kpi, context),
    )


def _cause(kpi: Kpi, context: Context) -> tuple[str, str]:
    """What cannot be read holds nothing; what was held before has lost its counterweight."""
    return ("STR002" if context.unread.has(kpi, "balanced_by") else "HIS003"), kpi.id
