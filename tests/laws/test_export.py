"""No name becomes markup, whatever it holds, in any format of the graph."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from kpilint.catalogue.catalogue import read_catalogue
from kpilint.catalogue.network import LINKS
from kpilint.graph.export import FORMATS, neighbourhood
from kpilint.syntax.parse import parse
from kpilint.text.source import Source

_TEXTS = st.text(min_size=1, max_size=30) | st.sampled_from(
    ['"] --> x; click n0 "javascript:x"', "</data><node/>", "\\", '\\"', "%%{init: {}}%%", "end",
     "`a`", "#quot;", "\x1b[2J", "\u202e", "]]>", "a\nb", "<img src=x>", "\ud800"]
)  # fmt: skip


@given(st.lists(st.tuples(_TEXTS, _TEXTS, _TEXTS), min_size=1, max_size=5))
def test_every_format_holds_the_same_graph(entries: list[tuple[str, str, str]]) -> None:
    kpis = [{"id": id_, "name": name, "balanced_by": [other]} for id_, name, other in entries]
    text = json.dumps({"kpis": kpis})
    graph = read_catalogue([parse(Source("a.yaml", text))]).graph()
    nodes, links = graph.number_of_nodes(), graph.number_of_edges()

    lines = FORMATS["mermaid"](graph).splitlines()
    node = re.compile(r'  n\d+(\(\[|\[/?|\(|\{\{)"[^"<>\\`\[\]{}()|&]*"(\]\)|/?\]|\)|\}\})')
    assert lines[0] == "flowchart BT"
    assert all(node.fullmatch(line) for line in lines[1 : nodes + 1])
    assert all(re.fullmatch(r"  n\d+ \S.* n\d+", line) for line in lines[nodes + 1 :])
    assert len(lines) == 1 + nodes + links

    dot = FORMATS["dot"](graph).splitlines()
    quoted = re.compile(r'  n\d+ \[label="(?:[^"\\]|\\.)*", shape=\w+(?:, style=rounded)?\];')
    assert all(quoted.fullmatch(line) for line in dot[2 : nodes + 2])
    assert len(dot) == 3 + nodes + links

    tree = ET.fromstring(FORMATS["graphml"](graph))  # noqa: S314 - made by us
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(tree.findall(f".//{space}node")) == nodes
    assert len(tree.findall(f".//{space}edge")) == links

    document = json.loads(FORMATS["json"](graph))
    assert (len(document["nodes"]), len(document["links"])) == (nodes, links)
    assert {link["kind"] for link in document["links"]} <= set(LINKS)
    for render in FORMATS.values():
        assert all(c == "\n" or c.isprintable() for c in render(graph))


@given(st.lists(st.integers(0, 9), min_size=2, max_size=12), st.integers(0, 12))
def test_a_neighbourhood_grows_with_its_depth_to_the_whole(ends: list[int], depth: int) -> None:
    kpis = [
        {"id": f"k{number}", "balanced_by": [f"k{min(end, number - 1)}"] if number else []}
        for number, end in enumerate(ends)
    ]
    text = json.dumps({"kpis": kpis})
    graph = read_catalogue([parse(Source("a.yaml", text))]).graph()
    near, wider = (set(neighbourhood(graph, ["k0"], d)) for d in (depth, depth + 1))
    assert {"k0"} <= near <= wider
    part = list(neighbourhood(graph, ["k0"], depth))
    assert part == [node for node in graph if node in near], "not in the order of the catalogue"
    assert set(neighbourhood(graph, ["k0"], len(ends))) == set(graph)
    assert near == {"k0"} or depth > 0
