"""A target that was made easier: what of it, how near to its end, and whether it was a slip."""

from __future__ import annotations

import datetime as dt

from kpilint.analysis.stakes import target_in_words
from kpilint.analysis.targets import Figure, figures
from kpilint.cadence.dates import day_in_month, month_index
from kpilint.catalogue.model import Kpi
from kpilint.changes.targets import LOOSER, TOLERANCES, deadline, parts
from kpilint.text.phrase import day_in_words

# A decimal point in the wrong place, or digits too many.
_SLIPS = (10, 100, 1_000)


def easier_parts(old: Kpi, new: Kpi) -> set[str]:
    """The names of the parts that became easier, as `kpilint/changes/targets.py` names them."""
    return {name for name, way in parts(old, new).items() if way == LOOSER}


def in_words(old: Kpi, new: Kpi) -> list[str]:
    """What became easier, each with what it was and what it is."""
    easier = easier_parts(old, new)
    was, now = figures(old), figures(new)
    said = []
    if {"value", "range", "limit"} & easier:
        said.append(f"it went from {target_in_words(old)} to {target_in_words(new)}")
    if "day" in easier:
        said.append(_moved("its day", _day(old), _day(new)))
    said += [
        _moved(
            f"its {name}" if old.has_target else "it",
            was[name].written,
            now[name].written if name in now else None,
        )
        for name in TOLERANCES
        if name in easier
    ]
    return said


def is_renewed(old: Kpi, new: Kpi, as_of: dt.date) -> bool:
    """Whether its day is over and nothing else became easier: it holds on for another period."""
    day, later = deadline(old), deadline(new)
    return (
        day is not None
        and later is not None
        and day <= as_of < later
        and easier_parts(old, new) == {"day"}
    )


def is_slip(old: Kpi, new: Kpi) -> bool:
    """Whether the earlier value was off as only a slip is: by a place, or by its unit of time."""
    easier = easier_parts(old, new)
    was, now = figures(old), figures(new)
    return all(
        name in was and name in now and _are_a_slip_apart(was[name], now[name]) for name in easier
    )


def share_left(old: Kpi, changed_on: dt.date | None, as_of: dt.date) -> float | None:
    """How much of its period a target still has, from 1 to 0; None where it has no day, or none
    that is still to come.

    The period begins on the day of the last decision to change it, else with the KPI, else twelve
    months before its end (a choice of this project).
    """
    end = deadline(old)
    if end is None or end < as_of:
        return None
    start = changed_on or old.active_from or old.created
    if start is None or start >= end:
        start = day_in_month(month_index(end) - 12, end.day)
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
