"""Periods of fiscal calendars, by day and by name, and which one a report is about."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpilint.cadence.period import FiscalYear
from kpilint.report.sections.period import Calendar, PeriodError, choose_period, months_of
from tests.today import TODAY

PLAIN = Calendar()
APRIL = Calendar(FiscalYear(4, 6))
RETAIL = Calendar(ends=(dt.date(2026, 6, 27), dt.date(2026, 9, 26), dt.date(2026, 12, 26)))


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("calendar", "holds", "name", "first_to_last", "title"),
    [
        (PLAIN, "2026-11-22", "2026-Q4", "2026-10-01 to 2026-12-31", "Q4 2026, Q4 26"),
        (APRIL, "2026-11-22", "2026-Q3", "2026-10-06 to 2027-01-05", "Q3 2026/27, Q3 26"),
        (APRIL, "2026-04-05", "2025-Q4", "2026-01-06 to 2026-04-05", "Q4 2025/26, Q4 25"),
        (RETAIL, "2026-09-26", "2026-Q3", "2026-06-28 to 2026-09-26", "Q3 2026, Q3 26"),
        (RETAIL, "2026-09-27", "2026-Q4", "2026-09-27 to 2026-12-26", "Q4 2026, Q4 26"),
        (RETAIL, "2026-12-28", "2027-Q1", "2026-12-27 to 2027-03-31", "Q1 2027, Q1 27"),
    ],
)
def test_the_quarter_of_a_day(
    calendar: Calendar, holds: str, name: str, first_to_last: str, title: str
) -> None:
    period = calendar.holding(day(holds))
    assert (period.name, f"{period.start} to {period.end}") == (name, first_to_last)
    assert f"{calendar.title(period)}, {calendar.label(period)}" == title


@pytest.mark.parametrize(
    ("calendar", "name", "title", "label", "months"),
    [
        (PLAIN, "2026-H1", "H1 2026", "H1 26", 6),
        (APRIL, "2026-H2", "H2 2026/27", "H2 26", 6),
        (PLAIN, "2026", "2026", "2026", 12),
        (APRIL, "2099", "2099/00", "2099/00", 12),
        (PLAIN, "2026-07", "July 2026", "Jul 26", 1),
        (PLAIN, "Q3 2026", "Q3 2026", "Q3 26", 3),
    ],
)
def test_a_period_by_name(
    calendar: Calendar, name: str, title: str, label: str, months: int
) -> None:
    period = calendar.named(name)
    assert period is not None
    assert (calendar.title(period), calendar.label(period)) == (title, label)
    assert months_of(period) == months


@given(
    st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31)),
    st.sampled_from([PLAIN, APRIL, RETAIL, Calendar(FiscalYear(2, 29))]),
    st.sampled_from([1, 3, 6, 12]),
)
def test_periods_hold_their_days_and_follow_each_other(
    held: dt.date, calendar: Calendar, months: int
) -> None:
    period = calendar.holding(held, months)
    assert period.start <= held <= period.end
    before = calendar.before(period)
    assert (period.start - before.end).days == 1
    assert calendar.holding(before.end, months) == before
    assert calendar.named(period.name) == period


@pytest.mark.parametrize(
    ("quarter", "as_of", "name", "checked", "is_cut"),
    [
        (None, None, "2026-Q4", TODAY, False),
        (None, "2026-09-30", "2026-Q3", day("2026-09-30"), False),
        ("2026-Q3", None, "2026-Q3", day("2026-09-30"), True),
        ("2026-Q3", "2026-10-15", "2026-Q3", day("2026-10-15"), True),
        ("2026-Q3", "2026-08-15", "2026-Q3", day("2026-08-15"), True),
        ("2026-Q3", "2026-11-22", "2026-Q3", TODAY, False),
        ("2026-Q4", None, "2026-Q4", TODAY, False),
        ("2026-H1", None, "2026-H1", day("2026-06-30"), True),
        ("2026", None, "2026", TODAY, False),
        ("last", None, "2026-Q3", day("2026-09-30"), True),
        ("last", "2026-07-01", "2026-Q2", day("2026-07-01"), True),
    ],
)
def test_what_a_report_is_about(
    quarter: str | None, as_of: str | None, name: str, checked: dt.date, is_cut: bool
) -> None:
    chosen = choose_period(PLAIN, quarter, day(as_of) if as_of else None, TODAY)
    assert (chosen.period.name, chosen.as_of, chosen.is_cut) == (name, checked, is_cut)


@pytest.mark.parametrize(
    ("quarter", "as_of", "message"),
    [
        ("Q5", None, '"Q5" names no period.'),
        ("2027-Q1", None, "Q1 2027 begins on 1 January 2027, after the day of the report"),
        ("2026-Q3", "2026-06-30", "Q3 2026 begins on 1 July 2026, after the day of the report"),
    ],
)
def test_what_cannot_be_reported_on(quarter: str, as_of: str | None, message: str) -> None:
    with pytest.raises(PeriodError) as caught:
        choose_period(PLAIN, quarter, day(as_of) if as_of else None, TODAY)
    assert caught.value.message.startswith(message)
    assert caught.value.hint


def test_a_period_is_over_on_its_last_day() -> None:
    period = PLAIN.holding(TODAY)
    assert PLAIN.fact(period, TODAY).title == "Q4 2026 so far"
    assert PLAIN.fact(period, period.end).title == "Q4 2026"
    assert PLAIN.fact(period, period.end).is_over
