"""A target that was made easier: what of it, how near to its end, and whether it was a slip."""

from __future__ import annotations

import datetime as dt

from kpilint.analysis.stakes import target_in_words
from kpilint.analysis.targets import Figure, figures
from kpilint.cadence.dates import day_in_month, month_index
from kpilint.catalogue.model import Kpi
from kpilint.changes.targets import LOOSER, TIGHTER, TOLERANCES, deadline, parts
from kpilint.record import record
from kpilint.text.phrase import day_in_words

# A decimal point in the wrong place, or digits too many.
_SLIPS = (10, 100, 1_000)
_TOLERATED = {
    "threshold": "the value at which somebody acts",
    "worst": "the worst value that is accepted",
    "floor": "its floor",
}


@record
class Loosening:
    """A target, or a floor that stands alone (`field`), that was easier than `old`.

    `what` became easier, each part with what it was and what it is. `end` is the day on which it
    was to be reached; `left` how much of its period there still is, from 1 to 0, and None where
    that is over or nothing says when it ends. `is_over`: it was changed, and kept its day, after
    that. `is_harder`: another part became harder. `is_renewed`: its day is over, and it only holds
    on for another period. `is_slip`: what it was is off as only a slip is.
    """

    old: Kpi
    field: str
    what: tuple[str, ...]
    end: dt.date | None
    left: float | None
    is_over: bool
    is_harder: bool
    is_renewed: bool
    is_slip: bool


def loosening_of(old: Kpi, new: Kpi, changed_on: dt.date | None, as_of: dt.date) -> Loosening:
    """What is to be known of a target that was made easier.

    Its period begins on the day of the last decision to change it, `changed_on`; else twelve months
    before its end, or with the KPI where that is newer (choices of this project).
    """
    end, later = deadline(old), deadline(new)
    return Loosening(
        old=old,
        field="target" if old.has_target else "floor",
        what=tuple(_in_words(old, new)),
        end=end,
        left=_share_left(old, end, changed_on, as_of) if end and end >= as_of else None,
        is_over=end is not None and end < as_of and end == later,
        is_harder=TIGHTER in parts(old, new).values(),
        is_renewed=end is not None and later is not None and end < as_of < later
        and _easier(old, new) == {"day"},
        is_slip=_is_slip(old, new),
    )  # fmt: skip


def _easier(old: Kpi, new: Kpi) -> set[str]:
    return {name for name, way in parts(old, new).items() if way == LOOSER}


def _in_words(old: Kpi, new: Kpi) -> list[str]:
    easier = _easier(old, new)
    was, now = figures(old), figures(new)
    said = []
    if {"value", "range", "limit"} & easier:
        said.append(f"it went from {target_in_words(old)} to {target_in_words(new)}")
    if "day" in easier:
        said.append(_moved("its day", _day(old), _day(new)))
    said += [
        _moved(
            _TOLERATED[name] if old.has_target else "it",
            was[name].written,
            now[name].written if name in now else None,
        )
        for name in TOLERANCES
        if name in easier
    ]
    return said


def _is_slip(old: Kpi, new: Kpi) -> bool:
    """Whether the earlier value was off as only a slip is: by a place, or by its unit of time."""
    easier = _easier(old, new)
    was, now = figures(old), figures(new)
    return all(
        name in was and name in now and _are_a_slip_apart(was[name], now[name]) for name in easier
    )


def _share_left(old: Kpi, end: dt.date, changed_on: dt.date | None, as_of: dt.date) -> float:
    year = day_in_month(month_index(end) - 12, end.day)
    start = changed_on or max(old.active_from or old.created or year, year)
    if start >= end:
        start = year
    return (end - as_of).days / max((end - start).days, 1)


def _are_a_slip_apart(was: Figure, now: Figure) -> bool:
    if was.unit != now.unit:
        return was.value == now.value
    low, high = sorted((abs(was.value), abs(now.value)))
    return any(abs(low * factor - high) <= 1e-9 * high for factor in _SLIPS) and low > 0


def _moved(what: str, was: str | None, now: str | None) -> str:
    return f"{what} went from {was} to {now}" if now else f"{what} was taken away, before {was}"


def _day(kpi: Kpi) -> str | None:
    day = deadline(kpi)
    return day_in_words(day) if day else None
