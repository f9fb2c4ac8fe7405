"""Text from a catalogue, made safe to put into Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kpilint.text.pattern import pattern
from kpilint.text.show import show

_MARKS = str.maketrans(
    {mark: f"\\{mark}" for mark in "\\`*_[]#|~$"} | {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
)
# Code hosts turn these into links and notify people: an invisible joiner in between stops that.
_REFERENCE = r"@(?=\w)|#(?=\d)|(?<=:)//|(?i:\bwww)(?=\.)"
_JOINER = "\u2060"
# What either of them could be in; hardly any text has it.
_SPECIAL = pattern(r"[\\`*_\[\]#|~$<>&@]|//|[wW]\.")


def plain(text: str, longest: int = 200) -> str:
    """`text` as one line that Markdown shows as it is: no link, no mention, no markup."""
    shown = show(text, longest)
    if not _SPECIAL.search(shown):
        return shown
    shown = re.sub(_REFERENCE, lambda found: found[0] + _JOINER, shown)
    return shown.translate(_MARKS)


def code(text: str, longest: int = 200) -> str:
    """`text` as one line of code within a line; it may also stand in a cell of a table."""
    shown = show(text, longest).replace("|", "\u2502")
    fence = "`" * (_longest_run(shown) + 1)
    pad = " " if not shown.strip() or shown[0] in "` " or shown[-1] in "` " else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def block(lines: list[str], language: str = "") -> str:
    """Lines of code as a fenced block."""
    shown = [show(line, 400) for line in lines]
    fence = "`" * max(3, *(_longest_run(line) + 1 for line in shown))
    return "\n".join([f"{fence}{language}", *shown, fence])


def prose(text: str, longest: int = 600) -> str:
    """A sentence of a rule, in which snippets stand between backticks."""
    parts = show(text, longest).split("`")
    if len(parts) % 2 == 0:  # a backtick that nothing closes is an ordinary character
        parts[-2:] = ["`".join(parts[-2:])]
    return "".join(
        code(part) if number % 2 and part else plain(part, longest)
        for number, part in enumerate(parts)
    )


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def table(
    head: Sequence[str], rows: Iterable[Sequence[str]], otherwise: str | None = None
) -> Iterator[str]:
    """A table of cells that are Markdown already; `otherwise` where it would have no rows."""
    made: list[Sequence[str]] = list(rows)
    if made:
        yield _row(head)
        yield _row(["---"] * len(head))
        yield from map(_row, made)
    elif otherwise:
        yield otherwise


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
