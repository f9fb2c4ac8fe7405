"""The summary of a step of GitHub Actions: every finding as a row of a table."""

from __future__ import annotations

from kpilint.finding import Finding
from kpilint.output.closing import closing
from kpilint.output.format import View
from kpilint.output.wording import help_of, message_of, path_of, worst_first
from kpilint.run import Result
from kpilint.text.markdown import code, plain, prose
from kpilint.text.phrase import counted

# GitHub drops a summary of more than 1 MiB as a whole.
MAX_BYTES = 900 * 1024
_ROOM_FOR_NOTE = 200
_HEAD = "| | What is so | What to do | Where | Rule |\n|---|---|---|---|---|\n"


def step_summary(result: Result, view: View) -> str:
    """The visible findings as Markdown, worst first; what does not fit is counted below."""
    ending = "\n\n".join(plain(line, 2_000) for line in closing(result).splitlines())
    text = f"## KPI catalogue check\n\n{ending}\n"
    findings = worst_first(view.visible(result))
    if not findings:
        return text
    rows = []
    room = MAX_BYTES - _ROOM_FOR_NOTE - len(f"{text}\n{_HEAD}".encode())
    for finding in findings:
        row = _row(finding)
        room -= len(row.encode())
        if room < 0:
            break
        rows.append(row)
    left = len(findings) - len(rows)
    note = f"\n{counted(left, 'more finding')} would not fit here.\n" if left else ""
    return f"{text}\n{_HEAD}{''.join(rows)}{note}"


def _row(finding: Finding) -> str:
    problem = finding.problem
    line = problem.place.source.position(problem.place.span.start).line
    where = f"{code(path_of(problem.place))}, line {line}"
    cells = [
        finding.severity.word,
        prose(message_of(finding)),
        prose(help_of(problem)),
        where,
        f"{finding.rule.code} {finding.rule.name}",
    ]
    return f"| {' | '.join(cells)} |\n"
