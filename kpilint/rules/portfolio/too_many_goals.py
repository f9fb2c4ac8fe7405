"""POR001: so many numbers are goals that none of them steers."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.groups import groups
from kpilint.catalogue.model import Kpi
from kpilint.finding import Place, Problem, Severity, Subject
from kpilint.rule import place_of, problem_at, rule
from kpilint.run import Context


@rule(
    "POR001",
    "too-many-goals",
    "too many KPIs are goals at the same time",
    severity=Severity.WARNING,
)
def too_many_goals(
    context: Context, *, per_team: int = 7, organisation: int = 25
) -> Iterator[Problem]:
    counted = [
        kpi
        for kpi in context.entities(Kpi, live=True)
        if kpi.effective_role == "goal" and not kpi.mandated_by
    ]
    for team in groups(counted, "team", context.teams):
        if len(team.kpis) > per_team:
            yield _problem(team.subject, team.place, team.kpis, f'for "{team.subject.name}"')
    shared = [kpi for kpi in counted if kpi.scope is None or not kpi.scope.team]
    if len(shared) > organisation:
        mission = next(iter(context.catalogue.missions), None)
        yield _problem(
            Subject("catalogue", "catalogue", "the catalogue"),
            place_of(mission or shared[0]),
            shared,
            "for the whole organisation",
        )


def _problem(subject: Subject, place: Place, kpis: list[Kpi], whom: str) -> Problem:
    return problem_at(
        subject,
        place,
        "role",
        f'{len(kpis)} numbers are "key" {whom}.',
        why="Nobody can steer by so many; people choose the ones that are easy to reach.",
        help="Choose the few that decide, and make the rest explanations (`role: diagnostic`).",
        related=[(kpi, "One of them") for kpi in kpis[:10]],
    )
