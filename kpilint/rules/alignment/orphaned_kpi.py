"""MIS001: a live KPI cannot be traced to the mission."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Entity, Goal, Kpi
from kpilint.finding import Problem, Severity
from kpilint.graph.links import upward_links
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.nearest import nearest


@rule(
    "MIS001",
    "orphaned-kpi",
    "a KPI serves no goal that leads to the mission",
    severity=Severity.ERROR,
    each=Kpi,
)
def orphaned_kpi(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.status == "retired" or not context.catalogue.missions or _is_linked(kpi, context):
        return
    reason, upstream = _reason(kpi, context)
    what, do = _sentences(kpi, reason, upstream, context)
    yield problem(
        kpi,
        "supports",
        f'"{kpi.name}" {what}',
        why="A number without a purpose still steers people, and costs their time."
        if not kpi.mandated_by
        else "It is kept because the law requires it; do not set it as a goal.",
        help=do,
        severity=_severity(kpi, reason),
        reason=reason,
        related=[(upstream, f'"{upstream.name}" is where the way ends')] if upstream else [],
        cause=_cause(kpi, reason, upstream, context),
    )


def _is_linked(kpi: Kpi, context: Context) -> bool:
    links = context.links
    # A draft is not part of the live graph, but where it points can be checked already.
    return links.reaches_mission(kpi) or any(
        link.id in links.linked and links.may_point(link, field)
        for field, link in upward_links(kpi)
    )


def _reason(kpi: Kpi, context: Context) -> tuple[str, Entity | None]:
    """The first reason that applies, and the entity at which the way to the mission ends."""
    links = context.links
    written = list(upward_links(kpi))
    if not written:
        guards = any(g.is_live and links.reaches_mission(g) for g in links.guarded_by(kpi))
        return ("guardrail-only" if guards and kpi.is_live else "no-link"), None
    found = [above for field, link in written if (above := links.resolve(link, field))]
    if not found:
        return "dangling", None
    if links.reaches_mission_through_anything(kpi):
        inactive = [above for above in found if links.reaches_mission_through_anything(above)]
        return "link-inactive", inactive[0]
    return "upstream-not-linked", found[0]


def _severity(kpi: Kpi, reason: str) -> Severity:
    if reason == "guardrail-only":
        return Severity.ADVICE
    if kpi.effective_role == "diagnostic" or kpi.status == "draft" or kpi.mandated_by:
        return Severity.WARNING
    return Severity.ERROR


def _cause(
    kpi: Kpi, reason: str, upstream: Entity | None, context: Context
) -> tuple[str, str] | None:
    if reason == "dangling":
        return "MIS002", kpi.id
    if upstream is None or (reason == "link-inactive" and not upstream.is_live):
        return None
    return "MIS003" if isinstance(upstream, Goal) else "MIS001", upstream.id


def _sentences(kpi: Kpi, reason: str, upstream: Entity | None, context: Context) -> tuple[str, str]:
    """What is so, and what to do now."""
    name_or_retire = "Name the goal it serves (`supports: ...`), or retire it at the next review."
    if reason == "guardrail-only":
        return (
            "serves no goal of its own; it is only there to guard another number.",
            "Leave it so, or name the goal that it protects in `supports`.",
        )
    if reason == "dangling":
        written = [link.id for _, link in upward_links(kpi)]
        known = [goal.id for goal in context.catalogue.goals]
        near = nearest(written[0], known)
        meant = f' Did you mean "{near[0]}"?' if near else ""
        return (
            f'serves no goal of the organisation: "{written[0]}" does not exist.',
            f"Correct the name of the goal.{meant}",
        )
    if upstream is not None and reason == "link-inactive":
        state = getattr(upstream, "status", "")
        ended = (
            f'"{upstream.name}" is {state}'
            if not upstream.is_live
            else (f'"{upstream.name}" hangs on something that is no longer, or not yet, in force')
        )
        return (
            f"is no longer connected to the mission: {ended}.",
            f'Name the goal that it serves today, or retire it together with "{upstream.name}".',
        )
    if upstream is not None:
        return (
            f'cannot be traced to the mission: "{upstream.name}", which it serves, '
            "leads nowhere itself.",
            f'Tie "{upstream.name}" to the mission; this KPI follows.',
        )
    inputs = [context.catalogue.find(link.id) for link in kpi.derived_from]
    goals = [link.id for entity in inputs if isinstance(entity, Kpi) for link in entity.supports]
    hint = f' What it is computed from serves "{goals[0]}": link it too.' if goals else ""
    return (
        "serves no goal of the organisation: nothing connects it to the mission.",
        name_or_retire + hint,
    )
