"""Plain calls of `check`: what hooks and builds call all day, read without importing click.

Importing click takes an eighth of checking a small catalogue. What is not plain is left to click,
above all whatever is wrong; and what is plain means the same to both, as a test makes sure.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

_VALUES = {"--format": "format_name", "--as-of": "as_of"}


def plain_call(arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a plain call of `check` says, by the names of its flags; None for any other call.

    A plain call has paths, and at most a format and a day.
    """
    if arguments[:1] != ["check"] or os.name == "nt":  # there, click expands patterns in paths
        return None
    said: dict[str, Any] = {}
    paths: list[str] = []
    words = iter(arguments[1:])
    for word in words:
        if word in _VALUES:
            value = next(words, "-")
            if value.startswith("-"):
                return None
            said[_VALUES[word]] = value
        elif word.startswith("-"):
            return None
        else:
            paths.append(word)
    return said | {"paths": tuple(paths)}
