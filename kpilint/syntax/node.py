"""Nodes with places.

A `Tree` keeps the nodes of one file in document order as a few parallel columns, and a `Node` is
a cursor into it. Objects for every scalar of a large catalogue would cost four times the memory.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from enum import IntEnum

from kpilint.syntax.scalar import FIRST_OF_A_NUMBER, NULLS, SPECIAL, Plain, resolve
from kpilint.text.source import Source, Span, Trouble

KeyPath = tuple[str | int, ...]

# A shared value that is written once and used often can be read a million times over.
MAX_EXPANDED = 200_000
_TWO_BYTES = 0xFFFF


class Kind(IntEnum):
    PLAIN = 0
    QUOTED = 1
    BLOCK_TEXT = 2
    BLOCK_MAPPING = 3
    FLOW_MAPPING = 4
    BLOCK_SEQUENCE = 5
    FLOW_SEQUENCE = 6
    ALIAS = 7


# Plain integers: comparing an IntEnum member costs a Python call.
PLAIN, QUOTED, BLOCK_TEXT, BLOCK_MAPPING, FLOW_MAPPING, BLOCK_SEQUENCE, FLOW_SEQUENCE, ALIAS = (
    int(kind) for kind in Kind
)
_MAPPINGS = frozenset((BLOCK_MAPPING, FLOW_MAPPING))
_SEQUENCES = frozenset((BLOCK_SEQUENCE, FLOW_SEQUENCE))


def place_code(text: str, nodes: int) -> str:
    """The type code of arrays of places in a text and among its nodes: two bytes each for nearly
    every file, else four."""
    return "H" if max(len(text), nodes) <= _TWO_BYTES else "I"


class Tree:
    """The nodes of one file, in document order.

    Columns: `kinds`; `starts` and `ends` are offsets into the source; `after` is the index of the
    first node behind the subtree; `texts` holds the text of scalars. `targets` maps an alias to
    the node it repeats. `anchored` are the nodes that carry an anchor. A tree without nodes has
    no root: the file was empty or could not be parsed, and `troubles` says so.

    What reads every value of a catalogue asks by index; everybody else asks a `Node`. Both read
    through an alias what it repeats.
    """

    __slots__ = ("after", "anchored", "ends", "kinds", "source", "starts", "targets", "texts",
                 "troubles")  # fmt: skip

    def __init__(self, source: Source) -> None:
        self.source = source
        self.kinds = b""
        self.starts = self.ends = self.after = array("H")
        self.texts: tuple[str, ...] = ()
        self.targets: dict[int, int] = {}
        self.anchored: set[int] = set()
        self.troubles: list[Trouble] = []

    @property
    def root(self) -> Node | None:
        return Node(self, 0) if self.kinds else None

    def __len__(self) -> int:
        return len(self.kinds)

    def read(self, index: int) -> int:
        """The index of the node that is read: of what an alias repeats, else the same."""
        return self.targets.get(index, index)

    def is_mapping(self, index: int) -> bool:
        return self.kinds[self.targets.get(index, index)] in _MAPPINGS

    def is_sequence(self, index: int) -> bool:
        return self.kinds[self.targets.get(index, index)] in _SEQUENCES

    def is_scalar(self, index: int) -> bool:
        return self.kinds[self.targets.get(index, index)] <= BLOCK_TEXT

    def is_null(self, index: int) -> bool:
        index = self.targets.get(index, index)
        return self.texts[index] in NULLS and self.kinds[index] == PLAIN

    def value(self, index: int) -> Plain:
        """The value of a scalar by the YAML 1.2 core schema; None for anything else."""
        kind = self.kinds[index]
        if kind == PLAIN:
            return resolve(self.texts[index])
        if kind == ALIAS:
            return self.value(self.targets[index])
        return self.texts[index] if kind <= BLOCK_TEXT else None

    def text(self, index: int) -> str | None:
        """The value of a scalar where that is a text; None for anything else."""
        text = self.texts[index]
        if text in SPECIAL or text[0] in FIRST_OF_A_NUMBER:
            value = self.value(index)
            return value if isinstance(value, str) else None
        return text

    def items(self, index: int) -> list[int]:
        """The items of a sequence; of anything else none."""
        index = self.targets.get(index, index)
        if self.kinds[index] not in _SEQUENCES:
            return []
        found, after, end = [], self.after, self.after[index]
        index += 1
        while index < end:
            found.append(index)
            index = after[index]
        return found

    def fields(self, index: int) -> dict[str, int]:
        """Name and value of each entry of a mapping, with what `<<: *anchor` brings in.

        Of entries with the same name the first counts, and a written one before a merged one.
        """
        index = self.targets.get(index, index)
        found: dict[str, int] = {}
        if self.kinds[index] not in _MAPPINGS:
            return found
        texts, after = self.texts, self.after
        end = after[index]
        index += 1
        while index < end:
            # Behind a key, which is a scalar, stands its value.
            found.setdefault(texts[index], index + 1)
            index = after[index + 1]
        if "<<" in found:
            merge = found.pop("<<")
            for merged in self.items(merge) if self.is_sequence(merge) else (merge,):
                found = {**self.fields(merged), **found}
        return found

    def find(self, index: int, key: str) -> int | None:
        """The value under a key of a mapping, or None: what `fields` has under that name."""
        index = self.targets.get(index, index)
        if self.kinds[index] not in _MAPPINGS:
            return None
        texts, after, end = self.texts, self.after, self.after[index]
        at = index + 1
        merges = False
        while at < end:
            if texts[at] == "<<":
                merges = True
            elif texts[at] == key:
                return at + 1
            at = after[at + 1]
        return self.fields(index).get(key) if merges else None


class Node:
    """A cursor: one node of a tree. Reading through an alias reads what it repeats."""

    __slots__ = ("index", "tree")

    def __init__(self, tree: Tree, index: int) -> None:
        self.tree = tree
        self.index = index

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Node) and (self.tree, self.index) == (other.tree, other.index)

    def __hash__(self) -> int:
        return hash((id(self.tree), self.index))

    def __repr__(self) -> str:
        written = self.source.text[self.start : self.end]
        return f"Node({self.kind.name}, {written[:40]!r})"

    @property
    def source(self) -> Source:
        return self.tree.source

    @property
    def start(self) -> int:
        return self.tree.starts[self.index]

    @property
    def end(self) -> int:
        return self.tree.ends[self.index]

    @property
    def span(self) -> Span:
        return Span(self.tree.starts[self.index], self.tree.ends[self.index])

    @property
    def kind(self) -> Kind:
        return Kind(self.tree.kinds[self.index])

    @property
    def target(self) -> Node:
        """The node itself, or what an alias repeats."""
        return Node(self.tree, self.tree.read(self.index))

    @property
    def is_mapping(self) -> bool:
        return self.tree.is_mapping(self.index)

    @property
    def is_sequence(self) -> bool:
        return self.tree.is_sequence(self.index)

    @property
    def is_scalar(self) -> bool:
        return self.tree.is_scalar(self.index)

    @property
    def is_flow(self) -> bool:
        return self.tree.kinds[self.index] in (FLOW_MAPPING, FLOW_SEQUENCE)

    @property
    def is_null(self) -> bool:
        return self.tree.is_null(self.index)

    @property
    def text(self) -> str:
        """The text of a scalar as YAML reads it; empty for anything else."""
        return self.tree.texts[self.tree.read(self.index)]

    @property
    def value(self) -> Plain:
        """The value of a scalar by the YAML 1.2 core schema; None for anything else."""
        return self.tree.value(self.index)

    def items(self) -> Iterator[Node]:
        """The items of a sequence; of anything else none."""
        for index in self.tree.items(self.index):
            yield Node(self.tree, index)

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Key and value of each entry that is written in a mapping; of anything else none."""
        tree, index = self.tree, self.tree.read(self.index)
        if tree.kinds[index] not in _MAPPINGS:
            return
        after, end = tree.after, tree.after[index]
        index += 1
        while index < end:
            value = after[index]
            yield Node(tree, index), Node(tree, value)
            index = after[value]

    def fields(self) -> list[tuple[str, Node]]:
        """Name and value of each entry of a mapping: what `Tree.fields` has."""
        tree = self.tree
        return [(name, Node(tree, index)) for name, index in tree.fields(self.index).items()]

    def get(self, key: str) -> Node | None:
        """The value under a key of a mapping, or None: what `fields` has under that name."""
        index = self.tree.find(self.index, key)
        return Node(self.tree, index) if index is not None else None

    def key(self, key: str) -> Node | None:
        """The key node of an entry that is written in this very mapping, or None."""
        return next((name for name, _ in self.pairs() if name.text == key), None)

    def at(self, path: KeyPath) -> Node | None:
        """The node that a key path leads to from here, or None."""
        node: Node | None = self
        for step in path:
            if node is None:
                return None
            if isinstance(step, str):
                node = node.get(step)
            else:
                node = next((item for i, item in enumerate(node.items()) if i == step), None)
        return node

    def path_to(self, inner: Node) -> KeyPath:
        """The key path from here to a node below; empty when it is not below this node."""
        path: list[str | int] = []
        node: Node | None = self
        while node is not None and node.index != inner.index:
            node, step = _towards(node, inner.index)
            if node is not None:
                path.append(step)
        return tuple(path)

    def plain(self) -> object:
        """Dicts, lists and scalars, as `json.loads` would give them.

        Aliases are expanded; the parser has already refused a file in which that would pass
        `MAX_EXPANDED` nodes.
        """
        if self.is_mapping:
            return {name: value.plain() for name, value in self.fields()}
        if self.is_sequence:
            return [item.plain() for item in self.items()]
        return self.value


def _towards(node: Node, index: int) -> tuple[Node | None, str | int]:
    """The child of `node` whose subtree holds `index`, and the step that leads there."""
    after = node.tree.after
    for key, value in node.pairs():
        if key.index <= index < after[value.index]:
            # The place of a key is the place of its entry.
            return (value if index >= value.index else key), key.text
    for number, item in enumerate(node.items()):
        if item.index <= index < after[item.index]:
            return item, number
    return None, ""
