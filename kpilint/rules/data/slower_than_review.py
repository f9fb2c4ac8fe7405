"""DAT003: a KPI is reviewed more often than it is measured."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.ceilings import ceiling
from kpilint.cadence.rhythm import Rhythm, slower
from kpilint.cadence.words import Refused, parse_duration, parse_rhythm
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "DAT003",
    "slower-than-review",
    "a KPI is reviewed more often than it is measured",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def slower_than_review(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.frequency is None or kpi.mandated_by:
        return
    measured = parse_rhythm(kpi.frequency)
    if isinstance(measured, Refused):
        yield _unclear(kpi, kpi.frequency, measured)
        return
    reviewed = context.reviews.terms(kpi).written
    if not isinstance(reviewed, Rhythm):
        return
    lag = parse_duration(kpi.publication_lag) if kpi.publication_lag is not None else None
    if not slower(measured, reviewed, lag=lag):
        return
    by_itself = slower(measured, reviewed)
    known = "" if by_itself or lag is None else f" and known {lag.whole_days} days later"
    yield problem(
        kpi,
        "frequency",
        f'"{kpi.name}" is reviewed {reviewed.in_words()}, but measured '
        f"{measured.in_words()}{known}.",
        why="Most of its reviews look at the same value as the one before.",
        help=_help(kpi, measured, lag, context),
        reason="measured-too-rarely" if by_itself else "known-too-late",
    )


def _help(kpi: Kpi, measured: Rhythm, lag: Rhythm | None, context: Context) -> str:
    """Fewer reviews only where they stay often enough for what hangs on the number."""
    most = ceiling(kpi, context.families, context.stakes)
    if slower(measured, Rhythm(months=most.months), lag=lag):
        return (
            "Measure it more often, or sooner: reviews that are as rare as its values would be too "
            f"rare, as {most.because}."
        )
    return "Measure it more often, or review it less often (`review: ...`)."


def _unclear(kpi: Kpi, written: str, refused: Refused) -> Problem:
    return problem(
        kpi,
        "frequency",
        f'Nobody can tell how often "{kpi.name}" is measured: "{written}".',
        why="A review may then look at a value that it has seen before, and nobody notices.",
        help=refused.sentence,
        reason="unclear",
    )
