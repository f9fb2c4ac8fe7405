"""Changes as the evidence of something done, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable

from kpilint.catalogue.model import Kpi
from kpilint.changes import kinds
from kpilint.changes.kinds import Change
from kpilint.report.entries import called, owner_of
from kpilint.report.sections.fields import field_in_words
from kpilint.run import Context
from kpilint.text.phrase import day_in_words, quoted


def that_answers(changes: Iterable[Change], rule: str) -> Change | None:
    """Of what changed about an entry, what most likely answered the finding of a rule."""
    no_answer = _NO_ANSWER if rule in _ABOUT_REVIEWS else (*_NO_ANSWER, *_REVIEWED)
    found = [change for change in changes if not isinstance(change, no_answer)]
    return min(found, key=lambda change: _rank(change, rule), default=None)


def parts_changed(changes: Iterable[Change]) -> list[str]:
    """What of a KPI is another than it was: "its target". Reviews, their dates, other words and
    who was asked carry nothing out."""
    named = (
        _PARTS.get(change.kind) or _part(change.field)
        for change in changes
        if not isinstance(change, _NO_CHANGE) and change.field not in _NO_PART
    )
    return list(dict.fromkeys(named))


def _part(field: str) -> str:
    words = field_in_words(field)
    return words if words.startswith(("what ", "who ", "out of ")) else f"its {words}"


def in_words(change: Change, context: Context) -> str:
    """`it is now held in check by "Reopen rate"`; `context` is that of the later state."""
    said = _SAID.get(change.kind)
    return (said(change, context) if said else None) or change.words


_NO_ANSWER = (kinds.WordingChanged, kinds.Added, kinds.ReviewRemoved)
_REVIEWED = (kinds.ReviewRecorded, kinds.ReviewPlanChanged)
_ABOUT_REVIEWS = frozenset({"overdue-review", "review-date-bumped", "review-not-credible"})
_NO_CHANGE = (*_NO_ANSWER, kinds.ReviewRecorded)
_NO_PART = frozenset({
    "last_reviewed", "next_review", "created", "consulted", "n", "response_rate", "id", "version",
})  # fmt: skip
_PARTS = {
    **dict.fromkeys(
        ("target-loosened", "target-tightened", "target-moved", "target-set", "target-dropped"),
        "its target",
    ),
    **dict.fromkeys(
        ("counterweight-added", "counterweight-removed", "brake-lost", "brake-gained"),
        "what holds it in check",
    ),
    "relinked": "what it serves",
    "uses-changed": "what it is used for",
    "review-plan-changed": "how often it is reviewed",
    "direction-flipped": "what is good",
}
# What answers a question, in the order in which it is told.
_TELLING = (
    "retired", "removed", "brake-gained", "relinked", "owner-changed", "review-recorded",
    "review-plan-changed", "counterweight-added", "target-set", "target-tightened", "target-moved",
    "target-loosened", "target-dropped", "uses-changed", "waiver-ended", "waiver-extended",
)  # fmt: skip
_FIRST = {
    "no-accountable-owner": "owner-changed",
    "overdue-review": "review-recorded",
    "target-against-direction": "target-moved",
    "punitive-use": "uses-changed",
    "paid-on-pressure-only": "uses-changed",
}


def _rank(change: Change, rule: str) -> tuple[bool, int]:
    place = _TELLING.index(change.kind) if change.kind in _TELLING else len(_TELLING)
    return (change.kind != _FIRST.get(rule), place)


def _reviewed(change: Change, _: Context) -> str | None:
    if not isinstance(change, kinds.ReviewRecorded) or not change.day:
        return None
    day = day_in_words(dt.date.fromisoformat(change.day))
    return f"reviewed on {day}: {change.decision or 'no decision'}"


def _dated(change: Change, _: Context) -> str | None:
    if change.field != "last_reviewed" or not change.after:
        return None
    return f"reviewed on {day_in_words(dt.date.fromisoformat(change.after))}"


def _owned(change: Change, context: Context) -> str | None:
    entity = context.catalogue.find(change.subject.id)
    owner = owner_of(entity, context) if isinstance(entity, Kpi) else None
    return f"{owner} answers for it now" if owner else None


def _relinked(change: Change, context: Context) -> str | None:
    entity = context.catalogue.find(change.subject.id)
    if not isinstance(entity, Kpi) or not entity.supports:
        return None
    return f"it serves {quoted(called(link.id, context.catalogue) for link in entity.supports)} now"


def _relabelled(change: Change, _: Context) -> str:
    if change.field == "family" and change.after:
        return f"it is said to measure {change.after} now"
    return f"{field_in_words(change.field)}: {change.after or 'not said any more'}"


def _field(change: Change, _: Context) -> str:
    return f"changed: {field_in_words(change.field)}"


_SAID: dict[str, Callable[[Change, Context], str | None]] = {
    "retired": lambda *_: "it is retired",
    "removed": lambda *_: "it was taken out of the catalogue",
    "brake-gained": lambda change, _: f"it is now held in check by {change.after}",
    "review-recorded": _reviewed,
    "review-plan-changed": _dated,
    "owner-changed": _owned,
    "relinked": _relinked,
    "relabelled": _relabelled,
    "detail-changed": _field,
    "definition-changed": _field,
}
