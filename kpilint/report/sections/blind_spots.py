"""What the numbers do not show: what is said to be unmeasured, what was heard, what limits them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.catalogue.parts import Review
from kpilint.report.details import BlindSpot
from kpilint.report.entries import by_name, ref_of
from kpilint.report.sections.agreed import Agreed
from kpilint.run import Result

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 4  # a choice of this project: "342 seconds, well done" tells nothing new


def blind_spots(result: Result, start: dt.date, end: dt.date) -> tuple[BlindSpot, ...]:
    """What is unmeasured by goal, what was heard in reviews from `start` to `end` (the latest
    first), what limits each KPI, and the goals of which nothing is said."""
    kpis = [kpi for kpi in sorted(result.catalogue.kpis, key=by_name) if kpi.is_live]
    return (
        *_unmeasured(result),
        *_heard(result, kpis, start, min(end, result.context.as_of)),
        *(spot for kpi in kpis for spot in _limits(kpi)),
        *_not_said(result),
    )


def _unmeasured(result: Result) -> Iterator[BlindSpot]:
    for goal in result.catalogue.goals:
        if not goal.is_live:
            continue
        for text in goal.unmeasured:
            yield BlindSpot(about=ref_of(goal), kind="unmeasured", text=text)
        for avoided in goal.avoid:
            watched = result.catalogue.find(avoided.kpi) if avoided.kpi else None
            if avoided.what and not (isinstance(watched, Kpi) and watched.is_live):
                yield BlindSpot(
                    about=ref_of(goal),
                    kind="unmeasured",
                    text=f"It must not lead to this, and no KPI would show it: {avoided.what}",
                )


def _heard(result: Result, kpis: list[Kpi], start: dt.date, end: dt.date) -> tuple[BlindSpot, ...]:
    """What reviews noted, and what it rests on."""
    entries: list[Mission | Goal | Kpi] = [
        *result.catalogue.missions,
        *(goal for goal in result.catalogue.goals if goal.is_live),
        *kpis,
    ]
    spots = [
        BlindSpot(about=ref_of(entry), kind="evidence", text=text, day=review.date)
        for entry in entries
        for review in entry.reviews
        if review.date is not None and start <= review.date <= end and (text := _said(review))
    ]
    return tuple(sorted(spots, key=lambda spot: spot.day or start, reverse=True))


def _said(review: Review) -> str:
    """Empty where a note says little more than the value: that is what the numbers show."""
    if review.evidence is None and len(_WORD.findall(review.note or "")) < _FEWEST_WORDS:
        return ""
    evidence = f"Evidence: {review.evidence}" if review.evidence else ""
    return " ".join(filter(None, (review.note, evidence)))


def _limits(kpi: Kpi) -> Iterator[BlindSpot]:
    for text in kpi.limitations:
        yield BlindSpot(about=ref_of(kpi), kind="limitation", text=text)
    exceptions = kpi.exceptions
    if exceptions is not None and exceptions.cases:
        how = f"counted: {exceptions.count}" if exceptions.count else "nobody counts how often"
        text = f"Leaves cases aside: {exceptions.cases} ({how})"
        yield BlindSpot(about=ref_of(kpi), kind="limitation", text=text)


def _not_said(result: Result) -> Iterator[BlindSpot]:
    """Goals with numbers of which nobody has written down what these leave out."""
    agreed = Agreed(result)
    for goal in result.catalogue.goals:
        if not goal.is_live or goal.unmeasured or agreed.on(goal, "POR004"):
            continue
        below = result.context.links.below(goal.id)
        if any(isinstance(kpi, Kpi) and kpi.is_live for kpi in below):
            yield BlindSpot(
                about=ref_of(goal),
                kind="not-said",
                text="It is not written down what its numbers leave out.",
            )
