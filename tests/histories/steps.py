"""What a commit of a story did, each with how to undo it.

A story is told forwards and carried out backwards: from the files of today, every step is undone
until the first commit is left. A step that does not find what it is to undo fails, and with it
the story: so an example cannot change without its history.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

Files = dict[str, str]
"""The text of each file, by its name in the example."""


@dataclass(frozen=True, slots=True)
class Edit:
    """`before` became `after`, in one entry or anywhere in the file, so many times."""

    file: str
    before: str
    after: str
    entry: str = ""
    times: int = 1

    def undo(self, files: Files) -> None:
        text = files[self.file]
        start, end = span(text, self.entry) if self.entry else (0, len(text))
        part = text[start:end]
        found = part.count(self.after)
        where = f"{self.file} {self.entry}".strip()
        assert found == self.times, f"{where}: found {found} times, not {self.times}: {self.after}"
        files[self.file] = text[:start] + part.replace(self.after, self.before) + text[end:]


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry was added to a list of the file."""

    file: str
    entry: str

    def undo(self, files: Files) -> None:
        files[self.file], _ = cut(files[self.file], self.entry)


@dataclass(frozen=True, slots=True)
class Deleted:
    """An entry, of which nothing is left today, was taken out of the file."""

    file: str
    block: str

    def undo(self, files: Files) -> None:
        files[self.file] = appended(files[self.file], self.block)


@dataclass(frozen=True, slots=True)
class Moved:
    """An entry went from one file to another, as it was."""

    entry: str
    source: str
    target: str

    def undo(self, files: Files) -> None:
        files[self.target], block = cut(files[self.target], self.entry)
        files[self.source] = appended(files[self.source], block)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """The reviews of this day were entered, in whichever file."""

    day: str

    def undo(self, files: Files) -> None:
        review = rf"(?:      #.*\n)*      - date: {self.day}\n(?:        .*\n)*"
        entered = 0
        for file, text in files.items():
            left, found = re.subn(rf"^{review}", "", text, flags=re.MULTILINE)
            entered += found
            # A list that has become empty was not there yet.
            files[file] = re.sub(r"^    reviews:\n(?!      )", "", left, flags=re.MULTILINE)
        assert entered, f"no review is dated {self.day}"


@dataclass(frozen=True, slots=True)
class Filed:
    """The file was added."""

    file: str

    def undo(self, files: Files) -> None:
        del files[self.file]


Step = Edit | Entered | Deleted | Moved | Reviewed | Filed


@dataclass(frozen=True, slots=True)
class Commit:
    """One commit of a story. `author` is a role: "Head of delivery"."""

    day: str
    author: str
    message: str
    steps: tuple[Step, ...] = ()


def states(story: tuple[Commit, ...], today: Files) -> list[Files]:
    """The files after each commit of the story, oldest first; the last are those of today."""
    files = dict(today)
    backwards: list[Files] = []
    for commit in reversed(story):
        backwards.append(dict(files))
        for step in reversed(commit.steps):
            step.undo(files)
    assert files == backwards[-1], "the first commit of a story has no steps"
    return backwards[::-1]


def span(text: str, entry: str) -> tuple[int, int]:
    """Where the entry with this id (or name, if it has no id) stands, with its comments."""
    pattern = rf"^(?:  #.*\n)*  - (?:id|name): {re.escape(entry)}\n(?:  .*\n)*?(?=\n|\Z|  - |  #)"
    found = [match.span() for match in re.finditer(pattern, text, re.MULTILINE)]
    assert len(found) == 1, f"{entry} is found {len(found)} times"
    return found[0]


def cut(text: str, entry: str) -> tuple[str, str]:
    """The text without the entry, and the entry."""
    start, end = span(text, entry)
    return (text[:start] + text[end:].removeprefix("\n")).rstrip("\n") + "\n", text[start:end]


def appended(text: str, block: str) -> str:
    return f"{text}\n{block.strip(chr(10))}\n"
