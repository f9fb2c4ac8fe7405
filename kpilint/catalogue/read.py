"""Nodes to records. Tolerant: what is wrong becomes an oddity and is absent, never fatal.

A field is read as its annotation in `kpilint/catalogue/model.py` says: `str` by `_text`,
`tuple[GoalLink, ...]` as one or many records, and so on (`_reader_for`). A reader gets a tree and
the index of a value in it: a `Node` for each value would cost a tenth of a large run.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

from kpilint.catalogue import model, parts, words
from kpilint.catalogue.model import Entity
from kpilint.catalogue.parts import Record
from kpilint.catalogue.target import TargetText, read_target_text, target_of_number
from kpilint.catalogue.value import (
    Worded,
    parse_day,
    parse_flag,
    parse_month_day,
    parse_quantity,
)
from kpilint.catalogue.words import Day
from kpilint.record import record
from kpilint.syntax.node import KeyPath, Node, Tree
from kpilint.text.nearest import nearest

Reader = Callable[[Tree, int, "Notes"], Any]

# What is expected, where others have to know it.
A_DAY = "a day such as 2026-11-22"
A_NAME = "an `id` or a `name`, so that others can speak of it"


@record(frozen=False, eq=False)
class Oddity:
    """A value that does not have the form of its field, or a key that no field has.

    `path` leads to `top`, the entry of the file in which `node` stands. `expected` completes the
    sentence "this takes ...". `meant` is the known key or word that is nearest to what is written.
    `entity` is filled in once the entry has been read.
    """

    top: Node
    path: KeyPath
    node: Node
    expected: str
    unknown_key: bool = False
    meant: str | None = None
    entity: Entity | None = None


class Notes:
    """Collects the oddities of one entry of a file."""

    __slots__ = ("found", "path", "top")

    def __init__(self, top: Node, path: KeyPath) -> None:
        self.top = top
        self.path = path
        self.found: list[Oddity] = []

    def add(self, node: Node, expected: str, meant: str | None = None) -> None:
        self.found.append(Oddity(self.top, self.path, node, expected, meant=meant))

    def unknown(self, key: Node, known: tuple[str, ...]) -> None:
        other_word = words.KEYS_MEANT.get(key.text.lower())
        near = [other_word] if other_word in known else nearest(key.text.lower(), known)
        self.found.append(
            Oddity(self.top, self.path, key, "", unknown_key=True,
                   meant=near[0] if len(near) == 1 else None)
        )  # fmt: skip


def _text(tree: Tree, at: int, notes: Notes) -> str | None:
    text = tree.text(at)
    if text is not None:
        return text.strip() or None
    if not tree.is_null(at):
        notes.add(Node(tree, at), "a text")
    return None


def _label(tree: Tree, at: int, notes: Notes) -> str | None:
    text = tree.text(at)
    if text is None and not tree.is_null(at):
        if isinstance(tree.value(at), bool) or not tree.is_scalar(at):
            notes.add(Node(tree, at), "a text or a number")
            return None
        text = tree.texts[tree.read(at)]
    return text.strip() or None if text is not None else None


def _day(tree: Tree, at: int, notes: Notes) -> Day | None:
    # What is written as a day is never a number, whatever stands around it.
    day = parse_day(tree.texts[tree.read(at)])
    if day is None and not tree.is_null(at):
        notes.add(Node(tree, at), A_DAY)
    return day


def _quantity(tree: Tree, at: int, notes: Notes) -> float | None:
    value = tree.value(at)
    number = None if value is None or isinstance(value, bool) else parse_quantity(value)
    if number is None:
        if not tree.is_null(at):
            notes.add(Node(tree, at), "a number")
        return None
    return Worded(number) if isinstance(value, str) else number


def _flag(tree: Tree, at: int, notes: Notes) -> bool | None:
    value = tree.value(at)
    flag = parse_flag(value) if isinstance(value, bool | str) else None
    if flag is None and not tree.is_null(at):
        notes.add(Node(tree, at), "yes or no")
    return flag


def _target_text(tree: Tree, at: int, notes: Notes) -> TargetText | None:
    text = tree.text(at)
    if text is not None:
        return read_target_text(text)
    value = tree.value(at)
    if isinstance(value, bool) or not tree.is_scalar(at):
        expected = "a number, a text such as `>= 80 %`, or an entry with `value` and `by`"
        notes.add(Node(tree, at), expected)
        return None
    return target_of_number(value) if value is not None else None


def _month_day(tree: Tree, at: int, notes: Notes) -> str | None:
    text = tree.text(at)
    if text is not None and parse_month_day(text):
        return text
    if not tree.is_null(at):
        notes.add(Node(tree, at), 'a month and a day in quotation marks, such as "04-06"')
    return None


_SIMPLE: dict[str, Reader] = {
    "str": _text,
    "Label": _label,
    "Day": _day,
    "Quantity": _quantity,
    "bool": _flag,
    "TargetText": _target_text,
    "MonthDay": _month_day,
}


def _choice(choices: tuple[str, ...]) -> Reader:
    expected = f"one of {', '.join(choices)}"

    def read(tree: Tree, at: int, notes: Notes) -> str | None:
        text = tree.text(at)
        if text in choices:
            return text
        if not tree.is_null(at):
            node = Node(tree, at)
            notes.add(node, expected, _meant(node, choices) if node.is_scalar else None)
        return None

    return read


def _meant(node: Node, choices: tuple[str, ...]) -> str | None:
    """The choice that another word of the trade, or a misspelt one, stands for."""
    written = node.text.strip().lower()
    other_word = words.CHOICES_MEANT.get(written)
    near = [other_word] if other_word in choices else nearest(written, choices)
    return near[0] if len(near) == 1 else None


def _many(read_one: Reader) -> Reader:
    def read(tree: Tree, at: int, notes: Notes) -> tuple[Any, ...]:
        if not tree.is_sequence(at):
            value = read_one(tree, at, notes)
            return () if value is None else (value,)
        found = []
        for item in tree.items(at):
            value = read_one(tree, item, notes)
            if value is not None:
                found.append(value)
            elif tree.is_null(item):
                notes.add(Node(tree, item), "something in each item")
        return tuple(found)

    return read


def _record(cls: type[Record]) -> Reader:
    def read(tree: Tree, at: int, notes: Notes) -> Record | None:
        return read_record(cls, tree, at, notes)

    return read


def _reader_for(annotation: str) -> Reader:
    """`tuple[GoalLink, ...]`, `Day | None`, `Status` -> a reader."""
    word = annotation.removesuffix(" | None")
    if word.startswith("tuple["):
        return _many(_reader_for(word.removeprefix("tuple[").removesuffix(", ...]")))
    if word in _SIMPLE:
        return _SIMPLE[word]
    kind = getattr(words, word, None) or getattr(model, word, None) or getattr(parts, word)
    if isinstance(kind, type) and issubclass(kind, Record):
        return _record(kind)
    return _choice(get_args(kind))


_READERS: dict[type[Record], dict[str, Reader]] = {}


def readers_of(cls: type[Record]) -> dict[str, Reader]:
    """The fields that may be written in a record, each with its reader."""
    if cls not in _READERS:
        _READERS[cls] = _find_readers(cls)
    return _READERS[cls]


def _find_readers(cls: type[Record]) -> dict[str, Reader]:
    return {
        name: _reader_for(annotation)
        for base in reversed(cls.__mro__)
        for name, annotation in getattr(base, "__annotations__", {}).items()
        if name not in parts.PLACE and not annotation.startswith("ClassVar")
    }


def read_record(cls: type[Record], tree: Tree, at: int, notes: Notes) -> Record | None:
    """A record from a mapping, or from the bare value that stands for one.

    None when nothing is written, or when something without which it has no meaning is missing.
    """
    readers = _READERS.get(cls) or readers_of(cls)
    fields = tree.fields(at)
    if not fields and not tree.is_mapping(at):
        if tree.is_null(at):
            return None
        if not cls.short or not tree.is_scalar(at):
            expected = f"an entry with fields such as {', '.join(list(readers)[:3])}"
            notes.add(Node(tree, at), expected)
            return None
        value = readers[cls.short](tree, at, notes)
        return None if value is None else cls(tree, at, **{cls.short: value})
    values: dict[str, Any] = {}
    for name, value_at in fields.items():
        reader = readers.get(name)
        if reader is not None:
            value = reader(tree, value_at, notes)
            if value is not None:
                values[name] = value
        elif not name.startswith("x-"):
            notes.unknown(Node(tree, at).key(name) or Node(tree, value_at), tuple(readers))
    if cls.required and cls.required not in values:
        given = fields.get(cls.required)
        if given is None or tree.is_null(given):
            notes.add(Node(tree, at), f"`{cls.required}`, which is missing")
        return None
    return cls(tree, at, **values)
