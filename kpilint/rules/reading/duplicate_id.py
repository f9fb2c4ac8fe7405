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
        yield problem(
            later,
            "id",
            f'{_has(later)} the id "{later.id}", which the {_noun(first)} "{first.name}" has '
            f"already ({_where(first)}).",
            why="Only the first of the two counts: this one is left out of every check.",
            help="Delete it if it is a copy; else give it an `id` of its own.",
            related=[(first, "Here it is used first")],
        )


def _noun(entity: Entity) -> str:
    return _NOUNS.get(entity.noun, entity.noun)


def _has(later: Entity) -> str:
    it = f'the {_noun(later)} "{later.name}"'
    return f"T{it[1:]} has" if later.node.get("id") is not None else f"Its name gives {it}"


def _where(entity: Entity) -> str:
    place = place_of(entity, "id")
    return f"{place.source.path}, line {place.source.position(place.span.start).line}"
