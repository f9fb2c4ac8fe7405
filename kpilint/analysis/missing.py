"""An id that does not exist: what was meant, or where it stands without having been read."""

from __future__ import annotations

from kpilint.catalogue.catalogue import SECTIONS, Catalogue
from kpilint.catalogue.model import Entity
from kpilint.catalogue.read import Oddity
from kpilint.record import record
from kpilint.syntax.node import Tree
from kpilint.text.nearest import Names
from kpilint.text.pattern import pattern
from kpilint.text.slug import slug

# What an id is made from, on one line of a text that was not read.
_NAMED = pattern(r"\b(?:id|name|statement|role)[\"']?[ \t]*:[ \t]*[\"']?([^\"'\n,}#]{1,200})")
_WORD = pattern(r"\w(?:[\w.-]*\w)?")


_MISSIONS = ("mission", "missions")


@record
class Lost:
    """Where something stands that was not read: in words, and the finding that says so."""

    place: str
    cause: tuple[str, str]


class Missing:
    """Answers for one catalogue. Everything is worked out when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names: dict[type[Entity], Names] = {}
        self._lost: dict[str, Lost] | None = None

    def near(self, id_: str, kinds: tuple[type[Entity], ...]) -> list[str]:
        """The ids of these kinds that are one or two slips away, all equally near."""
        found: dict[int, list[str]] = {}
        for kind in kinds:
            if kind not in self._names:
                self._names[kind] = Names(
                    entity.id for entity in self._catalogue.entities() if isinstance(entity, kind)
                )
            steps, ids = self._names[kind].nearest(id_)
            found.setdefault(steps, []).extend(ids)
        return sorted(found[min(found)]) if found else []

    def lost(self, id_: str) -> Lost | None:
        """Where this id seems to stand: in a file that has troubles, or in one whose list of goals
        or KPIs has a misspelt name. None where neither is so."""
        if self._lost is None:
            self._lost = {}
            for tree in self._catalogue.trees:
                if tree.troubles:
                    path = tree.source.path
                    broken = Lost(f'in "{path}", which could not be read', ("STR001", path))
                    for id_there in _ids_in_file(tree):
                        self._lost.setdefault(id_there, broken)
            for oddity in self._catalogue.oddities:
                section = _misspelt(oddity)
                if section is not None:
                    for id_there in _ids_in_section(oddity):
                        self._lost.setdefault(id_there, section)
        return self._lost.get(id_)

    @property
    def lost_mission(self) -> Lost | None:
        """The same for a mission, whatever its id."""
        for oddity in self._catalogue.oddities:
            lost = _misspelt(oddity)
            if lost is not None and oddity.meant in _MISSIONS:
                return lost
        return None


def _misspelt(oddity: Oddity) -> Lost | None:
    """A list of entries, or the mission, under a name that is nearly one of those known."""
    if oddity.entity is not None or oddity.meant not in SECTIONS or not oddity.unknown_key:
        return None
    return Lost(
        f'under "{oddity.node.text}", which was not read', ("STR002", oddity.node.source.path)
    )


def _ids_in_file(tree: Tree) -> set[str]:
    text = tree.source.text
    ids = _named_in(text)
    # A file that was read in part holds the missing id at least where it is referred to.
    return ids if tree.root is not None else ids.union(_WORD.findall(text))


def _ids_in_section(oddity: Oddity) -> set[str]:
    section = oddity.top.get(oddity.node.text)
    ids = _named_in(section.source.text[section.start : section.end]) if section else set()
    return {*ids, "mission"} if oddity.meant in _MISSIONS else ids


def _named_in(text: str) -> set[str]:
    named = [match.strip() for match in _NAMED.findall(text)]
    return {*named, *map(slug, named)}
