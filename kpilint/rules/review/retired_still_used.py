"""REV007: something that is in use leans on a KPI or a goal that is retired."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Entity, Goal, Kpi
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.graph.links import upward_links
from kpilint.graph.references import Reference
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import remove_entry, remove_item, replace_scalar

_LEANS = {
    "supports": "serves the goal {}, which is retired.",
    "explains": "explains {}, which is retired.",
    "part_of": "is a part of {}, which is retired.",
    "derived_from": "is computed from {}, which is retired.",
    "balanced_by": "names {} as its counterweight, which is retired.",
    "items": "counts {}, which is retired.",
}
_WHY = {
    "balanced_by": "What is no longer measured cannot show a loss, so it guards nothing.",
    "items": "Pay, rank or a contract then hangs on a number that nobody looks after.",
}


@rule(
    "REV007",
    "retired-still-used",
    "a retired KPI or goal is still used by others",
    severity=Severity.ERROR,
    fix=Safety.UNSAFE,
)
def retired_still_used(context: Context) -> Iterator[Problem]:
    entities: list[Goal | Kpi] = [*context.catalogue.goals, *context.catalogue.kpis]
    for retired in entities:
        if retired.status == "retired":
            for reference in context.references.to(retired):
                if _speaks(reference, context):
                    yield _problem(reference, retired, context)


def _speaks(reference: Reference, context: Context) -> bool:
    """What is retired itself may lean on what it likes; what is cut off from the mission by this
    very link has that finding already."""
    entity = reference.entity
    if isinstance(entity, Goal | Kpi) and entity.status == "retired":
        return False
    if reference.field not in ("supports", "explains", "part_of"):
        return True
    links = context.links
    is_linked = any(
        link.id in links.linked and links.may_point(link, field)
        for field, link in upward_links(entity)
    )
    return is_linked or (reference.field != "supports" and not context.catalogue.missions)


def _problem(reference: Reference, retired: Goal | Kpi, context: Context) -> Problem:
    entity, field = reference.entity, reference.field
    successor = _successor(retired, context)
    is_draft = isinstance(entity, Goal | Kpi) and entity.status == "draft"
    named = f'"{retired.name}"'
    if successor is not None:
        do = f'Name "{successor.name}", which took its place: `{successor.id}`.'
    elif field == "balanced_by":
        do = "Name a counterweight that is in use, or take this one out of `balanced_by`."
    else:
        do = f"Name what took its place, or take it out of `{field}`."
    return problem(
        entity,
        field,
        f'"{entity.name}" {_LEANS[field].format(named)}',
        why=_WHY.get(field, "What leans on the past moves with nothing, and nobody notices."),
        help=do,
        at=reference.link,
        severity=Severity.WARNING if is_draft else None,
        related=[(retired, f"{named} is retired")],
        candidates=[successor] if successor else [],
        cause=("BAL001", entity.id) if field == "balanced_by" else None,
        fix=_fix(reference, successor),
    )


def _successor(retired: Goal | Kpi, context: Context) -> Entity | None:
    found = [context.catalogue.find(id_) for id_ in retired.replaced_by]
    live = [other for other in found if isinstance(other, type(retired)) and other.is_live]
    return live[0] if len(live) == 1 else None


def _fix(reference: Reference, successor: Entity | None) -> Fix | None:
    entity, link = reference.entity.node, reference.link.node
    if successor is not None:
        inner = "goal" if reference.field == "supports" else "kpi"
        written = link if link.is_scalar else link.get(inner)
        edit = replace_scalar(written, successor.id) if written is not None else None
        title = f'Name its successor "{successor.name}"'
    elif reference.field == "balanced_by":
        listed = entity.get("balanced_by")
        is_one_of_many = listed is not None and len(list(listed.items())) > 1
        edit = remove_item(listed, link) if listed and is_one_of_many else None
        edit = edit if is_one_of_many else remove_entry(entity, "balanced_by")
        title = "Take out the counterweight that is retired"
    else:
        return None
    return Fix(title, Safety.UNSAFE, link.source, (edit,)) if edit else None
