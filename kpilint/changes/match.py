"""Which entity of an earlier catalogue is which of a later one.

An entity is its id, not its file or its line. One whose id is gone is the new one that says it
supersedes it; else the new one of the same name; else the new one that is counted in just the same
way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi, Trigger, Waiver
from kpilint.changes.fields import DEFINITION
from kpilint.changes.value import meaning

E = TypeVar("E", bound=Entity)
Key = Callable[[Entity], Hashable]
_Keyed = dict[Hashable, list[Entity]]


class Matches:
    """Pairs of (before, after); None stands on the side on which there is nothing.

    In order of the later catalogue, and then what is gone in order of the earlier one.
    """

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self._earlier: dict[int, Entity] = {}
        self._later: dict[int, Entity] = {}
        old, new = list(_entities(before)), list(_entities(after))
        for key_old, key_new in _KEYS:
            self._pair(
                _keyed((entity for entity in old if id(entity) not in self._later), key_old),
                _keyed((entity for entity in new if id(entity) not in self._earlier), key_new),
            )
        self.pairs: list[tuple[Entity | None, Entity | None]] = [
            (self._earlier.get(id(entity)), entity) for entity in new
        ]
        self.pairs += [(entity, None) for entity in old if id(entity) not in self._later]

    def before(self, entity: E) -> E | None:
        """What an entity of the later catalogue was in the earlier one."""
        found = self._earlier.get(id(entity))
        return found if isinstance(found, type(entity)) else None

    def after(self, entity: E) -> E | None:
        """What became of an entity of the earlier catalogue."""
        found = self._later.get(id(entity))
        return found if isinstance(found, type(entity)) else None

    def _pair(self, old: _Keyed, new: _Keyed) -> None:
        """Pair what has the same key, where that is beyond doubt: one on each side."""
        for word, entities in new.items():
            others = old.get(word, [])
            if len(entities) == len(others) == 1:
                self._earlier[id(entities[0])] = others[0]
                self._later[id(others[0])] = entities[0]


def _entities(catalogue: Catalogue) -> Iterable[Entity]:
    """What is compared: not triggers, which have no identity, nor waivers, of which several may
    stand for one KPI; `compare.py` looks at these itself."""
    return (e for e in catalogue.entities() if not isinstance(e, Trigger | Waiver))


def _keyed(entities: Iterable[Entity], key: Key) -> _Keyed:
    found: _Keyed = {}
    for entity in entities:
        word = key(entity)
        if word is not None:
            found.setdefault((type(entity), word), []).append(entity)
    return found


def _by_id(entity: Entity) -> Hashable:
    return entity.id


def _by_what_it_replaces(entity: Entity) -> Hashable:
    superseded = entity.supersedes if isinstance(entity, Kpi | Goal) else ()
    return superseded[0] if len(superseded) == 1 else None


def _by_name(entity: Entity) -> Hashable:
    return meaning(entity.name)


def by_definition(entity: Entity) -> Hashable:
    """How it is counted; None where what it is counted from is not said, since a unit and a source
    are shared by many."""
    fields = DEFINITION.get(type(entity), ())
    if not any(getattr(entity, field) for field in fields if field in _SAYS_WHAT):
        return None
    return tuple(meaning(getattr(entity, field)) for field in fields)


_SAYS_WHAT = ("formula", "numerator", "definition", "statement")
# How to know an entity of the earlier catalogue, and how one of the later, the surest way first.
_KEYS: tuple[tuple[Key, Key], ...] = (
    (_by_id, _by_id),
    (_by_id, _by_what_it_replaces),
    (_by_name, _by_name),
    (by_definition, by_definition),
)
