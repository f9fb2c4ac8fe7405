"""What a rule is: one function with a code, a name and a severity.

    @rule("MIS004", "no-mission", "the catalogue has no mission", severity=Severity.ERROR)
    def no_mission(context: Context) -> Iterator[Problem]: ...

    @rule("OWN001", "no-accountable-owner", "nobody answers for a KPI", each=Kpi, live=True, ...)
    def no_accountable_owner(kpi: Kpi, context: Context, *, most: int = 3) -> Iterator[Problem]:

Keyword-only parameters are the rule's options, with their defaults. The decorator changes nothing
but the name's meaning: there is no registry, rules are found where they stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from kpilint.catalogue.model import Entity
from kpilint.catalogue.parts import Record
from kpilint.finding import (
    Fix,
    Place,
    Problem,
    Related,
    ReviewState,
    RuleInfo,
    Safety,
    Severity,
    Subject,
)
from kpilint.record import record
from kpilint.syntax.node import Node
from kpilint.text.source import Source, Span

Check = Callable[..., Iterator[Problem]]
Kinds = type[Entity] | tuple[type[Entity], ...]


@record
class Rule:
    """A rule: what is known of it, its function, and what that visits.

    `each` is None for a rule that looks at the whole catalogue at once; otherwise it visits each
    entity of that kind, or of those kinds, and with `live` only those that count today. A rule that
    `judges_waivers` runs last, when it is known which waivers hid something; one that `compares`
    runs only where there is an earlier state to compare with.
    """

    info: RuleInfo
    check: Check
    each: Kinds | None = None
    live: bool = False
    judges_waivers: bool = False
    compares: bool = False

    @property
    def options(self) -> Mapping[str, Any]:
        """Names and defaults of the options."""
        return self.check.__kwdefaults__ or {}


def rule(
    code: str,
    name: str,
    summary: str,
    *,
    severity: Severity,
    each: Kinds | None = None,
    live: bool = False,
    fix: Safety | None = None,
    since: str = "0.1",
    judges_waivers: bool = False,
    compares: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of a function. `fix` is the safest kind of fix that the rule can offer."""

    def made(check: Check) -> Rule:
        return Rule(
            RuleInfo(code, name, summary, severity, fix, since), check, each, live,
            judges_waivers, compares,
        )  # fmt: skip

    return made


def place_of(entity: Entity, at: str | Record | Node = "") -> Place:
    """Where to point for an entity: a record or node of it, or one of its fields.

    A field that is missing or empty is pointed at by the name of the entity, or by its id: the
    nearest thing that a reader recognises.
    """
    if not isinstance(at, str):
        node = at.node if isinstance(at, Record) else at
        return Place(node.source, node.span, (*entity.path, *entity.node.path_to(node)))
    path = (*entity.path, at) if at else entity.path
    tree = entity.tree
    for field in (at, "name", "id", "statement"):
        index = tree.find(entity.index, field) if field else None
        if index is not None and tree.starts[index] < tree.ends[index]:
            return Place(tree.source, Span(tree.starts[index], tree.ends[index]), path)
    first = next(iter(entity.node.pairs()), None)
    node = first[0] if first else entity.node
    return Place(node.source, node.span, path)


def problem(
    entity: Entity,
    field: str,
    message: str,
    *,
    why: str,
    help: str,  # noqa: A002 - the word that every output uses
    at: Record | Node | None = None,
    severity: Severity | None = None,
    reason: str | None = None,
    related: Iterable[tuple[Entity, str]] = (),
    candidates: Iterable[Entity] = (),
    fix: Fix | None = None,
    cause: tuple[str, str] | None = None,
    review: ReviewState | None = None,
) -> Problem:
    """A problem with one field of an entity; the parameters are those of `Problem`.

    `at` points more precisely than the field does; `related` are other entities, each with what
    to say of it.
    """
    return problem_at(
        Subject(entity.noun, entity.id, entity.name),
        place_of(entity, field if at is None else at),
        field,
        message,
        why=why,
        help=help,
        severity=severity,
        reason=reason,
        related=related,
        candidates=candidates,
        fix=fix,
        cause=cause,
        review=review,
    )


def file_problem(
    source: Source, span: Span, field: str, message: str, *, why: str, help: str,  # noqa: A002
    severity: Severity | None = None, reason: str | None = None, fix: Fix | None = None,
) -> Problem:  # fmt: skip
    """A problem with a file, or with something in it that is no entity."""
    return problem_at(
        Subject("file", source.path, source.path), Place(source, span), field, message,
        why=why, help=help, severity=severity, reason=reason, fix=fix,
    )  # fmt: skip


def problem_at(
    subject: Subject,
    place: Place,
    field: str,
    message: str,
    *,
    why: str,
    help: str,  # noqa: A002
    severity: Severity | None = None,
    reason: str | None = None,
    related: Iterable[tuple[Entity, str]] = (),
    candidates: Iterable[Entity] = (),
    fix: Fix | None = None,
    cause: tuple[str, str] | None = None,
    review: ReviewState | None = None,
) -> Problem:
    """A problem with any subject: a file, a team that is only named in scopes, the catalogue."""
    return Problem(
        subject=subject,
        place=place,
        field=field,
        message=message,
        why=why,
        help=help,
        severity=severity,
        reason=reason,
        related=tuple(Related(place_of(other), text) for other, text in related),
        candidates=tuple(candidate.id for candidate in candidates),
        fix=fix,
        cause=cause,
        review=review,
    )
