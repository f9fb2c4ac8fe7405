"""JSON that every reader takes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

# One escape of a JSON text in ASCII: a pair of surrogates is a character beyond U+FFFF, a lone one
# (the group) is none at all.
_ESCAPE = r"\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|(ud[89a-f][0-9a-f]{2})|.)"

# Build servers take `##[name]` and `##vso[name]` anywhere in a line of their log for orders.
_ORDER = r"(##\w*)\["

# Made once, and without a look-out for circles: a result is written by fifty thousand calls.
_ENCODER = json.JSONEncoder(allow_nan=False, check_circular=False)
_quoted = json.encoder.encode_basestring_ascii


def dump(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON: ASCII only, no NaN (ValueError), U+FFFD in place of lone surrogates."""
    encoder = _ENCODER if indent is None else json.JSONEncoder(allow_nan=False, indent=indent)
    return _harmless(encoder.encode(value))


def dump_text(text: str) -> str:
    """The same for a text, at a third of the cost."""
    return _harmless(_quoted(text))


def _harmless(text: str) -> str:
    if "\\ud" in text:
        text = re.sub(_ESCAPE, lambda found: "\\ufffd" if found[1] else found[0], text)
    if "##" in text:
        text = re.sub(_ORDER, r"\1\\u005b", text)
    return text


def dump_rows(rows: Iterable[object]) -> str:
    """A list as JSON, one value a line: fast, and easy to compare by line."""
    return _in_lines("", map(dump, rows), "")


def dump_with_rows(head: dict[str, Any], key: str, rows: Iterable[object]) -> str:
    """`head` with a last entry `key`, whose values take a line each. `head` is not empty."""
    return dump_with_lines(head, key, map(dump, rows))


def dump_with_lines(head: dict[str, Any], key: str, lines: Iterable[str]) -> str:
    """The same with values that are JSON already."""
    return _in_lines(f"{dump(head, indent=2)[:-2]},\n  {dump(key)}: ", lines, "\n}")


def _in_lines(before: str, lines: Iterable[str], behind: str) -> str:
    rows = [*lines]
    if not rows:
        return f"{before}[]{behind}"
    # Put together in one go, since it may be sixty megabytes.
    rows[0] = f"{before}[\n{rows[0]}"
    rows[-1] += f"\n]{behind}"
    return ",\n".join(rows)
