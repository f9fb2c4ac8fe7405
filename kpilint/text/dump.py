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


def dump(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON: ASCII only, no NaN (ValueError), U+FFFD in place of lone surrogates."""
    encoder = _ENCODER if indent is None else json.JSONEncoder(allow_nan=False, indent=indent)
    text = encoder.encode(value)
    if "\\ud" in text:
        text = re.sub(_ESCAPE, lambda found: "\\ufffd" if found[1] else found[0], text)
    if "##" in text:
        text = re.sub(_ORDER, r"\1\\u005b", text)
    return text


def dump_rows(rows: Iterable[object]) -> str:
    """A list as JSON, one value a line: fast, and easy to compare by line."""
    lines = ",\n".join(map(dump, rows))
    return f"[\n{lines}\n]" if lines else "[]"


def dump_with_rows(head: dict[str, Any], key: str, rows: Iterable[object]) -> str:
    """`head` with a last entry `key`, whose values take a line each. `head` is not empty."""
    return f"{dump(head, indent=2)[:-2]},\n  {dump(key)}: {dump_rows(rows)}\n}}"
