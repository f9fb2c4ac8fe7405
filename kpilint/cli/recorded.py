"""What was recorded of a review, what follows from it, and when the next one is due: in words."""

from __future__ import annotations

import datetime as dt

from kpilint.analysis.reviews import promised
from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.editing.review import NewReview, Reviewed
from kpilint.run import Context
from kpilint.text.phrase import counted, day_in_words, listed
from kpilint.text.show import show

_LEANING_SHOWN = 5


def outcome(subject: Reviewed, review: NewReview, context: Context) -> str:
    """What stands in the catalogue now. `context` is that of the catalogue with the review."""
    at = next((held.node for held in subject.reviews if review.is_same(held)), subject.node)
    where = f"{at.source.path}:{at.source.position(at.start).line}"
    decision = "put off" if review.decision == "deferred" else review.decision
    if review.kind not in (None, "relevance"):
        decision = f"{decision} ({review.kind})"
    head = (
        f'{where}: "{subject.name}": {decision}, on {day_in_words(review.date)}, '
        f"by {listed(review.by)}"
    )
    meeting = f" (meeting {review.meeting})" if review.meeting else ""
    lines = [f"{head}{meeting}."]
    if isinstance(subject, Kpi):
        lines += [f"  {sentence}" for sentence in _next(subject, review, context)]
    if review.counts:
        lines += [f"  {line}" for line in _what_follows(subject, review.decision, context)]
    return "".join(f"{_one_line(line)}\n" for line in lines)


def _one_line(line: str) -> str:
    indent = len(line) - len(line.lstrip(" "))
    return " " * indent + show(line[indent:], 1000)


def _next(kpi: Kpi, review: NewReview, context: Context) -> list[str]:
    if not kpi.is_live:
        state = "only a draft" if kpi.status == "draft" else kpi.status
        return [f"It is {state}, so no review falls due."]
    due = context.reviews.due(kpi)
    if due.due is None:
        return [f"{_no_review(review)}none that counts is recorded yet."]
    if not review.counts:
        return [f"{_no_review(review)}it {_stays_due(due.due, context.as_of)}."]
    agreed = promised(kpi)
    if agreed is not None and agreed == due.due:
        agreed_for = f"The next review is agreed for {day_in_words(agreed)} (`next`)."
        return [f"{agreed_for} If this was the one, agree on a new day or take that one out."]
    rhythm = context.reviews.rhythm(kpi).in_words()
    often = rhythm if context.reviews.cadence(kpi) else "nothing says how often: within a year"
    kept = (
        [f"`next` still says {day_in_words(agreed)}: agree on a new day, or take it out."]
        if agreed is not None and agreed <= review.date
        else []
    )
    if due.due < context.as_of:
        return [
            f"By its rhythm ({often}) the next review {_stays_due(due.due, context.as_of)}.",
            *kept,
        ]
    return [f"The next review falls due on {day_in_words(due.due)} ({often}).", *kept]


def _no_review(review: NewReview) -> str:
    if review.decision == "deferred":
        return "What is put off has not been reviewed: "
    return "That looked at the number, and not at whether it is still the right one: for that, "


def _stays_due(due: dt.date, as_of: dt.date) -> str:
    if due >= as_of:
        return f"stays due on {day_in_words(due)}"
    return f"was due on {day_in_words(due)}, {counted((as_of - due).days, 'day')} ago"


def _what_follows(subject: Reviewed, decision: str, context: Context) -> list[str]:
    """What has to be done in the catalogue after a decision; until then it is only a word."""
    source = subject.node.source
    there = f"{source.path}:{source.position(subject.node.start).line}"
    if decision == "change":
        return [
            f"Now make the change where it stands ({there}): the decision alone changes nothing."
        ]
    if decision not in ("replace", "retire"):
        return []
    if isinstance(subject, Mission):
        return [f"Now write the new mission where the old one stands ({there})."]
    if subject.status == "retired":
        return []
    if decision == "replace":
        return [
            f"When its successor is in the catalogue, write where it stands ({there}):",
            "  status: deprecated",
            "  retire_on: <the last day of its use, such as 2027-03-31>",
            "  replaced_by: <the id of its successor>",
        ]
    return [
        *_leaning(subject, context),
        f"Until this stands there it goes on steering people ({there}):",
        "  status: retired",
    ]


def _leaning(subject: Goal | Kpi, context: Context) -> list[str]:
    leaning = [one for one in context.references.to(subject) if one.entity.is_live]
    if not leaning:
        return []
    named = [f'"{one.entity.name}" (`{one.field}`)' for one in leaning[:_LEANING_SHOWN]]
    more = len(leaning) - len(named)
    others = [*named, counted(more, "other")] if more else named
    need = "leans on it, and needs" if len(leaning) == 1 else "lean on it, and need"
    return [f"{listed(others)} {need} another answer first."]
