"""Small facts that many parts of the report are made of."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict, model_validator

from kpilint.text.show import show

LONGEST = 2_000
"""Characters that any text of the report may have."""


class Fact(BaseModel):
    """A part of the report. Whatever its texts are made from, they hold one line of plain text
    each, without control characters, marks that turn text round, or halves of characters. Only
    the fields named in `in_lines` keep their lines."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
    in_lines: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _plain(cls, given: object) -> object:
        if not isinstance(given, dict):
            return given
        return {
            name: _lines(value) if name in cls.in_lines else _line(value)
            for name, value in given.items()
        }


def _line(value: object) -> object:
    if isinstance(value, str):
        return show(value, LONGEST)
    if isinstance(value, tuple) and value and isinstance(value[0], str):
        return tuple(_line(one) for one in value)
    return value


def _lines(value: object) -> object:
    if isinstance(value, str):
        return "\n".join(show(line, LONGEST) for line in value.splitlines())
    return value


class Ref(Fact):
    """An entry of the catalogue."""

    kind: str
    """`kpi`, `goal`, `mission`, `waiver`, `scheme` ..."""
    id: str
    """Its id."""
    name: str
    """Its name as people know it."""


class Count(Fact):
    """So many of so many."""

    count: int
    """How many."""
    of: int
    """Of how many."""


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
