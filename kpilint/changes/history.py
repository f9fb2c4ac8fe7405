"""What the rules on history ask of two states; loaded only where there are two."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Review
from kpilint.changes.between import Between
from kpilint.changes.bumps import Bump, bump_of, with_equal_notes
from kpilint.changes.escapes import LABELS, Escape, escaped, stays
from kpilint.changes.kinds import Change
from kpilint.changes.loosening import Loosening, loosening_of
from kpilint.changes.state import State


class History(Between):
    """From an earlier state to this one."""

    def __init__(
        self,
        then: State,
        now: State,
        *,
        day: dt.date,
        as_of: dt.date,
        left_out: Collection[Change] = (),
    ) -> None:
        Between.__init__(self, then, now, day=day, as_of=as_of, left_out=left_out)
        self._then = then
        self._now = now

    def bumps(self) -> list[Bump]:
        """The dates of reviews that moved while nothing was decided, in order of the KPIs."""
        found = (bump_of(kpi, self, self._now.reviews) for kpi in self._now.catalogue.kpis)
        return [bump for bump in found if bump is not None]

    def copied_reviews(self, many: int) -> list[list[tuple[Kpi, Review]]]:
        """Groups of at least `many` KPIs of which reviews with one note were recorded."""
        return with_equal_notes(self._now.catalogue.kpis, self, many)

    def loosening(self, kpi: Kpi) -> Loosening | None:
        """How its target became easier; None where it did not, or did not hold then or now."""
        old = self.before(kpi)
        if old is None or not old.is_live or not kpi.is_live or not self.of(kpi, "target-loosened"):
            return None
        decided = (
            review.date
            for review in old.reviews
            if review.decision == "change" and review.date and self._then.reviews.counts(review)
        )
        return loosening_of(old, kpi, max(decided, default=None), self.as_of)

    def escape(self, kpi: Kpi, *, days_between: int, earlier: int) -> Escape | None:
        """How a KPI got rid of an open question by what it is called, and no review decided that.

        `days_between` is how far apart one may be retired and the other begun; for `earlier` see
        `decided`.
        """
        for old in self._earlier(kpi, days_between):
            gone = escaped(old, self._then, kpi, self._now)
            label = self._label(kpi, old, gone[0]) if gone else None
            if label and stays(old, kpi) and not self._is_decided(kpi, old, earlier):
                return Escape(old, label, gone[0])
        return None

    def _earlier(self, kpi: Kpi, days: int) -> Iterable[Kpi]:
        """What it was: the same entry, or what was retired about when this one was begun."""
        old = self.before(kpi)
        if old is not None:
            yield old
        began = kpi.active_from or kpi.created
        for retired in self.retired_for(kpi) if self.of(kpi, "added") else ():
            ended = retired.retire_on
            apart = abs((began - ended).days) if began and ended else 0
            then = self.before(retired)
            if then is not None and apart <= days:
                yield then

    def _label(self, kpi: Kpi, old: Kpi, question: str) -> str | None:
        """What it is called by that changed; None where the question has another reason to go."""
        if self.before(kpi) is None:
            return "begun-anew"
        fields = {change.field for change in self.of(kpi)}
        changed = next((field for field in LABELS[question] if field in fields), None)
        return changed or ("new-id" if old.id != kpi.id else None)

    def _is_decided(self, kpi: Kpi, old: Kpi, earlier: int) -> bool:
        """Whether a review of it, or of what it takes the place of, decided so."""
        left = self.after(old)
        ends = ("change", "replace", "retire")
        return self.decided(kpi, "change", earlier=earlier) or (
            left is not None and left is not kpi and self.decided(left, *ends, earlier=earlier)
        )
