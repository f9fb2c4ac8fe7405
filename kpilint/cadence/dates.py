"""Moving a date by days or months without ever falling off the calendar.

Catalogues hold dates such as 9999-12-31 for "no end". Arithmetic on them stops at the first and
the last date that Python knows instead of raising.
"""

from __future__ import annotations

from datetime import date

_MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LAST_ORDINAL = date.max.toordinal()


def shift(day: date, days: int) -> date:
    """The date `days` days after `day` (before it, when negative)."""
    return date.fromordinal(min(max(day.toordinal() + days, 1), _LAST_ORDINAL))


def month_index(day: date) -> int:
    """Months from January of the year 0 to the month of `day`, so that months can be added."""
    return day.year * 12 + day.month - 1


def day_in_month(index: int, day: int) -> date:
    """The given day of the month `index` (as `month_index` counts), or its last day if shorter."""
    year, month = divmod(index, 12)
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    leap = month == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month + 1, min(day, _MONTH_LENGTHS[month] + leap))
