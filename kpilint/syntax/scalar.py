"""What a plain scalar means: the YAML 1.2 core schema, and nothing more.

`no`, `on`, `12:30` and `2026-11-22` are text; `010` is ten; `1e3` is a number.
"""

from __future__ import annotations

from kpilint.text.pattern import pattern

_INTEGER = pattern(r"[-+]?[0-9]{1,400}\Z")
_OCTAL = pattern(r"0o[0-7]{1,400}\Z")
_HEXADECIMAL = pattern(r"0x[0-9a-fA-F]{1,400}\Z")
_FLOAT = pattern(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,9})?\Z")
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
SPECIAL = {
    **dict.fromkeys(NULLS),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".inf", ".Inf", ".INF", "+.inf", "+.Inf", "+.INF"), float("inf")),
    **dict.fromkeys(("-.inf", "-.Inf", "-.INF"), float("-inf")),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), float("nan")),
}
FIRST_OF_A_NUMBER = frozenset("+-.0123456789")

Plain = str | int | float | bool | None


def resolve(text: str) -> Plain:
    """The value of a plain scalar. Never raises; integers of more than 400 digits become floats."""
    if text in SPECIAL:
        return SPECIAL[text]
    if text[0] not in FIRST_OF_A_NUMBER:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        return float(text)
    if text[0] == "0":
        if _OCTAL.match(text):
            return int(text, 8)
        if _HEXADECIMAL.match(text):
            return int(text, 16)
    return text
