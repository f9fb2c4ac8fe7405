"""OWN004: nobody would do anything differently because of a KPI."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.reviews import DECISIONS_THAT_COUNT, last_written
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Action
from kpilint.catalogue.phrases import is_said
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "OWN004",
    "no-action-attached",
    "nobody acts on a KPI, decides by it or looks at it",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def no_action_attached(kpi: Kpi, context: Context, *, last_reviews: int = 2) -> Iterator[Problem]:
    if kpi.audience or _somebody_acts(kpi.acts_on):
        return
    if kpi.effective_role not in ("goal", "guardrail") or _was_decided(kpi, context, last_reviews):
        return
    if context.unread.has(kpi, "acts_on", "audience", "review", "reviews"):
        return
    yield problem(
        kpi,
        "acts_on",
        f'It is not said who does what when "{kpi.name}" turns bad, nor who looks at it'
        + (", and its last reviews decided nothing." if kpi.reviews else "."),
        why="A number that changes nothing that anybody does is decoration.",
        help="Say who acts and how (`acts_on: {who: ..., how: ...}`), or retire it.",
        cause=("OWN001", kpi.id),
    )


def _somebody_acts(action: Action | None) -> bool:
    return action is not None and (is_said(action.who) or is_said(action.how))


def _was_decided(kpi: Kpi, context: Context, last_reviews: int) -> bool:
    held = [review for review in kpi.reviews if review.date and review.date <= context.as_of]
    if not kpi.reviews:
        last = last_written(kpi)
        return last is not None and last <= context.as_of
    held.sort(key=lambda review: review.date or context.as_of, reverse=True)
    return any(review.decision in DECISIONS_THAT_COUNT for review in held[:last_reviews])
