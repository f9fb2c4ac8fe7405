"""What a single written value means: days, numbers with a unit, yes and no."""

from __future__ import annotations

import datetime as dt
import math
from functools import lru_cache

from kpilint.text.pattern import pattern

_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
QUANTITY = r"[^0-9+\-.]{0,8}([-+]?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)"
_QUANTITY = pattern(QUANTITY)
_FLAGS = {"yes": True, "on": True, "true": True, "no": False, "off": False, "false": False}

MONTH_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])"
    "|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))"
)


@lru_cache(maxsize=4096)  # the same days stand in many entries
def parse_day(text: str) -> dt.date | None:
    """`2026-11-22` as a date; None when it is not a day of the calendar."""
    if not _DAY.match(text):  # as a standard, ISO 8601 allows more ways to write a day
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


class Worded(float):
    """A number that was written as a text, perhaps with its unit: `72 %`."""

    __slots__ = ()


def parse_quantity(value: float | str) -> float | None:
    """A number, or the number that a short text such as `72 %` or `EUR 1,200` begins with."""
    if isinstance(value, str):
        found = _QUANTITY.match(value)
        if found is None:
            return None
        value = found[1].replace(",", "")
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def parse_flag(value: bool | str) -> bool | None:
    """true and false, or the words yes, no, on, off; None for anything else."""
    if isinstance(value, bool):
        return value
    return _FLAGS.get(value.lower())


def parse_month_day(text: str) -> tuple[int, int] | None:
    """`04-06` as (4, 6): a day that every year has, so not 29 February."""
    day = parse_day(f"2001-{text}")
    return (day.month, day.day) if day else None
