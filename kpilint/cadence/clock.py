"""When the review of a KPI is due, and how late it is on a given day.

The clock looks at reviews of the definition ("should we still measure this?"), not at the values.
That a measure needs such a clock is Neely's "frequency of review" and Marr's "revision date". The
42 days after a period's end come from the strategy review meetings of Kaplan and Norton, which are
held three to six weeks after the quarter ends. All other numbers are choices of this project.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from kpilint.cadence.dates import shift
from kpilint.cadence.period import (
    CALENDAR_YEAR,
    PERIOD_MONTHS,
    FiscalPeriods,
    FiscalYear,
    ListedPeriods,
)
from kpilint.cadence.rhythm import PARTS_OF_A_DAY, Rhythm
from kpilint.record import record

if TYPE_CHECKING:
    from datetime import date

BACKSTOP = Rhythm(months=12)
"""The rhythm of a KPI for which none is written: nothing goes unquestioned for over a year."""

CLOSE_LAG = 42
"""Days between the end of a period and the last day on which its review is in time."""

DUE_SOON = 30
"""Days before the due date from which a review is called due soon."""

_GRACE_PER_CENT = 15
_LONGEST_GRACE = 30

Anchor = Literal["rolling", "period"]


class State(StrEnum):
    """How a review stands, from good to bad.

    A KPI that no review has ever questioned is `never-reviewed` in place of both overdue states.
    """

    OK = "ok"
    DUE_SOON = "due-soon"
    IN_GRACE = "in-grace"
    OVERDUE = "overdue"
    LONG_OVERDUE = "long-overdue"
    NEVER_REVIEWED = "never-reviewed"

    @property
    def late(self) -> bool:
        """Whether the review should have been held, grace included."""
        return self in _LATE


_LATE = (State.OVERDUE, State.LONG_OVERDUE, State.NEVER_REVIEWED)


@record
class Held:
    """A review that counts (about relevance, with a decision), and the period that it names."""

    day: date
    period: str | None = None


@record
class Due:
    """The answer of the clock.

    `due` is None only for a KPI with neither a review nor a first day. `days_overdue` counts from
    the due date, not from the end of grace, and is None unless the state is late. `last` is the
    review that the answer rests on, `since` the day from which the clock ran. `promised_too_late`
    says that a next review is written down for a day later than the rhythm allows. `period_end` is
    the last day of the period that the next review is about, with the period anchor.
    """

    state: State
    due: date | None
    days_overdue: int | None
    last: Held | None
    since: date | None
    promised_too_late: bool = False
    period_end: date | None = None


@record
class ReviewClock:
    """What is written about the reviews of one KPI.

    `reviews` are those that count, in any order; ones after the day asked for are passed over.
    `next` is a date promised for the next review. `grace` is in days, None for the usual one; with
    the period anchor `close_lag` (in days) takes its place. `period_ends`, in any order, replace
    the periods of the fiscal year. The period anchor needs them or a rhythm of 1, 3, 6 or 12
    months; without, the clock is a rolling one.
    """

    rhythm: Rhythm
    anchor: Anchor = "rolling"
    reviews: tuple[Held, ...] = ()
    active_from: date | None = None
    created: date | None = None
    next: date | None = None
    grace: int | None = None
    close_lag: int = CLOSE_LAG
    fiscal_year: FiscalYear = CALENDAR_YEAR
    period_ends: tuple[date, ...] = ()

    def state_at(self, as_of: date) -> Due:
        """How the review stands on a day. Never raises, whatever the dates."""
        latest = self._latest(as_of)
        since = self._since(latest)
        if since is None:
            return Due(State.NEVER_REVIEWED, None, None, None, None)
        due, grace, period_end = self._due_by_rhythm(latest, since)
        promised_too_late = self.next is not None and self.next > due
        # A promise for a day up to the last review has been kept by that review.
        if self.next and self.next <= due and (not latest or self.next > since):
            due, grace, period_end = self.next, 0, None
        state = self._state(as_of, due, grace, reviewed=bool(latest))
        days_overdue = (as_of - due).days if state.late else None
        last = latest[0] if latest else None
        return Due(state, due, days_overdue, last, since, promised_too_late, period_end)

    def _latest(self, as_of: date) -> list[Held]:
        """The reviews of the latest day on which there was one."""
        if not self.reviews:
            return []
        latest = max((held.day for held in self.reviews if held.day <= as_of), default=None)
        return [held for held in self.reviews if held.day == latest]

    def _since(self, latest: list[Held]) -> date | None:
        if not latest:
            return self.active_from or self.created
        # What was decided about the draft was decided about the KPI that went live.
        return max(latest[0].day, self.active_from or latest[0].day)

    def _due_by_rhythm(self, latest: list[Held], since: date) -> tuple[date, int, date | None]:
        """The due date, the days of grace, and the end of the period that it is about."""
        periods = self._periods()
        if periods is None:
            grace = usual_grace(self.rhythm) if self.grace is None else self.grace
            return self.rhythm.after(since), grace, None
        covered = max(
            (self._covered(held, since, periods) for held in latest),
            default=periods.last_end(since),
        )
        end = periods.next_end(covered)
        return shift(end, self.close_lag), 0, end

    def _periods(self) -> FiscalPeriods | ListedPeriods | None:
        if self.anchor != "period":
            return None
        if self.period_ends and self.rhythm.parts:
            return ListedPeriods(tuple(sorted(self.period_ends)), self.rhythm)
        if self.rhythm.months in PERIOD_MONTHS:
            return FiscalPeriods(self.fiscal_year, self.rhythm.months)
        return None

    def _covered(self, held: Held, since: date, periods: FiscalPeriods | ListedPeriods) -> date:
        """The end of the period that a review was about.

        That is the period it names, else the latest that was over. A period that had not even
        begun cannot have been reviewed, and of a longer one only the part up to the period under
        way: else one entry could buy years of silence.
        """
        named = self.fiscal_year.named(held.period) if held.period else None
        if named is None or named.start > held.day:
            return periods.last_end(since)
        covered = min(periods.end_of(named), periods.next_end(held.day))
        return max(covered, periods.last_end(self.active_from)) if self.active_from else covered

    def _state(self, as_of: date, due: date, grace: int, *, reviewed: bool) -> State:
        if as_of <= due:
            return State.DUE_SOON if (due - as_of).days <= DUE_SOON else State.OK
        if as_of <= shift(due, grace):
            return State.IN_GRACE
        if not reviewed:
            return State.NEVER_REVIEWED
        return State.LONG_OVERDUE if as_of > self.rhythm.after(due) else State.OVERDUE


def usual_grace(rhythm: Rhythm) -> int:
    """Days of grace where none are written: 15 % of the rhythm, rounded up, at most 30.

    That is 2 days for a weekly review, 5 for a monthly, 14 for a quarterly and 30 for a yearly one.
    """
    share = -(-rhythm.parts * _GRACE_PER_CENT // (PARTS_OF_A_DAY * 100))
    return min(share, _LONGEST_GRACE)
