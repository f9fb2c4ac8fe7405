"""How an entry stands, in a few words: planned, on its way out, late for review."""

from __future__ import annotations

import datetime as dt

from kpilint.cadence.clock import Due
from kpilint.catalogue.model import Goal, Kpi
from kpilint.text.phrase import counted, day_in_words

_WORDS = {"suspended": "suspended", "deprecated": "on its way out", "retired": "retired"}


def standing(entity: Kpi | Goal, as_of: dt.date) -> str:
    """Its status, where that is not the usual one; empty for what is in force."""
    if entity.status == "draft":
        begins = entity.active_from
        later = begins is not None and begins > as_of
        return f"planned from {day_in_words(begins)}" if begins and later else "planned"
    return _WORDS.get(entity.status, "")


def lateness(due: Due) -> str:
    """ "review 41 days late", "never reviewed"; empty where it is not late."""
    if not due.state.late:
        return ""
    if due.last is None:
        return "never reviewed"
    return f"review {counted(due.days_overdue or 0, 'day')} late"
