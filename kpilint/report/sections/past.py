"""What became of last period's decisions: those that were asked for, those that reviews took, and
the exceptions that were agreed.

Nobody has to keep a list: what was asked for is worked out from the catalogue as it was then, and
what was decided stands in it. A decision is carried over until it is done.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from itertools import zip_longest
from typing import Literal

from kpilint.cadence.dates import shift
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Review
from kpilint.changes import kinds
from kpilint.changes.compare import compare
from kpilint.changes.kinds import Change
from kpilint.engine.registry import find_rule
from kpilint.finding import Finding
from kpilint.report.entries import called, owner_of, ref, ref_of
from kpilint.report.facts import PastDecision
from kpilint.report.sections.asks import Ask, asks
from kpilint.report.sections.evidence import in_words, parts_changed, that_answers
from kpilint.report.sections.history import History
from kpilint.report.sections.period import Calendar
from kpilint.revisions.compare import renamed
from kpilint.revisions.trend import Past
from kpilint.run import Result
from kpilint.text.phrase import day_in_words, listed

State = Literal["done", "open", "overdue"]

DAYS_TO_RETIRE = 30
DAYS_TO_CHANGE = 90
"""Days in which a decision is to be carried out (choices of this project): a number that nobody
wants any more is switched off within a month; another one takes a quarter to set up."""

_ORDER: dict[State, int] = {"overdue": 0, "open": 1, "done": 2}
_TO_CARRY_OUT = {"change": DAYS_TO_CHANGE, "replace": DAYS_TO_CHANGE, "retire": DAYS_TO_RETIRE}
_MOST_PARTS = 3
_VERBS = {"change": "Change", "replace": "Replace", "retire": "Retire"}


def past(
    result: Result, calendar: Calendar, start: dt.date, history: History | None
) -> tuple[PastDecision, ...]:
    """Overdue first, then open, then done; of each, the oldest first.

    `start` is the first day of the period before. What reviews decided and what was agreed is
    known without a history; what was asked for, and whether something changed since, only with it.
    """
    told = _Past(result, calendar, start, history)
    decided = list(told.decided())
    found = [*told.asked({one.about.id for one in decided}), *decided, *told.excepted()]
    return tuple(sorted(found, key=lambda one: (_ORDER[one.state], one.day, one.what)))


class _Past:
    def __init__(
        self, result: Result, calendar: Calendar, start: dt.date, history: History | None
    ) -> None:
        self._result = result
        self._context = result.context
        self._calendar = calendar
        self._start = start
        self._history = history
        self._since: dict[dt.date, dict[str, list[Change]]] = {}

    def asked(self, decided: Collection[str]) -> Iterator[PastDecision]:
        """What the report on the period before asked for, one by one; that a decision has to be
        carried out is told with that decision."""
        if self._history is None:
            return
        base = self._history.base
        later_ids = renamed(base.result, self._result)
        now = {_key(finding): finding for finding in self._result.findings}
        end = self._calendar.holding(shift(base.day, 1)).end
        for ask in asks(base.result):
            subject = ask.finding.problem.subject
            if ask.finding.problem.reason == "decision-not-carried-out" and subject.id in decided:
                continue
            id_ = later_ids.get(subject.id, subject.id)
            still = now.get((ask.rule, subject.kind, id_))
            by = ask.by(base.day, end)
            yield PastDecision(
                what=ask.action,
                kind="asked",
                about=ref(*ask.about, ask.name),
                owner=ask.owner,
                day=base.day,
                state=self._state(still, by),
                evidence=self._still(still) if still else self._gone(ask, id_, base),
            )

    def _state(self, still: Finding | None, by: dt.date) -> State:
        if still is None:
            return "done"
        is_late = by < self._context.as_of and still.waived_by is None
        return "overdue" if is_late else "open"

    def _still(self, finding: Finding) -> str:
        waived = finding.waived_by
        if waived is None:
            return f"still so on {day_in_words(self._context.as_of)}"
        if waived.by == "baseline":
            return "set aside by the baseline"
        until = dt.date.fromisoformat(waived.until) if waived.until else None
        return f"an exception is agreed until {day_in_words(until)}" if until else "excepted"

    def _gone(self, ask: Ask, id_: str, base: Past) -> str:
        """By what it can be seen that something was answered: the change that did it."""
        change = that_answers(self._changes(base).get(id_, []), ask.rule)
        return in_words(change, self._context) if change else "no longer found"

    def decided(self) -> Iterator[PastDecision]:
        """What reviews decided in this period and the one before, and what is not done of what
        they decided earlier."""
        for kpi in self._context.catalogue.kpis:
            counting = [review for review in kpi.reviews if self._context.reviews.counts(review)]
            counting.sort(key=_day)
            for review, following in zip_longest(counting, counting[1:]):
                told = self._review(kpi, review, following)
                if told is not None and (told.state != "done" or _day(review) >= self._start):
                    yield told
        yield from self._taken_out()

    def _review(self, kpi: Kpi, review: Review, following: Review | None) -> PastDecision | None:
        decision = review.decision or ""
        if decision not in _TO_CARRY_OUT:
            return None
        state, evidence = self._carried_out(kpi, review)
        if state != "done" and following is not None:
            if following.decision in _TO_CARRY_OUT:
                return None  # that one is followed instead
            state = "done"
            evidence = f"looked at again on {day_in_words(_day(following))}: {following.decision}"
        note = f": {review.note}" if review.note else ""
        return PastDecision(
            what=f'{_VERBS[decision]} "{kpi.name}"{note}',
            kind="decided",
            about=ref_of(kpi),
            owner=owner_of(kpi, self._context),
            day=_day(review),
            state=state,
            evidence=evidence,
        )

    def _carried_out(self, kpi: Kpi, review: Review) -> tuple[State, str]:
        day, decision = _day(review), review.decision or ""
        if kpi.status == "retired":
            return "done", "it is retired"
        if decision == "replace" and (successor := self._successor(kpi)):
            return "done", f'"{successor}" has taken its place'
        if decision == "change":
            done = self._changed_since(kpi, day)
            if done is None:
                return "open", "no earlier state is known that would show a change"
            if done:
                return "done", done
        if decision == "retire" and kpi.retire_on and kpi.retire_on >= self._context.as_of:
            return "open", f"it ends on {day_in_words(kpi.retire_on)}"
        waited = (self._context.as_of - day).days
        late = waited > _TO_CARRY_OUT[decision]
        still = "it is still in use" if decision != "change" else "it is as it was"
        return ("overdue" if late else "open"), still

    def _successor(self, kpi: Kpi) -> str | None:
        catalogue = self._context.catalogue
        named = [catalogue.find(id_) for id_ in kpi.replaced_by]
        named += [other for other in catalogue.kpis if kpi.id in other.supersedes]
        return next((one.name for one in named if isinstance(one, Kpi) and one.is_live), None)

    def _changed_since(self, kpi: Kpi, day: dt.date) -> str | None:
        """What changed about a KPI since before a day; empty where nothing did, None where no
        state that old is known."""
        before = self._history.before(day) if self._history else None
        if before is None:
            return None
        parts = parts_changed(self._changes(before).get(kpi.id, []))
        more = ["more"] * (len(parts) > _MOST_PARTS)
        return f"{listed([*parts[:_MOST_PARTS], *more])} changed since" if parts else ""

    def _taken_out(self) -> Iterator[PastDecision]:
        """Decisions to end what is gone from the catalogue since."""
        if self._history is None:
            return
        base = self._history.base
        gone = {
            change.subject.id
            for changes in self._changes(base).values()
            for change in changes
            if isinstance(change, kinds.Removed) and change.subject.kind == Kpi.noun
        }
        for kpi in base.result.catalogue.kpis:
            last = base.result.context.reviews.decided_last(kpi) if kpi.id in gone else None
            decision = last.decision if last else None
            if last and decision in ("retire", "replace") and _day(last) >= self._start:
                yield PastDecision(
                    what=f'{_VERBS[decision]} "{kpi.name}"',
                    kind="decided",
                    about=ref_of(kpi),
                    owner=owner_of(kpi, base.result.context),
                    day=_day(last),
                    state="done",
                    evidence="it was taken out of the catalogue",
                )

    def excepted(self) -> Iterator[PastDecision]:
        """Exceptions that are in force, or have ended lately."""
        context = self._context
        for waiver in context.catalogue.waivers:
            name = called(waiver.kpi or waiver.goal or "", context.catalogue)
            faults = [fault.reason for fault in context.waivers.faults(waiver)]
            until = waiver.until
            if until is None or (faults and faults != ["ended"]) or until < self._start:
                continue  # what does not hold is asked about; what ended long ago is over
            rule = find_rule(waiver.rule or "")
            ended = faults == ["ended"]
            yield PastDecision(
                what=f'Exception for "{name}": {rule.info.summary if rule else waiver.rule}',
                kind="exception",
                about=ref("waiver", waiver.id, name),
                owner=called(waiver.approved_by[0], context.catalogue),
                day=waiver.since or min(until, context.as_of),
                state="done" if ended else "open",
                evidence=f"{'ended' if ended else 'holds until'} {day_in_words(until)}",
            )

    def _changes(self, before: Past) -> dict[str, list[Change]]:
        """What changed since a state, by the id of what it is today."""
        if before.day not in self._since:
            by_id: dict[str, list[Change]] = {}
            base = self._context.base
            is_base = base is not None and base.context.catalogue is before.result.catalogue
            known = (*self._context.changes, *base.imported) if base and is_base else ()
            for change in known or compare(before.result.context, self._context):
                by_id.setdefault(change.subject.id, []).append(change)
            self._since[before.day] = by_id
        return self._since[before.day]


def _key(finding: Finding) -> tuple[str, str, str]:
    subject = finding.problem.subject
    return (finding.rule.name, subject.kind, subject.id)


def _day(review: Review) -> dt.date:
    return review.date or dt.date.min
