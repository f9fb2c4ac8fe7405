"""Annotations for a workflow of GitHub: each finding beside its line in the change."""

from __future__ import annotations

from itertools import groupby

from kpilint.finding import Finding, Severity
from kpilint.output.closing import closing
from kpilint.output.concise import line_of
from kpilint.output.format import Format, View
from kpilint.output.wording import help_of, message_of, path_of, why_of, worst_first
from kpilint.run import Result
from kpilint.text.phrase import counted

# GitHub shows so many annotations of each level a step, and drops the others without a word.
MAX_A_LEVEL = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def render(result: Result, view: View) -> str:
    findings = view.visible(result)
    annotated: list[Finding] = []
    for severity, alike in groupby(worst_first(findings), key=lambda finding: finding.severity):
        # One notice is kept for saying that there is more.
        room = MAX_A_LEVEL - 1 if severity is Severity.ADVICE else MAX_A_LEVEL
        annotated += list(alike)[:room]
    lines = [_annotation(finding) for finding in annotated]
    if len(annotated) < len(findings):
        shown = {id(finding) for finding in annotated}
        others = [finding for finding in findings if id(finding) not in shown]
        lines.append(
            f"::notice title=kpilint::{counted(len(others), 'more finding')}: "
            "see the log of this step, the job summary or the SARIF file."
        )
        lines += [line_of(finding) for finding in others]
    return "\n".join([*lines, closing(result)]) + "\n"


def _annotation(finding: Finding) -> str:
    problem = finding.problem
    source, span = problem.place.source, problem.place.span
    start, end = source.position(span.start), source.position(span.end)
    properties = {
        "title": f"{finding.rule.code} {finding.rule.name}",
        "file": path_of(problem.place),
        "line": str(start.line),
        "endLine": str(end.line),
    }
    if start.line == end.line:  # columns of several lines are refused
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    written = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = "\n".join([message_of(finding), why_of(problem), help_of(problem)])
    return f"::{_LEVELS[finding.severity]} {written}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format("github", "annotations of GitHub Actions; the default there", render)
