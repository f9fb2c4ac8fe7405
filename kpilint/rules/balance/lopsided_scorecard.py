"""BAL007: what a team or a service is held to is nearly all pressure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.words import PRESSURE_FAMILIES, VALUE_FAMILIES
from kpilint.finding import Problem, Related, Severity, Subject
from kpilint.graph.scope import values
from kpilint.rule import place_of, rule
from kpilint.run import Context
from kpilint.text.phrase import counted_in_words, listed, number_in_words

_ABOUT = {"financial": "money", "people": "those who do the work", "compliance": "rules"}


@rule(
    "BAL007",
    "lopsided-scorecard",
    "a team's goals are nearly all about speed and amount",
    severity=Severity.WARNING,
)
def lopsided_scorecard(
    context: Context, *, min_goals: int = 3, max_pressure_share: float = 0.67
) -> Iterator[Problem]:
    goals = [
        kpi
        for kpi in context.catalogue.kpis
        if kpi.scope is not None and kpi.status == "active" and kpi.effective_role == "goal"
    ]
    reported: set[tuple[str, ...]] = set()
    for dimension in ("team", "service"):
        held: dict[str, list[Kpi]] = {}
        for kpi in goals:
            for id_ in dict.fromkeys(values(kpi.scope, dimension)):
                held.setdefault(id_, []).append(kpi)
        for id_, own in held.items():
            same = tuple(kpi.id for kpi in own)
            if len(own) < min_goals or same in reported:
                continue
            families = [_family(kpi, context) for kpi in own]
            if dimension == "team":
                families += _values_above(id_, held, context)
            reason = _lopsided(families, max_pressure_share)
            if reason is not None:
                reported.add(same)
                yield _problem(dimension, id_, own, reason, context)


def _family(kpi: Kpi, context: Context) -> str | None:
    classified = context.families.of(kpi)
    return classified.family if classified.is_believed else None


def _values_above(team: str, held: dict[str, list[Kpi]], context: Context) -> list[str | None]:
    """The value families among the goals of what a team belongs to: they see its work too."""
    above = [kpi for id_ in context.teams.with_ancestors(team)[1:] for kpi in held.get(id_, ())]
    return [family for kpi in above if (family := _family(kpi, context)) in VALUE_FAMILIES]


def _lopsided(families: list[str | None], max_pressure_share: float) -> str | None:
    """Why a set of goals is lopsided. One that nobody could classify may be about value."""
    if None not in families and VALUE_FAMILIES.isdisjoint(families):
        return "no-value"
    pressure = sum(family in PRESSURE_FAMILIES for family in families)
    return "mostly-pressure" if pressure > max_pressure_share * len(families) else None


def _problem(dimension: str, id_: str, own: list[Kpi], reason: str, context: Context) -> Problem:
    found = context.catalogue.by_id.get(id_)
    entity = found if found is not None and found.noun == dimension else None
    name = entity.name if entity else id_
    numbers = Counter(_family(kpi, context) or "something not said" for kpi in own)
    about = listed(
        [f"{number_in_words(n)} about {_ABOUT.get(f, f)}" for f, n in numbers.most_common()]
    )
    goals = counted_in_words(len(own), "goal")
    return Problem(
        subject=Subject(dimension, id_, name),
        place=place_of(entity) if entity else place_of(own[0], "scope"),
        field="scope",
        message=f'"{name}" is held to {goals}: {about}.',
        why="Nothing in the set shows whether the work was good."
        if reason == "no-value"
        else "Where nearly all goals press for more and faster, the one about quality gives way.",
        help="Replace one of them by a goal about quality or about the result for those who are "
        "served, or keep it as an explanation only (`role: diagnostic`, no target).",
        reason=reason,
        related=tuple(Related(place_of(kpi), f'"{kpi.name}" is one of them') for kpi in own),
    )
