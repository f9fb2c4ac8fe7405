"""The findings as JSON, contract version 1: fields are only ever added."""

from __future__ import annotations

from bisect import bisect_right
from typing import Any

from kpilint.finding import Finding, Fix, Place, Related, Waived
from kpilint.output.format import Format, View
from kpilint.output.summary import summary_of
from kpilint.run import Result, Since
from kpilint.text.dump import dump_with_rows
from kpilint.text.show import show_error
from kpilint.text.source import Source, Span
from kpilint.version import VERSION


def render(result: Result, view: View) -> str:
    findings = map(finding_as_dict, view.recorded(result))
    return dump_with_rows(head_as_dict(result), "findings", findings) + "\n"


def head_as_dict(result: Result) -> dict[str, Any]:
    """Everything but the findings."""
    return {
        "schema_version": 1,
        "tool": {"name": "kpilint", "version": VERSION},
        "as_of": result.context.as_of.isoformat(),
        "profile": result.profile,
        "summary": summary_of(result),
        **({} if result.since is None else {"since": since_as_dict(result.since)}),
        "crashes": [
            {"rule": crash.rule, "subject": crash.subject, "error": show_error(crash.error)}
            for crash in result.crashes
        ],
        "stale_baseline": [
            {"code": code, "subject": {"kind": kind, "id": id_}, "field": field}
            for code, kind, id_, field in result.stale_baseline
        ],
    }


def since_as_dict(since: Since) -> dict[str, Any]:
    """What the findings were narrowed to."""
    return {
        "revision": since.revision,
        "commit": since.commit,
        "day": since.day.isoformat(),
        "left_out": since.left_out,
    }


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """One finding with everything that is known of it."""
    problem = finding.problem
    made: dict[str, Any] = {
        "code": finding.rule.code,
        "rule": finding.rule.name,
        "severity": finding.severity.word,
        "reason": problem.reason,
        "subject": {
            "kind": problem.subject.kind,
            "id": problem.subject.id,
            "name": problem.subject.name,
        },
        "message": problem.message,
        "why": problem.why,
        "help": problem.help,
        **place_as_dict(problem.place),
        "key_path": list(problem.place.key_path),
        "related": [_related(related) for related in problem.related],
        "candidates": list(problem.candidates),
        "fix": _fix(problem.fix) if problem.fix else None,
        "caused_by": _cause(finding.caused_by) if finding.caused_by else None,
        "waived_by": _waived(finding.waived_by) if finding.waived_by else None,
        "fingerprint": finding.fingerprint,
    }
    if finding.was_there:
        made["was_there"] = True
    if problem.review:
        review = problem.review
        made["review"] = {
            "due": review.due, "days_overdue": review.days_overdue, "state": review.state
        }  # fmt: skip
    return made


def place_as_dict(place: Place) -> dict[str, Any]:
    return {"path": place.source.path, "range": range_as_dict(place.source, place.span)}


def range_as_dict(source: Source, span: Span) -> dict[str, Any]:
    """Start and end (behind the last character), each with line and column from 1."""
    # Not by way of `Source.position`: on fifty thousand findings the objects alone would cost a
    # fifth of all the rest, and nearly every span ends on the line that it begins on.
    starts = source.line_starts
    line = last = bisect_right(starts, span.start)
    if last < len(starts) and starts[last] <= span.end:
        last = bisect_right(starts, span.end)
    return {
        "start": {"line": line, "column": span.start - starts[line - 1] + 1},
        "end": {"line": last, "column": span.end - starts[last - 1] + 1},
    }


def _related(related: Related) -> dict[str, Any]:
    return {"message": related.message, **place_as_dict(related.place)}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "safety": fix.safety.word,
        "path": fix.source.path,
        "edits": [
            {"range": range_as_dict(fix.source, edit.span), "text": edit.text} for edit in fix.edits
        ],
    }


def _cause(finding: Finding) -> dict[str, Any]:
    subject = finding.problem.subject
    return {
        "code": finding.rule.code,
        "rule": finding.rule.name,
        "subject": {"kind": subject.kind, "id": subject.id, "name": subject.name},
        "fingerprint": finding.fingerprint,
    }


def _waived(waived: Waived) -> dict[str, Any]:
    return {
        "by": waived.by,
        "reason": waived.reason or None,
        "approved_by": list(waived.approved_by),
        "until": waived.until,
    }


FORMAT = Format("json", "everything, for programs; the contract is findings.schema.json", render)
