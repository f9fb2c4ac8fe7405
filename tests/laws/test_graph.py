"""The graph answers as a search through every path does, and no size makes it slow."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterator
from itertools import permutations
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from kpilint.catalogue.catalogue import read_catalogue
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.graph.breaks import break_of
from kpilint.graph.circles import circles
from kpilint.graph.links import Links
from kpilint.run import Result
from kpilint.syntax.parse import parse
from kpilint.text.source import Source

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


class Entry(NamedTuple):
    """One entry of a small catalogue, before it is written down."""

    kind: str  # goal or kpi
    status: str
    supports: list[str]
    explains: list[str]  # of KPIs only
    guards: bool  # named by every KPI before it as its counterweight

    @property
    def is_live(self) -> bool:
        return self.status in ("active", "suspended", "deprecated")


TARGETS = st.lists(st.sampled_from([*NODES, "mission", "gone", "far-away"]), max_size=2)
ENTRIES = st.lists(
    st.builds(
        Entry,
        st.sampled_from(["goal", "kpi"]),
        st.sampled_from(["active", "active", "suspended", "deprecated", "draft", "retired"]),
        TARGETS,
        TARGETS,
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
).map(lambda entries: dict(zip(NODES, entries, strict=False)))


def written(entries: dict[str, Entry]) -> Source:
    guards = [id_ for id_, entry in entries.items() if entry.guards]
    lines = {"goal": ["goals:"], "kpi": ["kpis:"]}
    for id_, entry in entries.items():
        fields = f"id: {id_}, status: {entry.status}, supports: [{', '.join(entry.supports)}]"
        if entry.kind == "kpi":
            fields += f", explains: [{', '.join(entry.explains)}], balanced_by: {guards}"
        lines[entry.kind].append(f"  - {{{fields}}}")
    head = ["mission: To be of use.", "external: [far-away]"]
    return Source("small.yaml", "\n".join([*head, *lines["goal"], *lines["kpi"], ""]))


def above(entries: dict[str, Entry], id_: str) -> list[str]:
    """What a link of an entry may lead to: ids that exist, of a kind that the field may name."""
    entry = entries[id_]
    fit = [
        to
        for to in entry.supports
        if to in ("mission", "far-away") or (to in entries and entries[to].kind == "goal")
    ]
    if entry.kind == "kpi":
        fit += [
            to
            for to in entry.explains
            if to == "far-away" or (to in entries and entries[to].kind == "kpi")
        ]
    return fit  # fmt: skip


def ways(entries: dict[str, Entry], id_: str, passed: tuple[str, ...] = ()) -> Iterator[list[str]]:
    """Every way up that passes no entry twice."""
    for to in above(entries, id_):
        yield [id_, to]
        if to in entries and to not in passed and to != id_:
            for rest in ways(entries, to, (*passed, id_)):
                yield [id_, *rest]


def reaches_root(entries: dict[str, Entry], id_: str, *, live_only: bool) -> bool:
    return any(
        way[-1] in ("mission", "far-away")
        and all(entries[step].is_live or not live_only for step in way[:-1])
        for way in ways(entries, id_)
    )


def reachable(entries: dict[str, Entry], id_: str) -> set[str]:
    return {way[-1] for way in ways(entries, id_)} & set(entries)


def reason_by_definition(entries: dict[str, Entry], id_: str) -> str:
    entry = entries[id_]
    if not entry.supports and not (entry.kind == "kpi" and entry.explains):
        return "no-link"
    if not set(above(entries, id_)) - {"far-away"}:
        return "dangling"
    if any((to in entries and reaches_root(entries, to, live_only=False)) or to == "mission"
           for to in above(entries, id_)):  # fmt: skip
        return "link-inactive"
    reached = reachable(entries, id_)
    if id_ in reached and all(id_ in reachable(entries, other) for other in reached):
        return "circle"
    return "upstream-not-linked"


@given(ENTRIES)
def test_linked_is_a_way_of_live_entries_to_a_root(entries: dict[str, Entry]) -> None:
    links = Links(read_catalogue([parse(written(entries))]))
    assert links.linked & set(entries) == {
        id_ for id_ in entries if reaches_root(entries, id_, live_only=True)
    }


@given(ENTRIES)
def test_a_break_has_the_reason_of_its_definition(entries: dict[str, Entry]) -> None:
    catalogue = read_catalogue([parse(written(entries))])
    links = Links(catalogue)
    for id_, entry in entries.items():
        # What is not in force itself, and named something that is, is planned and not cut off.
        if id_ not in links.linked and not (set(above(entries, id_)) & links.linked):
            found = break_of(catalogue.by_id[id_], links)
            assert found.reason == reason_by_definition(entries, id_), (id_, entry)
            if found.upstream is not None:
                assert found.upstream.id in reachable(entries, id_)
                assert found.upstream.id not in links.linked


@given(ENTRIES)
def test_every_kpi_in_force_is_linked_or_told_why_not(entries: dict[str, Entry]) -> None:
    told = {f.problem.subject.id: f for f in checked(written(entries), "MIS001").findings}
    guarded = [entry for id_, entry in entries.items()
               if entry.kind == "kpi" and entry.is_live
               and reaches_root(entries, id_, live_only=True)]  # fmt: skip
    for id_, entry in entries.items():
        if entry.kind == "kpi" and entry.is_live:
            if reaches_root(entries, id_, live_only=True):
                assert id_ not in told
                continue
            reason = reason_by_definition(entries, id_)
            if reason == "no-link" and entry.guards and guarded:
                reason = "guardrail-only"
            assert told[id_].problem.reason == reason.replace("circle", "upstream-not-linked")
        elif entry.kind == "goal" or entry.status == "retired":
            assert id_ not in told


@given(ENTRIES)
def test_every_goal_in_force_is_linked_or_told_why_not(entries: dict[str, Entry]) -> None:
    told = {f.problem.subject.id: f for f in checked(written(entries), "MIS003").findings}
    for id_, entry in entries.items():
        if entry.kind == "goal" and entry.is_live:
            if reaches_root(entries, id_, live_only=True):
                assert id_ not in told
            else:
                assert told[id_].problem.reason == reason_by_definition(entries, id_)


def checked(source: Source, *rules: str) -> Result:
    result = lint([source], Settings(select=rules), dt.date(2026, 11, 22))
    assert not result.crashes
    return result


def long_line(size: int, last: str) -> Source:
    goals = "".join(f"  - {{id: g{i}, supports: g{i + 1}}}\n" for i in range(size))
    kpis = "".join(f"  - {{id: k{i}, explains: k{i + 1}}}\n" for i in range(size))
    return Source(
        "long.yaml",
        f"mission: To be of use.\ngoals:\n{goals}  - {{id: g{size}, supports: {last}}}\n"
        f"kpis:\n{kpis}  - {{id: k{size}, supports: g0}}\n",
    )


def test_a_chain_of_five_thousand_leads_to_the_mission() -> None:
    assert not checked(long_line(5_000, "mission"), "MIS").open


def test_a_chain_that_ends_nowhere_has_one_cause() -> None:
    findings = checked(long_line(5_000, "[]"), "MIS001", "MIS003").findings
    assert len(findings) == 10_002
    roots = [finding for finding in findings if finding.caused_by is None]
    assert [(r.problem.subject.id, r.problem.reason) for r in roots] == [("g5000", "no-link")]


def test_a_ring_of_five_thousand_has_one_cause() -> None:
    findings = checked(long_line(5_000, "g0"), "MIS001", "MIS003").findings
    roots = [finding for finding in findings if finding.caused_by is None]
    assert [(r.problem.subject.id, r.problem.reason) for r in roots] == [("g0", "circle")]
