"""Findings that follow from findings: one cause, one finding in front of the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kpilint.finding import Finding
from kpilint.record import changed


def link_causes(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding with `caused_by` set to the root it follows from.

    A cause that was not found itself (its rule is off, or it is no problem) is no cause: the
    finding then stands for itself. So does one of a circle of causes.
    """
    findings = list(findings)
    by_subject: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        by_subject.setdefault((finding.rule.code, finding.problem.subject.id), finding)
    return [_with_root(finding, by_subject) for finding in findings]


def _with_root(finding: Finding, by_subject: dict[tuple[str, str], Finding]) -> Finding:
    root, seen = finding, {finding.key}
    while root.problem.cause is not None:
        above = by_subject.get(root.problem.cause)
        if above is None:
            break
        if above.key in seen:
            return finding
        seen.add(above.key)
        root = above
    return finding if root is finding else changed(finding, caused_by=root)


def count_occurrences(findings: Iterable[Finding]) -> list[Finding]:
    """Number findings of the same rule, subject and field, so that each can be told apart."""
    seen: Counter[tuple[str, str, str, str]] = Counter()
    numbered = []
    for finding in findings:
        number = seen[finding.key]
        seen[finding.key] += 1
        numbered.append(changed(finding, occurrence=number) if number else finding)
    return numbered
