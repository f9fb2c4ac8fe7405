"""BAL006: people are judged on two KPIs that pull apart, and it is not said which one wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import KpiLink
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import quoted
from kpilint.text.slug import slug

_JUDGED = frozenset({"pay", "ranking", "discipline"})


@rule(
    "BAL006",
    "contradictory-kpis-without-rule",
    "two KPIs pull apart and no rule says which wins",
    severity=Severity.WARNING,
)
def contradictory_kpis_without_rule(context: Context) -> Iterator[Problem]:
    kpis = context.catalogue.kpis
    places = {kpi.id: place for place, kpi in enumerate(kpis)}
    conflicts: dict[int, set[int]] = {}
    for kpi in kpis:
        for other in _pulling_apart(kpi, context):
            if _are_unruled(kpi, other, context):
                first, second = sorted((places[kpi.id], places[other.id]))
                conflicts.setdefault(first, set()).add(second)
    for first in sorted(conflicts):
        yield _problem(kpis[first], [kpis[second] for second in sorted(conflicts[first])])


def _pulling_apart(kpi: Kpi, context: Context) -> Iterator[Kpi]:
    """The KPIs that one names as in conflict with it, goal against goal, or as the counterweight
    of its speed while the same people are judged on both."""
    for other in _kpis(kpi.conflicts_with, context) if kpi.conflicts_with else ():
        if kpi.effective_role == other.effective_role == "goal":
            yield other
    if context.families.is_speed(kpi) and not _JUDGED.isdisjoint(context.stakes.uses(kpi)):
        for other in _kpis(kpi.balanced_by, context):
            if not _JUDGED.isdisjoint(context.stakes.uses(other)) and not _concern_others(
                kpi, other, context
            ):
                yield other


def _concern_others(kpi: Kpi, other: Kpi, context: Context) -> bool:
    """Whether it is said whom each of them concerns, and nobody is among both."""
    first, second = (_judged_on(one, context) for one in (kpi, other))
    return first is not None and second is not None and not context.teams.meet(first, second)


def _judged_on(kpi: Kpi, context: Context) -> tuple[str, ...] | None:
    """Whom the schemes concern that count a KPI; None where its own entry says that people are
    judged on it, or a scheme does not say whom it concerns."""
    schemes = [scheme for scheme in context.stakes.schemes(kpi) if scheme.kind in _JUDGED]
    told = {slug(name) for scheme in schemes for name in (scheme.id, scheme.name)}
    if any(use.use in _JUDGED and slug(use.scheme or "") not in told for use in kpi.uses):
        return None
    if not all(scheme.audience for scheme in schemes):
        return None
    return tuple(id_ for scheme in schemes for id_ in scheme.audience)


def _kpis(links: Iterable[KpiLink], context: Context) -> Iterator[Kpi]:
    found = (context.catalogue.by_id.get(link.id) for link in links)
    return (entity for entity in found if isinstance(entity, Kpi))


def _are_unruled(kpi: Kpi, other: Kpi, context: Context) -> bool:
    return (
        other is not kpi
        and kpi.is_live
        and other.is_live
        and not kpi.priority_rule
        and not other.priority_rule
        and "guardrail" not in (kpi.effective_role, other.effective_role)
        and (context.teams.covers(kpi, other) or context.teams.covers(other, kpi))
    )


def _problem(kpi: Kpi, others: list[Kpi]) -> Problem:
    names = quoted(other.name for other in others)
    return problem(
        kpi,
        "priority_rule",
        f'The same people are judged on "{kpi.name}" and on {names}, and nothing says which wins.',
        why="When a case is hard they must break one of them.",
        help="Write which one wins and who may decide, such as "
        f'`priority_rule: "{others[0].id} wins; whoever has the case decides"`.',
        related=[(other, f'"{other.name}" pulls the other way') for other in others],
    )
