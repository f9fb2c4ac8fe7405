"""MIS008: links that fit everything explain nothing."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

_WHY = "A link that fits everything explains nothing."


@rule(
    "MIS008",
    "mission-link-stuffing",
    "many KPIs hang on the mission, or on one goal",
    severity=Severity.ADVICE,
)
def mission_link_stuffing(
    context: Context, *, most_share: float = 0.3, at_least: int = 6, most_per_goal: int = 12
) -> Iterator[Problem]:
    catalogue = context.catalogue
    kpis = context.entities(Kpi, live=True)
    if catalogue.missions and any(goal.is_live for goal in catalogue.goals):
        straight = [kpi for kpi in kpis if _is_straight(kpi, context)]
        if len(straight) >= at_least and len(straight) > most_share * len(kpis):
            yield _straight(straight, len(kpis), catalogue.missions[0])
    for goal in catalogue.goals:
        below = context.links.below(goal.id)
        if not goal.is_live or len(below) <= most_per_goal:
            continue
        held = [
            kpi
            for kpi in below
            if isinstance(kpi, Kpi) and kpi.is_live and kpi.effective_role == "goal"
        ]
        if len(held) > most_per_goal:
            yield _crowded(goal, held)


def _is_straight(kpi: Kpi, context: Context) -> bool:
    """Whether a KPI is tied to a mission, and to no goal."""
    kinds = {type(context.catalogue.find(link.goal)) for link in kpi.supports}
    return Mission in kinds and Goal not in kinds


def _straight(straight: list[Kpi], total: int, mission: Mission) -> Problem:
    return problem(
        mission,
        "",
        f"{len(straight)} of {total} KPIs are tied straight to the mission, and to no goal.",
        why=_WHY,
        help="Choose the goal that each of them serves, and say why in `because`.",
        reason="straight-to-mission",
        related=[(kpi, "Tied straight to the mission") for kpi in straight[:10]],
    )


def _crowded(goal: Goal, held: list[Kpi]) -> Problem:
    return problem(
        goal,
        "",
        f'The goal "{goal.name}" carries {len(held)} KPIs that people are held to.',
        why=_WHY,
        help="Split the goal into what should become different, or keep the few numbers that show "
        "it and make the rest explanations (`role: diagnostic`).",
        reason="crowded-goal",
        related=[(kpi, "One of them") for kpi in held[:10]],
    )
