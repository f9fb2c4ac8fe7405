"""What a number is computed from."""

from __future__ import annotations

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Kpi, Measure
from kpilint.catalogue.parts import KpiLink

_NOTHING: frozenset[str] = frozenset()


class Inputs:
    """`derived_from`, followed to its end. Circles end the walk; unknown ids count as inputs."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._by_id = catalogue.by_id
        self._all: dict[str, frozenset[str]] = {}

    def of(self, entity: Entity) -> frozenset[str]:
        """Every id that the entity is computed from, directly or through others."""
        if not _derived_from(entity):
            return _NOTHING
        if entity.id not in self._all:
            found: set[str] = set()
            layer: list[str] = [link.id for link in _derived_from(entity)]
            while layer:
                id_ = layer.pop()
                if id_ not in found:
                    found.add(id_)
                    layer += [link.id for link in _derived_from(self._by_id.get(id_))]
            self._all[entity.id] = frozenset(found)
        return self._all[entity.id]

    def base(self, entity: Entity) -> frozenset[str]:
        """The inputs that are themselves computed from nothing that the catalogue knows."""
        found = self.of(entity)
        return frozenset([id_ for id_ in found if not _derived_from(self._by_id.get(id_))])


def _derived_from(entity: Entity | None) -> tuple[KpiLink, ...]:
    return entity.derived_from if isinstance(entity, Kpi | Measure) else ()
