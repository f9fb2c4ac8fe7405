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
            path = entity.node.path_to(oddity.node)
            if not oddity.unknown_key:
                field = path[0] if path else None
            elif oddity.meant is None:
                field = None
            else:
                field = path[0] if len(path) > 1 else oddity.meant
            if field is not None:
                self._fields.add((id(entity), str(field)))

    def has(self, entity: Entity, *fields: str) -> bool:
        """Whether one of the fields holds something unreadable, or stands under a misspelt name."""
        return bool(self._fields) and any((id(entity), field) in self._fields for field in fields)
