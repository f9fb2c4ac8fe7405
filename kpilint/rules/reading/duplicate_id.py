"""STR003: two entries have the same id."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Entity
from kpilint.finding import Problem, Severity
from kpilint.rule import place_of, problem, rule
from kpilint.run import Context

_NOUNS = {"kpi": "KPI"}


@rule("STR003", "duplicate-id", "two entries have the same id", severity=Severity.ERROR)
def duplicate_id(context: Context) -> Iterator[Problem]:
    for first, later in context.catalogue.duplicates:
        named = "" if later.node.get("id") is not None else ", which is made from its name"
        yield problem(
            later,
            "id",
            f'The id "{later.id}" of this {_noun(later)}{named} is taken: '
            f'the {_noun(first)} "{first.name}" has it already ({_where(first)}).',
            why="Only the first of the two is read; nobody would notice what the other one says.",
            help="Delete this one if it is a copy; else give it an `id` of its own.",
            related=[(first, "Here it is used first")],
        )


def _noun(entity: Entity) -> str:
    return _NOUNS.get(entity.noun, entity.noun)


def _where(entity: Entity) -> str:
    place = place_of(entity, "id")
    return f"{place.source.path}, line {place.source.position(place.span.start).line}"
