"""All files together: one catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kpilint.catalogue.model import (
    Defaults,
    Entity,
    Goal,
    Kpi,
    Measure,
    Mission,
    Person,
    Scheme,
    Team,
    Trigger,
    Waiver,
)
from kpilint.catalogue.network import build_network
from kpilint.catalogue.read import A_NAME, Notes, Oddity, read_record
from kpilint.syntax.node import KeyPath, Node, Tree
from kpilint.text.pattern import pattern
from kpilint.text.slug import slug

if TYPE_CHECKING:
    from kpilint.catalogue.network import Network

SECTIONS: dict[str, type[Entity]] = {
    "mission": Mission,
    "missions": Mission,
    "goals": Goal,
    "kpis": Kpi,
    "measures": Measure,
    "teams": Team,
    "people": Person,
    "schemes": Scheme,
    "triggers": Trigger,
    "waivers": Waiver,
}
KEYS = (*SECTIONS, "defaults", "external", "version")
_KEY_IN_TEXT = pattern(rf"^[ \t\"'{{]*(?:{'|'.join(SECTIONS)})[\"']?[ \t]*:", re.MULTILINE)


class Catalogue:
    """What an organisation measures, why, and what keeps it honest.

    Lists are in the order of the files and of the entries in them. Of entities with the same id
    the first is in the lists, and `duplicates` holds (first, later). `oddities` are the values
    that could not be read.
    """

    def __init__(self) -> None:
        self.trees: list[Tree] = []
        self.missions: list[Mission] = []
        self.goals: list[Goal] = []
        self.kpis: list[Kpi] = []
        self.measures: list[Measure] = []
        self.teams: list[Team] = []
        self.people: list[Person] = []
        self.schemes: list[Scheme] = []
        self.triggers: list[Trigger] = []
        self.waivers: list[Waiver] = []
        self.defaults: Defaults | None = None
        self.external: set[str] = set()
        self.by_id: dict[str, Entity] = {}
        self.duplicates: list[tuple[Entity, Entity]] = []
        self.oddities: list[Oddity] = []

    def find(self, id_: str) -> Entity | None:
        return self.by_id.get(id_)

    @property
    def unread(self) -> frozenset[str]:
        """The paths of files that cannot be read, though something stands in them."""
        return frozenset(
            tree.source.path
            for tree in self.trees
            if tree.root is None
            and any(
                line and line[0] != "#" for line in map(str.strip, tree.source.text.split("\n"))
            )
        )

    def graph(self) -> Network:
        """The catalogue as a graph of networkx; see `build_network` for its attributes."""
        return build_network(self)

    def entities(self) -> Iterator[Entity]:
        """Every entity, section by section."""
        return chain.from_iterable(self.sections())

    def sections(self) -> tuple[Sequence[Entity], ...]:
        """The lists of entities; in each of them all are of one kind."""
        return (self.missions, self.goals, self.kpis, self.measures, self.teams, self.people,
                self.schemes, self.triggers, self.waivers)  # fmt: skip


def read_catalogue(trees: Iterable[Tree]) -> Catalogue:
    """One catalogue from the trees of its files. Never raises."""
    catalogue = Catalogue()
    for tree in trees:
        catalogue.trees.append(tree)
        if tree.root is not None:
            _read_file(catalogue, tree.root)
    return catalogue


def is_catalogue(tree: Tree) -> bool:
    """Whether a file belongs to the catalogue: it was named, or it says so itself.

    Found in a folder, a file belongs when it has an entry such as `kpis`; or only entries such as
    `defaults`, which other YAML files have too, and nothing else; or when it is broken and one of
    these words begins a line of it.
    """
    if tree.source.named:
        return True
    if tree.root is None:
        return tree.source.trouble is not None or bool(_KEY_IN_TEXT.search(tree.source.text))
    keys = {key.text for key, _ in tree.root.pairs()}
    return not keys.isdisjoint(SECTIONS) or (bool(keys) and keys <= set(KEYS))


def _read_file(catalogue: Catalogue, root: Node) -> None:
    notes = Notes(root, ())
    if not root.is_mapping and not root.is_null:
        notes.add(root, "entries such as `mission`, `goals` and `kpis`")
    for name, value in root.fields():
        if name in SECTIONS:
            _read_section(catalogue, SECTIONS[name], name, value, notes)
        elif name == "defaults":
            _read_defaults(catalogue, value)
        elif name == "external":
            _read_external(catalogue, value, notes)
        elif name == "version":
            if not value.is_null and (value.value != 1 or value.value is True):
                notes.add(value, "1, the only version of this format")
        elif not name.startswith("x-"):
            notes.unknown(root.key(name) or value, KEYS)
    catalogue.oddities += notes.found


def _read_section(
    catalogue: Catalogue, cls: type[Entity], section: str, value: Node, notes: Notes
) -> None:
    if value.is_sequence:
        for number, item in enumerate(value.items()):
            if item.is_null:
                notes.add(item, "something in each item")
            else:
                _read_entity(catalogue, cls, item, (section, number))
    elif not value.is_null:
        _read_entity(catalogue, cls, value, (section,))


def _read_entity(catalogue: Catalogue, cls: type[Entity], node: Node, path: KeyPath) -> None:
    notes = Notes(node, path)
    entity = read_record(cls, node.tree, node.index, notes)
    if isinstance(entity, Entity):
        entity.path = path
        _name(entity)
        if entity.id:
            _add(catalogue, entity)
        else:
            notes.add(node, A_NAME)
        for oddity in notes.found:
            oddity.entity = entity if entity.id else None
    catalogue.oddities += notes.found


def _name(entity: Entity) -> None:
    """Fill in id and name from each other, or from what the entity says of itself."""
    spoken = entity.name
    if isinstance(entity, Mission):
        entity.id = entity.id or slug(entity.name) or "mission"
        spoken = spoken or entity.statement or ""
    elif isinstance(entity, Goal):
        entity.id = entity.id or slug(spoken) or slug(entity.statement or "")
        spoken = spoken or entity.statement or ""
    elif isinstance(entity, Person):
        entity.id = entity.id or slug(spoken) or slug(entity.role or "")
        spoken = spoken or entity.role or ""
    elif isinstance(entity, Waiver):
        entity.id = f"{entity.rule or '?'}:{entity.kpi or entity.goal or '?'}"
    elif isinstance(entity, Trigger):
        spoken = spoken or entity.what or ""
        entity.id = f"{entity.date}:{slug(spoken)}"
    entity.id = entity.id or slug(spoken)
    entity.name = spoken or entity.id


def _add(catalogue: Catalogue, entity: Entity) -> None:
    section: list[Entity] = getattr(catalogue, _LISTS[type(entity)])
    if isinstance(entity, _WITHOUT_ID):
        section.append(entity)
        return
    first = catalogue.by_id.setdefault(entity.id, entity)
    if first is entity:
        section.append(entity)
    else:
        catalogue.duplicates.append((first, entity))


# Nothing refers to them.
_WITHOUT_ID = (Waiver, Trigger)
_LISTS = {cls: name for name, cls in SECTIONS.items()}


def _read_defaults(catalogue: Catalogue, value: Node) -> None:
    notes = Notes(value, ("defaults",))
    defaults = read_record(Defaults, value.tree, value.index, notes)
    if isinstance(defaults, Defaults):
        if catalogue.defaults is None:
            catalogue.defaults = defaults
        else:
            first = catalogue.defaults.node.source.path
            notes.add(value, f"its entry once in the whole catalogue, and {first} has it already")
    catalogue.oddities += notes.found


def _read_external(catalogue: Catalogue, value: Node, notes: Notes) -> None:
    for item in value.items() if value.is_sequence else (value,):
        if isinstance(item.value, str):
            catalogue.external.add(item.value)
        elif value.is_sequence or not item.is_null:
            notes.add(item, "the id of something in another catalogue")
