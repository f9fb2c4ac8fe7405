"""POR002: customers are served, goals are set, and nobody asks the customers."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.groups import Group, groups
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.graph.scope import values
from kpilint.rule import problem_at, rule
from kpilint.run import Context

_DIMENSIONS = ("team", "service", "channel")


@rule(
    "POR002",
    "no-customer-voice",
    "customers are served, and no number asks them",
    severity=Severity.WARNING,
)
def no_customer_voice(context: Context) -> Iterator[Problem]:
    kpis = context.entities(Kpi, live=True)
    facing = [
        kpi
        for kpi in kpis
        if kpi.effective_role == "goal" and context.teams.is_customer_facing(kpi.scope)
    ]
    if not facing:
        return
    voices = [
        kpi
        for kpi in kpis
        if kpi.status == "active" and context.families.of(kpi).family == "experience"
    ]
    told: set[int] = set()
    for dimension in _DIMENSIONS:
        # The first word that a KPI has for its work: the team, else the service, else the channel.
        left = [kpi for kpi in facing if id(kpi) not in told]
        told |= {id(kpi) for kpi in left if values(kpi.scope, dimension)}
        named = [values(voice.scope, dimension) for voice in voices]
        if () in named:
            continue  # somebody asks everywhere
        asked = {id_ for ids in named for id_ in ids}
        for group in groups(left, dimension, context.teams):
            if not _is_asked(group, asked, context):
                yield _problem(group)


def _is_asked(group: Group, asked: set[str], context: Context) -> bool:
    """Whether customers are asked there; of a team also above it, or in a part of it."""
    if group.subject.kind != "team":
        return group.id in asked
    lines = context.teams.with_ancestors
    return not asked.isdisjoint(lines(group.id)) or any(group.id in lines(team) for team in asked)


def _problem(group: Group) -> Problem:
    return problem_at(
        group.subject,
        group.place,
        "scope",
        f'"{group.subject.name}" serves customers and has goals, '
        "but no number there asks the customers.",
        why="What customers live through is then seen last: when they complain or leave.",
        help="Add one measure of how they experience it, such as effort, satisfaction or "
        "complaints, for the same work (`family: experience`).",
        related=[(kpi, "A goal there") for kpi in group.kpis[:5]],
    )
