"""WAV001: an exception that does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Waiver
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import listed


@rule(
    "WAV001",
    "waiver-not-valid",
    "an exception does not hold, and hides nothing",
    severity=Severity.ERROR,
    each=Waiver,
)
def waiver_not_valid(waiver: Waiver, context: Context) -> Iterator[Problem]:
    faults = list(context.waivers.faults(waiver))
    if not faults:
        return
    first = faults[0]
    subject = context.catalogue.find(waiver.kpi or waiver.goal or "")
    whom = f' for "{subject.name if subject else waiver.kpi or waiver.goal}"'
    what = f"The exception{whom if waiver.kpi or waiver.goal else ''}"
    ended = first.reason == "ended" and len(faults) == 1
    yield problem(
        waiver,
        first.field,
        f"{what} {first.words.removeprefix('it ')}."
        if ended
        else f"{what} does not hold: {listed([fault.words for fault in faults])}.",
        why="What it excepted counts again, and nobody has agreed that it should not."
        if ended
        else "An exception is an agreement: without reason, approval and end it is only a wish.",
        help="Do what the rule asks and take this out, or ask again for a new end."
        if ended
        else f"Complete {listed([f'`{field}`' for field in _fields(first.field, waiver, context)])}"
        ", or take this out.",
        reason=first.reason,
    )


def _fields(first: str, waiver: Waiver, context: Context) -> list[str]:
    return list(dict.fromkeys([first, *(f.field for f in context.waivers.faults(waiver))]))
