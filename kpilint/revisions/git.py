"""Commits: named by a revision or a day, and what lies between two of them.

Every answer is about commits that were found and looked at. Where git cannot answer, or history
is cut short, a RevisionError says so: nothing is ever called new or unchanged for want of history.
Days are those of the committer, in UTC. History is that of the branch itself: the first parent of
each commit, so that a pull request counts on the day on which it was merged.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from kpilint.git import GitError, git
from kpilint.record import record
from kpilint.text.nearest import nearest
from kpilint.text.phrase import quoted

HEAD = "HEAD"
_SHORT = 7
_HASH = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_PART_OF_HASH = re.compile(r"[0-9a-fA-F]{4,}")
# `@{1 day ago}` asks what this clone looked like at some time: another clone answers differently.
_LOCAL_MEMORY = re.compile(r"@\{(?!u\}|upstream\}|push\})")
_BEHIND_NAME = re.compile(r"[~^:]|@\{")
_FETCH_ALL = (
    "Fetch all of it, for example with `fetch-depth: 0` in a workflow or `git fetch --unshallow`."
)


@record
class Commit:
    """A commit: its whole hash, the beginning of it, the committer's day in UTC, the message."""

    hash: str
    short: str
    day: dt.date
    message: str


class RevisionError(Exception):
    """History cannot be read as asked; `message` says why, `hint` what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def resolve(revision: str, folder: Path) -> Commit:
    """The one commit that a revision names in the repository of a folder. Raises RevisionError.

    A branch, a tag, a hash, and git's ways to go back from there (`main~2`), but no range, and
    nothing that only this clone knows (`HEAD@{1 day ago}`).
    """
    check_repository(folder)
    if not revision.strip():
        raise RevisionError("No revision is named.", "Name a branch, a tag or a commit.")
    if ".." in revision or revision.startswith("^"):
        raise RevisionError(
            f'"{revision}" names a range of commits.', "Name one: a branch, a tag or a commit."
        )
    if _LOCAL_MEMORY.search(revision):
        raise RevisionError(
            f'"{revision}" asks what this clone held at some time, which another clone does not '
            "know.",
            "Name a branch, a tag or a commit.",
        )
    found = _parsed(f"{revision}^{{commit}}", folder)
    if not _HASH.fullmatch(found):
        raise _not_found(revision, folder)
    _check_name_is_one(revision, folder)
    return next(_commits(["--max-count=1", found], folder))


def merge_base(one: Commit, other: Commit, folder: Path) -> Commit | None:
    """The commit from which two histories went apart; None where they have nothing in common."""
    found = ask(["merge-base", one.hash, other.hash], folder, ok=(0, 1)).decode().split()
    cuts = _cuts(folder)
    if cuts:
        # A better answer may lie behind a cut, unless that is behind the answer found as well.
        seen = _text(
            ["rev-list", one.hash, other.hash, *(f"^{base}" for base in found), "--"], folder
        )
        if not cuts.isdisjoint(seen.split()):
            raise _cut(folder, f"where {one.short} and {other.short} went apart is not known")
    if not found:
        return None
    known = {one.hash: one, other.hash: other}
    return known.get(found[0]) or next(_commits(["--max-count=1", found[0]], folder))


def commit_on(day: dt.date, folder: Path, tip: Commit | None = None) -> Commit | None:
    """The last commit up to the end of a day (UTC) in the history of `tip`, by default that of what
    is checked out; None where history begins later.

    Where clocks went backwards, the commits are passed over that stand outside the longest row of
    days in order: one machine with a wrong clock moves no quarter's end (a choice of this project).
    """
    last = tip or resolve(HEAD, folder)
    listed = ["rev-list", "--first-parent", "--reverse", "--timestamp", last.hash, "--"]
    history = [line.split(" ") for line in _text(listed, folder).splitlines()]
    days = [_day(seconds) for seconds, _ in history]
    until = [number for number in _in_order(days) if days[number] <= day]
    if until:
        return next(_commits(["--max-count=1", history[until[-1]][1]], folder))
    if history[0][1] in _cuts(folder):
        raise _cut(folder, f"how things were on {day} is not known")
    return None


def first_commit(folder: Path, tip: str = HEAD) -> Commit:
    """The commit with which history begins."""
    last = resolve(tip, folder)
    first = _text(["rev-list", "--first-parent", last.hash, "--"], folder).split()[-1]
    if first in _cuts(folder):
        raise _cut(folder, "how it began is not known")
    return next(_commits(["--max-count=1", first], folder))


def parent(commit: Commit, folder: Path) -> Commit | None:
    """The commit before; None for the one with which history begins."""
    if commit.hash in _cuts(folder):
        raise _cut(folder, "what was before is not known")
    found = _parsed(f"{commit.hash}^", folder)
    return next(_commits(["--max-count=1", found], folder)) if found else None


def commits_between(base: Commit, tip: Commit, folder: Path) -> list[Commit]:
    """The commits after `base` up to and with `tip`, the oldest first, merges as one."""
    found = list(_commits(["--first-parent", "--reverse", tip.hash, f"^{base.hash}"], folder))
    if not _cuts(folder).isdisjoint(commit.hash for commit in found):
        raise _cut(folder, f"what came after {base.short} is not all known")
    return found


def check_repository(folder: Path) -> None:
    """Raise RevisionError unless a folder is part of a work tree that git reads."""
    where = ["rev-parse", "--is-bare-repository", "--is-inside-git-dir"]
    bare, inside = ask(where, folder).decode().split()
    if bare == "true":
        raise RevisionError(
            "This repository is bare: it holds history, but no files to compare it with.",
            "Clone it, and run this in the clone.",
        )
    if inside == "true":
        raise RevisionError(
            "This folder is where git keeps its own files, not a catalogue.",
            "Run this in the folder that holds the catalogue.",
        )


def ask(
    arguments: Sequence[str], folder: Path, *, stdin: bytes = b"", ok: Sequence[int] = (0,)
) -> bytes:
    """What git prints. RevisionError with the reason when it refuses."""
    try:
        return git(arguments, folder, stdin=stdin, ok=ok)
    except GitError as error:
        raise _refused(str(error)) from error


def lacking() -> RevisionError:
    """What is said of a clone that leaves out the content of files, which is not fetched."""
    return RevisionError(
        "This clone lacks some of the files of earlier commits.",
        "Clone without `--filter`, so that it holds the files of all commits.",
    )


def _refused(said: str) -> RevisionError:
    if "not a git repository" in said:
        return RevisionError(
            "There is no git repository here, so there is nothing earlier to compare with.",
            "Run this in the repository that holds the catalogue.",
        )
    if "dubious ownership" in said or "unsafe repository" in said:
        return RevisionError(
            "git does not read this repository, because it belongs to another user.",
            "If you trust it, run `git config --global --add safe.directory` with its folder.",
        )
    if "lazy fetching" in said or "not allowed" in said:
        return lacking()
    return RevisionError(f"History cannot be read: {said.splitlines()[0].rstrip('.')}.")


def _commits(which: list[str], folder: Path) -> Iterator[Commit]:
    """The commits that `rev-list` lists."""
    # Not `git log`: that would obey the configuration, which may have it verify signatures with
    # a program of its choice.
    listed = ["rev-list", "--encoding=UTF-8", "--format=%x00%H%x00%ct%x00%B%x00", *which, "--"]
    parts = ask(listed, folder).decode("utf-8", "replace").split("\0")
    for hash_, seconds, message in zip(parts[1::4], parts[2::4], parts[3::4], strict=True):
        yield Commit(hash_, hash_[:_SHORT], _day(seconds), message.strip())


def _in_order(days: Sequence[dt.date]) -> list[int]:
    """The longest part of a list that never goes back, by position (Schensted 1961)."""
    ends: list[int] = []  # the last position of the best row of each length
    before: list[int | None] = []
    for number, day in enumerate(days):
        length = bisect_right(ends, day, key=days.__getitem__)
        before.append(ends[length - 1] if length else None)
        ends[length : length + 1] = [number]
    row: list[int] = []
    at: int | None = ends[-1]
    while at is not None:
        row.append(at)
        at = before[at]
    return row[::-1]


def _day(seconds: str) -> dt.date:
    try:
        return dt.datetime.fromtimestamp(int(seconds), dt.UTC).date()
    except (OverflowError, OSError, ValueError):  # a clock in the year 10,000 or later
        return dt.date.max


def _text(arguments: list[str], folder: Path) -> str:
    return ask(arguments, folder).decode("utf-8", "surrogateescape").strip()


def _cuts(folder: Path) -> frozenset[str]:
    """The commits whose parents a shallow clone leaves out."""
    where = ["rev-parse", "--is-shallow-repository", "--git-path", "shallow"]
    shallow, file = _text(where, folder).split("\n", 1)
    if shallow != "true":
        return frozenset()
    return frozenset((folder / file).read_text("ascii").split())


def _cut(folder: Path, consequence: str) -> RevisionError:
    cuts = sorted(_cuts(folder))
    seen = _text(["rev-list", "--first-parent", HEAD, "--"], folder).split()
    at = next((hash_ for hash_ in reversed(seen) if hash_ in cuts), cuts[0])
    commit = next(_commits(["--max-count=1", at], folder))
    return RevisionError(
        f"The history of this clone is cut at {commit.short} ({commit.day}): {consequence}.",
        _FETCH_ALL,
    )


def _not_found(revision: str, folder: Path) -> RevisionError:
    """Why a revision names no commit."""
    names = _names(folder)
    if not names and not _parsed(HEAD, folder):
        return RevisionError(
            "This repository has no commit yet, so there is nothing earlier to compare with."
        )
    if _parsed(revision, folder):
        return RevisionError(
            f'"{revision}" is no commit: it names files.', "Name a branch, a tag or a commit."
        )
    if _PART_OF_HASH.fullmatch(revision):
        several = _text(["rev-parse", f"--disambiguate={revision}"], folder).split()
        if len(several) > 1:
            return RevisionError(
                f'"{revision}" is the beginning of several hashes.', "Write more of it."
            )
    if revision.startswith(HEAD) and not _parsed(HEAD, folder):
        return RevisionError("The branch that is checked out has no commit yet.")
    if _cuts(folder):
        return _cut(folder, f'"{revision}" may lie behind that, and is not here')
    near = nearest(revision, names) or [n for n in names if n.endswith(f"/{revision}")]
    hint = f'Did you mean "{near[0]}"?' if near else "Name a branch, a tag or a commit."
    return RevisionError(f'There is no revision "{revision}" in this repository.', hint)


def _parsed(revision: str, folder: Path) -> str:
    """The hash of what a revision names; the empty text where it names nothing, or several."""
    try:
        return _text(["rev-parse", "--verify", "--quiet", "--end-of-options", revision], folder)
    except RevisionError:
        return ""


def _check_name_is_one(revision: str, folder: Path) -> None:
    """Raise RevisionError where a branch and a tag have the same name: git would take the tag."""
    name = _BEHIND_NAME.split(revision, maxsplit=1)[0]
    full = [f"refs/{kind}/{name}" for kind in ("heads", "tags", "remotes")]
    listed = ["for-each-ref", "--format=%(refname) %(objectname)", *full]
    found = dict(line.rsplit(" ", 1) for line in _text(listed, folder).splitlines())
    several = [ref for ref in full if ref in found]
    if len({found[ref] for ref in several}) > 1:
        raise RevisionError(
            f'"{name}" is the name of several things.', f"Write {quoted(several, 'or')}."
        )


def _names(folder: Path) -> list[str]:
    """The names of branches and tags."""
    return _text(["for-each-ref", "--format=%(refname:lstrip=2)"], folder).splitlines()
