"""Accounting periods: months, quarters, half-years and years of any fiscal calendar.

A fiscal year is named by the calendar year in which it begins (a choice of this project, and the
one under which "2026/27" starts with 2026); a month by the calendar month in which it begins.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date
from typing import TYPE_CHECKING

from kpilint.cadence.dates import day_in_month, month_index, shift
from kpilint.record import record

if TYPE_CHECKING:
    from kpilint.cadence.rhythm import Rhythm

PERIOD_MONTHS = (1, 3, 6, 12)
"""The lengths that a fiscal year can be cut into."""

NAMED_ENDS_APART = 7
"""Days that a listed end of a period may lie beside the end of the calendar's period."""

_LETTERS = {3: "Q", 6: "H"}
_NAME = (
    r"(?:FY ?)?([0-9]{4})(?:[-/ ]?(?:Q([1-4])|H([12]))|-(0[1-9]|1[0-2]))?"
    r"|(?:Q([1-4])|H([12]))[-/ ]?(?:FY ?)?([0-9]{4})"
)


@record
class Period:
    """A closed stretch of time, both days included, such as 2026-Q3."""

    name: str
    start: date
    end: date


@record
class FiscalYear:
    """The day on which a fiscal year begins, 1 January unless said otherwise.

    A month that lacks the day begins on its last day, so 29 February is 28 February in most years.
    """

    month: int = 1
    day: int = 1

    def holding(self, day: date, months: int) -> Period:
        """The period of 1, 3, 6 or 12 months in which a day lies."""
        index = self._aligned(month_index(day), months)
        if self._begin(index) > day:
            index -= months
        return self._period(index, months)

    def closed_by(self, day: date, months: int) -> Period:
        """The latest period whose last day is `day` or earlier."""
        holding = self.holding(day, months)
        if holding.end <= day:
            return holding
        return self._period(self._aligned(month_index(holding.start), months) - months, months)

    def named(self, name: str) -> Period | None:
        """The period that is called 2026-Q3, 2026-H1, 2026-07 or 2026; None for other names.

        "Q3 2026", "2026 Q3" and "FY2026" are understood too.
        """
        found = re.fullmatch(_NAME, name.strip(), re.IGNORECASE | re.ASCII)
        if found is None:
            return None
        year = int(found[1] or found[7]) * 12
        if found[4]:
            return self._period(year + int(found[4]) - 1, 1)
        year += self.month - 1
        if quarter := found[2] or found[5]:
            return self._period(year + 3 * (int(quarter) - 1), 3)
        if half := found[3] or found[6]:
            return self._period(year + 6 * (int(half) - 1), 6)
        return self._period(year, 12)

    def _aligned(self, index: int, months: int) -> int:
        return index - (index - self.month + 1) % months

    def _begin(self, index: int) -> date:
        return day_in_month(index, self.day)

    def _period(self, index: int, months: int) -> Period:
        following = index + months
        end = shift(self._begin(following), -1) if following // 12 <= date.max.year else date.max
        return Period(self._name(index, months), self._begin(index), end)

    def _name(self, index: int, months: int) -> str:
        if months == 1:
            year, month = divmod(index, 12)
            return f"{year:04}-{month + 1:02}"
        first = self._aligned(index, 12)
        number = f"-{_LETTERS[months]}{(index - first) // months + 1}" if months < 12 else ""
        return f"{first // 12:04}{number}"


CALENDAR_YEAR = FiscalYear()


@record
class FiscalPeriods:
    """The ends of all periods of 1, 3, 6 or 12 months of a fiscal year."""

    year: FiscalYear
    months: int

    def last_end(self, day: date) -> date:
        """The latest end of a period on or before `day`."""
        return self.year.closed_by(day, self.months).end

    def next_end(self, day: date) -> date:
        """The first end of a period after `day`."""
        return self.year.holding(shift(day, 1), self.months).end

    def end_of(self, period: Period) -> date:
        """The end of the latest of these periods that is over when `period` is over."""
        return self.last_end(period.end)


@record
class ListedPeriods:
    """Period ends that are written down, as for a 4-4-5 calendar: in order and at least one.

    The rhythm is a day or longer. Before and after the list, periods are as long as the rhythm,
    so that a list nobody has extended makes no KPI late by itself.
    """

    ends: tuple[date, ...]
    rhythm: Rhythm

    def last_end(self, day: date) -> date:
        """The latest end of a period on or before `day`."""
        place = bisect_right(self.ends, day)
        if 0 < place < len(self.ends):
            return self.ends[place - 1]
        edge = self.ends[-1] if place else self.ends[0]
        return self.rhythm.after(edge, self._steps(edge, day))

    def next_end(self, day: date) -> date:
        """The first end of a period after `day`."""
        place = bisect_right(self.ends, day)
        if 0 < place < len(self.ends):
            return self.ends[place]
        edge = self.ends[-1] if place else self.ends[0]
        return self.rhythm.after(edge, self._steps(edge, day) + 1)

    def end_of(self, period: Period) -> date:
        """The end of the listed period that goes by the same name.

        A 52-week calendar ends its quarters up to a week beside the calendar's quarters.
        """
        return self.last_end(shift(period.end, NAMED_ENDS_APART))

    def _steps(self, edge: date, day: date) -> int:
        """How many whole rhythms lie between the edge of the list and `day`, rounded down."""
        steps = int((day - edge).days // max(self.rhythm.days, 1))
        while self.rhythm.after(edge, steps) > day:
            steps -= 1
        while date.max > self.rhythm.after(edge, steps + 1) <= day:
            steps += 1
        return steps
