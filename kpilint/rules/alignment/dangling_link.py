"""MIS002: a link names something that does not exist, or something of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kpilint.analysis.missing import Lost
from kpilint.catalogue.model import Entity
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.graph.dangling import Dangling, dangling_references
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import replace_scalar

_SAYS = {
    "supports": "serves",
    "parent": "belongs to",
    "explains": "explains",
    "part_of": "is part of",
    "balanced_by": "is balanced by",
    "derived_from": "is computed from",
    "conflicts_with": "conflicts with",
    "replaced_by": "is replaced by",
    "items": "counts",
    "avoid": "must not push",
}
_PURPOSE = frozenset({"supports", "parent", "explains", "part_of"})
_NOUNS = {"kpi": "KPI"}


@rule(
    "MIS002",
    "dangling-link",
    "a link names something that does not exist",
    severity=Severity.ERROR,
    each=Entity,
    fix=Safety.SAFE,
)
def dangling_link(entity: Entity, context: Context) -> Iterator[Problem]:
    if getattr(entity, "status", "") == "retired":
        return
    told = set()
    for reference in dangling_references(entity, context.catalogue):
        if (reference.field, reference.id) in told:
            continue  # listed twice
        told.add((reference.field, reference.id))
        other = context.catalogue.find(reference.id)
        lost = context.missing.lost(reference.id) if other is None else None
        near = context.missing.near(reference.id, reference.kinds) if lost is None else []
        yield problem(
            entity,
            reference.field,
            f'"{entity.name}" {_SAYS[reference.field]} "{reference.id}", {_what(reference, other)}',
            why=_why(reference),
            help=_help(entity, reference, near, lost, context),
            at=reference.node,
            severity=Severity.WARNING if getattr(entity, "status", "") == "draft" else None,
            reason="wrong-kind" if other else "unknown-id",
            related=[(other, f'This is "{reference.id}"')] if other else [],
            candidates=[context.catalogue.by_id[id_] for id_ in near],
            fix=_fix(reference, near),
            cause=_cause(entity, reference, lost),
        )


def _cause(entity: Entity, reference: Dangling, lost: Lost | None) -> tuple[str, str] | None:
    if lost is not None:
        return lost.cause
    # The counterweight was there before, and was taken out of the catalogue.
    return ("HIS003", entity.id) if reference.field == "balanced_by" else None


def _what(reference: Dangling, other: Entity | None) -> str:
    if other is None:
        return "which does not exist."
    return f"which is a {_noun(other)}, not {_wanted(reference)}."


def _wanted(reference: Dangling) -> str:
    return " or ".join(f"a {_noun(kind)}" for kind in reference.kinds)


def _noun(entity: Entity | type[Entity]) -> str:
    return _NOUNS.get(entity.noun, entity.noun)


def _why(reference: Dangling) -> str:
    if reference.field in _PURPOSE:
        return "So nobody can see what it is for."
    if reference.field == "balanced_by":
        return "It looks guarded, and nothing guards it."
    return "A link that leads nowhere looks like an answer, and nobody notices that it is none."


def _help(
    entity: Entity, reference: Dangling, near: list[str], lost: Lost | None, context: Context
) -> str:
    if lost is not None:
        return f"It probably stands {lost.place}: correct that first."
    if near:
        return f"Did you mean {' or '.join(f'`{id_}`' for id_ in near[:3])}?"
    fitting = (other for kind in reference.kinds for other in context.entities(kind))
    known = [o.id for o in islice((o for o in fitting if o is not entity and o.is_live), 6)]
    if 0 < len(known) <= 5:
        return f"Name {_wanted(reference)} that exists ({', '.join(known)}), or add it."
    return (
        f"Name {_wanted(reference)} that exists, or add it; "
        "what is kept in another catalogue goes on the list `external`."
    )


def _fix(reference: Dangling, near: list[str]) -> Fix | None:
    if len(near) != 1:
        return None
    edit = replace_scalar(reference.node, near[0])
    if edit is None:
        return None
    title = f'Write "{near[0]}" instead of "{reference.id}"'
    return Fix(title, Safety.SAFE, reference.node.source, (edit,))
