"""Reviews: what is late, what falls due and when, what was held."""

from __future__ import annotations

import datetime as dt

from kpilint.report.facts import Reviews
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.review_rows import review_rows
from tests.checked import checked

START, END, HORIZON = dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 3, 31)


def told(kpis: str, end: dt.date = END, horizon: dt.date = HORIZON) -> Reviews:
    result = checked(f"mission: Everyone is helped.\nkpis:\n{kpis}")
    return review_rows(Answers(result), START, end, horizon)


def test_what_was_never_questioned_comes_first_and_then_what_is_most_days_late() -> None:
    found = told("""
  - {name: B late, review: {cadence: monthly, last: 2026-09-01}}
  - {name: Very late, review: {cadence: monthly, last: 2026-03-01}}
  - {name: A late, review: {cadence: monthly, last: 2026-09-01}}
  - {name: No day, owner: o}
  - {name: Long ago, active_from: 2024-01-01}
  - {name: Longer ago, active_from: 2023-01-01}
  - {name: In time, review: {cadence: yearly, last: 2026-09-01}}
  - {name: Gone, status: retired}
  - {name: Planned, status: draft}
""")
    assert [(row.kpi.name, row.state, row.days_late) for row in found.late] == [
        ("No day", "never-reviewed", None),
        ("Longer ago", "never-reviewed", 1056),
        ("Long ago", "never-reviewed", 690),
        ("Very late", "long-overdue", 235),
        ("A late", "long-overdue", 52),
        ("B late", "long-overdue", 52),
    ]


def test_what_falls_due_is_told_by_month_up_to_the_end_of_the_next_period() -> None:
    found = told("""
  - {name: March, review: {cadence: half-yearly, last: 2026-09-30}}
  - {name: Grace, review: {cadence: quarterly, last: 2026-08-20}}
  - {name: Afterwards, review: {cadence: yearly, last: 2026-11-01}}
  - {name: B january, review: {cadence: quarterly, last: 2026-10-14}}
  - {name: A january, review: {cadence: quarterly, last: 2026-10-14}}
""")
    assert [month.label for month in found.coming] == [
        "November 2026", "December 2026", "January 2027", "February 2027", "March 2027",
    ]  # fmt: skip
    months = {month.month: [row.kpi.name for row in month.reviews] for month in found.coming}
    # What is past its day and within its days of grace is for this month.
    assert months["2026-11"] == ["Grace"]
    assert months["2027-01"] == ["A january", "B january"]
    assert months["2027-03"] == ["March"]
    assert months["2026-12"] == months["2027-02"] == []
    assert not found.late


def test_a_period_that_is_long_over_has_nothing_coming() -> None:
    grace = "  - {name: Grace, review: {cadence: quarterly, last: 2026-08-20}}"
    assert told(grace, dt.date(2026, 6, 30), dt.date(2026, 9, 30)).coming == ()


def test_what_was_held_in_the_period_is_told_with_its_decision() -> None:
    found = told("""
  - name: Two
    reviews:
      - {date: 2026-10-20, decision: keep}
      - {date: 2026-11-02, decision: change}
      - {date: 2026-09-30, decision: keep}
  - {name: Put off, reviews: [{date: 2026-10-20, decision: deferred}]}
  - {name: Values only, reviews: [{date: 2026-10-20, decision: keep, kind: performance}]}
  - {name: Ahead, reviews: [{date: 2026-12-09, decision: keep}]}
  - {name: Short, review: {last: 2026-10-05}}
  - {name: Ended, status: retired, reviews: [{date: 2026-10-20, decision: retire}]}
""")
    assert [(row.kpi.name, str(row.last), row.decision) for row in found.held] == [
        ("Short", "2026-10-05", "keep"),
        ("Ended", "2026-10-20", "retire"),
        ("Put off", "2026-10-20", "deferred"),
        ("Two", "2026-10-20", "keep"),
        ("Two", "2026-11-02", "change"),
    ]
