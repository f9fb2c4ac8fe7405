"""Making a list in a file longer, whatever style it is written in, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kpilint.editing.entry import Entry, in_lines, in_one_line
from kpilint.syntax.node import Kind, Node
from kpilint.text.edit import Edit
from kpilint.text.source import Span

_END_OF_LINE = re.compile(r"\r\n|\n|\r|\Z")
_SHORT = 2  # an entry of so few fields stands on one line


class CannotGrowError(Exception):
    """A list cannot be made longer without touching more than it; the text says why."""

    def __init__(self, why: str, node: Node) -> None:
        super().__init__(why)
        self.node = node


def grow(mapping: Node, key: str, entries: Sequence[Entry], step: int = 2) -> list[Edit]:
    """Edits that add entries, at the end, to the list under a key of a mapping.

    The list may also be missing, empty, or a single entry without a list around it. Comments that
    stand behind the last entry, indented as far as it, stay with it. A list that is new is
    indented by `step` below its key. Raises CannotGrowError.
    """
    if not mapping.is_mapping:
        raise CannotGrowError("it is written as one sentence, without fields", mapping)
    _check_own(mapping)
    name, value = mapping.key(key), mapping.get(key)
    if value is None:
        return [_with_new_key(mapping, key, entries, step)]
    if name is None:
        raise CannotGrowError(f"its `{key}` come from an entry that others share (`<<`)", mapping)
    _check_own(value)
    if value.is_null:
        return _in_place_of_nothing(mapping, name, value, entries, step)
    if value.is_mapping:
        return _around(mapping, value, entries)
    if not value.is_sequence:
        raise CannotGrowError(f"its `{key}` are no list", value)
    items = list(value.items())
    if items:
        return [_behind_items(mapping, value, items[-1], entries)]
    if value.source.text[value.start : value.end] == "[]" and not mapping.is_flow:
        return _in_place_of_nothing(mapping, name, value, entries, step)
    return [Edit(Span(value.start + 1, value.start + 1), _flow_items(entries))]


def _check_own(node: Node) -> None:
    if node.kind is Kind.ALIAS:
        raise CannotGrowError("it repeats what is written elsewhere (*name)", node)
    if node.index in node.tree.anchored:
        raise CannotGrowError("others repeat what is written here (&name)", node)


def _with_new_key(mapping: Node, key: str, entries: Sequence[Entry], step: int) -> Edit:
    end = list(mapping.pairs())[-1][1].end
    if mapping.is_flow:
        return Edit(Span(end, end), f", {key}: [{_flow_items(entries)}]")
    column = _column(mapping)
    lines = [f"{' ' * column}{key}:", *_block_items(entries, column + step)]
    return _new_lines(mapping, _behind(mapping, end, column), lines)


def _in_place_of_nothing(
    mapping: Node, name: Node, value: Node, entries: Sequence[Entry], step: int
) -> list[Edit]:
    """For `reviews:`, `reviews: ~` and `reviews: []`."""
    source = mapping.source
    colon = source.text.index(":", name.end) + 1
    end = max(value.end, colon)
    if source.text[colon : max(value.start, colon)].strip():
        raise CannotGrowError("something stands there that is not empty", value)
    if mapping.is_flow:
        return [Edit(Span(colon, end), f" [{_flow_items(entries)}]")]
    column = _column(mapping)
    at = _behind(mapping, end, column + 1)
    added = _new_lines(mapping, at, _block_items(entries, column + step))
    if end == colon:
        return [added]
    if at == end:
        return [Edit(Span(colon, end), added.text)]
    return [Edit(Span(colon, end), ""), added]


def _around(mapping: Node, value: Node, entries: Sequence[Entry]) -> list[Edit]:
    """For a single entry: it becomes the first of the list."""
    if value.is_flow:
        start, end = value.start, value.end
        return [Edit(Span(start, start), "["), Edit(Span(end, end), f", {_flow_items(entries)}]")]
    # A dash and a space take the place of two spaces, so that all its lines stay as they are.
    dash = _column(value) - 2
    at = value.start - 2
    if dash < _column(mapping) or value.source.text[at : value.start] != "  ":
        raise CannotGrowError("there is no room for a dash in front of it", value)
    lines = _block_items(entries, dash)
    return [
        Edit(Span(at, value.start), "- "),
        _new_lines(value, _behind(value, value.end, dash + 1), lines),
    ]


def _behind_items(mapping: Node, value: Node, last: Node, entries: Sequence[Entry]) -> Edit:
    if value.is_flow:
        return Edit(Span(last.end, last.end), f", {_flow_items(entries)}")
    dash = _column(value)
    # Where the dashes stand below the key, a comment beside them may be about the next key.
    depth = dash if dash > _column(mapping) else dash + 1
    at = _behind(value, last.end, depth)
    return _new_lines(value, at, _block_items(entries, dash, one_line=last.is_flow))


def _block_items(entries: Sequence[Entry], dash: int, *, one_line: bool = False) -> list[str]:
    lines: list[str] = []
    for entry in entries:
        short = one_line or len(entry) <= _SHORT
        first, *others = [in_one_line(entry)] if short else in_lines(entry, dash + 2)
        lines += [f"{' ' * dash}- {first}", *others]
    return lines


def _flow_items(entries: Sequence[Entry]) -> str:
    return ", ".join(map(in_one_line, entries))


def _new_lines(node: Node, at: int, lines: Sequence[str]) -> Edit:
    newline = node.source.newline
    return Edit(Span(at, at), "".join(newline + line for line in lines))


def _behind(node: Node, end: int, depth: int) -> int:
    """The end of the line in which `end` lies, or of the last comment below that belongs there.

    That is a comment which is indented by at least `depth`, with nothing but such comments and
    empty lines in between.
    """
    text = node.source.text
    at = _end_of_line(text, end)
    if (rest := text[end:at].strip()) and not rest.startswith("#"):
        raise CannotGrowError("something else stands on the line in which it ends", node)
    found = at
    while at < len(text):
        start = at + (2 if text.startswith("\r\n", at) else 1)
        at = _end_of_line(text, start)
        line = text[start:at]
        comment = line.lstrip(" ")
        if comment.startswith("#") and len(line) - len(comment) >= depth:
            found = at
        elif comment.strip():
            break
    return found


def _end_of_line(text: str, offset: int) -> int:
    found = _END_OF_LINE.search(text, offset)
    return found.start() if found else len(text)


def _column(node: Node) -> int:
    """Spaces in front of a node."""
    return node.source.position(node.start).column - 1
