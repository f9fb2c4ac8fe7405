"""MIS007: a number pushes against a goal that is in force."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Goal, Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

_WHY = "People are then judged on the opposite of what you want."
_BETTER = {"lower": "lower is better", "higher": "higher is better", "range": "within a range"}


@rule(
    "MIS007",
    "works-against-goal",
    "a KPI pushes against a goal",
    severity=Severity.ERROR,
    each=(Goal, Kpi),
    live=True,
)
def works_against_goal(entity: Goal | Kpi, context: Context) -> Iterator[Problem]:
    yield from _stated(entity, context)
    if isinstance(entity, Goal):
        yield from _avoided(entity, context)


def _stated(entity: Kpi | Goal, context: Context) -> Iterator[Problem]:
    """Links that say themselves that they work against the goal, and not why that is accepted."""
    for link in entity.supports:
        if link.contribution != "negative" or link.because or getattr(entity, "priority_rule", ""):
            continue
        goal = context.catalogue.find(link.goal)
        if isinstance(goal, Goal) and goal.is_live:
            yield problem(
                entity,
                "supports",
                f'"{entity.name}" works against the goal "{goal.name}", as its entry says itself, '
                "and nothing says why that is accepted.",
                why=_WHY,
                help="Write which of the two wins and who agreed to it (`because: ...`), or change "
                "one of them.",
                at=link,
                reason="stated",
                related=[(goal, "The goal that it works against")],
            )


def _avoided(goal: Goal, context: Context) -> Iterator[Problem]:
    """KPIs that are pushed into the very direction that a goal wants to avoid."""
    for avoided in goal.avoid:
        kpi = context.catalogue.find(avoided.kpi or "")
        if (
            isinstance(kpi, Kpi)
            and kpi.is_live
            and kpi.direction is not None
            and kpi.direction == avoided.direction
            and not kpi.priority_rule
            and context.stakes.is_pressured(kpi)
        ):
            what = f' ("{avoided.what}")' if avoided.what else ""
            yield problem(
                kpi,
                "direction",
                f'"{kpi.name}" - {_BETTER[kpi.direction]} - pushes what the goal "{goal.name}" '
                f"must not lead to{what}.",
                why=_WHY,
                help="Choose which one wins and write it down (`priority_rule: ...`), "
                "or change the KPI.",
                severity=Severity.WARNING,
                reason="avoided",
                related=[(goal, "This goal says what to avoid")],
            )
