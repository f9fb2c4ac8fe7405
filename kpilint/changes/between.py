"""Two states of a catalogue: what became of each entity, and which decisions stand behind that."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import TypeVar

from kpilint.cadence.dates import shift
from kpilint.catalogue.model import Entity, Kpi
from kpilint.catalogue.parts import Review
from kpilint.changes.compare import compare
from kpilint.changes.kinds import Change, DefinitionChanged, DirectionFlipped, ReviewRecorded
from kpilint.changes.match import Matches, by_definition
from kpilint.changes.state import State
from kpilint.changes.value import meaning

E = TypeVar("E", bound=Entity)

# What may decide about a number; a look at its values ("performance") decides nothing.
_DECIDING = (None, "relevance", "target")


class Between:
    """From a state of `day` to a later one on the day `as_of`; `left_out` are changes to pass over.

    Two ends are compared: what came and went between them is not seen, nor on which day it did.
    """

    def __init__(
        self,
        before: State,
        after: State,
        *,
        day: dt.date,
        as_of: dt.date,
        left_out: Collection[Change] = (),
    ) -> None:
        self.day = day
        self.as_of = as_of
        self._matches = Matches(before.catalogue, after.catalogue)
        found = compare(before, after, self._matches)
        self.changes = tuple(change for change in found if change not in left_out)
        self._retired: dict[object, list[Kpi]] | None = None
        self._of: dict[tuple[str, str], list[Change]] = {}
        for change in self.changes:
            subject = change.subject
            self._of.setdefault((subject.kind, subject.id), []).append(change)

    def before(self, entity: E) -> E | None:
        """What an entity of today was then; None where it is new."""
        return self._matches.before(entity)

    def after(self, entity: E) -> E | None:
        """What an entity of then is today; None where it is gone."""
        return self._matches.after(entity)

    def retired_for(self, kpi: Kpi) -> list[Kpi]:
        """What was live then and is retired today, of the same name or counted in the same way as
        a KPI that is new."""
        if self.before(kpi) is not None:
            return []
        if self._retired is None:
            self._retired = {}
            for old, new in self._matches.pairs:
                if not isinstance(new, Kpi) or new.status != "retired":
                    continue
                if old is not None and old.is_live:
                    for key in _likeness(new):
                        self._retired.setdefault(key, []).append(new)
        found = [other for key in _likeness(kpi) for other in self._retired.get(key, ())]
        return list({id(other): other for other in found}.values())

    def of(self, entity: Entity, *kinds: str) -> list[Change]:
        """The changes to an entity of today; those of the given kinds only, where some are."""
        found = self._of.get((entity.noun, entity.id), [])
        return [change for change in found if not kinds or change.kind in kinds]

    def recounted(self, kpi: Kpi, *, silently: bool = False) -> list[Change]:
        """The changes after which it is another number: what was said is said differently.

        Prose may be put in better words. `silently` leaves those out that its version tells of.
        """
        return [
            change
            for change in self.of(kpi)
            if isinstance(change, DefinitionChanged | DirectionFlipped)
            and change.before is not None
            and change.field != "definition"
            and not (silently and change.version_raised)
        ]

    def recorded(self, kpi: Kpi) -> list[Review]:
        """The reviews that were written down since then."""
        days = {change.day for change in self.of(kpi) if isinstance(change, ReviewRecorded)}
        old = self.before(kpi)
        known = {meaning(review) for review in old.reviews} if old else set()
        return [
            review
            for review in kpi.reviews
            if meaning(review) not in known and (str(review.date) if review.date else "") in days
        ]

    def decided(self, kpi: Kpi, *decisions: str, earlier: int = 0) -> bool:
        """Whether a review that has been held ended in one of the decisions, and was written down
        since then, or held at most `earlier` days before: carrying out a decision takes time."""
        recorded = self.recorded(kpi)
        first = shift(self.day, -earlier)
        return any(
            review.decision in decisions
            and review.kind in _DECIDING
            and review.date is not None
            and review.date <= self.as_of
            and (review in recorded or review.date >= first)
            for review in kpi.reviews
        )


def _likeness(kpi: Kpi) -> list[object]:
    counted = by_definition(kpi)
    return [("name", meaning(kpi.name)), *([("counted", counted)] if counted else [])]
