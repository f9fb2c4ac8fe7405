"""An id that does not exist: what was meant, or the broken file in which it stands."""

from __future__ import annotations

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity
from kpilint.syntax.node import Tree
from kpilint.text.nearest import Names
from kpilint.text.pattern import pattern
from kpilint.text.slug import slug

# What an id is made from, on one line of a file that could not be read as YAML.
_NAMED = pattern(r"\b(?:id|name|statement|role)[\"']?[ \t]*:[ \t]*[\"']?([^\"'\n,}#]{1,200})")
_WORD = pattern(r"\w(?:[\w.-]*\w)?")


class Missing:
    """Answers for one catalogue. Everything is worked out when it is first asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._names: dict[type[Entity], Names] = {}
        self._lost: dict[str, str] | None = None

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

    def lost_in(self, id_: str) -> str | None:
        """The path of a file that has troubles, and in which this id stands."""
        if self._lost is None:
            self._lost = {}
            for tree in self._catalogue.trees:
                if tree.troubles:
                    for word in _ids_in(tree):
                        self._lost.setdefault(word, tree.source.path)
        return self._lost.get(id_)


def _ids_in(tree: Tree) -> set[str]:
    text = tree.source.text
    named = [match.strip() for match in _NAMED.findall(text)]
    ids = {*named, *map(slug, named)}
    # A file that was read in part holds the missing id at least where it is referred to.
    return ids if tree.root is not None else ids.union(_WORD.findall(text))
