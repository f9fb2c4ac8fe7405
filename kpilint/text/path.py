"""Paths as texts: importing `pathlib` takes a thirtieth of checking a small catalogue."""

from __future__ import annotations

import os
from typing import TypeAlias

StrPath: TypeAlias = "str | os.PathLike[str]"


def tidy(path: StrPath) -> str:
    """A path as `pathlib` writes it: no doubled slashes, no `.` parts, no slash at the end."""
    text = os.fspath(path)
    if os.name == "nt":
        from pathlib import Path  # noqa: PLC0415 - drives and two kinds of slashes are its affair

        return str(Path(text))
    top = "/" * (len(text[:3]) - len(text[:3].lstrip("/")))
    top = "/" if len(top) == 3 else top  # two slashes have a meaning of their own in POSIX
    return top + "/".join(part for part in text.split("/") if part not in ("", ".")) or "."
