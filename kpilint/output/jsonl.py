"""The findings as lines of JSON: for programs that read a stream."""

from __future__ import annotations

from kpilint.output.finding_lines import FindingLines
from kpilint.output.format import Format, View
from kpilint.output.json import head_as_dict
from kpilint.run import Result
from kpilint.text.dump import dump


def render(result: Result, view: View) -> str:
    lines = [dump(head_as_dict(result))]
    lines += map(FindingLines().line, view.recorded(result))
    return "\n".join(lines) + "\n"


FORMAT = Format("jsonl", "the same as json: a line for the run, then a line a finding", render)
