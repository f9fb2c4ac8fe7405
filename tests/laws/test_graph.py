"""The graph answers as a search through every path does, and no size makes it slow."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from kpilint.graph.circles import circles

Graph = dict[str, list[str]]

NODES = "abcdef"
GRAPHS = st.dictionaries(
    st.sampled_from(NODES), st.lists(st.sampled_from(NODES + "z"), max_size=4), max_size=6
)


def rings(graph: Graph) -> Iterator[tuple[str, ...]]:
    """Every circle that passes no node twice, once from each of its nodes."""
    for length in range(1, len(graph) + 1):
        for way in permutations(graph, length):
            steps = zip(way, (*way[1:], way[0]), strict=True)
            if all(to in graph[start] for start, to in steps):
                yield way


@given(GRAPHS)
def test_circles_are_those_of_brute_force(graph: Graph) -> None:
    all_rings = list(rings(graph))
    found = circles(graph)
    together = {one: {other for ring in all_rings if one in ring for other in ring}
                for one in graph}  # fmt: skip
    groups = {frozenset(_closed(node, together)) for node in graph if together[node]}
    assert {frozenset(circle.members) for circle in found} == groups
    assert len(found) == len(groups)
    for circle in found:
        assert list(circle.members) == [node for node in graph if node in circle.members]
        through_first = [ring for ring in all_rings if ring[0] == circle.members[0]]
        assert circle.shortest in through_first
        assert len(circle.shortest) == min(map(len, through_first))
    assert found == sorted(found, key=lambda circle: list(graph).index(circle.members[0]))


def _closed(node: str, together: dict[str, set[str]]) -> set[str]:
    """Circles that share a node are one group: follow the sharing to its end."""
    reached = {node}
    while True:
        more = reached.union(*(together[other] for other in reached))
        if more == reached:
            return reached
        reached = more


def test_a_graph_without_circles_needs_no_library() -> None:
    loaded = sys.modules.pop("networkx", None)
    try:
        assert circles({"a": ["b", "c"], "b": ["c"], "c": []}) == []
        assert "networkx" not in sys.modules
    finally:
        if loaded is not None:
            sys.modules["networkx"] = loaded


def test_long_chains_and_rings_are_walked_without_recursion() -> None:
    size = 5_000
    chain: Graph = {str(i): [str(i + 1)] for i in range(size)}
    assert circles(chain) == []
    ring: Graph = chain | {str(size): ["0"]}
    assert circles(ring)[0].shortest == tuple(map(str, range(size + 1)))
