"""Edits of nodes as edits of text: indentation, quotes and comments stay as they are.

Each function gives the edit, or None where the text cannot be edited without touching more than
what is meant: repeated values (anchors and aliases), block texts, unusual layout.
"""

from __future__ import annotations

import json

from kpilint.syntax.node import Kind, Node
from kpilint.syntax.scalar import resolve
from kpilint.text.edit import Edit
from kpilint.text.pattern import pattern
from kpilint.text.source import Source, Span

_PLAIN = pattern(r"[A-Za-z0-9][A-Za-z0-9_./+-]*(?: [A-Za-z0-9_./+-]+)*\Z")
_END_OF_LINE = pattern(r"\r?\n|\r|\Z")
# YAML 1.1 tools read these as true and false.
_AMBIGUOUS = frozenset({"yes", "no", "on", "off", "y", "n"})


def scalar(text: str) -> str:
    """A text as it can be written anywhere in YAML: plain where that is safe, else quoted."""
    if _PLAIN.match(text) and isinstance(resolve(text), str) and text.lower() not in _AMBIGUOUS:
        return text
    return json.dumps(text, ensure_ascii=False)


def replace_scalar(node: Node, text: str) -> Edit | None:
    """Another text in place of a scalar, in the same quotes where it has some."""
    if node.kind is Kind.PLAIN:
        return Edit(node.span, scalar(text)) if node.start < node.end else None
    if node.kind is not Kind.QUOTED or _is_shared(node):
        return None
    if node.source.text[node.start] == "'":
        return Edit(node.span, "'" + text.replace("'", "''") + "'")
    return Edit(node.span, json.dumps(text, ensure_ascii=False))


def rename_key(mapping: Node, key: Node, name: str) -> Edit | None:
    """Another name for an entry of a mapping; None where the mapping has that name already."""
    if key not in [own for own, _ in mapping.pairs()] or mapping.get(name) is not None:
        return None
    return replace_scalar(key, name)


def add_entry(mapping: Node, key: str, value: str) -> Edit | None:
    """A new last entry of a mapping; `value` is YAML text of one line."""
    if _is_shared(mapping) or not mapping.is_mapping:
        return None
    pairs = list(mapping.pairs())
    if not pairs:
        return Edit(Span(mapping.start + 1, mapping.start + 1), f"{key}: {value}")
    end = pairs[-1][1].end
    if mapping.is_flow:
        return Edit(Span(end, end), f", {key}: {value}")
    return _new_line(mapping.source, mapping.start, end, f"{key}: {value}")


def add_reference(mapping: Node, key: str, id_: str) -> Edit | None:
    """One more id under a key that takes one id or a list of ids."""
    written = scalar(id_)
    node = mapping.get(key)
    if node is None:
        return add_entry(mapping, key, written)
    if _is_shared(node) or mapping.key(key) is None:
        return None
    if node.is_null:
        return Edit(node.span, written if node.start < node.end else f" {written}")
    if node.is_sequence:
        return _add_item(node, written)
    old = node.source.text[node.start : node.end]
    fits_in_brackets = node.is_flow or node.kind is Kind.QUOTED or scalar(node.text) == old
    if "\n" in old or not fits_in_brackets:
        return None
    return Edit(node.span, f"[{old}, {written}]")


def _add_item(sequence: Node, written: str) -> Edit | None:
    items = list(sequence.items())
    if not items:
        return Edit(Span(sequence.start + 1, sequence.start + 1), written)
    end = items[-1].end
    if sequence.is_flow:
        return Edit(Span(end, end), f", {written}")
    return _new_line(sequence.source, sequence.start, end, f"- {written}")


def remove_entry(mapping: Node, key: str) -> Edit | None:
    """Take an entry out of a mapping; None for its only entry."""
    pairs = list(mapping.pairs())
    places = [(name, value) for name, value in pairs if name.text == key]
    if len(pairs) < 2 or not places or _is_shared(mapping):
        return None
    index = pairs.index(places[0])
    return _remove(mapping, [(name.start, value.end) for name, value in pairs], index)


def remove_item(sequence: Node, item: Node) -> Edit | None:
    """Take an item out of a sequence; None for its only item."""
    items = list(sequence.items())
    if len(items) < 2 or item not in items or _is_shared(sequence):
        return None
    return _remove(sequence, [(node.start, node.end) for node in items], items.index(item))


def _remove(parent: Node, spans: list[tuple[int, int]], index: int) -> Edit | None:
    start, end = spans[index]
    text = parent.source.text
    if parent.is_flow:
        if index:
            return Edit(Span(spans[index - 1][1], end), "")
        return Edit(Span(start, spans[1][0]), "")
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    after = _end_of_line(text, end)
    if before.strip(" ") in ("", "-") and (parent.is_sequence or not before.strip()):
        return Edit(Span(line, min(after + _break_length(text, after), len(text))), "")
    if parent.is_mapping and index == 0:
        # The first entry of a list item shares its line with the dash.
        return Edit(Span(start, spans[1][0]), "") if after < spans[1][0] else None
    return None


def _new_line(source: Source, start: int, end: int, content: str) -> Edit | None:
    """A line of its own behind the line in which `end` lies, indented as the line of `start`."""
    at = _end_of_line(source.text, end)
    if source.text[end:at].strip() and not source.text[end:at].lstrip().startswith("#"):
        return None
    indent = " " * (source.position(start).column - 1)
    return Edit(Span(at, at), f"{source.newline}{indent}{content}")


def _end_of_line(text: str, offset: int) -> int:
    found = _END_OF_LINE.search(text, offset)
    return found.start() if found else len(text)


def _break_length(text: str, offset: int) -> int:
    return 2 if text.startswith("\r\n", offset) else 1


def _is_shared(node: Node) -> bool:
    """Whether an edit here would also change another place, or what is written elsewhere."""
    return node.kind is Kind.ALIAS or node.index in node.tree.anchored
