"""One line a finding: `path:line:column: CODE message`."""

from __future__ import annotations

from kpilint.output.closing import closing_line
from kpilint.output.format import Format, View
from kpilint.run import Result
from kpilint.text.show import show


def render(result: Result, view: View) -> str:
    lines = []
    for finding in view.visible(result):
        place = finding.problem.place
        at = place.source.position(place.span.start)
        lines.append(
            f"{show(place.source.path)}:{at.line}:{at.column}: {finding.severity.word} "
            f"{finding.rule.code} {show(finding.problem.message)}"
        )
    return "\n".join([*lines, closing_line(result)]) + "\n"


FORMAT = Format(
    "concise", "one line a finding; the default when the output is not a screen", render
)
