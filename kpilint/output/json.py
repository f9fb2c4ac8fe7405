"""The findings as JSON, contract version 1: fields are only ever added."""

from __future__ import annotations

import json
from typing import Any

from kpilint.finding import Finding
from kpilint.output.finding_lines import FindingLines
from kpilint.output.format import Format, View
from kpilint.output.summary import summary_of
from kpilint.run import Result, Since
from kpilint.text.dump import dump_with_lines
from kpilint.text.show import show_error
from kpilint.version import VERSION


def render(result: Result, view: View) -> str:
    lines = map(FindingLines().line, view.recorded(result))
    return dump_with_lines(head_as_dict(result), "findings", lines) + "\n"


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
    made: dict[str, Any] = json.loads(FindingLines().line(finding))
    return made


FORMAT = Format("json", "everything, for programs; the contract is findings.schema.json", render)
