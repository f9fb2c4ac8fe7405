"""Small facts that many parts of the report are made of."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from kpilint.record import items, record
from kpilint.text.show import show

LONGEST = 2_000
"""Characters that any text of the report may have."""


@record
class Fact:
    """A part of the report. Whatever its texts are made from, they hold one line of plain text
    each, without control characters, marks that turn text round, or halves of characters. Only
    the fields named in `in_lines` keep their lines."""

    in_lines: ClassVar[frozenset[str]] = frozenset()

    def __post_init__(self) -> None:
        for name, value in items(self):
            if isinstance(value, str):
                shown = _lines(value) if name in self.in_lines else show(value, LONGEST)
                if shown is not value:
                    setattr(self, name, shown)
            elif isinstance(value, tuple) and value and isinstance(value[0], str):
                setattr(self, name, tuple(show(one, LONGEST) for one in value))


def plain(value: object) -> Any:
    """A fact, or what stands in one, as JSON has it: days are texts such as `2026-11-22`."""
    if isinstance(value, Fact):
        return {name: plain(one) for name, one in items(value)}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _lines(text: str) -> str:
    return "\n".join(show(line, LONGEST) for line in text.splitlines())


@record
class Ref(Fact):
    """An entry of the catalogue."""

    kind: str
    """`kpi`, `goal`, `mission`, `waiver`, `scheme` ..."""
    id: str
    """Its id."""
    name: str
    """Its name as people know it."""


@record
class Count(Fact):
    """So many of so many."""

    count: int
    """How many."""
    of: int
    """Of how many."""


@record
class ReviewRow(Fact):
    """How the review of one KPI stands."""

    kpi: Ref
    """The KPI."""
    owner: str | None
    """Who answers for it."""
    state: Literal["ok", "due-soon", "in-grace", "overdue", "long-overdue", "never-reviewed"]
    """How it stands."""
    due: dt.date | None
    """The day on which it is due; None where no clock ever started."""
    days_late: int | None
    """Days since that day, where it is late."""
    last: dt.date | None
    """The day of the last review that counts."""
    decision: str | None = None
    """What that review decided."""
