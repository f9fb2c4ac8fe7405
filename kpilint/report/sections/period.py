"""Which stretch of time a report is about, by the fiscal calendar of the catalogue."""

from __future__ import annotations

import datetime as dt

from kpilint.analysis.reviews import fiscal_year_of
from kpilint.cadence.dates import shift
from kpilint.cadence.period import CALENDAR_YEAR, NAMED_ENDS_APART, FiscalYear, Period
from kpilint.catalogue.model import Defaults
from kpilint.record import record
from kpilint.report import facts
from kpilint.text.phrase import MONTHS, day_in_words

QUARTER = 3
# For jobs that run by the calendar: the quarter that ended last.
LAST = "last"
_LETTERS = {"Q": 3, "H": 6}


class PeriodError(Exception):
    """A period cannot be reported on; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@record
class Calendar:
    """The periods of a fiscal year. `ends` are those that are written down, as for a 4-4-5
    calendar: a period ends on the one that lies within a week of its end."""

    year: FiscalYear = CALENDAR_YEAR
    ends: tuple[dt.date, ...] = ()

    def named(self, name: str) -> Period | None:
        """The period that is called 2026-Q3, 2026-H1, 2026-07 or 2026; None for other names."""
        found = self.year.named(name)
        return self._as_listed(found) if found else None

    def holding(self, day: dt.date, months: int = QUARTER) -> Period:
        """The period of so many months in which a day lies."""
        found = self._as_listed(self.year.holding(day, months))
        if day < found.start:
            return self.before(found)
        # A listed quarter may end some days before the calendar's.
        return found if day <= found.end else self._after(found)

    def before(self, period: Period) -> Period:
        """The period of the same length that ends where this one begins."""
        plain = self.year.named(period.name) or period
        return self._as_listed(self.year.holding(shift(plain.start, -1), months_of(period)))

    def last(self, day: dt.date) -> Period:
        """The quarter that ended last before a day."""
        return self.before(self.holding(day))

    def title(self, period: Period) -> str:
        """A period as people say it: "Q3 2026", "Q3 2026/27" of a fiscal year, "July 2026"."""
        year, _, part = period.name.partition("-")
        if part.isdigit():
            return f"{MONTHS[int(part) - 1]} {year}"
        return f"{part} {self._year(year)}".strip()

    def label(self, period: Period) -> str:
        """A short title for a chart: "Q3 26", "Jul 26", "2026"."""
        year, _, part = period.name.partition("-")
        if not part:
            return self._year(year)
        return f"{MONTHS[int(part) - 1][:3] if part.isdigit() else part} {year[2:]}"

    def fact(self, period: Period, as_of: dt.date) -> facts.Period:
        """A period as the report tells of it on a day."""
        is_over = as_of >= period.end
        title = self.title(period) if is_over else f"{self.title(period)} so far"
        return facts.Period(
            name=period.name, title=title, start=period.start, end=period.end, is_over=is_over
        )

    def _after(self, period: Period) -> Period:
        plain = self.year.named(period.name) or period
        return self._as_listed(self.year.holding(shift(plain.end, 1), months_of(period)))

    def _as_listed(self, period: Period) -> Period:
        start = shift(self._listed(shift(period.start, -1)), 1)
        return Period(period.name, start, self._listed(period.end))

    def _listed(self, end: dt.date) -> dt.date:
        near = (day for day in self.ends if abs((day - end).days) <= NAMED_ENDS_APART)
        return min(near, key=lambda day: (abs((day - end).days), day), default=end)

    def _year(self, year: str) -> str:
        if self.year == CALENDAR_YEAR:
            return year
        return f"{year}/{(int(year) + 1) % 100:02}"


@record
class Choice:
    """What a report is about, and the day on which everything is checked. `is_cut` says that the
    catalogue is to be read as it was on that day, not as it is now."""

    period: Period
    as_of: dt.date
    is_cut: bool


def calendar_of(defaults: Defaults | None) -> Calendar:
    """The fiscal calendar that the defaults of a catalogue describe."""
    return Calendar(fiscal_year_of(defaults), defaults.period_ends if defaults else ())


def choose_period(
    calendar: Calendar, name: str | None, as_of: dt.date | None, today: dt.date
) -> Choice:
    """The period that is named, else the quarter of the day. Raises PeriodError.

    A period that is over is reported on as it was on its last day, or on the day that is asked
    for; one that still runs, as it is today.
    """
    if name is None:
        day = as_of or today
        return Choice(calendar.holding(day), day, is_cut=False)
    period = calendar.last(as_of or today) if name == LAST else calendar.named(name)
    if period is None:
        raise PeriodError(
            f'"{name}" names no period.',
            "Write it as in --quarter 2026-Q3, 2026-H1 or 2026, or `last` for the quarter that "
            "ended last.",
        )
    day = as_of or min(period.end, today)
    if day < period.start:
        raise PeriodError(
            f"{calendar.title(period)} begins on {day_in_words(period.start)}, after the day of "
            f"the report, {day_in_words(day)}.",
            "Name a period that has begun.",
        )
    return Choice(period, day, is_cut=period.end < today and day < today)


def months_of(period: Period) -> int:
    """How many months a period has, by its name."""
    part = period.name.partition("-")[2]
    return 1 if part.isdigit() else _LETTERS.get(part[:1], 12)
