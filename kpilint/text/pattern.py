"""Regular expressions that are compiled when they are first asked.

Compiling every expression of the package took a tenth of a small run, and half of them are never
asked about a clean catalogue.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _Uncompiled:
    """Has the methods of the compiled expression, each from its first call on."""

    def __init__(self, text: str, flags: int) -> None:
        self._text = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(self._text, self._flags), name)
        setattr(self, name, found)
        return found


def pattern(text: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` gives, but at little cost until it is used. Raises `re.error` only then."""
    return cast("re.Pattern[str]", _Uncompiled(text, flags))
