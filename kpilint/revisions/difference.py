"""A change of a catalogue as a whole: what differs, entry by entry, and what that leads to."""

from __future__ import annotations

from functools import cached_property

from kpilint.changes.kinds import Change, ReviewRecorded, Risk
from kpilint.finding import Finding, Severity, Subject
from kpilint.record import record
from kpilint.revisions.compare import compare_findings
from kpilint.revisions.git import Commit
from kpilint.run import Result

# What a review decides where it agrees to a change; "keep" agrees to none.
_AGREEING = frozenset({"change", "replace", "retire"})


@record
class Entry:
    """One entry of the catalogue: its changes, the riskiest first, and the findings that it has
    gained (errors and warnings, without those that follow from another), the worst first.
    """

    subject: Subject
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...]

    @property
    def agreed(self) -> ReviewRecorded | None:
        """The last review that came with the changes and decided that something changes."""
        reviews = [
            change
            for change in self.changes
            if isinstance(change, ReviewRecorded) and change.decision in _AGREEING
        ]
        return max(reviews, key=lambda review: review.day, default=None)

    @property
    def risk(self) -> Risk:
        """That of its riskiest change; a gained error is risky, a gained warning is notable."""
        found = [change.risk for change in self.changes]
        errors = [finding.severity is Severity.ERROR for finding in self.findings]
        found += [Risk.RISKY if error else Risk.NOTABLE for error in errors]
        return max(found)

    @property
    def is_to_settle(self) -> bool:
        """Whether somebody has yet to say yes: to an error, or to a risk that no review covers."""
        if any(finding.severity is Severity.ERROR for finding in self.findings):
            return True
        return self.risk is Risk.RISKY and self.agreed is None

    @property
    def is_wording(self) -> bool:
        """Whether nothing but words differ."""
        return self.risk is Risk.WORDING


class Difference:
    """Two states of a catalogue.

    `revision` is what the user named, `base` the commit that it led to. `head` is the later commit,
    None for the files as they are now, or as they are staged. Both runs are of the same day, and by
    the same settings; `settings` are the names of the files of settings that differ all the same.
    `forked` says that the revision has gone on since the later state left it at `base`.
    """

    def __init__(
        self,
        revision: str,
        base: Commit,
        head: Commit | None,
        before: Result,
        after: Result,
        *,
        settings: tuple[str, ...] = (),
        forked: bool = False,
        staged: bool = False,
    ) -> None:
        self.settings = settings
        self.forked = forked
        self.staged = staged
        self.revision = revision
        self.base = base
        self.head = head
        self.before = before
        self.after = after
        self.compared = compare_findings(before, after)

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What changed or gained a finding: what is to settle first, then by risk."""
        changes: dict[tuple[str, str], list[Change]] = {}
        findings: dict[tuple[str, str], list[Finding]] = {}
        subjects: dict[tuple[str, str], Subject] = {}
        for change in self.after.context.changes:
            subjects.setdefault(_id(change.subject), change.subject)
            changes.setdefault(_id(change.subject), []).append(change)
        for finding in self._gained():
            subject = finding.problem.subject
            subjects.setdefault(_id(subject), subject)
            findings.setdefault(_id(subject), []).append(finding)
        entries = [
            Entry(subject, tuple(changes.get(id_, ())), tuple(findings.get(id_, ())))
            for id_, subject in subjects.items()
        ]
        return tuple(sorted(entries, key=lambda entry: (not entry.is_to_settle, -entry.risk)))

    def _gained(self) -> list[Finding]:
        """New errors and warnings, the worst first; what follows from a new one is left out."""
        new = [one for one in self.compared.new if one.severity > Severity.ADVICE]
        keys = {finding.key for finding in new}
        roots = [one for one in new if one.caused_by is None or one.caused_by.key not in keys]
        return sorted(roots, key=lambda finding: -finding.severity)

    @property
    def to_settle(self) -> tuple[Entry, ...]:
        """The entries to which somebody has yet to say yes."""
        return tuple(entry for entry in self.entries if entry.is_to_settle)

    @property
    def wording(self) -> tuple[Entry, ...]:
        """The entries of which nothing but words differ."""
        return tuple(entry for entry in self.entries if entry.is_wording)

    @property
    def is_relevant(self) -> bool:
        """Whether anything but words differs, any finding came or went, or the settings differ."""
        changed = len(self.wording) < len(self.entries) or bool(self.settings)
        return changed or bool(self.compared.gone)


def _id(subject: Subject) -> tuple[str, str]:
    return subject.kind, subject.id
