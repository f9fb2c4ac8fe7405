"""An organisation's own KPIs: read from files that settings name, and known before all others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kpilint.catalogue.words import FAMILIES, SUBKINDS
from kpilint.lexicon.lexicon import Lexicon, builtin
from kpilint.lexicon.model import KnownKpi, Recognition
from kpilint.lexicon.wording import key
from kpilint.record import record
from kpilint.syntax.node import Node
from kpilint.text.nearest import nearest
from kpilint.text.slug import slug

DIRECTIONS = ("higher", "lower", "range")


@record
class Mistake:
    """Something in such a file that cannot be meant: what, what to do, and where."""

    message: str
    hint: str
    node: Node


class OwnLexicon(Lexicon):
    """The lexicon that ships with kpilint, with entries that win over its own."""

    def __init__(self, own: Sequence[KnownKpi]) -> None:
        super().__init__()
        self.guess = builtin().guess
        self._own = list(own)
        self._by_name = {
            key(name): entry for entry in own for name in (entry.id, entry.name, *entry.aliases)
        }

    def recognise(
        self,
        name: str,
        *,
        definition: str = "",
        unit: str = "",
        direction: str | None = None,
        target: str = "",
    ) -> Recognition:
        own = self._by_name.get(key(name))
        if own is not None:
            reason = f'because your own lexicon knows it as "{own.name}"'
            return Recognition(own.family, own.subkind, "certain", reason, own)
        return super().recognise(
            name, definition=definition, unit=unit, direction=direction, target=target
        )

    def find(self, name: str) -> KnownKpi | None:
        return self._by_name.get(key(name)) or super().find(name)

    def known(self) -> Sequence[KnownKpi]:
        ids = {entry.id for entry in self._own}
        return [*self._own, *(entry for entry in super().known() if entry.id not in ids)]


def read_own(root: Node) -> tuple[list[KnownKpi], list[Mistake]]:
    """The KPIs in a file of an organisation's own, and every mistake in it."""
    mistakes: list[Mistake] = []
    values = _table(root, _FILE, mistakes)
    entries: list[KnownKpi] = []
    for entry in values.get("kpis", ()):
        made = _entry(entry, values.get("domain", ""), mistakes)
        if made is not None:
            entries.append(made)
    return entries, mistakes


_Reader = Callable[[Node, list[Mistake]], Any]


def _table(node: Node, readers: Mapping[str, _Reader], mistakes: list[Mistake]) -> dict[str, Any]:
    if not node.is_mapping:
        mistakes.append(
            Mistake("Here must stand an entry.", f"It can have {', '.join(readers)}.", node)
        )
    values: dict[str, Any] = {}
    for name, value in node.fields():
        reader = readers.get(name)
        if reader is None:
            near = nearest(name, readers)
            hint = f'Did you mean "{near[0]}"?' if near else f"There are: {', '.join(readers)}."
            mistakes.append(
                Mistake(f'There is no field "{name[:80]}".', hint, node.key(name) or value)
            )
        elif not value.is_null and (read := reader(value, mistakes)) is not None:
            values[name] = read
    return values


def _entry(node: Node, domain: str, mistakes: list[Mistake]) -> KnownKpi | None:
    before = len(mistakes)
    values = _table(node, _FIELDS, mistakes)
    if len(mistakes) == before:
        missing = [field for field in ("name", "family") if field not in values]
        if missing or not (values.get("id") or slug(values["name"])):
            what = " and ".join(missing) or "a name with a letter in it"
            mistakes.append(Mistake(f"This KPI lacks {what}.", "Add it.", node))
    if len(mistakes) > before:
        return None
    aliases = (*values.get("aliases", ()), *values.get("abbreviations", ()))
    return KnownKpi(
        id=values.get("id") or slug(values["name"]),
        name=values["name"],
        aliases=aliases,
        family=values["family"],
        subkind=values.get("subkind"),
        unit=values.get("unit"),
        direction=values.get("direction"),
        definition=values.get("definition", ""),
        gaming_risks=values.get("gaming_risks", ()),
        balanced_by=values.get("balanced_by", ()),
        source=values.get("source"),
        domain=domain,
    )


def _text(node: Node, mistakes: list[Mistake]) -> str | None:
    value = node.value
    if isinstance(value, str) and value.strip():
        return value.strip()
    mistakes.append(Mistake("Here must stand a text.", "Put it into quotation marks.", node))
    return None


def _texts(node: Node, mistakes: list[Mistake]) -> tuple[str, ...]:
    nodes = node.items() if node.is_sequence else (node,)
    return tuple(text for one in nodes if (text := _text(one, mistakes)) is not None)


def _word(words: Sequence[str]) -> _Reader:
    def read(node: Node, mistakes: list[Mistake]) -> str | None:
        if node.is_scalar and node.text in words:
            return node.text
        near = nearest(node.text.lower(), words) if node.is_scalar else []
        hint = f'Did you mean "{near[0]}"?' if near else f"Write one of: {', '.join(words)}."
        mistakes.append(Mistake(f'"{node.text[:80]}" is none of the words for this.', hint, node))
        return None

    return read


def _items(node: Node, _: list[Mistake]) -> tuple[Node, ...]:
    return tuple(node.items()) if node.is_sequence else (node,)


_FILE: dict[str, _Reader] = {"domain": _text, "kpis": _items}
_FIELDS: dict[str, _Reader] = {
    "id": _text,
    "name": _text,
    "aliases": _texts,
    "abbreviations": _texts,
    "family": _word(FAMILIES),
    "subkind": _word(SUBKINDS),
    "unit": _text,
    "direction": _word(DIRECTIONS),
    "definition": _text,
    "gaming_risks": _texts,
    "balanced_by": _texts,
    "source": _text,
}
