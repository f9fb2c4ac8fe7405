"""What a call compares with: commits, and the runs over them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from kpilint.cli.exits import UserError
from kpilint.cli.load import STDIN, Call
from kpilint.cli.terminal import say
from kpilint.engine.lint import lint
from kpilint.engine.waive import Baseline
from kpilint.record import changed
from kpilint.revisions.compare import narrowed
from kpilint.revisions.git import HEAD, RevisionError, resolve
from kpilint.revisions.runs import Project, base_of, forked_from, imported_between, run_at
from kpilint.run import Result
from kpilint.text.path import StrPath, tidy
from kpilint.text.source import Source


@contextmanager
def history() -> Iterator[None]:
    """Turns what history cannot answer into an error of the call."""
    try:
        yield
    except RevisionError as error:
        raise UserError(error.message, error.hint) from error


def project_of(
    paths: Sequence[StrPath], call: Call, stdin_filename: str | None, baseline: Baseline
) -> Project:
    """What a call checks, to be found in earlier states too; stdin stands for the file it names."""
    if STDIN in map(tidy, paths) and stdin_filename is None:
        raise UserError(
            "What comes from stdin has no history.", "Say which file it is: --stdin-filename."
        )
    named = [Path(stdin_filename or STDIN if tidy(path) == STDIN else path) for path in paths]
    return Project(tuple(named), call.settings, call.settings_file, baseline, call.read)


def since(revision: str, project: Project, as_of: dt.date) -> Callable[[Sequence[Source]], Result]:
    """What checks sources as a change since a revision, and reports what that caused or touched."""
    with history():
        head = resolve(HEAD, project.folder)
        commit = forked_from(revision, head, project.folder)
        before = run_at(commit, project, as_of)
        say_unread(before, commit.short, "looks new here")
        base = base_of(
            before, commit, revision, imported_between(commit, head, project, as_of)
        )  # fmt: skip

    def check(sources: Sequence[Source]) -> Result:
        result = lint(sources, project.settings, as_of, project.baseline, base, read=project.read)
        # A rule that failed then makes everything that it says now look new.
        result = changed(result, crashes=result.crashes or before.crashes)
        return narrowed(result, before, revision, commit)

    return check


def say_unread(result: Result, where: str, what: str) -> bool:
    """Name the files that could not be read in a state, and what becomes of what they hold."""
    unread = [tree.source.path for tree in result.catalogue.trees if tree.root is None]
    for path in unread:
        say(f'kpilint: "{path}" of {where} could not be read; what it holds {what}.')
    return bool(unread)
