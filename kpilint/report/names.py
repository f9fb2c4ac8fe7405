"""How the report calls entries of the catalogue, and whoever answers for them."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi
from kpilint.finding import Subject
from kpilint.report.parts import Ref
from kpilint.run import Context


def ref(entity: Entity | Subject) -> Ref:
    """An entry of the catalogue, or what a finding is about."""
    kind = entity.kind if isinstance(entity, Subject) else entity.noun
    return Ref(kind=kind, id=entity.id, name=entity.name)


def called(id_: str, catalogue: Catalogue) -> str:
    """The name of whatever has this id; the id itself where nothing in the catalogue has it."""
    entity = catalogue.find(id_)
    return entity.name if entity is not None else id_


def all_called(ids: Iterable[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The names of several ids, in their order."""
    return tuple(called(id_, catalogue) for id_ in ids)


def owner_of(entity: Kpi | Goal, context: Context) -> str | None:
    """The name of the one who answers for a KPI or a goal; None where nobody does: not named,
    unknown, or left."""
    there = (owner for owner in entity.owner if context.balance.is_accountable(owner))
    owner = next(there, None)
    return called(owner, context.catalogue) if owner is not None else None


def decider_of(entity: Entity | None, context: Context) -> str | None:
    """Who is to decide about an entry: whoever answers for it, else for the first goal that a KPI
    serves and somebody answers for. None where nobody is named."""
    if not isinstance(entity, Kpi | Goal):
        return None
    goals = (context.catalogue.find(link.id) for link in entity.supports)
    for one in (entity, *(goal for goal in goals if isinstance(goal, Goal))):
        owner = owner_of(one, context)
        if owner is not None:
            return owner
    return None
