"""The catalogue as a graph of networkx: for exports, and for people who explore it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kpilint.catalogue.model import Entity, Kpi, Mission

if TYPE_CHECKING:
    import networkx as nx

    from kpilint.catalogue.catalogue import Catalogue

    Network = nx.MultiDiGraph[str]

LINKS = (
    "supports", "parent", "explains", "part_of", "derived_from", "balanced_by", "conflicts_with",
)  # fmt: skip
# What a node is that links name and nobody describes.
EXTERNAL, UNKNOWN = "external", "unknown"


def build_network(catalogue: Catalogue) -> Network:
    """A node for each mission, goal, KPI and measure, and a link for each reference between them.

    Nodes have `kind` (mission, goal, kpi, measure; external or unknown for ids that are not in this
    catalogue), `name`, and what is known of `status`, `role`, `family`, `direction` and `owner`.
    Links point from the entry in which they are written, and have their field as `kind` and as key.
    """
    import networkx as nx  # noqa: PLC0415 - importing it costs more than checking a catalogue

    graph: Network = nx.MultiDiGraph()
    entities = (*catalogue.missions, *catalogue.goals, *catalogue.kpis, *catalogue.measures)
    for entity in entities:
        graph.add_node(entity.id, **_attributes(entity))
    for entity in entities:
        for field, id_ in _links(entity):
            if id_ not in graph:
                kind = EXTERNAL if id_ in catalogue.external else UNKNOWN
                graph.add_node(id_, kind=kind, name=id_)
            graph.add_edge(entity.id, id_, key=field, kind=field)
    return graph


def _links(entity: Entity) -> Iterator[tuple[str, str]]:
    for field in LINKS:
        # `parent` is the mission's own word for what it supports.
        if not (field == "supports" and isinstance(entity, Mission)):
            for link in getattr(entity, field, ()):
                yield field, link.id


def _attributes(entity: Entity) -> dict[str, Any]:
    known: dict[str, Any] = {"kind": entity.noun, "name": entity.name}
    for field in ("status", "family", "direction"):
        if value := getattr(entity, field, None):
            known[field] = value
    if isinstance(entity, Kpi):
        known["role"] = entity.effective_role
    if owner := getattr(entity, "owner", ()):
        known["owner"] = ", ".join(owner)
    return known
