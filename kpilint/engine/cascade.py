"""Findings that follow from findings: one cause, one finding in front of the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from kpilint.finding import Finding
from kpilint.record import changed


def link_causes(findings: Iterable[Finding]) -> list[Finding]:
    """Each finding with `caused_by` set to the root it follows from.

    A cause that was not found itself (its rule is off, or it is no problem) is no cause: the
    finding then stands for itself. So does one of a circle of causes. Linear time: a goal that is
    cut off may be the cause of thousands, one behind the other.
    """
    findings = list(findings)
    by_subject: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        by_subject.setdefault((finding.rule.code, finding.problem.subject.id), finding)
    roots: dict[int, Finding] = {}
    return [_with_root(finding, by_subject, roots) for finding in findings]


def _with_root(
    finding: Finding, by_subject: dict[tuple[str, str], Finding], roots: dict[int, Finding]
) -> Finding:
    """The finding with its root; `roots` remembers those of every finding on the way."""
    way: dict[int, Finding] = {}
    end = finding
    while id(end) not in roots and id(end) not in way:
        way[id(end)] = end
        cause = end.problem.cause
        end = by_subject.get(cause, end) if cause is not None else end
    if id(end) in way:
        # Nothing above it, or a circle: what is part of that stands for itself.
        around = list(way)[list(way).index(id(end)) :]
        roots.update({key: way[key] for key in around})
    for key in way:
        roots.setdefault(key, roots[id(end)])
    root = roots[id(finding)]
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
