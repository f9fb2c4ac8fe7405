"""Names that lead nowhere: the fields in which an entity names another, and what fits there."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi, Measure, Mission, Scheme
from kpilint.catalogue.parts import Avoided, GoalLink, Link, SchemeItem
from kpilint.graph.links import UPWARD
from kpilint.record import record
from kpilint.syntax.node import Node

Kinds = tuple[type[Entity], ...]

# `supersedes` is no reference: it names ids that are gone.
MAY_NAME: dict[type[Entity], dict[str, Kinds]] = {
    Mission: {"parent": UPWARD["parent"]},
    Goal: {"supports": UPWARD["supports"], "replaced_by": (Goal,), "avoid": (Kpi,)},
    Kpi: {
        "supports": UPWARD["supports"],
        "explains": UPWARD["explains"],
        "part_of": UPWARD["part_of"],
        "balanced_by": (Kpi,),
        "derived_from": (Kpi, Measure),
        "conflicts_with": (Kpi,),
        "replaced_by": (Kpi,),
    },
    Measure: {"derived_from": (Measure, Kpi)},
    Scheme: {"items": (Kpi,)},
}


@record
class Dangling:
    """An id as written in a field of an entity. `node` is where it stands."""

    field: str
    id: str
    kinds: Kinds
    node: Node


def dangling_references(entity: Entity, catalogue: Catalogue) -> Iterator[Dangling]:
    """The references of an entity that name nothing, or something of a kind that does not fit."""
    by_id, external = catalogue.by_id, catalogue.external
    for field, kinds in MAY_NAME.get(type(entity), {}).items():
        for link in getattr(entity, field):
            id_ = _id_of(link)
            if id_ and not isinstance(by_id.get(id_), kinds) and id_ not in external:
                yield Dangling(field, id_, kinds, _node_of(link, entity, field))


def _id_of(link: str | Link | SchemeItem | Avoided) -> str | None:
    if isinstance(link, str):
        return link
    return link.goal if isinstance(link, GoalLink) else link.kpi


def _node_of(link: str | Link | SchemeItem | Avoided, entity: Entity, field: str) -> Node:
    """Where the id itself is written: as a bare value, or below `goal` or `kpi`."""
    if not isinstance(link, str):
        return link.node.get("goal" if isinstance(link, GoalLink) else "kpi") or link.node
    written = entity.node.get(field) or entity.node
    return next((item for item in written.items() if item.text.strip() == link), written)
