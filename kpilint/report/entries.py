"""Entries of the catalogue as the report names them: by their names, and people by their roles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi
from kpilint.report.parts import Ref
from kpilint.run import Context
from kpilint.text.phrase import listed
from kpilint.text.show import LONGEST, show

_AN_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


def ref_of(entity: Entity) -> Ref:
    """What the report calls an entry."""
    return ref(entity.noun, entity.id, entity.name)


@lru_cache(50_000)
def ref(kind: str, id_: str, name: str) -> Ref:
    """The same for what has no entry of its own; a report names each a dozen times."""
    return Ref(kind=kind, id=id_, name=show(name, LONGEST))


def by_name(entity: Entity) -> tuple[str, str, str]:
    """The sort key of entries that are listed by name."""
    return (entity.name.casefold(), entity.name, entity.id)


def called(id_: str, catalogue: Catalogue) -> str:
    """A person, team or anything else by the name that people know: that of its entry, else the
    id with its hyphens taken out ("Head of support" for `head-of-support`)."""
    entity = catalogue.find(id_)
    if entity is not None:
        return show(entity.name, LONGEST)
    if _AN_ID.fullmatch(id_):
        return id_.replace("-", " ").capitalize()
    return show(id_, LONGEST)


def all_called(ids: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(called(id_, catalogue) for id_ in ids)


def owner_of(entity: Kpi | Goal, context: Context) -> str | None:
    """Who answers for a KPI or a goal; None where nobody does: not named, unknown, or gone."""
    owners = [owner for owner in entity.owner if context.balance.is_accountable(owner)]
    return listed(all_called(owners, context.catalogue)) or None
