"""When reviews fall due, looked at on 22 November 2026."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kpilint.cadence.clock import Held, ReviewClock, State, usual_grace
from kpilint.cadence.period import FiscalYear
from kpilint.cadence.rhythm import Rhythm
from kpilint.record import changed

TODAY = date(2026, 11, 22)
WEEK, FORTNIGHT = Rhythm(every_days=7), Rhythm(every_days=14)
MONTH, QUARTER, HALF, YEAR = (Rhythm(months=count) for count in (1, 3, 6, 12))
BY_QUARTER = ReviewClock(QUARTER, "period")


def reviewed(clock: ReviewClock | Rhythm, *days: str) -> ReviewClock:
    """The clock with reviews on the days, each written "2026-07-20" or "2026-07-20 of 2026-Q2"."""
    held = []
    for text in days:
        day, _, period = text.partition(" of ")
        held.append(Held(date.fromisoformat(day), period or None))
    start = ReviewClock(clock) if isinstance(clock, Rhythm) else clock
    return changed(start, reviews=tuple(held))


def day(text: str) -> date:
    return date.fromisoformat(text)


CASES: dict[str, tuple[ReviewClock, str, str | None, int | None]] = {
    "a quarterly review is 33 days late": (
        reviewed(QUARTER, "2026-07-20"), "overdue", "2026-10-20", 33),
    "a quarterly review has 14 days of grace": (
        reviewed(QUARTER, "2026-08-10"), "in-grace", "2026-11-10", None),
    "a whole further quarter was missed": (
        reviewed(QUARTER, "2026-03-01"), "long-overdue", "2026-06-01", 174),
    "30 November has no 30 February": (
        reviewed(QUARTER, "2025-11-30"), "long-overdue", "2026-02-28", 267),
    "29 February plus a year": (
        reviewed(YEAR, "2024-02-29"), "long-overdue", "2025-02-28", 632),
    "31 August plus half a year": (
        reviewed(HALF, "2026-08-31"), "ok", "2027-02-28", None),
    "a weekly review on its last day of grace": (
        reviewed(WEEK, "2026-11-13"), "in-grace", "2026-11-20", None),
    "a weekly review a day after its grace": (
        reviewed(WEEK, "2026-11-12"), "overdue", "2026-11-19", 3),
    "never reviewed since January": (
        ReviewClock(QUARTER, active_from=day("2026-01-15")), "never-reviewed", "2026-04-15", 221),
    "never reviewed, but new": (
        ReviewClock(QUARTER, active_from=day("2026-10-01")), "ok", "2027-01-01", None),
    "the only review lies in the future": (
        reviewed(QUARTER, "2027-01-05"), "never-reviewed", None, None),
    "the only review lies in the future of a KPI with a first day": (
        reviewed(ReviewClock(QUARTER, active_from=day("2026-01-15")), "2027-01-05"),
        "never-reviewed", "2026-04-15", 221),
    "reviewed as a draft": (
        reviewed(ReviewClock(QUARTER, active_from=day("2026-09-01")), "2025-12-01"),
        "due-soon", "2026-12-01", None),
    "leaving, but still in use": (
        reviewed(QUARTER, "2026-05-01"), "long-overdue", "2026-08-01", 113),
    "by period, the review of July is about the second quarter": (
        reviewed(BY_QUARTER, "2026-07-20"), "overdue", "2026-11-11", 11),
    "by period, the review of October is about the third quarter": (
        reviewed(BY_QUARTER, "2026-10-12"), "ok", "2027-02-11", None),
    "by period, a review on the last day of the quarter is about that quarter": (
        reviewed(BY_QUARTER, "2026-09-30"), "ok", "2027-02-11", None),
    "a fiscal year from 1 April has the same quarters": (
        reviewed(changed(BY_QUARTER, fiscal_year=FiscalYear(4, 1)), "2026-07-20"),
        "overdue", "2026-11-11", 11),
    "a fiscal year from 1 February": (
        reviewed(changed(BY_QUARTER, fiscal_year=FiscalYear(2, 1)), "2026-08-20"),
        "due-soon", "2026-12-12", None),
    "a fiscal year from 6 April": (
        reviewed(ReviewClock(YEAR, "period", fiscal_year=FiscalYear(4, 6)), "2026-05-02"),
        "ok", "2027-05-17", None),
    "a promised date before the rhythm's wins": (
        reviewed(ReviewClock(HALF, next=day("2026-10-01")), "2026-07-01"),
        "overdue", "2026-10-01", 52),
    "a promised date after the rhythm's does not": (
        reviewed(ReviewClock(QUARTER, next=day("2027-06-01")), "2026-07-01"),
        "overdue", "2026-10-01", 52),
    "a promised date has no grace": (
        reviewed(ReviewClock(QUARTER, next=day("2026-11-20")), "2026-10-01"),
        "overdue", "2026-11-20", 2),
    "a promise that was kept is over": (
        reviewed(ReviewClock(QUARTER, next=day("2026-10-01")), "2026-10-01"),
        "ok", "2027-01-01", None),
    "nothing at all is written": (ReviewClock(QUARTER), "never-reviewed", None, None),
    "a meeting in the future is no review": (
        ReviewClock(QUARTER, next=day("2026-12-01")), "never-reviewed", None, None),
    "the day it was written down serves as first day": (
        ReviewClock(QUARTER, created=day("2026-08-10")), "in-grace", "2026-11-10", None),
    "never reviewed and long past is still never reviewed": (
        ReviewClock(WEEK, created=day("2020-01-01")), "never-reviewed", "2020-01-08", 2510),
    "a review on the due date is in time": (
        reviewed(QUARTER, "2026-08-22"), "due-soon", "2026-11-22", None),
    "the latest review counts, in whatever order they stand": (
        reviewed(QUARTER, "2026-10-20", "2026-01-01", "2027-01-05"), "ok", "2027-01-20", None),
    "a grace of one's own": (
        reviewed(ReviewClock(QUARTER, grace=0), "2026-08-10"), "overdue", "2026-11-10", 12),
    "by period, grace is the close lag": (
        reviewed(changed(BY_QUARTER, grace=365), "2026-07-20"), "overdue", "2026-11-11", 11),
    "by period, a close lag of one's own": (
        reviewed(changed(BY_QUARTER, close_lag=60), "2026-07-20"), "due-soon", "2026-11-29", None),
    "by period, the period that a review names": (
        reviewed(BY_QUARTER, "2026-10-12 of 2026-Q2"), "overdue", "2026-11-11", 11),
    "by period, two reviews of one day": (
        reviewed(BY_QUARTER, "2026-10-12 of 2026-Q3", "2026-10-12 of 2026-Q2"),
        "ok", "2027-02-11", None),
    "by period, a review held a few days early names its quarter": (
        reviewed(BY_QUARTER, "2026-09-25 of 2026-Q3"), "ok", "2027-02-11", None),
    "by period, a quarter that had not begun cannot have been reviewed": (
        reviewed(BY_QUARTER, "2026-07-20 of 2030-Q4"), "overdue", "2026-11-11", 11),
    "by period, naming the whole year does not buy a year": (
        reviewed(BY_QUARTER, "2026-02-20 of 2026"), "long-overdue", "2026-08-11", 103),
    "by period, a name that is none": (
        reviewed(BY_QUARTER, "2026-10-12 of last quarter"), "ok", "2027-02-11", None),
    "by period, reviewed as a draft": (
        reviewed(changed(BY_QUARTER, active_from=day("2026-10-05")), "2026-02-01 of 2025-Q4"),
        "ok", "2027-02-11", None),
    "by period, reviewed as a draft just before the quarter's end": (
        reviewed(changed(BY_QUARTER, active_from=day("2026-09-28")), "2026-09-25 of 2026-Q3"),
        "ok", "2027-02-11", None),
    "by period, nothing before the first day is owed": (
        reviewed(changed(BY_QUARTER, active_from=day("2026-10-05")), "2026-10-12 of 2026-Q2"),
        "ok", "2027-02-11", None),
    "by period, never reviewed since July": (
        changed(BY_QUARTER, active_from=day("2026-07-20")), "never-reviewed", "2026-11-11", 11),
    "by period, with a rhythm that no fiscal year has": (
        reviewed(ReviewClock(FORTNIGHT, "period"), "2026-11-12"), "due-soon", "2026-11-26", None),
    "a 4-4-5 calendar": (
        reviewed(changed(BY_QUARTER, period_ends=(
            day("2026-12-26"), day("2026-06-27"), day("2026-09-26"))), "2026-09-28"),
        "ok", "2027-02-06", None),
    "a 4-4-5 calendar whose quarter ends in October": (
        reviewed(changed(BY_QUARTER, period_ends=(
            day("2026-07-04"), day("2026-10-03"), day("2027-01-02"))), "2026-10-20 of 2026-Q3"),
        "ok", "2027-02-13", None),
    "a 4-4-5 calendar that nobody has extended": (
        reviewed(changed(BY_QUARTER, period_ends=(day("2024-12-28"), day("2025-03-29"))),
                 "2026-10-12"),
        "ok", "2027-02-09", None),
    "a 4-4-5 calendar that begins later": (
        reviewed(changed(BY_QUARTER, period_ends=(day("2027-03-27"), day("2027-06-26"))),
                 "2026-10-12"),
        "ok", "2027-02-07", None),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_state_and_due_date(case: str) -> None:
    clock, state, due, days_overdue = CASES[case]
    answer = clock.state_at(TODAY)
    assert (answer.state, answer.due, answer.days_overdue) == (
        state,
        day(due) if due else None,
        days_overdue,
    )


def test_only_a_promise_later_than_the_rhythm_is_too_late() -> None:
    quarterly = reviewed(QUARTER, "2026-07-01")
    promises = {
        promise: changed(quarterly, next=day(promise)).state_at(TODAY).promised_too_late
        for promise in ("2026-09-30", "2026-10-01", "2026-10-02", "2027-06-01")
    }
    assert promises == {
        "2026-09-30": False, "2026-10-01": False, "2026-10-02": True, "2027-06-01": True,
    }  # fmt: skip
    assert not quarterly.state_at(TODAY).promised_too_late


def test_the_answer_names_the_review_and_the_start_of_the_clock() -> None:
    draft = reviewed(ReviewClock(QUARTER, active_from=day("2026-09-01")), "2025-12-01")
    answer = draft.state_at(TODAY)
    assert (answer.last, answer.since) == (Held(day("2025-12-01")), day("2026-09-01"))
    new = ReviewClock(QUARTER, active_from=day("2026-10-01"), created=day("2026-01-01"))
    assert (new.state_at(TODAY).last, new.state_at(TODAY).since) == (None, day("2026-10-01"))


def test_grace_by_rhythm() -> None:
    rhythms = (WEEK, FORTNIGHT, MONTH, QUARTER, HALF, YEAR)
    assert [usual_grace(rhythm) for rhythm in rhythms] == [2, 3, 5, 14, 28, 30]


def test_states_pass_from_good_to_bad() -> None:
    clock = reviewed(QUARTER, "2026-01-01")
    first: dict[State, str] = {}
    for number in range(400):
        today = day("2026-01-01") + timedelta(number)
        first.setdefault(clock.state_at(today).state, today.isoformat())
    assert first == {
        State.OK: "2026-01-01",
        State.DUE_SOON: "2026-03-02",
        State.IN_GRACE: "2026-04-02",
        State.OVERDUE: "2026-04-16",
        State.LONG_OVERDUE: "2026-07-02",
    }
    assert [state.late for state in State] == [False, False, False, True, True, True]
