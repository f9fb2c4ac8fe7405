"""SARIF 2.1.0 (OASIS 2020, errata 01): one log with one run, as code hosts read it."""

from __future__ import annotations

from typing import Any

from kpilint.finding import Finding, Fix, Place, RuleInfo, Severity, Waived
from kpilint.output.closing import crash_in_words
from kpilint.output.format import Format, View
from kpilint.output.rulepage import explanation_of
from kpilint.output.wording import MAX_SENTENCES, sentences, worst_first
from kpilint.run import Crash, Result
from kpilint.text.dump import dump, dump_with_rows
from kpilint.text.show import show, show_error
from kpilint.text.source import Source, Span
from kpilint.text.uri import uri_of
from kpilint.version import VERSION

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
# GitHub takes 25,000 results, keeps 5,000 of them, and refuses more than 10 MB (compressed).
MAX_RESULTS = 5_000
MAX_RELATED = 20
_ROOT = "%SRCROOT%"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}
_PROBLEM = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "recommendation"}


def render(result: Result, view: View) -> str:
    findings = view.recorded(result)
    kept = _most_severe(findings)
    rules = sorted({finding.rule.code: finding.rule for finding in kept}.items())
    numbers = {code: number for number, (code, _) in enumerate(rules)}
    run = {
        "tool": {
            "driver": {
                "name": "kpilint",
                "version": VERSION,
                "semanticVersion": VERSION,
                "rules": [_rule(rule) for _, rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder in which kpilint was called."}}
        },
        "invocations": [_invocation(result, len(findings) - len(kept))],
        "properties": {"as_of": result.context.as_of.isoformat(), "profile": result.profile},
    }
    results = (_result(finding, numbers[finding.rule.code]) for finding in kept)
    head = dump({"$schema": SCHEMA, "version": "2.1.0"}, indent=2)[:-2]
    return f'{head},\n  "runs": [{dump_with_rows(run, "results", results)}]\n}}\n'


def _most_severe(findings: list[Finding]) -> list[Finding]:
    """As many as a code host keeps: open before waived, worst first, then in order of place."""
    if len(findings) <= MAX_RESULTS:
        return findings
    ranked = sorted(worst_first(findings), key=lambda finding: finding.waived_by is not None)
    kept = {id(finding) for finding in ranked[:MAX_RESULTS]}
    return [finding for finding in findings if id(finding) in kept]


def _rule(rule: RuleInfo) -> dict[str, Any]:
    summary = f"{rule.summary[:1].upper()}{rule.summary[1:]}."
    opening, page = explanation_of(rule)
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": opening or summary},
        "help": {"text": page or summary, "markdown": page or summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": ["KPI governance", rule.code[:3]],
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    problem = finding.problem
    subject = problem.subject
    made: dict[str, Any] = {
        "ruleId": finding.rule.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": _message(sentences(finding)),
        "locations": [
            {
                **_location(problem.place),
                "logicalLocations": [
                    {
                        "name": show(subject.id),
                        "fullyQualifiedName": f"{subject.kind}/{show(subject.id)}",
                        "kind": subject.kind,
                    }
                ],
            }
        ],
        "partialFingerprints": {"kpilint/v1": finding.fingerprint},
        # Where one result says whether it is suppressed, the standard wants every result to.
        "suppressions": [_suppression(finding.waived_by)] if finding.waived_by else [],
        "properties": {"reason": problem.reason, "field": problem.field},
    }
    if problem.related:
        made["relatedLocations"] = [
            {"id": number, **_location(related.place), "message": _message(show(related.message))}
            for number, related in enumerate(problem.related[:MAX_RELATED], 1)
        ]
    if problem.fix:
        made["fixes"] = [_fix(problem.fix)]
    return made


def _location(place: Place) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": _artifact(place.source),
            "region": _region(place.source, place.span),
        }
    }


def _artifact(source: Source) -> dict[str, str]:
    uri = uri_of(source.path)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _ROOT}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "description": {"text": show(fix.title)},
        "artifactChanges": [
            {
                "artifactLocation": _artifact(fix.source),
                "replacements": [
                    {
                        "deletedRegion": _region(fix.source, edit.span),
                        "insertedContent": {"text": edit.text},
                    }
                    for edit in fix.edits
                ],
            }
        ],
    }


def _suppression(waived: Waived) -> dict[str, str]:
    if waived.by == "baseline":
        return {
            "kind": "external",
            "status": "accepted",
            "justification": "Was there when the baseline was written.",
        }
    by = f" by {', '.join(waived.approved_by)}" if waived.approved_by else ""
    until = f" until {waived.until}" if waived.until else ""
    said = f"Agreed{by}{until}: {waived.reason}"
    return {"kind": "inSource", "status": "accepted", "justification": show(said, MAX_SENTENCES)}


def _invocation(result: Result, left_out: int) -> dict[str, Any]:
    notes = [_crash(crash) for crash in result.crashes]
    if left_out:
        notes.append(
            {
                "level": "warning",
                "message": {
                    "text": f"{left_out:,} more findings, none of them more severe than those in "
                    f"this log, are left out: code hosts keep {MAX_RESULTS:,}. "
                    "The format json has them all."
                },
            }
        )
    return {"executionSuccessful": not result.crashes, "toolExecutionNotifications": notes}


def _crash(crash: Crash) -> dict[str, Any]:
    return {
        "level": "error",
        "message": {"text": f"A check failed: {crash_in_words(crash)}"},
        "exception": {"kind": type(crash.error).__name__, "message": show_error(crash.error)},
    }


def _message(text: str) -> dict[str, str]:
    # What looks like a link in a message is one to a reader of SARIF.
    text = text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text
    return {"text": show(text, MAX_SENTENCES)}


FORMAT = Format("sarif", "SARIF 2.1.0, for the code scanning of code hosts", render)
