"""Text from a catalogue, made safe to print: whatever it holds, it stays one harmless line."""

from __future__ import annotations

import re

LONGEST = 200

# Build servers take `::name` at the beginning of a line, and `##[name]` or `##vso[name]` anywhere
# in it, for orders from the build.
_ORDER = r"(?<!\S)::|##\w*\["


def show(text: str, longest: int = LONGEST) -> str:
    """`text` as one line without control characters, bidirectional marks or stray surrogates.

    What `str.isprintable` refuses is written as an escape (`\\x1b`, `\\u202e`); runs of white space
    become one space; a text longer than `longest` is cut and ends in an ellipsis. What a build
    server would take for an order (`::error`, `##[group]`) is written so that it is none.
    """
    if not text.isprintable():
        text = " ".join(text[: longest * 4].split())
        text = "".join(c if c.isprintable() else escaped(c) for c in text)
    if "::" in text or "##" in text:
        text = re.sub(_ORDER, lambda found: found[0][:-1] + escaped(found[0][-1]), text)
    return text if len(text) <= longest else f"{text[: longest - 1]}\u2026"


def escaped(character: str) -> str:
    """One character as the escape that stands for it."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def show_cells(line: str) -> list[str]:
    """What to show for each character of a line, so that a caret can be put below one of them.

    The same promises as `show`, but for the beginning of the line, where a line number is to
    stand; a tab fills up to the next multiple of four.
    """
    cells: list[str] = []
    column = 0
    for character in line:
        if character == "\t":
            cells.append(" " * (4 - column % 4))
        else:
            cells.append(character if character.isprintable() else escaped(character))
        column += width(cells[-1])
    if "##" in line:
        for found in re.finditer(r"##\w*\[", line):
            cells[found.end() - 1] = escaped("[")
    return cells


def width(text: str) -> int:
    """How many columns of a terminal a printable text takes."""
    if text.isascii():
        return len(text)
    return sum(_width(character) for character in text)


def is_wide(character: str) -> bool:
    """Whether a character takes two columns, as those of Chinese, Japanese and Korean do."""
    return _width(character) == 2


def _width(character: str) -> int:
    import unicodedata  # noqa: PLC0415 - most catalogues need no table of all characters

    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def show_error(error: BaseException) -> str:
    """An exception as one line; some cannot even be printed."""
    try:
        said = show(str(error))
    except Exception:
        said = ""
    return f"{type(error).__name__}: {said}" if said else type(error).__name__
