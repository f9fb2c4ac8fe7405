"""Everything that was found, for the people who mend it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from kpilint.finding import Finding, Severity
from kpilint.report.details import FindingRow
from kpilint.report.entries import ref
from kpilint.report.sections.places import column_of
from kpilint.run import Result

Word = Literal["error", "warning", "advice"]
_WORDS: dict[Severity, Word] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.ADVICE: "advice",
}


def finding_rows(result: Result, before: Collection[str] | None) -> tuple[FindingRow, ...]:
    """Every finding, by file and line. `before` are the fingerprints of what was found at the end
    of the period before; None where that is not known."""
    known = None if before is None else frozenset(before)
    return tuple(_row(finding, known) for finding in result.findings)


def word_of(severity: Severity) -> Word:
    return _WORDS[severity]


def _row(finding: Finding, known: frozenset[str] | None) -> FindingRow:
    problem, fingerprint = finding.problem, finding.fingerprint
    return FindingRow(
        code=finding.rule.code,
        rule=finding.rule.name,
        severity=word_of(finding.severity),
        subject=ref(problem.subject.kind, problem.subject.id, problem.subject.name),
        message=problem.message,
        why=problem.why,
        help=problem.help,
        place=column_of(problem.place),
        new=None if known is None else fingerprint not in known,
        waived=finding.waived_by is not None,
        follows=finding.caused_by is not None,
        fingerprint=fingerprint,
    )
