"""Findings as lines of JSON.

They are put together from texts that are encoded once, such as the sentences of a rule and the ids
that many findings name: a third of what it takes to make dictionaries and have them encoded, and a
result may have fifty thousand findings.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from kpilint.finding import Finding, Fix, Place, Related, Severity, Subject, Waived
from kpilint.text.dump import dump, dump_text
from kpilint.text.source import Source, Span

_SEVERITIES = {severity: severity.word for severity in Severity}


class _Encoded(dict[Any, str]):
    """Texts and numbers by themselves, as JSON."""

    def __missing__(self, value: str | int | None) -> str:
        text = self[value] = dump(value)
        return text


class FindingLines:
    """Writes the findings of one result, each with everything that is known of it."""

    def __init__(self) -> None:
        self._encoded = _Encoded()
        self._last: tuple[Source | None, int, int] = (None, 0, 0)
        self._place_of_last = ""

    def line(self, finding: Finding) -> str:
        """One finding, without a line break."""
        rule, problem, encoded = finding.rule, finding.problem, self._encoded
        fix, cause, waived = problem.fix, finding.caused_by, finding.waived_by
        text = (
            f'{{"code": {encoded[rule.code]}, "rule": {encoded[rule.name]}, '
            f'"severity": "{_SEVERITIES[finding.severity]}", '
            f'"reason": {encoded[problem.reason]}, "subject": {self._subject(problem.subject)}, '
            f'"message": {dump_text(problem.message)}, "why": {encoded[problem.why]}, '
            f'"help": {encoded[problem.help]}, {self._place(problem.place)}, '
            f'"key_path": {self._list(problem.place.key_path)}, '
            f'"related": {self._related(problem.related) if problem.related else "[]"}, '
            f'"candidates": {self._list(problem.candidates)}, '
            f'"fix": {"null" if fix is None else self._fix(fix)}, '
            f'"caused_by": {"null" if cause is None else self._cause(cause)}, '
            f'"waived_by": {"null" if waived is None else self._waived(waived)}, '
            f'"fingerprint": "{finding.fingerprint}"'
        )
        if finding.was_there:
            text += ', "was_there": true'
        if problem.review:
            review = problem.review
            text += (
                f', "review": {{"due": {encoded[review.due]}, '
                f'"days_overdue": {encoded[review.days_overdue]}, '
                f'"state": {encoded[review.state]}}}'
            )
        return f"{text}}}"

    def _list(self, values: Sequence[str | int]) -> str:
        return f"[{', '.join([self._encoded[value] for value in values])}]" if values else "[]"

    def _subject(self, subject: Subject) -> str:
        encoded = self._encoded
        return (
            f'{{"kind": {encoded[subject.kind]}, "id": {encoded[subject.id]}, '
            f'"name": {encoded[subject.name]}}}'
        )

    def _place(self, place: Place) -> str:
        source, span = place.source, place.span
        here = source, span.start, span.end
        # In order of place, and many point at the name of the same KPI.
        if here != self._last:
            self._last = here
            path = self._encoded[source.path]
            self._place_of_last = f'"path": {path}, "range": {_range(source, span)}'
        return self._place_of_last

    def _related(self, related: Sequence[Related]) -> str:
        others = (
            f'{{"message": {dump_text(other.message)}, {self._place(other.place)}}}'
            for other in related
        )
        return f"[{', '.join(others)}]"

    def _fix(self, fix: Fix) -> str:
        edits = (
            f'{{"range": {_range(fix.source, edit.span)}, "text": {dump_text(edit.text)}}}'
            for edit in fix.edits
        )
        return (
            f'{{"title": {dump_text(fix.title)}, "safety": "{fix.safety.word}", '
            f'"path": {self._encoded[fix.source.path]}, "edits": [{", ".join(edits)}]}}'
        )

    def _cause(self, finding: Finding) -> str:
        rule, encoded = finding.rule, self._encoded
        return (
            f'{{"code": {encoded[rule.code]}, "rule": {encoded[rule.name]}, '
            f'"subject": {self._subject(finding.problem.subject)}, '
            f'"fingerprint": "{finding.fingerprint}"}}'
        )

    def _waived(self, waived: Waived) -> str:
        encoded = self._encoded
        return (
            f'{{"by": {encoded[waived.by]}, "reason": {encoded[waived.reason or None]}, '
            f'"approved_by": {self._list(waived.approved_by)}, "until": {encoded[waived.until]}}}'
        )


def _range(source: Source, span: Span) -> str:
    """Start and end (behind the last character), each with line and column from 1."""
    # Not by way of `Source.position`, whose objects alone would cost as much as all the rest; and
    # nearly every span ends on the line that it begins on.
    starts = source.line_starts
    line = last = bisect_right(starts, span.start)
    if last < len(starts) and starts[last] <= span.end:
        last = bisect_right(starts, span.end)
    return (
        f'{{"start": {{"line": {line}, "column": {span.start - starts[line - 1] + 1}}}, '
        f'"end": {{"line": {last}, "column": {span.end - starts[last - 1] + 1}}}}}'
    )
