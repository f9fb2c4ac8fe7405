"""Runs over earlier states of a catalogue.

All are judged by today's settings, baseline and lexicon, and on the day that is asked for: so two
runs differ by what the catalogue says, and never by the calendar.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from kpilint.changes.kinds import Change
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.engine.waive import Baseline
from kpilint.record import changed, record
from kpilint.revisions.git import (
    Commit,
    RevisionError,
    commits_between,
    merge_base,
    parent,
    resolve,
)
from kpilint.revisions.sources import folder_of, sources_at
from kpilint.run import Base, Context, Result
from kpilint.syntax.node import Tree
from kpilint.text.source import Source

# A line of the message of a commit that brings a whole list in: nobody decided its entries one by
# one, so the rules on history do not ask who agreed to each.
IMPORT = "kpilint: import"
# Findings of a state that is only compared by what it says: one rule, which every profile has.
_HARDLY_ANY = ("STR001",)


@record
class Project:
    """Where a catalogue is found, and how it is checked: what a call of `kpilint check` says.

    `read` parses a file, where that is not to be done anew for each state.
    """

    paths: tuple[Path, ...] = ()
    settings: Settings = Settings()
    settings_file: str | None = None
    baseline: Baseline | None = None
    read: Callable[[Source], Tree] | None = None

    @property
    def folder(self) -> Path:
        """A folder of the repository that it lies in."""
        return folder_of(self.paths, self.settings)


def run_at(commit: Commit, project: Project, as_of: dt.date, base: Base | None = None) -> Result:
    """The catalogue of a commit, checked on a day. Raises RevisionError.

    Where the commit has none of its files yet, that is a catalogue in which nothing stands.
    """
    sources = sources_at(commit, project.paths, project.settings, project.settings_file)
    return lint(sources, project.settings, as_of, project.baseline, base, read=project.read)


def forked_from(revision: str, head: Commit, folder: Path) -> Commit:
    """Where `head` left the history of a revision, so that what was done there since is left out.

    That is the revision itself where `head` builds on it. Raises RevisionError.
    """
    return fork_of(resolve(revision, folder), revision, head, folder)


def fork_of(other: Commit, revision: str, head: Commit, folder: Path) -> Commit:
    """The same, where the commit is known that the revision names."""
    found = merge_base(other, head, folder)
    if found is None:
        raise RevisionError(
            f'"{revision}" and {head.short} have no history in common.',
            "Name a branch, a tag or a commit that this one comes from.",
        )
    return found


def base_of(
    before: Result, commit: Commit, revision: str, imported: frozenset[Change] = frozenset()
) -> Base:
    """What a later run is compared with; `revision` is what the user named."""
    return Base(before.context, revision, commit.day, imported)


def imported_between(
    base: Commit, tip: Commit, project: Project, as_of: dt.date
) -> frozenset[Change]:
    """What came in by commits that are marked as an import, up to `tip`."""
    marked = [
        commit
        for commit in commits_between(base, tip, project.folder)
        if IMPORT in map(str.strip, commit.message.casefold().splitlines())
    ]
    found: set[Change] = set()
    for commit in marked:
        first = parent(commit, project.folder)
        if first is not None:
            before = Base(_state(first, project, as_of), first.short, first.day)
            found.update(_state(commit, project, as_of, before).changes)
    return frozenset(found)


def _state(commit: Commit, project: Project, as_of: dt.date, base: Base | None = None) -> Context:
    bare = changed(project, settings=changed(project.settings, select=_HARDLY_ANY))
    return run_at(commit, bare, as_of, base).context
