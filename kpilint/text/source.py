"""A file as text, and places in it."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from kpilint.record import record
from kpilint.text.pattern import pattern

# YAML 1.2 breaks lines at LF, CR LF and CR only; U+0085, U+2028 and U+2029 are ordinary characters.
_LINE_BREAK = pattern(r"\r\n|\n|\r")


@record(order=True)
class Span:
    """Half-open offsets into a source's text, counted in code points."""

    start: int
    end: int


@record(order=True)
class Position:
    """Line and column as people count them: from 1, in code points."""

    line: int
    column: int


@record
class Trouble:
    """Something that keeps a file, or a part of it, from being read, and where it starts."""

    what: str
    start: int
    help: str = "Correct the file; the other files were still checked."
    end: int | None = None


class Source:
    """The text of one file.

    `path` is the name to show, with forward slashes. `bom` says whether the file began with a
    byte order mark, so that writing it back keeps every byte. A file that could not be read has
    a `trouble`, and as much text as was understood before it. `named` says whether somebody asked
    for this very file, or it was found in a folder.
    """

    __slots__ = ("_line_starts", "_newline", "bom", "named", "path", "text", "trouble")

    def __init__(
        self,
        path: str,
        text: str,
        *,
        bom: bool = False,
        trouble: Trouble | None = None,
        named: bool = True,
    ) -> None:
        self.path = path
        self.text = text
        self.bom = bom
        self.trouble = trouble
        self.named = named
        self._line_starts: array[int] | None = None
        self._newline: str | None = None

    @property
    def line_starts(self) -> array[int]:
        """Offset of the first character of each line."""
        if self._line_starts is None:
            self._line_starts = array("I", [0, *_ends_of_breaks(self.text)])
        return self._line_starts

    def position(self, offset: int) -> Position:
        """Line and column of an offset."""
        starts = self.line_starts
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line break."""
        starts = self.line_starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r\n")

    @property
    def newline(self) -> str:
        """The line break that the file uses, as its first line ends."""
        if self._newline is None:
            found = _LINE_BREAK.search(self.text)
            self._newline = found[0] if found else "\n"
        return self._newline

    def encode(self) -> bytes:
        """The bytes of the file as they stood on disk."""
        return (b"\xef\xbb\xbf" if self.bom else b"") + self.text.encode("utf-8")

    def __repr__(self) -> str:
        return f"Source({self.path!r}, {len(self.text)} characters)"


def _ends_of_breaks(text: str) -> Iterable[int]:
    if "\r" in text:
        return (found.end() for found in _LINE_BREAK.finditer(text))
    # Nearly every file, at a fifth of the cost.
    return accumulate([len(line) + 1 for line in text.split("\n")[:-1]])
