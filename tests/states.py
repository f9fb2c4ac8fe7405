"""Two states of a catalogue, written down in a line or two, and what changed between them."""

from __future__ import annotations

import datetime as dt

from kpilint.changes.compare import compare
from kpilint.changes.kinds import Change
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.run import Base, Context, Result
from kpilint.text.source import Source
from tests.today import TODAY

THEN = dt.date(2026, 9, 30)


def state(text: str) -> Context:
    """A catalogue as the rules see it."""
    return lint([Source("catalogue.yaml", text)], Settings(select=("STR",)), TODAY).context


def changes(before: str, after: str) -> tuple[Change, ...]:
    return compare(state(before), state(after))


def compared(before: str, after: str, settings: Settings, day: dt.date = THEN) -> Result:
    """The check of the later state, which knows the earlier one."""
    base = Base(state(before), "main", day)
    return lint([Source("catalogue.yaml", after)], settings, TODAY, base=base)
