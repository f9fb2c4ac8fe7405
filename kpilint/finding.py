"""What a rule says, and what a run reports."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from functools import cache
from typing import Any

from kpilint.record import record
from kpilint.text.edit import Edit
from kpilint.text.source import Source, Span


class Severity(IntEnum):
    """How much it matters; more is worse."""

    ADVICE = 1  # improves the catalogue; never fails a run
    WARNING = 2  # decide at the next review
    ERROR = 3  # the catalogue must not go to leadership like this

    @property
    def word(self) -> str:
        return self.name.lower()


class Safety(IntEnum):
    """Whether a fix may be made without asking; more is safer."""

    UNSAFE = 1  # made with --unsafe-fixes: it may change what the catalogue says
    SAFE = 2  # made with --fix

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def flag(self) -> str:
        """The option that makes such a fix."""
        return "--fix" if self is Safety.SAFE else "--unsafe-fixes"


@record
class Place:
    """A span of a file, and the key path that leads there."""

    source: Source
    span: Span
    key_path: tuple[str | int, ...] = ()


@record
class Subject:
    """What a finding is about: a KPI, a goal, a mission, a waiver, a file ..."""

    kind: str
    id: str
    name: str


@record
class Related:
    """Another place that belongs to a problem, and what is there."""

    place: Place
    message: str


@record
class Fix:
    """Edits of one file that answer a problem."""

    title: str
    safety: Safety
    source: Source
    edits: tuple[Edit, ...]


@record
class ReviewState:
    """When a review was due. `due` and `days_overdue` are unknown where no clock ever started."""

    due: str | None
    days_overdue: int | None
    state: str


@record
class Problem:
    """What a rule says about one subject.

    `message`, `why` and `help` are the three sentences: what is so, why it matters, what to do
    now. `field` is the field of the subject that it is about. `severity` is set where it differs
    from the rule's own. `cause` names the finding (rule code, subject id) that it follows from.
    """

    subject: Subject
    place: Place
    field: str
    message: str
    why: str
    help: str
    severity: Severity | None = None
    reason: str | None = None
    related: tuple[Related, ...] = ()
    candidates: tuple[str, ...] = ()
    fix: Fix | None = None
    cause: tuple[str, str] | None = None
    review: ReviewState | None = None


@record
class RuleInfo:
    """What is known of a rule without running it."""

    code: str
    name: str
    summary: str
    severity: Severity
    fix: Safety | None = None
    since: str = "0.1"


@record
class Waived:
    """Why a finding is not counted: an agreed exception, or the baseline."""

    by: str  # "waiver" or "baseline"
    reason: str = ""
    approved_by: tuple[str, ...] = ()
    until: str | None = None


@record
class Finding:
    """A problem, as one run reports it.

    `occurrence` counts findings of the same rule, subject and field from 0, in order of place.
    `was_there` says that it stood before the change that the run is about.
    """

    rule: RuleInfo
    severity: Severity
    problem: Problem
    occurrence: int = 0
    caused_by: Finding | None = None
    waived_by: Waived | None = None
    was_there: bool = False

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Rule, subject and field: what stays the same when lines move and messages change."""
        subject = self.problem.subject
        return (self.rule.code, subject.kind, subject.id, self.problem.field)

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The one sort key of findings: by place, then by code."""
        place = self.problem.place
        span = place.span
        return (place.source.path, span.start, span.end, self.rule.code, self.problem.message)

    @property
    def fingerprint(self) -> str:
        """The key as 16 hexadecimal digits, the same on every run and machine."""
        words = "\0".join((*self.key, str(self.occurrence)))
        digits: str = _sha256()(words.encode("utf-8", "surrogatepass")).hexdigest()
        return digits[:16]


@cache
def _sha256() -> Callable[[bytes], Any]:
    from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL, which a clean run never needs

    return sha256
