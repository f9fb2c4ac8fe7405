"""POR003: a team is under pressure, and nothing shows how the people take it."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.groups import groups
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem_at, rule
from kpilint.run import Context


@rule(
    "POR003",
    "no-people-guardrail",
    "a team is under pressure, and no number shows how it is",
    severity=Severity.ADVICE,
)
def no_people_guardrail(context: Context, *, at_least: int = 2) -> Iterator[Problem]:
    kpis = context.entities(Kpi, live=True)
    pressing = [kpi for kpi in kpis if _presses(kpi, context)]
    watched: set[str] = set()
    for kpi in kpis:
        if context.families.of(kpi).family == "people":
            teams = kpi.teams
            if not teams:
                return  # watched for the whole organisation
            watched.update(teams)
    for team in groups(pressing, "team", context.teams):
        is_watched = not watched.isdisjoint(context.teams.with_ancestors(team.id))
        if len(team.kpis) >= at_least and not is_watched:
            yield problem_at(
                team.subject,
                team.place,
                "scope",
                f'"{team.subject.name}" has {len(team.kpis)} goals about speed or volume, '
                "and nothing shows how the people there are.",
                why="Pressure is paid for by people first: they tire, and then they leave.",
                help="Watch whether people stay, or how they are (`family: people`), for this "
                "team or one above it.",
                related=[(kpi, "One of these goals") for kpi in team.kpis[:5]],
            )


def _presses(kpi: Kpi, context: Context) -> bool:
    if kpi.effective_role != "goal" or not kpi.teams:
        return False
    classified = context.families.of(kpi)
    return classified.is_believed and classified.family in ("speed", "volume")
