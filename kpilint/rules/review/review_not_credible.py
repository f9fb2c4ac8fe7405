"""REV004: a review is written down that nobody can believe as it stands."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpilint.analysis.reviews import last_written, promised
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Review
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.node import Node
from kpilint.text.phrase import counted, day_in_words, listed

_QUESTIONS = {
    "goals": "the goals",
    "obligations": "obligations",
    "users": "what the people served need",
}
_SEVERITY = {"future": Severity.ERROR, "no-answers": Severity.ADVICE}
_WHY = {
    "future": "A meeting that is only planned has decided nothing.",
    "period-not-over": "What a period has shown can be asked only when it is over.",
}


@rule(
    "REV004",
    "review-not-credible",
    "a review is recorded that cannot be believed as it stands",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def review_not_credible(
    kpi: Kpi, context: Context, *, require_answers: bool = False, same_notes: int = 5
) -> Iterator[Problem]:
    if (last := last_written(kpi)) is not None:
        yield from _short_form(kpi, last, context)
    if promised(kpi) is not None and context.reviews.due(kpi).promised_too_late:
        yield _promised_too_late(kpi, context)
    if not kpi.reviews:
        return
    latest = max((held.day for held in context.reviews.counting(kpi)), default=dt.date.min)
    for review in kpi.reviews:
        wrong_date = _wrong_date(kpi, review.date, context)
        if wrong_date is not None:
            yield _entry(kpi, review, *wrong_date)
        elif review.kind in (None, "relevance") and (review.date is None or review.date >= latest):
            if (end := context.reviews.period_still_open(review)) is not None:
                yield _too_early(kpi, review, end, context)
            gaps = list(_gaps(kpi, review, context, require_answers))
            if gaps:
                yield _incomplete(kpi, review, gaps)
            yield from _copied(kpi, review, context, same_notes)


def _short_form(kpi: Kpi, last: dt.date, context: Context) -> Iterator[Problem]:
    wrong_date = _wrong_date(kpi, last, context)
    if wrong_date is not None:
        yield _entry(kpi, _written(kpi, "last", "last_reviewed"), *wrong_date)
        return
    if not kpi.reviews:
        return
    latest = max((held.day for held in context.reviews.counting(kpi)), default=None)
    if latest != last:
        listed_day = f"it is {day_in_words(latest)}" if latest else "no entry counts as a review"
        yield problem(
            kpi,
            "review",
            f'The last review of "{kpi.name}" is dated {day_in_words(last)} in one place; '
            f"in the list of its reviews {listed_day}.",
            why="Only the list counts, and whoever reads the other place is misled.",
            help="Take the single date out, and complete the list under `reviews` if it lacks one.",
            at=_written(kpi, "last", "last_reviewed"),
            reason="disagree",
            cause=("HIS001", kpi.id),
        )


def _wrong_date(kpi: Kpi, day: dt.date | None, context: Context) -> tuple[str, str, str] | None:
    """What is wrong with the day of a review: the message, what to do and the reason."""
    if day is None:
        return None
    if day > context.as_of:
        return (
            f'A review of "{kpi.name}" is dated {day_in_words(day)}, which is still to come.',
            "Correct the date; a planned day is written as `next` under `review`.",
            "future",
        )
    if kpi.created is not None and day < kpi.created:
        before = f"before it was first written down on {day_in_words(kpi.created)}"
        return (
            f'A review of "{kpi.name}" is dated {day_in_words(day)}, {before}.',
            "Correct one of the two dates.",
            "before-created",
        )
    return None


def _too_early(kpi: Kpi, review: Review, end: dt.date, context: Context) -> Problem:
    held = f" of {day_in_words(review.date)}" if review.date else ""
    was = "was" if end <= context.as_of else "is"
    return _entry(
        kpi,
        review,
        f'The review of "{kpi.name}"{held} is said to be about {review.period}, which {was} not '
        f"over before {day_in_words(end)}.",
        "Correct the `period` or the date; a fiscal year is called by the year in which it begins.",
        "period-not-over",
    )


def _gaps(kpi: Kpi, review: Review, context: Context, required: bool) -> Iterator[tuple[str, str]]:
    if _is_left_out(review, "date"):
        yield "no-date", "no date"
    if _is_left_out(review, "decision"):
        yield "no-decision", "no decision"
    if _is_left_out(review, "by"):
        yield "no-reviewer", "nobody who took part"
    elif review.by and set(review.by) <= set(kpi.owner) and context.stakes.are_high(kpi):
        yield "owner-only", "nobody beside its owner, though much hangs on it"
    if review.answers is not None or required:
        missing = [
            words for key, words in _QUESTIONS.items() if not getattr(review.answers, key, None)
        ]
        if missing:
            yield "no-answers", f"no answer about {listed(missing)}"


def _incomplete(kpi: Kpi, review: Review, gaps: list[tuple[str, str]]) -> Problem:
    day = f" of {day_in_words(review.date)}" if review.date else ""
    lacks = listed([words for _, words in gaps])
    do = "Record keep, change, replace or retire under `decision`, and who was in the room in `by`."
    if gaps[0][0] == "owner-only":
        do = "Hold it again with somebody who does the work or checks it, and record them in `by`."
    elif gaps[0][0] == "no-answers":
        do = "Ask the three questions, and write the answers under `answers`: goals, obligations, "
        do += "users."
    return _entry(kpi, review, f'The review of "{kpi.name}"{day} records {lacks}.', do, gaps[0][0])


def _copied(kpi: Kpi, review: Review, context: Context, same_notes: int) -> Iterator[Problem]:
    alike = context.reviews.with_same_note(review)
    if len(alike) < max(same_notes, 2) or alike[0] is not kpi:
        return
    yield problem(
        kpi,
        "reviews",
        f'The review of "{kpi.name}" has the same note as those of '
        f"{counted(len(alike) - 1, 'other KPI')} on the same day.",
        why="What is copied was not asked of each number, and each needs its own decision.",
        help="Write for each what was found, name the `meeting` that looked at them together, or "
        "review again those that were only ticked off.",
        at=review,
        reason="copied-note",
        related=[(other, f'"{other.name}" has the same note') for other in alike[1:]],
        cause=("HIS001", kpi.id),
    )


def _promised_too_late(kpi: Kpi, context: Context) -> Problem:
    day, due = promised(kpi), context.reviews.due(kpi).due
    return problem(
        kpi,
        "review",
        f'The next review of "{kpi.name}" is set for {day_in_words(day) if day else ""}, later '
        f"than its rhythm allows: {day_in_words(due) if due else ''}.",
        why="A date that can be moved at will is no date.",
        help="Hold it by then, or agree on a slower rhythm (`cadence`) and say why.",
        at=_written(kpi, "next", "next_review"),
        reason="promised-too-late",
        cause=("HIS001", kpi.id),
    )


def _entry(kpi: Kpi, at: Review | Node | None, message: str, do: str, reason: str) -> Problem:
    return problem(
        kpi,
        "reviews" if isinstance(at, Review) else "review",
        message,
        why=_WHY.get(
            reason, "A ticked box is not a review, and nobody learns from it what was decided."
        ),
        help=do,
        at=at,
        severity=_SEVERITY.get(reason),
        reason=reason,
    )


def _written(kpi: Kpi, in_plan: str, long_form: str) -> Node | None:
    """The node of a day that has a short and a long form."""
    plan = kpi.review.node if kpi.review else None
    return (plan.get(in_plan) if plan else None) or kpi.node.get(long_form)


def _is_left_out(review: Review, field: str) -> bool:
    """Whether nothing is written in a field; what is written wrongly is for the reading rules."""
    node = review.node.get(field)
    return (
        node is None or node.is_null or (node.is_sequence and not any(True for _ in node.items()))
    )
