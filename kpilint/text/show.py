"""Text from a catalogue, made safe to print: whatever it holds, it stays one harmless line."""

from __future__ import annotations

LONGEST = 200


def show(text: str, longest: int = LONGEST) -> str:
    """`text` as one line without control characters, bidirectional marks or stray surrogates.

    What `str.isprintable` refuses is written as an escape (`\\x1b`, `\\u202e`); runs of white space
    become one space; a text longer than `longest` is cut and ends in an ellipsis.
    """
    text = " ".join(text[: longest * 4].split()) if not text.isprintable() else text
    if not text.isprintable():
        text = "".join(c if c.isprintable() else _escaped(c) for c in text)
    return text if len(text) <= longest else f"{text[: longest - 1]}\u2026"


def _escaped(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
