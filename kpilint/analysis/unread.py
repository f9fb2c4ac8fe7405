"""Fields that are written and could not be read: they are not missing, only not understood."""

from __future__ import annotations

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity


class Unread:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._fields: set[tuple[int, str]] = set()
        for oddity in catalogue.oddities:
            entity = oddity.entity
            if entity is None:
                continue
            if oddity.unknown_key and oddity.meant is not None:
                self._fields.add((id(entity), oddity.meant))
            elif not oddity.unknown_key and (path := entity.node.path_to(oddity.node)):
                self._fields.add((id(entity), str(path[0])))

    def has(self, entity: Entity, *fields: str) -> bool:
        """Whether one of the fields holds something unreadable, or stands under a misspelt name."""
        return bool(self._fields) and any((id(entity), field) in self._fields for field in fields)
