"""The day at the end of a text: "... by 2027-03-31", "... by the end of March 2027"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from kpilint.text.pattern import pattern

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?,?"
)
_YEAR = r"(?P<year>[0-9]{4})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
# Kept as texts: few catalogues need them, and compiling them all costs more than reading a target.
_FORMS = (
    rf"{_YEAR}-(?P<number>[0-9]{{2}})-(?P<day>[0-9]{{2}})",
    rf"(?P<day>[0-9]{{1,2}})\. ?(?P<number>[0-9]{{1,2}})\. ?{_YEAR}",
    rf"{_DAY} (?:of )?{_MONTH} {_YEAR}",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"(?:the )?(?:end (?:of )?)?{_MONTH} {_YEAR}",
    rf"(?:the )?(?:end (?:of )?)?{_YEAR}-(?P<number>[0-9]{{2}})",
    rf"(?:the )?(?:end (?:of )?)?(?P<part>q[1-4]|h[12]) ?{_YEAR}",
    rf"(?:the )?(?:end (?:of )?)?{_YEAR}[- ]?(?P<part>q[1-4]|h[12])",
    rf"(?:the )?(?:end (?:of )?|year[- ]end )?{_YEAR}",
)
_FLAGS = re.IGNORECASE | re.ASCII
_BY = pattern(r"(?:^|[ ,;(])(?:by|until|till|no later than) ", re.IGNORECASE)


def split_deadline(text: str) -> tuple[str, date | None]:
    """The text without the day it ends on, and that day; or the text and None.

    A month, a year, a quarter or a half-year means its last day. Quarters and half-years are those
    of the calendar, since a text says nothing of a fiscal year.
    """
    begins = list(_BY.finditer(text))
    if not begins:
        return text, None
    begin = begins[-1]
    written = text[begin.end() :].rstrip(" .);")
    for form in _FORMS:
        if (found := re.fullmatch(form, written, _FLAGS)) and (day := _day(found.groupdict())):
            return text[: begin.start()].rstrip(" ,;("), day
    return text, None


def _day(parts: dict[str, str | None]) -> date | None:
    year = int(parts["year"] or 0)
    if part := parts.get("part"):
        month = int(part[1]) * (3 if part[0] in "qQ" else 6)
    elif name := parts.get("month"):
        month = _MONTHS.index(name[:3].lower()) + 1
    else:
        month = int(parts.get("number") or 12)
    try:
        if day := parts.get("day"):
            return date(year, month, int(day))
        is_december = month == 12
        return date(year, 12, 31) if is_december else date(year, month + 1, 1) - timedelta(1)
    except ValueError:
        return None
