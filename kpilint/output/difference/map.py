"""A small map of what changed: what it serves, and what holds it in check."""

from __future__ import annotations

from typing import Any

from kpilint.changes.kinds import Risk
from kpilint.graph.export import as_mermaid, neighbourhood
from kpilint.revisions.difference import Difference

# More boxes than these are not read in a comment (seen on maps of 20 and of 200).
MAX_NODES = 25
# Two boxes are said faster in words.
_MIN_NODES = 3


def map_of(difference: Difference) -> str:
    """Mermaid of the changed entries and their neighbours, the riskiest first while there is room;
    the empty text where that would be no help.
    """
    changed = [entry.subject.id for entry in difference.entries if entry.risk >= Risk.NOTABLE]
    if not changed:
        return ""
    graph: Any = difference.after.catalogue.graph()
    shown: list[str] = []
    near: set[str] = set()
    for id_ in changed:
        if id_ in graph:
            larger = {*near, id_, *graph.predecessors(id_), *graph.successors(id_)}
            if len(larger) <= MAX_NODES:
                shown.append(id_)
                near = larger
    return as_mermaid(neighbourhood(graph, shown, 1)) if len(near) >= _MIN_NODES else ""
