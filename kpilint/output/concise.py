"""One line a finding: `path:line:column: CODE message`."""

from __future__ import annotations

from kpilint.finding import Finding
from kpilint.output.closing import closing
from kpilint.output.format import Format, View
from kpilint.output.wording import address, message_of
from kpilint.run import Result


def render(result: Result, view: View) -> str:
    lines = [line_of(finding) for finding in view.visible(result)]
    return "\n".join([*lines, closing(result)]) + "\n"


def line_of(finding: Finding) -> str:
    problem = finding.problem
    return (
        f"{address(problem.place)}: {finding.severity.word} {finding.rule.code} "
        f"{message_of(finding)}"
    )


FORMAT = Format(
    "concise", "one line a finding; the default when the output is not a screen", render
)
