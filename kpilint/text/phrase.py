"""Small pieces of English: counts, days and lists, the same in every message."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from kpilint.text.pattern import pattern

# Not `strftime`: its names of months depend on the machine.
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAY = pattern(r"\b\d{4}-\d{2}-\d{2}\b", re.ASCII)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(count: int, one: str, many: str | None = None) -> str:
    """`1 day`, `33 days`, `1,200 KPIs`; `many` where an s does not make the plural."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def counted_in_words(count: int, one: str, many: str | None = None) -> str:
    """`one goal`, `three goals`, `12 goals`; `many` where an s does not make the plural."""
    return f"{number_in_words(count)} {one if count == 1 else many or one + 's'}"


def number_in_words(number: int) -> str:
    """`no`, `one` ... `ten`, `11`, `1,200`."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def day_in_words(day: dt.date) -> str:
    """`20 July 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def days_in_words(text: str) -> str:
    """A text with each day in it (`2026-07-20`) as `day_in_words`; what is no day stays."""
    return _DAY.sub(_said, text)


def _said(found: re.Match[str]) -> str:
    try:
        return day_in_words(dt.date.fromisoformat(found[0]))
    except ValueError:
        return found[0]


def listed(items: Sequence[str], joiner: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`; of no items the empty text."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joiner} {items[-1]}"


def quoted(names: Iterable[str], joiner: str = "and") -> str:
    """The same of names, each in quotation marks: `"a", "b" and "c"`."""
    return listed([f'"{name}"' for name in names], joiner)
