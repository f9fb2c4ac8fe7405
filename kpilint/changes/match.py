"""Which entity of an earlier catalogue is which of a later one.

An entity is its id, not its file or its line. One whose id is gone is the new one that says it
supersedes it; else the new one of the same name; else the new one that is counted in just the same
way.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi, Trigger, Waiver
from kpilint.changes.fields import DEFINITION
from kpilint.changes.value import meaning

Key = Callable[[Entity], Hashable]


class Matches:
    """Pairs of (before, after); None stands on the side on which there is nothing.

    In order of the later catalogue, and then what is gone in order of the earlier one.
    """

    def __init__(self, before: Catalogue, after: Catalogue) -> None:
        self._earlier: dict[int, Entity] = {}
        self._later: dict[int, Entity] = {}
        old, new = list(_entities(before)), list(_entities(after))
        for key in (_by_id, *_RENAMED):
            self._pair(
                [entity for entity in old if id(entity) not in self._later],
                [entity for entity in new if id(entity) not in self._earlier],
                key,
            )
        self.pairs: list[tuple[Entity | None, Entity | None]] = [
            (self._earlier.get(id(entity)), entity) for entity in new
        ]
        self.pairs += [(entity, None) for entity in old if id(entity) not in self._later]

    def before(self, entity: Entity) -> Entity | None:
        """What an entity of the later catalogue was in the earlier one."""
        return self._earlier.get(id(entity))

    def after(self, entity: Entity) -> Entity | None:
        """What became of an entity of the earlier catalogue."""
        return self._later.get(id(entity))

    def _pair(self, old: list[Entity], new: list[Entity], key: Key) -> None:
        """Pair what has the same key, where that is beyond doubt: one on each side."""
        keyed_old, keyed_new = _keyed(old, key), _keyed(new, key)
        for word, entities in keyed_new.items():
            others = keyed_old.get(word, [])
            if len(entities) == len(others) == 1:
                self._earlier[id(entities[0])] = others[0]
                self._later[id(others[0])] = entities[0]


def _entities(catalogue: Catalogue) -> Iterable[Entity]:
    """What is compared: not triggers, which have no identity, nor waivers, of which several may
    stand for one KPI; `compare.py` looks at these itself."""
    return (e for e in catalogue.entities() if not isinstance(e, Trigger | Waiver))


def _keyed(entities: Iterable[Entity], key: Key) -> dict[Hashable, list[Entity]]:
    found: dict[Hashable, list[Entity]] = {}
    for entity in entities:
        word = key(entity)
        if word is not None:
            found.setdefault((type(entity), word), []).append(entity)
    return found


def _by_id(entity: Entity) -> Hashable:
    return entity.id


def _by_what_it_replaces(entity: Entity) -> Hashable:
    """The id that is gone: its own on the earlier side, the superseded one on the later."""
    superseded = entity.supersedes if isinstance(entity, Kpi | Goal) else ()
    return superseded[0] if len(superseded) == 1 else entity.id


def _by_name(entity: Entity) -> Hashable:
    return meaning(entity.name)


def _by_definition(entity: Entity) -> Hashable:
    counted = tuple(meaning(getattr(entity, field)) for field in DEFINITION.get(type(entity), ()))
    return counted if any(counted) else None


_RENAMED: tuple[Key, ...] = (_by_what_it_replaces, _by_name, _by_definition)
