"""Trees of files that an earlier run has parsed already.

Parsing is two fifths of a run over a large catalogue, and between two commits nearly every file
stays as it was. A tree is kept under a digest of the text, never of a name or a time, so that it
cannot be another file's; with exactly what a clean parse gives, so that it cannot say less.
"""

from __future__ import annotations

import sys
from array import array
from pathlib import Path
from sys import intern

from ruamel.yaml import __version__ as parser_version

from kpilint.store import Store, stamps, store_folder
from kpilint.syntax import node, parse
from kpilint.syntax.node import Tree, place_code
from kpilint.text.source import Source
from kpilint.version import VERSION

_BETWEEN = "\0"
"""Stands in no text that is kept: files with such an escape are parsed anew each time."""
_COLUMNS = ("starts", "ends", "after")
_COUNT = 4


class KeptTrees:
    """Parses files like `parse`, and keeps what it parsed for the next run."""

    def __init__(self, max_depth: int, max_nodes: int, folder: Path | None = None) -> None:
        """`folder` is where the store lies, by default in the user's cache folder."""
        self._limits = max_depth, max_nodes
        self._store = Store(folder or store_folder(), "trees", _about(max_depth, max_nodes))

    def read(self, source: Source) -> Tree:
        """The tree of a source, with the same nodes and troubles as `parse` gives."""
        if source.trouble is not None:
            return parse.parse(source, *self._limits)
        key = self._store.key(source.text)
        kept = self._store.get(key)
        if kept is not None:
            return unpack(source, kept)
        tree = parse.parse(source, *self._limits)
        packed = pack(tree)
        if packed is not None:
            self._store.keep(key, packed)
        return tree

    def close(self) -> None:
        """Write what is new. The trees stay usable."""
        self._store.close()


def pack(tree: Tree) -> bytes | None:
    """The columns of a tree as bytes; None for a tree with troubles, aliases or odd texts."""
    if not len(tree) or tree.troubles or tree.targets or tree.anchored:
        return None
    texts = _BETWEEN.join(tree.texts)
    if texts.count(_BETWEEN) != len(tree) - 1:
        return None
    columns = (getattr(tree, name).tobytes() for name in _COLUMNS)
    count = len(tree).to_bytes(_COUNT, sys.byteorder)
    return b"".join((count, tree.kinds, *columns, texts.encode()))


def unpack(source: Source, packed: bytes) -> Tree:
    """The tree that `pack` gave these bytes for."""
    tree = Tree(source)
    count = int.from_bytes(packed[:_COUNT], sys.byteorder)
    place = _COUNT + count
    tree.kinds = packed[_COUNT:place]
    code = place_code(source.text, count)
    for name in _COLUMNS:
        column = array(code)
        end = place + count * column.itemsize
        column.frombytes(packed[place:end])
        setattr(tree, name, column)
        place = end
    tree.texts = tuple(map(intern, packed[place:].decode().split(_BETWEEN)))
    return tree


def _about(max_depth: int, max_nodes: int) -> str:
    """All that a tree depends on beside its text: the parser, this code, limits, the machine."""
    code = stamps((parse, node), __file__)
    machine = sys.byteorder, array("I").itemsize, sys.version_info[:2]
    return repr(
        (VERSION, parser_version, parse.CParser is None, code, max_depth, max_nodes, machine)
    )
