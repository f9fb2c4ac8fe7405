"""Whether what decides how a catalogue is checked differs from an earlier state, too.

All states are judged by today's settings and baseline, so no comparison of findings shows that.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kpilint.git import repository_of
from kpilint.revisions.git import Commit, ask

_NO_SUCH_FILE = 128


def differing(
    files: Iterable[Path], folder: Path, earlier: Commit, later: Commit | None
) -> tuple[str, ...]:
    """The names of those of the files that are others in `later` (None: as they are now) than in
    `earlier`. What lies outside the repository of `folder` has no earlier state.
    """
    top = repository_of(folder)
    inside = [file for file in dict.fromkeys(files) if repository_of(file.parent) == top]
    return tuple(
        file.name
        for file in inside
        if _at(file, earlier) != (_now(file) if later is None else _at(file, later))
    )


def _at(file: Path, commit: Commit) -> list[bytes]:
    named = f"{commit.hash}:./{file.name}"
    found = ask(["cat-file", "blob", named], file.parent, ok=(0, _NO_SUCH_FILE))
    return found.splitlines()


def _now(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines() if file.is_file() else []
