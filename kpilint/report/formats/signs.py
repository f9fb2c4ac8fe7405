"""How a state is drawn: a word, and a kind of which the style sheet knows the colour and the sign.

The sheet puts the sign before the word: a status is never told by colour alone.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from kpilint.report.parts import LONGEST, ReviewRow
from kpilint.text.phrase import counted
from kpilint.text.show import show

# What a state is called, and how it is drawn.
STATES = {
    "balanced": ("In check", "good"),
    "weak": ("Weakly held", "so"),
    "gap": ("Unchecked", "bad"),
    "excepted": ("Exception", "aside"),
    "done": ("Done", "good"),
    "open": ("Open", "so"),
    "overdue": ("Overdue", "bad"),
    "in-force": ("In force", "aside"),
    "ended": ("Ended", "bad"),
    "not-valid": ("Not valid", "bad"),
}
SEVERITIES = {"error": ("Error", "bad"), "warning": ("Warning", "so"), "advice": ("Advice", "calm")}
_LATE = ("overdue", "long-overdue")


@lru_cache(1_000)
def sign(word: str, kind: str) -> Markup:
    """A word as a sign of a kind."""
    return Markup('<b class="{}">{}</b>').format(kind, show(word, LONGEST))


def state(name: str) -> Markup:
    """The sign of a state."""
    return sign(*STATES[name])


def severity(name: str) -> Markup:
    """The sign of a severity."""
    return sign(*SEVERITIES[name])


def late(row: ReviewRow) -> str:
    """How late a review is, as a sign; in plain words where all is well."""
    if row.state == "never-reviewed":
        return sign("never reviewed", "bad")
    if row.days_late is not None:
        return sign(f"{counted(row.days_late, 'day')} late", "bad" if row.state in _LATE else "so")
    if row.state == "in-grace":
        return sign("in its days of grace", "so")
    return sign("due soon", "so") if row.state == "due-soon" else "in time"
