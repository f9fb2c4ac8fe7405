"""REV003: a KPI is questioned less often than what hangs on it asks for."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.ceilings import HIGH_STAKES_MONTHS, LONGEST_MONTHS, USUAL_MONTHS, ceiling
from kpilint.cadence.rhythm import Rhythm, slower
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "REV003",
    "cadence-too-slow",
    "a KPI is questioned too rarely for what hangs on it",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def cadence_too_slow(
    kpi: Kpi,
    context: Context,
    *,
    high_stakes_months: int = HIGH_STAKES_MONTHS,
    usual_months: int = USUAL_MONTHS,
    longest_months: int = LONGEST_MONTHS,
) -> Iterator[Problem]:
    rhythm = context.reviews.terms(kpi).written
    shortest = min(high_stakes_months, usual_months, longest_months)
    if not isinstance(rhythm, Rhythm) or 0 < rhythm.months <= shortest:
        return
    most = ceiling(
        kpi,
        context.families,
        context.stakes,
        high_stakes_months=high_stakes_months,
        usual_months=usual_months,
        longest_months=longest_months,
    )
    if not slower(rhythm, Rhythm(months=max(most.months, 1))):
        return
    written = context.reviews.cadence(kpi)
    yield problem(
        kpi,
        "review",
        f'"{kpi.name}" is questioned only {_how_often(rhythm)}, and {most.because}.',
        why="A wrong number does its harm for as long as nobody asks whether it is the right one.",
        help=f"Set `review: {most.cadence}` here, and hold the next review by then.",
        at=written.node if written and written.holder is kpi else None,
        reason=most.reason,
    )


def _how_often(rhythm: Rhythm) -> str:
    return "once a year" if rhythm.months == 12 else rhythm.in_words()
