"""Circles: A leads to B, and B leads back to A."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kpilint.record import record

_BACK: Any = object()


@record
class Circle:
    """A group of nodes that can all reach each other, or one node that leads to itself.

    `members` are in order of the graph. `shortest` is the shortest way from the first member back
    to it, each step once: `("a", "b")` means a -> b -> a.
    """

    members: tuple[str, ...]
    shortest: tuple[str, ...]


def circles(graph: Mapping[str, Iterable[str]]) -> list[Circle]:
    """The circles of a graph, given as each node with the nodes it leads to.

    Disjoint, in order of their first members. Nodes that are only led to need no entry. Linear
    time, no recursion; a graph without circles is decided by peeling alone (Kahn 1962).
    """
    left = _peel(graph)
    return _find(left) if left else []


def _peel(graph: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """What is left when nodes that lead nowhere are taken away until none is found."""
    leads_to = {node: {other for other in others if other in graph}
                for node, others in graph.items()}  # fmt: skip
    led_by: dict[str, list[str]] = {}
    for node, others in leads_to.items():
        for other in others:
            led_by.setdefault(other, []).append(node)
    open_ways = {node: len(others) for node, others in leads_to.items()}
    ends = [node for node, count in open_ways.items() if not count]
    while ends:
        end = ends.pop()
        del open_ways[end]
        for node in led_by.get(end, ()):
            open_ways[node] -= 1
            if not open_ways[node]:
                ends.append(node)
    return {
        node: [other for other in dict.fromkeys(graph[node]) if other in open_ways]
        for node in graph
        if node in open_ways
    }


def _find(graph: Mapping[str, list[str]]) -> list[Circle]:
    import networkx as nx  # noqa: PLC0415 - costs more than checking a small catalogue

    order = {node: number for number, node in enumerate(graph)}
    found = []
    ways: dict[str, Iterable[str]] = dict(graph)
    components: Iterable[set[str]] = nx.strongly_connected_components(nx.DiGraph(ways))
    for component in components:
        first = min(component, key=order.__getitem__)
        if len(component) == 1 and first not in graph[first]:
            continue
        # The way back to the first node is a way to its double. A graph of its own, built in
        # order: iterating over the set would give another shortest way on every run.
        members = sorted(component, key=order.__getitem__)
        inner: nx.DiGraph[Any] = nx.DiGraph()
        for node in members:
            for other in graph[node]:
                if other in component:
                    inner.add_edge(node, _BACK if other == first else other)
        way: list[str] = nx.shortest_path(inner, first, _BACK)
        found.append(Circle(tuple(members), tuple(way[:-1])))
    return sorted(found, key=lambda circle: order[circle.members[0]])
