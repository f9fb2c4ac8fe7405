"""How often something happens: a number of calendar months or of days.

The record sheet of Neely and others (1997) asks of every measure its "frequency of measurement"
and its "frequency of review"; a rhythm is the answer to both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kpilint.cadence.dates import day_in_month, month_index, shift
from kpilint.record import record

if TYPE_CHECKING:
    from datetime import date

PARTS_OF_A_DAY = 16
"""Lengths are counted in sixteenths of a day, in which 30.4375 days are a whole number."""

_MONTH_IN_PARTS = 487
_NAMED_MONTHS = {3: "quarter", 6: "half-year"}
_NUMBERS = (
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


@record
class Rhythm:
    """Every so many calendar months, or every so many days, never both.

    Neither means more often than daily. A negative number, or both numbers, is a mistake of the
    caller and raises ValueError; `words.parse_rhythm` never builds such a rhythm.
    """

    months: int = 0
    every_days: int = 0

    def __post_init__(self) -> None:
        if min(self.months, self.every_days) < 0 or (self.months and self.every_days):
            raise ValueError("a rhythm is a number of months or a number of days")

    @property
    def parts(self) -> int:
        """The length in sixteenths of a day."""
        return self.months * _MONTH_IN_PARTS + self.every_days * PARTS_OF_A_DAY

    @property
    def days(self) -> float:
        """The length in days; a month counts 30.4375 days, a twelfth of 365.25."""
        return self.parts / PARTS_OF_A_DAY

    @property
    def whole_days(self) -> int:
        """The length in days, rounded up."""
        return -(-self.parts // PARTS_OF_A_DAY)

    def after(self, day: date, times: int = 1) -> date:
        """The date `times` rhythms after `day` (before it, when negative).

        Months are calendar months, and a day that the month does not have becomes its last day:
        31 January plus one month is 28 or 29 February. Beyond the calendar's ends the answer is
        its first or last date.
        """
        if self.months:
            return day_in_month(month_index(day) + self.months * times, day.day)
        return shift(day, self.every_days * times)

    def in_words(self) -> str:
        """The rhythm as a reader would say it: "every quarter", "every two weeks"."""
        if not self.parts:
            return "several times a day"
        if self.months in _NAMED_MONTHS:
            return f"every {_NAMED_MONTHS[self.months]}"
        if self.months:
            years, rest = divmod(self.months, 12)
            return _every(self.months, "month") if rest else _every(years, "year")
        weeks, rest = divmod(self.every_days, 7)
        return _every(self.every_days, "day") if rest else _every(weeks, "week")


def slower(first: Rhythm, second: Rhythm, *, lag: Rhythm | None = None) -> bool:
    """Whether `first`, plus a `lag` until its result is known, is slower than `second`.

    Rhythms within 10 % of each other count as equal (a choice of this project), so that thirteen
    weeks are a quarter and 365 days a year.
    """
    if first is second and lag is None:
        return False
    length = first.parts + (lag.parts if lag else 0)
    return 10 * length > 11 * second.parts


def _every(count: int, unit: str) -> str:
    if count == 1:
        return f"every {unit}"
    return f"every {_NUMBERS[count - 2] if count <= len(_NUMBERS) + 1 else count} {unit}s"
