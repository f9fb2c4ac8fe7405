"""YAML that a reader can paste to answer a finding."""

from __future__ import annotations

import re

from kpilint.finding import Fix, Problem
from kpilint.text.edit import apply
from kpilint.text.source import Source

_MAX_LINES = 8
_FIRST_CODE = r"[^`]*`([a-z_]+: [^`\n]+)`"


def snippet_of(problem: Problem) -> list[str]:
    """Lines of YAML: those that the fix makes, else the entry that the help names first.

    An entry with an ellipsis is a pattern to fill in, and further entries are second choices:
    neither is there to be pasted without a thought.
    """
    if problem.fix is not None:
        return _lines_made(problem.fix)
    named = re.match(_FIRST_CODE, problem.help)
    return [named[1]] if named and "..." not in named[1] else []


def _lines_made(fix: Fix) -> list[str]:
    """The lines that the edits touch, as they are afterwards, without common indentation."""
    after = Source(fix.source.path, apply(fix.source.text, fix.edits))
    numbers: set[int] = set()
    moved = 0
    for edit in sorted(fix.edits, key=lambda edit: edit.span):
        # A line break at the beginning of an edit ends the line above; that line is not new.
        lead = len(edit.text) - len(edit.text.lstrip("\r\n"))
        start = edit.span.start + moved + lead
        moved += len(edit.text) - (edit.span.end - edit.span.start)
        stop = edit.span.end + moved - (1 if edit.text.endswith("\n") else 0)
        first, last = after.position(start).line, after.position(max(start, stop)).line
        numbers |= set(range(first, min(last, first + _MAX_LINES) + 1))
    lines = [after.line(number) for number in sorted(numbers)[:_MAX_LINES]]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines if line.strip()]
