"""Who names whom: every field through which an entity leans on another one."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi, Measure, Scheme
from kpilint.catalogue.parts import Link, SchemeItem
from kpilint.record import record


@record(eq=False)
class Reference:
    """An entity, its field, and the link that stands in it."""

    entity: Entity
    field: str
    link: Link | SchemeItem


class References:
    """Answers for one catalogue. Links such as `replaced_by` or `conflicts_with` lean on nobody."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._to: dict[str, list[Reference]] = {}
        for entity in (*catalogue.goals, *catalogue.kpis, *catalogue.measures, *catalogue.schemes):
            for reference in _of(entity):
                self._to.setdefault(_id(reference.link), []).append(reference)

    def to(self, entity: Goal | Kpi) -> list[Reference]:
        """Every reference to a goal or a KPI that is of the kind which the field may name."""
        is_goal = isinstance(entity, Goal)
        found = self._to.get(entity.id, ())
        return [one for one in found if (one.field == "supports") == is_goal]


def _of(entity: Entity) -> Iterator[Reference]:
    if isinstance(entity, Goal | Kpi):
        yield from (Reference(entity, "supports", link) for link in entity.supports)
    if isinstance(entity, Kpi):
        for field in ("explains", "part_of", "balanced_by"):
            yield from (Reference(entity, field, link) for link in getattr(entity, field))
    if isinstance(entity, Kpi | Measure):
        yield from (Reference(entity, "derived_from", link) for link in entity.derived_from)
    if isinstance(entity, Scheme):
        yield from (Reference(entity, "items", item) for item in entity.items)


def _id(link: Link | SchemeItem) -> str:
    return link.kpi if isinstance(link, SchemeItem) else link.id
