"""Patterns of paths: `kpis/*.yaml`, `**/legacy`, `service`."""

from __future__ import annotations

import re
from functools import cache

_PART = r"(?s:\*\*/|\*\*|\*|\?|\[!?[^\]/]+\]|.)"
_MEANING = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def is_pattern(text: str) -> bool:
    """Whether a text stands for many paths, and not for one."""
    return any(sign in text for sign in "*?[")


def path_matches(path: str, pattern: str) -> bool:
    """Whether a path with forward slashes matches a pattern, or lies in a folder that does.

    `*` and `?` stay within one name, `**` crosses folders, `[ab]` and `[!ab]` are one character.
    """
    return _compiled(pattern).match(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    pattern = pattern.removeprefix("./").rstrip("/")
    if pattern in ("", "."):
        return re.compile("")
    translated = "".join(map(_translated, re.findall(_PART, pattern)))
    return re.compile(f"{translated}(?:/.*)?\\Z", re.DOTALL)


def _translated(token: str) -> str:
    if token in _MEANING:
        return _MEANING[token]
    if len(token) > 1:
        inner = token[1:-1].replace("\\", r"\\")
        return f"[^{inner[1:]}/]" if inner.startswith("!") else f"[{inner}]"
    return re.escape(token)
