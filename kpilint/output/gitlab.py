"""A code quality report of GitLab: the findings beside the change in a merge request."""

from __future__ import annotations

from typing import Any

from kpilint.finding import Finding, Severity
from kpilint.output.format import Format, View
from kpilint.output.wording import sentences
from kpilint.run import Result
from kpilint.text.dump import dump_rows

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def render(result: Result, view: View) -> str:
    return dump_rows(map(_issue, view.visible(result))) + "\n"


def _issue(finding: Finding) -> dict[str, Any]:
    place = finding.problem.place
    start = place.source.position(place.span.start)
    end = place.source.position(place.span.end)
    return {
        "type": "issue",
        "check_name": finding.rule.name,
        "description": f"{finding.rule.code}: {sentences(finding)}",
        "categories": ["Clarity"],
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": finding.fingerprint,
        "location": {
            "path": place.source.path,
            "lines": {"begin": start.line, "end": end.line},
        },
    }


FORMAT = Format("gitlab", "a code quality report of GitLab", render)
