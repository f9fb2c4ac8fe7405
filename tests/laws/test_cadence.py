"""What holds for all rhythms, periods and review clocks."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from kpilint.cadence.clock import Held, ReviewClock, State
from kpilint.cadence.period import PERIOD_MONTHS, FiscalYear, ListedPeriods
from kpilint.cadence.rhythm import Rhythm, slower
from kpilint.cadence.words import Refused, parse_cadence, parse_duration, parse_rhythm
from kpilint.record import changed

MODERN = st.dates(date(1900, 1, 1), date(2200, 12, 31))
RHYTHMS = st.one_of(
    st.builds(Rhythm, months=st.integers(1, 60)), st.builds(Rhythm, every_days=st.integers(1, 2000))
)
LENGTHS = st.sampled_from(PERIOD_MONTHS)
YEARS = st.builds(FiscalYear, st.integers(1, 12), st.integers(1, 31))
NAMES = st.sampled_from([None, "2026", "2026-Q1", "2025-H2", "1999-12", "9999", "0000-Q4", "soon"])


def clocks(days: st.SearchStrategy[date]) -> st.SearchStrategy[ReviewClock]:
    maybe = st.none() | days
    return st.builds(
        ReviewClock,
        rhythm=RHYTHMS | st.just(Rhythm()) | LENGTHS.map(Rhythm),
        anchor=st.sampled_from(["rolling", "period"]),
        reviews=st.lists(st.builds(Held, days, NAMES), max_size=4).map(tuple),
        active_from=maybe,
        created=maybe,
        next=maybe,
        grace=st.none() | st.integers(0, 400),
        fiscal_year=YEARS,
        period_ends=st.lists(days, max_size=5).map(tuple),
    )


@given(st.text())
def test_any_text_is_a_rhythm_or_refused(text: str) -> None:
    for answer in (parse_rhythm(text), parse_cadence(text)):
        assert isinstance(answer, Rhythm) or (answer.why and answer.instead)
    parse_duration(text)


@given(st.text("0123456789PTYMWDHS every-biweekly"))
def test_any_text_like_a_rhythm_is_a_rhythm_or_refused(text: str) -> None:
    cadence = parse_cadence(text)
    assert isinstance(cadence, Refused) or cadence.days >= 1
    length = parse_duration(text)
    assert length is None or length.days >= 0


@given(RHYTHMS)
def test_a_rhythm_in_words_is_read_back(rhythm: Rhythm) -> None:
    assert parse_rhythm(rhythm.in_words()) == rhythm
    assert parse_rhythm(rhythm.in_words().replace(" ", "-").upper()) == rhythm


@given(RHYTHMS, RHYTHMS)
def test_of_two_rhythms_at_most_one_is_slower(one: Rhythm, other: Rhythm) -> None:
    assert not (slower(one, other) and slower(other, one))
    assert not slower(one, one)


@given(RHYTHMS, MODERN, st.integers(-20, 20))
def test_clamping_does_not_accumulate(rhythm: Rhythm, day: date, times: int) -> None:
    there = rhythm.after(day, times)
    assert there.day == day.day or rhythm.every_days or (there + timedelta(1)).day == 1
    assert (there > day) == (times > 0)


@given(RHYTHMS, st.dates(), st.dates())
def test_a_later_start_is_never_due_earlier(rhythm: Rhythm, one: date, other: date) -> None:
    assert rhythm.after(min(one, other)) <= rhythm.after(max(one, other))


@given(YEARS, LENGTHS, MODERN)
def test_periods_follow_each_other(year: FiscalYear, months: int, day: date) -> None:
    holding, closed = year.holding(day, months), year.closed_by(day, months)
    assert holding.start <= day <= holding.end
    assert closed.end <= day
    assert closed == holding or closed.end + timedelta(1) == holding.start


@given(YEARS, LENGTHS, MODERN)
def test_a_period_is_found_by_its_name(year: FiscalYear, months: int, day: date) -> None:
    period = year.holding(day, months)
    assert year.named(period.name) == period


@given(YEARS, LENGTHS, st.dates())
def test_periods_at_the_ends_of_the_calendar(year: FiscalYear, months: int, day: date) -> None:
    assert year.holding(day, months).start <= day <= year.holding(day, months).end
    assert year.closed_by(day, months).end <= day


@given(st.lists(MODERN, min_size=1, max_size=6), RHYTHMS, MODERN)
def test_listed_periods_end_around_a_day(ends: list[date], rhythm: Rhythm, day: date) -> None:
    periods = ListedPeriods(tuple(sorted(ends)), rhythm)
    last, following = periods.last_end(day), periods.next_end(day)
    assert last <= day < following
    listed = [end for end in ends if last < end < following]
    assert not listed


@given(clocks(st.dates()), st.dates())
def test_a_clock_never_raises(clock: ReviewClock, as_of: date) -> None:
    answer = clock.state_at(as_of)
    assert (answer.due is None) == (answer.since is None)
    assert (answer.days_overdue is not None) == (answer.state.late and answer.due is not None)
    assert answer.days_overdue is None or answer.days_overdue > 0


@given(clocks(MODERN), MODERN)
def test_due_is_never_before_the_last_review(clock: ReviewClock, as_of: date) -> None:
    unnamed = tuple(Held(held.day) for held in clock.reviews)
    answer = changed(clock, reviews=unnamed).state_at(as_of)
    assume(answer.last)
    assert answer.last is not None
    assert answer.due is not None
    assert answer.due > answer.last.day or not clock.rhythm.parts


@given(clocks(MODERN), MODERN, MODERN)
def test_waiting_never_helps(clock: ReviewClock, one: date, other: date) -> None:
    earlier, later = min(one, other), max(one, other)
    assume(not any(earlier < held.day <= later for held in clock.reviews))
    order = list(State)
    before, after = clock.state_at(earlier), clock.state_at(later)
    assert order.index(before.state) <= order.index(after.state)
    assert (before.due, before.last) == (after.due, after.last)


@given(clocks(MODERN), MODERN)
def test_a_review_today_is_never_late_for_a_live_kpi(clock: ReviewClock, today: date) -> None:
    assume(clock.rhythm.parts)
    answer = changed(clock, reviews=(*clock.reviews, Held(today))).state_at(today)
    assert not answer.state.late


@given(clocks(MODERN), MODERN)
def test_a_promise_never_makes_anything_due_later(clock: ReviewClock, as_of: date) -> None:
    promised, free = clock.state_at(as_of), changed(clock, next=None).state_at(as_of)
    assert promised.due is None or free.due is None or promised.due <= free.due
    assert promised.promised_too_late <= (promised.due == free.due)
