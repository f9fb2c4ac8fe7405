"""JSON that every reader takes."""

from __future__ import annotations

import json
import re

# One escape of a JSON text in ASCII: a pair of surrogates is a character beyond U+FFFF, a lone one
# (the group) is none at all.
_ESCAPE = r"\\(?:ud[89ab][0-9a-f]{2}\\ud[c-f][0-9a-f]{2}|(ud[89a-f][0-9a-f]{2})|.)"

# Build servers take `##[name]` and `##vso[name]` anywhere in a line of their log for orders.
_ORDER = r"(##\w*)\["


def dump(value: object, *, indent: int | None = None) -> str:
    """`value` as JSON: ASCII only, no NaN (ValueError), U+FFFD in place of lone surrogates."""
    text = json.dumps(value, indent=indent, allow_nan=False)
    if "\\ud" in text:
        text = re.sub(_ESCAPE, lambda found: "\\ufffd" if found[1] else found[0], text)
    if "##" in text:
        text = re.sub(_ORDER, r"\1\\u005b", text)
    return text
