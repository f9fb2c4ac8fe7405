"""The graph of a catalogue as text: Mermaid, DOT, GraphML, JSON.

Names come from outside. In each format they are written so that they stay names: none of them can
close a quotation, begin a link or bring in markup.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kpilint.text.dump import dump
from kpilint.text.show import show

if TYPE_CHECKING:
    import networkx as nx

    Graph = nx.MultiDiGraph[str]

LONGEST = 80
_PLAIN = frozenset(" ,.-_/%+:'=?!*")
_SHAPES = {
    "mission": ("([", "])"),
    "goal": ("[", "]"),
    "kpi": ("(", ")"),
    "measure": ("[/", "/]"),
}
_OTHER_SHAPE = ("{{", "}}")
_DOT_SHAPES = {"mission": "oval", "goal": "box", "kpi": "box", "measure": "parallelogram"}


def neighbourhood(graph: Graph, ids: Iterable[str], depth: int) -> Graph:
    """The part of a graph within `depth` links of some nodes, whichever way the links point."""
    import networkx as nx  # noqa: PLC0415 - importing it costs more than checking a catalogue

    both_ways = graph.to_undirected(as_view=True)
    near: set[str] = set()
    for id_ in ids:
        near |= set(nx.single_source_shortest_path_length(both_ways, id_, cutoff=depth))
    part = graph.copy()
    # Taking out keeps the order of the catalogue; a view of a set of nodes would not.
    part.remove_nodes_from([node for node in graph if node not in near])
    return part


def as_mermaid(graph: Graph) -> str:
    """A flow chart; links of counterweights are dotted."""
    number = _numbers(graph)
    lines = ["flowchart BT"]
    for node, data in graph.nodes(data=True):
        opening, closing = _SHAPES.get(data["kind"], _OTHER_SHAPE)
        lines.append(f'  {number[node]}{opening}"{_mermaid(data["name"])}"{closing}')
    for start, end, kind in _links(graph):
        word = kind.replace("_", " ")
        arrow = {"supports": "-->", "parent": "-->", "balanced_by": f"-. {word} .->"}.get(
            kind, f"-- {word} -->"
        )
        lines.append(f"  {number[start]} {arrow} {number[end]}")
    return "\n".join(lines) + "\n"


def as_dot(graph: Graph) -> str:
    """A digraph for Graphviz."""
    number = _numbers(graph)
    lines = ["digraph catalogue {", "  rankdir=BT;"]
    for node, data in graph.nodes(data=True):
        shape = _DOT_SHAPES.get(data["kind"], "hexagon")
        style = ", style=rounded" if data["kind"] == "kpi" else ""
        lines.append(f'  {number[node]} [label="{_dot(data["name"])}", shape={shape}{style}];')
    for start, end, kind in _links(graph):
        label = "" if kind in ("supports", "parent") else f'label="{kind.replace("_", " ")}"'
        style = "style=dashed" if kind == "balanced_by" else ""
        said = ", ".join(part for part in (label, style) if part)
        lines.append(f"  {number[start]} -> {number[end]}" + (f" [{said}];" if said else ";"))
    return "\n".join([*lines, "}"]) + "\n"


def as_json(graph: Graph) -> str:
    """Nodes and links with all that is known of them."""
    document = {
        "nodes": [{"id": node, **data} for node, data in graph.nodes(data=True)],
        "links": [
            {"source": start, "target": end, "kind": kind} for start, end, kind in _links(graph)
        ],
    }
    return dump(document, indent=2) + "\n"


def as_graphml(graph: Graph) -> str:
    """GraphML, for graph programs; the id of an entry is the attribute `id` of its node."""
    import networkx as nx  # noqa: PLC0415 - see above

    number = _numbers(graph)
    plain: Any = nx.MultiDiGraph()
    for node, data in graph.nodes(data=True):
        # XML has no way at all to write most control characters.
        plain.add_node(number[node], **{key: show(str(value), 500) for key, value in data.items()},
                       id=show(node, 500))  # fmt: skip
    for start, end, kind in _links(graph):
        plain.add_edge(number[start], number[end], kind=kind)
    return "\n".join(nx.generate_graphml(plain)) + "\n"


FORMATS: dict[str, Callable[[Graph], str]] = {
    "mermaid": as_mermaid,
    "dot": as_dot,
    "json": as_json,
    "graphml": as_graphml,
}


def _links(graph: Graph) -> Iterator[tuple[str, str, str]]:
    """Start, end and kind of each link."""
    for start, end, data in graph.edges(data=True):
        yield start, end, data["kind"]


def _numbers(graph: Graph) -> dict[str, str]:
    """A harmless word for each node: ids may hold anything."""
    return {node: f"n{number}" for number, node in enumerate(graph)}


def _mermaid(text: str) -> str:
    """Every character that could mean something to Mermaid or HTML as an entity code."""
    return "".join(c if c.isalnum() or c in _PLAIN else f"#{ord(c)};" for c in show(text, LONGEST))


def _dot(text: str) -> str:
    return show(text, LONGEST).replace("\\", "\\\\").replace('"', '\\"')
