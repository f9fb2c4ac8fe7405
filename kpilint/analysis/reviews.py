"""The reviews of each KPI: which count, how often they should be held, how late they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kpilint.cadence.clock import BACKSTOP, CLOSE_LAG, Due, Held, ReviewClock
from kpilint.cadence.period import CALENDAR_YEAR, FiscalYear
from kpilint.cadence.rhythm import Rhythm
from kpilint.cadence.words import Refused, parse_cadence, parse_duration
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Review, ReviewPlan
from kpilint.catalogue.value import parse_month_day
from kpilint.graph.scope import Teams, values
from kpilint.record import record

DECISIONS_THAT_COUNT = frozenset({"keep", "change", "replace", "retire"})


@record
class Written:
    """A cadence as written, and where it was inherited from: the plan that holds it."""

    text: str
    plan: ReviewPlan


class Reviews:
    """Answers for one catalogue on one day. Plans are inherited field by field: KPI, its teams
    and what they belong to, defaults of the catalogue."""

    def __init__(self, catalogue: Catalogue, teams: Teams, as_of: dt.date) -> None:
        self._teams = teams
        self._as_of = as_of
        defaults = catalogue.defaults
        self._default_plan = defaults.review if defaults else None
        start = defaults.fiscal_year_start if defaults else None
        month_day = parse_month_day(start) if start else None
        self._fiscal_year = FiscalYear(*month_day) if month_day else CALENDAR_YEAR
        self._period_ends = defaults.period_ends if defaults else ()
        self._due: dict[int, Due] = {}

    def cadence(self, kpi: Kpi) -> Written | None:
        """The cadence that holds for a KPI, as written; None when none is written anywhere."""
        for plan in self._plans(kpi):
            if plan.cadence is not None:
                return Written(plan.cadence, plan)
        return None

    def rhythm(self, kpi: Kpi) -> Rhythm:
        """The rhythm of relevance reviews: as written, else the backstop of twelve months."""
        written = self.cadence(kpi)
        rhythm = parse_cadence(written.text) if written else BACKSTOP
        return BACKSTOP if isinstance(rhythm, Refused) else rhythm

    def due(self, kpi: Kpi) -> Due:
        """When the next relevance review is due, and how late it is."""
        found = self._due.get(id(kpi))
        if found is None:
            found = self._due[id(kpi)] = self.clock(kpi).state_at(self._as_of)
        return found

    def clock(self, kpi: Kpi) -> ReviewClock:
        grace = self._inherited(kpi, "grace")
        close_lag = self._inherited(kpi, "close_lag")
        plan = kpi.review
        return ReviewClock(
            rhythm=self.rhythm(kpi),
            anchor=self._inherited(kpi, "anchor") or "rolling",
            reviews=tuple(self.counting(kpi)),
            active_from=kpi.active_from,
            created=kpi.created,
            next=(plan.next if plan else None) or kpi.next_review,
            grace=_days(grace),
            close_lag=CLOSE_LAG if (days := _days(close_lag)) is None else days,
            fiscal_year=self._fiscal_year,
            period_ends=self._period_ends,
        )

    def counting(self, kpi: Kpi) -> list[Held]:
        """The reviews that count: held by now, about relevance, ended in a decision.

        The short form (`review.last`) counts as a decision to keep, unless there is a list: if
        the two disagree, the list wins.
        """
        if kpi.reviews:
            return [
                Held(review.date, review.period)
                for review in kpi.reviews
                if review.date is not None and self.counts(review)
            ]
        last = last_written(kpi)
        return [Held(last)] if last is not None and last <= self._as_of else []

    def counts(self, review: Review) -> bool:
        """Whether a review starts the clock anew."""
        return (
            review.date is not None
            and review.date <= self._as_of
            and review.kind in (None, "relevance")
            and review.decision in DECISIONS_THAT_COUNT
        )

    def _inherited(self, kpi: Kpi, field: str) -> Any:
        for plan in self._plans(kpi):
            value = getattr(plan, field)
            if value is not None:
                return value
        return None

    def _plans(self, kpi: Kpi) -> list[ReviewPlan]:
        plans = [kpi.review]
        for team_id in values(kpi.scope, "team"):
            for ancestor in self._teams.with_ancestors(team_id):
                team = self._teams.find(ancestor)
                plans.append(team.review if team else None)
        plans.append(self._default_plan)
        return [plan for plan in plans if plan is not None]


def last_written(kpi: Kpi) -> dt.date | None:
    """The day of the last review in its short form, wherever that is written."""
    return (kpi.review.last if kpi.review else None) or kpi.last_reviewed


def _days(text: str | None) -> int | None:
    if text is None:
        return None
    duration = parse_duration(text)
    return duration.whole_days if isinstance(duration, Rhythm) else None
