"""The findings of two states of a catalogue: which are new, which are gone, which stand.

A finding is the same when rule, subject and field are (what its fingerprint is made of), wherever
it stands in the files and however it is worded. What was renamed keeps its findings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from kpilint.changes.match import Matches
from kpilint.finding import Finding, RuleInfo, Severity
from kpilint.record import changed, record
from kpilint.revisions.git import Commit
from kpilint.run import Result, Since
from kpilint.syntax.node import KeyPath

_Key = tuple[str, str, str, str]


@record
class Compared:
    """Open findings: `new` and `standing` of the later state, `gone` of the earlier one, without
    those in files that cannot be read any more.

    One that became more severe is new: it is the change that makes it count more.
    """

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    standing: tuple[Finding, ...]


def compare_findings(before: Result, after: Result) -> Compared:
    """Which of the open findings are new, gone and standing; both runs are of the same day."""
    later_ids = renamed(before, after)
    known: dict[_Key, list[Finding]] = {}
    for finding in before.open:
        known.setdefault(later_key(finding, later_ids), []).append(finding)
    new: list[Finding] = []
    standing: list[Finding] = []
    for finding in after.open:
        same = known.get(finding.key)
        earlier = same.pop(0) if same else None
        was_there = earlier is not None and earlier.severity >= finding.severity
        (standing if was_there else new).append(finding)
    unread = after.catalogue.unread
    gone = [
        finding
        for findings in known.values()
        for finding in findings
        if finding.problem.place.source.path not in unread
    ]
    gone.sort(key=lambda finding: finding.order)
    moved = _Moved(before, after, later_ids)
    return Compared(
        tuple(finding for finding in new if not moved.was_there(finding)),
        tuple(finding for finding in gone if not moved.is_there(finding)),
        tuple(standing + [finding for finding in new if moved.was_there(finding)]),
    )


class _Moved:
    """Findings that stand at another entry of the same group than before.

    Of two entries that say the same, the later one in the files is told so. Where none of them
    changed, the other one being told is no new finding.
    """

    def __init__(self, before: Result, after: Result, later_ids: Mapping[str, str]) -> None:
        self._before = _Groups(before, later_ids)
        self._after = _Groups(after, {})
        self._touched = {change.subject.id for change in after.context.changes}

    def was_there(self, finding: Finding) -> bool:
        """Whether a new finding was told of its group before."""
        return self._told(self._after.of(finding), finding, self._before)

    def is_there(self, finding: Finding) -> bool:
        """Whether a finding that is gone is still told of its group."""
        return self._told(self._before.of(finding), finding, self._after)

    def _told(self, group: frozenset[str], finding: Finding, groups: _Groups) -> bool:
        if len(group) < 2 or not self._touched.isdisjoint(group):
            return False
        return any(
            group & other and self._touched.isdisjoint(other)
            for other in groups.told_by(finding.rule, finding.severity)
        )


class _Groups:
    """The ids, as they are later, of all entries that a finding of a state is about."""

    def __init__(self, result: Result, later_ids: Mapping[str, str]) -> None:
        self._result = result
        self._later_ids = later_ids

    @cached_property
    def _at(self) -> dict[tuple[str, KeyPath], str]:
        entities = self._result.catalogue.entities()
        return {(entity.node.source.path, entity.path): entity.id for entity in entities}

    def of(self, finding: Finding) -> frozenset[str]:
        places = [related.place for related in finding.problem.related]
        at = (self._at.get((p.source.path, p.key_path[:n])) for p in places for n in (1, 2))
        ids = {finding.problem.subject.id, *filter(None, at)}
        return frozenset(self._later_ids.get(id_, id_) for id_ in ids)

    def told_by(self, rule: RuleInfo, severity: Severity) -> Iterator[frozenset[str]]:
        for finding in self._result.open:
            if finding.rule is rule and finding.severity is severity:
                yield self.of(finding)


def narrowed(result: Result, before: Result, revision: str, commit: Commit) -> Result:
    """The findings that a change caused or touched; `result` was compared with `before`.

    A finding that was there before is kept, and marked, where the change touched its subject.
    """
    compared = compare_findings(before, result)
    standing = {id(finding) for finding in compared.standing}
    touched = {(change.subject.kind, change.subject.id) for change in result.context.changes}
    kept: list[Finding] = []
    for finding in result.findings:
        subject = finding.problem.subject
        if (subject.kind, subject.id) in touched:
            was_there = id(finding) in standing
            kept.append(changed(finding, was_there=True) if was_there else finding)
        elif finding.waived_by is None and id(finding) not in standing:
            kept.append(finding)
    left_out = len(result.open) - sum(finding.waived_by is None for finding in kept)
    since = Since(revision, commit.short, commit.day, left_out)
    return changed(result, findings=tuple(kept), since=since)


def renamed(before: Result, after: Result) -> Mapping[str, str]:
    """The later ids of what was renamed."""
    pairs = Matches(before.catalogue, after.catalogue).pairs
    return {old.id: new.id for old, new in pairs if old and new and old.id != new.id}


def later_key(finding: Finding, later_ids: Mapping[str, str]) -> _Key:
    """The key of an earlier finding as it would be later: with what its subject is called then."""
    rule, kind, id_, field = finding.key
    if kind == "waiver":
        # The id of a waiver says of which rule and of what: "BAL001:handle-time".
        waived, colon, of = id_.partition(":")
        return (rule, kind, f"{waived}{colon}{later_ids.get(of, of)}", field)
    return (rule, kind, later_ids.get(id_, id_), field)
