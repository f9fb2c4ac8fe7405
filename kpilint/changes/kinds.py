"""The kinds of change: one frozen class each, equal by value.

A change says what it is about, in which field, and what stood there before and after, as texts
that can be shown. A new kind is a new class here and a line in `compare.py` that makes it.
"""

from __future__ import annotations

from enum import IntEnum
from typing import ClassVar

from kpilint.finding import Subject
from kpilint.record import record


class Risk(IntEnum):
    """How much a reader should care; more is riskier (choices of this project).

    `RISKY` makes it easier to look good without being better, or takes a safeguard away.
    """

    WORDING = 0  # no number will ever differ because of it
    ROUTINE = 1  # what good governance consists of: a review, one more counterweight
    NOTABLE = 2  # a reader wants to know, and need not object
    RISKY = 3  # somebody has to say yes to this

    @property
    def word(self) -> str:
        return self.name.lower()


@record
class Change:
    """One change. `before` or `after` is None where nothing stood there."""

    subject: Subject
    field: str
    before: str | None
    after: str | None
    risk: Risk
    kind: ClassVar[str] = ""
    label: ClassVar[str] = ""

    @property
    def words(self) -> str:
        """The change in a few words: "target made easier: 70 % (before: 80 %)"."""
        if self.before is not None and self.after is not None:
            return f"{self.label}: {_now(self)}"
        side = self.before if self.after is None else self.after
        return f"{self.label}: {side}" if side is not None else self.label


def _now(change: Change, nothing: str = "nothing") -> str:
    """What stands there now, and what did: texts of people may hold any word, "to" as well."""
    after = nothing if change.after is None else change.after
    return after if change.before is None else f"{after} (before: {change.before})"


@record
class Added(Change):
    kind: ClassVar[str] = "added"
    label: ClassVar[str] = "new"


@record
class Retired(Change):
    """It is kept in the catalogue, and no longer counts."""

    kind: ClassVar[str] = "retired"
    label: ClassVar[str] = "retired"


@record
class Removed(Change):
    """It is gone from the catalogue, and its history with it."""

    kind: ClassVar[str] = "removed"
    label: ClassVar[str] = "removed from the catalogue"


@record
class Renamed(Change):
    """It has another id; what it is stayed the same, or it says what it supersedes."""

    kind: ClassVar[str] = "renamed"
    label: ClassVar[str] = "new id"


@record
class StatusChanged(Change):
    """Another status, other than being retired."""

    kind: ClassVar[str] = "status-changed"
    label: ClassVar[str] = "status"


@record
class TargetLoosened(Change):
    """Easier to reach: value, tolerance, or day."""

    kind: ClassVar[str] = "target-loosened"
    label: ClassVar[str] = "target made easier"


@record
class TargetTightened(Change):
    kind: ClassVar[str] = "target-tightened"
    label: ClassVar[str] = "target made harder"


@record
class TargetMoved(Change):
    """Another target; whether it is easier cannot be told."""

    kind: ClassVar[str] = "target-moved"
    label: ClassVar[str] = "target changed"


@record
class TargetSet(Change):
    kind: ClassVar[str] = "target-set"
    label: ClassVar[str] = "new target"


@record
class TargetDropped(Change):
    kind: ClassVar[str] = "target-dropped"
    label: ClassVar[str] = "target taken away"


@record
class DirectionFlipped(Change):
    """More is good where less was, or the other way round."""

    version_raised: bool = False
    kind: ClassVar[str] = "direction-flipped"
    label: ClassVar[str] = "what is good was turned round"


@record
class Relabelled(Change):
    """It is called something else than before: another family, sub-kind, role or level."""

    kind: ClassVar[str] = "relabelled"
    label: ClassVar[str] = "called something else"

    @property
    def words(self) -> str:
        return f"{self.field}: {_now(self, 'not said any more')}"


@record
class CounterweightAdded(Change):
    kind: ClassVar[str] = "counterweight-added"
    label: ClassVar[str] = "counterweight linked"


@record
class CounterweightRemoved(Change):
    kind: ClassVar[str] = "counterweight-removed"
    label: ClassVar[str] = "counterweight unlinked"


@record
class BrakeLost(Change):
    """Something held it in check, and nothing does any more, whatever the reason.

    `before` names what did.
    """

    kind: ClassVar[str] = "brake-lost"
    label: ClassVar[str] = "no longer held in check by"


@record
class BrakeGained(Change):
    """Nothing held it in check, and `after` does now."""

    kind: ClassVar[str] = "brake-gained"
    label: ClassVar[str] = "now held in check by"


@record
class OwnerChanged(Change):
    kind: ClassVar[str] = "owner-changed"
    label: ClassVar[str] = "owner"

    @property
    def words(self) -> str:
        return f"owner: {_now(self, 'nobody')}"


@record
class Relinked(Change):
    """It serves, explains or is part of something else."""

    kind: ClassVar[str] = "relinked"
    label: ClassVar[str] = "serves something else"

    @property
    def words(self) -> str:
        verb = {"explains": "explains", "part_of": "is part of"}.get(self.field, "serves")
        return f"{verb} {_now(self)}"


@record
class DefinitionChanged(Change):
    """It is counted differently. `version_raised` says whether its version number says so."""

    version_raised: bool = False
    kind: ClassVar[str] = "definition-changed"
    label: ClassVar[str] = "counted differently"

    @property
    def words(self) -> str:
        return f"{self.field.replace('_', ' ')}: {_now(self)}"


@record
class UsesChanged(Change):
    """What hangs on it for people."""

    kind: ClassVar[str] = "uses-changed"
    label: ClassVar[str] = "used for"

    @property
    def words(self) -> str:
        return f"used for {_now(self)}"


@record
class ReviewRecorded(Change):
    """A review was written down; `after` is its decision and its day."""

    decision: str = ""
    day: str = ""
    kind: ClassVar[str] = "review-recorded"
    label: ClassVar[str] = "reviewed"


@record
class ReviewRemoved(Change):
    kind: ClassVar[str] = "review-removed"
    label: ClassVar[str] = "a recorded review is gone"


@record
class ReviewPlanChanged(Change):
    """Another cadence, or another day on which it was or will be questioned."""

    kind: ClassVar[str] = "review-plan-changed"
    label: ClassVar[str] = "review plan"

    @property
    def words(self) -> str:
        return f"{self.field.replace('_', ' ')}: {_now(self, 'not said any more')}"


@record
class WaiverOpened(Change):
    """An exception; `after` says until when."""

    kind: ClassVar[str] = "waiver-opened"
    label: ClassVar[str] = "exception agreed until"


@record
class WaiverExtended(Change):
    kind: ClassVar[str] = "waiver-extended"
    label: ClassVar[str] = "exception agreed until"


@record
class WaiverEnded(Change):
    kind: ClassVar[str] = "waiver-ended"
    label: ClassVar[str] = "exception taken out, was agreed until"


@record
class DetailChanged(Change):
    """Any other field that says how the number is made, kept or used."""

    kind: ClassVar[str] = "detail-changed"
    label: ClassVar[str] = "changed"

    @property
    def words(self) -> str:
        if self.field == "active":  # only of people
            return "has left" if self.after == "no" else "is here again"
        return f"{self.field.replace('_', ' ')}: {_now(self)}"


@record
class WordingChanged(Change):
    """Other words for the same thing."""

    kind: ClassVar[str] = "wording-changed"
    label: ClassVar[str] = "wording"

    @property
    def words(self) -> str:
        return f"wording of {self.field.replace('_', ' ')}"


KINDS: dict[str, type[Change]] = {
    cls.kind: cls for cls in globals().values() if isinstance(cls, type) and issubclass(cls, Change)
    and cls is not Change
}  # fmt: skip
