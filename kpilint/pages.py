"""Pages of `specs/` and `schemas/`, from an installed package or from a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).parent
# An installed package carries the folders inside; a checkout has them beside the package.
_ROOT = _HERE / "_pages" if (_HERE / "_pages").is_dir() else _HERE.parent


def page(name: str) -> str:
    """The text of a page such as `specs/rules/orphaned-kpi.md`; KeyError when there is none."""
    path = _ROOT / name
    if not path.is_file():
        raise KeyError(name)
    return path.read_text(encoding="utf-8")


def page_names(folder: str) -> list[str]:
    """The names of the pages in a folder such as `schemas`, in order."""
    return sorted(path.name for path in (_ROOT / folder).glob("*") if path.is_file())
