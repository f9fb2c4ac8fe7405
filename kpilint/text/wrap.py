"""Breaking a text into lines for a terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from kpilint.text.show import is_wide, width

# A snippet between backticks is meant to be copied: it stays on one line where it fits.
_WORD = r"(?:`[^`]*`|\S)+"


def wrap(text: str, columns: int, indent: str = "") -> list[str]:
    """`text` in lines of at most `columns`; all but the first begin with `indent`.

    Breaks stand at spaces and between wide characters. A longer word is left whole: an address
    that is cut cannot be copied.
    """
    lines = [""]
    used = 0
    for glue, word in _pieces(text, columns - len(indent)):
        needed = width(word)
        if used and used + len(glue) + needed > columns:
            lines.append(indent + word)
            used = len(indent) + needed
        else:
            glue = glue if used else ""  # noqa: PLW2901
            lines[-1] += glue + word
            used += len(glue) + needed
    return lines


def _pieces(text: str, room: int) -> Iterator[tuple[str, str]]:
    """What must not be broken, each with what stands before it on the same line."""
    for word in re.findall(_WORD, text):
        if width(word) <= room:
            yield " ", word
            continue
        for part in word.split(" "):
            glue = " "
            for piece in _between_wide(part):
                yield glue, piece
                glue = ""


def _between_wide(word: str) -> list[str]:
    if word.isascii():
        return [word]
    pieces = [word[0]]
    for before, character in pairwise(word):
        if is_wide(before) and is_wide(character):
            pieces.append(character)
        else:
            pieces[-1] += character
    return pieces
