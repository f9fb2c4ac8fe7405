"""How wide a text is when it is drawn, well enough to wrap and cut it. No font is opened."""

from __future__ import annotations

import unicodedata
from functools import cache

# Shares of the font size, on the generous side of Arial and its likes.
_NARROW = frozenset("iljtfrI.,:;'|!()[]/-` ")
_WIDE = frozenset("mwMW@%&")


def width(text: str, size: float) -> float:
    """The width of a text in a sans-serif font of `size`, in the unit of the size."""
    return size * sum(map(_share, text))


def wrap(text: str, size: float, room: float, lines: int) -> list[str]:
    """A text in at most so many lines of that room; what does not fit ends in an ellipsis."""
    made: list[str] = []
    words = text.split()
    while words and len(made) < lines:
        line = words.pop(0)
        while words and width(f"{line} {words[0]}", size) <= room:
            line = f"{line} {words.pop(0)}"
        if width(line, size) > room:
            line, rest = _broken(line, size, room)
            words.insert(0, rest)
        made.append(line)
    if words and made:
        made[-1] = _cut(f"{made[-1]} {words[0]}", size, room)
    return made or [""]


def _broken(word: str, size: float, room: float) -> tuple[str, str]:
    """A word that is longer than a line, in two parts."""
    at = max(1, _fits(word, size, room))
    return word[:at], word[at:]


def _cut(text: str, size: float, room: float) -> str:
    at = _fits(text, size, room - width("…", size))
    return f"{text[:at].rstrip()}…"


def _fits(text: str, size: float, room: float) -> int:
    """How many characters of a text fit."""
    for at, character in enumerate(text):
        room -= size * _share(character)
        if room < 0:
            return at
    return len(text)


@cache
def _share(character: str) -> float:
    if character in _NARROW:
        return 0.36
    if character in _WIDE or character.isupper():
        return 0.9 if character in _WIDE else 0.73
    if unicodedata.combining(character):
        return 0.0
    return 1.05 if unicodedata.east_asian_width(character) in "WF" else 0.58
