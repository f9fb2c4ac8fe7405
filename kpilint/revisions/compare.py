"""The findings of two states of a catalogue: which are new, which are gone, which stand.

A finding is the same when rule, subject and field are (what its fingerprint is made of), wherever
it stands in the files and however it is worded. What was renamed keeps its findings.
"""

from __future__ import annotations

from collections.abc import Mapping

from kpilint.changes.match import Matches
from kpilint.finding import Finding
from kpilint.record import changed, record
from kpilint.revisions.git import Commit
from kpilint.run import Result, Since

_Key = tuple[str, str, str, str]


@record
class Compared:
    """Open findings: `new` and `standing` of the later state, `gone` of the earlier one.

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
    gone = [finding for findings in known.values() for finding in findings]
    gone.sort(key=lambda finding: finding.order)
    return Compared(tuple(new), tuple(gone), tuple(standing))


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
