"""The reviews of each KPI: which count, how often they should be held, how late they are."""

from __future__ import annotations

import datetime as dt
from typing import Any

from kpilint.cadence.clock import BACKSTOP, CLOSE_LAG, Anchor, Due, Held, ReviewClock
from kpilint.cadence.period import CALENDAR_YEAR, NAMED_ENDS_APART, FiscalYear
from kpilint.cadence.rhythm import Rhythm
from kpilint.cadence.words import Refused, parse_cadence, parse_duration
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Defaults, Kpi, Team
from kpilint.catalogue.parts import Review, ReviewPlan
from kpilint.catalogue.value import parse_month_day
from kpilint.graph.scope import Teams
from kpilint.record import record
from kpilint.syntax.node import Node

_Plan = tuple[ReviewPlan, Kpi | Team | None]
"""A plan, and whose it is: the KPI's own, a team's, or that of the defaults (None)."""

DECISIONS_THAT_COUNT = frozenset({"keep", "change", "replace", "retire"})


@record
class Written:
    """A cadence as written, the plan that holds it, and whose plan that is.

    `holder` is the KPI itself or a team; None for the defaults of the catalogue.
    """

    text: str
    plan: ReviewPlan
    holder: Kpi | Team | None

    @property
    def node(self) -> Node:
        """Where it is written."""
        node = self.plan.node
        return (node.get("cadence") or node) if node.is_mapping else node


@record
class Terms:
    """What the plans for a KPI come to: the rhythm of its reviews, what they are counted from, and
    the days of grace and after the close of a period. `written` is what the written rhythm was
    read as, None where none is written; without one that can be read, the backstop holds."""

    written: Rhythm | Refused | None
    rhythm: Rhythm
    anchor: Anchor
    grace: int | None
    close_lag: int


class Reviews:
    """Answers for one catalogue on one day. Plans are inherited field by field: KPI, its teams
    and what they belong to, defaults of the catalogue."""

    def __init__(self, catalogue: Catalogue, teams: Teams, as_of: dt.date) -> None:
        self._catalogue = catalogue
        self._teams = teams
        self._as_of = as_of
        defaults = catalogue.defaults
        self._default_plan = defaults.review if defaults else None
        self._fiscal_year = fiscal_year_of(defaults)
        self._period_ends = defaults.period_ends if defaults else ()
        self._due: dict[Kpi, Due] = {}
        self._due_alike: dict[object, Due] = {}
        self._cadences: dict[Kpi, Written | None] = {}
        self._terms: dict[Kpi, Terms] = {}
        self._same_terms: dict[object, Terms] = {}
        self._inherited: dict[tuple[str, ...], list[_Plan]] = {}
        self._none_written: list[Kpi] | None = None
        self._first_with: dict[ReviewPlan, Kpi] | None = None
        self._same_notes: dict[tuple[dt.date, str], list[Kpi]] | None = None

    def cadence(self, kpi: Kpi) -> Written | None:
        """The cadence that holds for a KPI, as written; None when none is written anywhere."""
        if kpi not in self._cadences:
            self._cadences[kpi] = None
            for plan, holder in self._plans(kpi):
                if plan.cadence is not None:
                    self._cadences[kpi] = Written(plan.cadence, plan, holder)
                    break
        return self._cadences[kpi]

    def none_written(self) -> list[Kpi]:
        """The live KPIs, where nothing at all is written about how often any of them is reviewed;
        else empty."""
        if self._none_written is None:
            live = [kpi for kpi in self._catalogue.kpis if kpi.is_live]
            written = any(self.cadence(kpi) or kpi.node.get("review") for kpi in live)
            self._none_written = [] if written else live
        return self._none_written

    def first_with(self, written: Written) -> Kpi | None:
        """The first live KPI for which this cadence holds: one that stands for all of them."""
        if self._first_with is None:
            self._first_with = {}
            for kpi in self._catalogue.kpis:
                if kpi.is_live and (found := self.cadence(kpi)):
                    self._first_with.setdefault(found.plan, kpi)
        return self._first_with.get(written.plan)

    def default_cadence(self) -> str | None:
        """The cadence that the defaults of the catalogue hold, as written."""
        return self._default_plan.cadence if self._default_plan else None

    def rhythm(self, kpi: Kpi) -> Rhythm:
        """The rhythm of relevance reviews: as written, else the backstop of twelve months."""
        return self.terms(kpi).rhythm

    def terms(self, kpi: Kpi) -> Terms:
        """What its own plan says, and where that is silent those of its teams and the defaults."""
        found = self._terms.get(kpi)
        if found is None:
            found = self._terms[kpi] = self._terms_of(kpi)
        return found

    def _terms_of(self, kpi: Kpi) -> Terms:
        own, teams = kpi.review, kpi.teams
        said = own and (own.cadence, own.anchor, own.grace, own.close_lag)
        found = self._same_terms.get((said, teams))
        if found is None:
            plans = self._plans(kpi)
            cadence = _first(plans, "cadence")
            written = parse_cadence(cadence) if cadence is not None else None
            close_lag = _days(_first(plans, "close_lag"))
            found = self._same_terms[said, teams] = Terms(
                written,
                written if isinstance(written, Rhythm) else BACKSTOP,
                _first(plans, "anchor") or "rolling",
                _days(_first(plans, "grace")),
                CLOSE_LAG if close_lag is None else close_lag,
            )
        return found

    def due(self, kpi: Kpi) -> Due:
        """When the next relevance review is due, and how late it is."""
        found = self._due.get(kpi)
        if found is None:
            found = self._due[kpi] = self._state_of(kpi)
        return found

    def _state_of(self, kpi: Kpi) -> Due:
        if kpi.reviews:
            return self.clock(kpi).state_at(self._as_of)
        # What one meeting looked at, and has the same rhythm, shares one answer.
        terms = id(self.terms(kpi))
        alike = terms, last_written(kpi), promised(kpi), kpi.active_from, kpi.created
        found = self._due_alike.get(alike)
        if found is None:
            found = self._due_alike[alike] = self.clock(kpi).state_at(self._as_of)
        return found

    def clock(self, kpi: Kpi) -> ReviewClock:
        terms = self.terms(kpi)
        return ReviewClock(
            rhythm=terms.rhythm,
            anchor=terms.anchor,
            reviews=tuple(self.counting(kpi)),
            active_from=kpi.active_from,
            created=kpi.created,
            next=promised(kpi),
            grace=terms.grace,
            close_lag=terms.close_lag,
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
        return review.date is not None and self.why_not(review) is None

    def why_not(self, review: Review) -> str | None:
        """Why a review does not count, as the end of a sentence; None where it does."""
        if review.date is None:
            return "has no date"
        if review.date > self._as_of:
            return "has not been held yet"
        if review.kind not in (None, "relevance"):
            return "looked at the number, not at whether it is still the right one"
        if review.decision is None:
            return "records no decision"
        return None if review.decision in DECISIONS_THAT_COUNT else "put the decision off"

    def period_still_open(self, review: Review) -> dt.date | None:
        """The last day of the period that a review names, where that had not come on its day.

        A listed 52-week calendar ends its periods up to a week beside the calendar's.
        """
        named = self._fiscal_year.named(review.period) if review.period else None
        if named is None or review.date is None:
            return None
        early = NAMED_ENDS_APART if self._period_ends else 0
        return named.end if (named.end - review.date).days > early else None

    def decided_last(self, kpi: Kpi) -> Review | None:
        """The latest review that counts, of those that are written out in a list."""
        counting = [review for review in kpi.reviews if self.counts(review)]
        return max(counting, key=lambda review: review.date or dt.date.min, default=None)

    def with_same_note(self, review: Review) -> list[Kpi]:
        """The live KPIs of which a review of the same day has the same note, word for word."""
        if self._same_notes is None:
            self._same_notes = {}
            for kpi in self._catalogue.kpis:
                if kpi.is_live:
                    for key in {_note(entry) for entry in kpi.reviews}:
                        if key is not None:
                            self._same_notes.setdefault(key, []).append(kpi)
        key = _note(review)
        return self._same_notes.get(key, []) if key is not None else []

    def _plans(self, kpi: Kpi) -> list[_Plan]:
        teams = kpi.teams
        inherited = self._inherited.get(teams)
        if inherited is None:
            inherited = self._inherited[teams] = self._plans_above(teams)
        return inherited if kpi.review is None else [(kpi.review, kpi), *inherited]

    def _plans_above(self, teams: tuple[str, ...]) -> list[_Plan]:
        plans: list[_Plan] = []
        for team_id in teams:
            for ancestor in self._teams.with_ancestors(team_id):
                team = self._teams.find(ancestor)
                if team is not None and team.review is not None:
                    plans.append((team.review, team))
        if self._default_plan is not None:
            plans.append((self._default_plan, None))
        return plans


def fiscal_year_of(defaults: Defaults | None) -> FiscalYear:
    """The fiscal year of a catalogue; the calendar year where nothing else is written."""
    start = defaults.fiscal_year_start if defaults else None
    month_day = parse_month_day(start) if start else None
    return FiscalYear(*month_day) if month_day else CALENDAR_YEAR


def last_written(kpi: Kpi) -> dt.date | None:
    """The day of the last review in its short form, wherever that is written."""
    return (kpi.review.last if kpi.review else None) or kpi.last_reviewed


def promised(kpi: Kpi) -> dt.date | None:
    """The day that is agreed for the next review, wherever that is written."""
    return (kpi.review.next if kpi.review else None) or kpi.next_review


def _first(plans: list[_Plan], field: str) -> Any:
    for plan, _ in plans:
        value = getattr(plan, field)
        if value is not None:
            return value
    return None


def _note(review: Review) -> tuple[dt.date, str] | None:
    """What makes two entries look copied. One meeting may have one note for several KPIs, where it
    is said that there was one.
    """
    if review.date is None or review.note is None or review.meeting:
        return None
    return review.date, " ".join(review.note.casefold().split())


def _days(text: str | None) -> int | None:
    if text is None:
        return None
    duration = parse_duration(text)
    return duration.whole_days if duration is not None else None
