"""STR001: a file, or a part of it, could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.finding import Problem, Severity
from kpilint.rule import file_problem, rule
from kpilint.run import Context
from kpilint.text.source import Span


@rule(
    "STR001", "unreadable-file", "a file, or a part of it, cannot be read", severity=Severity.ERROR
)
def unreadable_file(context: Context) -> Iterator[Problem]:
    for tree in context.catalogue.trees:
        for trouble in tree.troubles:
            yield file_problem(
                tree.source,
                Span(trouble.start, max(trouble.start, trouble.end or 0)),
                "",
                trouble.what,
                why="Nothing in this file was checked, and what others say of it is missing."
                if tree.root is None
                else "What stands here does not count, although it looks as if it did.",
                help=trouble.help,
                reason="unread" if tree.root is None else "read-in-part",
            )
