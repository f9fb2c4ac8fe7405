"""MIS001: a live KPI cannot be traced to the mission."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Entity, Goal, Kpi
from kpilint.finding import Problem, Severity
from kpilint.graph.breaks import Break, break_of
from kpilint.graph.links import UPWARD, upward_links
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "MIS001",
    "orphaned-kpi",
    "a KPI serves no goal that leads to the mission",
    severity=Severity.ERROR,
    each=Kpi,
)
def orphaned_kpi(kpi: Kpi, context: Context) -> Iterator[Problem]:
    links = context.links
    if links.reaches_mission(kpi) or kpi.status == "retired" or not links.have_a_root:
        return
    found = break_of(kpi, links)
    if kpi.status == "draft" and _is_planned(kpi, found, context):
        return
    reason = _reason(kpi, found, context)
    upstream = found.upstream if found.upstream is not kpi else None
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


def _is_planned(kpi: Kpi, found: Break, context: Context) -> bool:
    """Whether a draft is on its way: it serves what is in force, or what is planned with it."""
    links = context.links
    for field, link in upward_links(kpi):
        if link.id in links.linked and links.may_point(link, field):
            return True
    return found.reason == "link-inactive" and _status(found.upstream) == "draft"


def _reason(kpi: Kpi, found: Break, context: Context) -> str:
    """The reason of the break; KPIs that explain each other in a circle are cut off like others."""
    unread = context.unread.has(kpi, *UPWARD)
    if found.reason == "circle":
        return "upstream-not-linked"
    if found.reason == "no-link" and kpi.is_live and _guards(kpi, context) and not unread:
        return "guardrail-only"
    return found.reason


def _guards(kpi: Kpi, context: Context) -> bool:
    """Guarding a number is a reason to be there, if that number has one itself."""
    return any(map(context.links.reaches_mission, context.links.guarded_by(kpi)))


def _severity(kpi: Kpi, reason: str) -> Severity:
    if reason == "guardrail-only":
        return Severity.ADVICE
    if kpi.effective_role == "diagnostic" or kpi.status == "draft" or kpi.mandated_by:
        return Severity.WARNING
    return Severity.ERROR


def _cause(
    kpi: Kpi, reason: str, upstream: Entity | None, context: Context
) -> tuple[str, str] | None:
    if reason == "no-link" and context.unread.has(kpi, *UPWARD):
        return "STR002", kpi.id
    if reason == "dangling":
        return "MIS002", kpi.id
    if upstream is None or not upstream.is_live:
        return None
    return "MIS003" if isinstance(upstream, Goal) else "MIS001", upstream.id


def _sentences(kpi: Kpi, reason: str, upstream: Entity | None, context: Context) -> tuple[str, str]:
    """What is so, and what to do now."""
    if reason == "guardrail-only":
        return (
            "serves no goal of its own; it is only there to guard another number.",
            "Leave it so, or name the goal that it protects in `supports`.",
        )
    if reason == "dangling":
        field, link = upward_links(kpi)[0]
        what_is_so = "does not exist" if context.catalogue.find(link.id) is None else "is none"
        return (
            f'serves no goal of the organisation: "{link.id}" {what_is_so}.',
            f"Correct what `{field}` names.{_did_you_mean(field, link.id, context)}",
        )
    if upstream is not None and reason == "link-inactive":
        ended = (
            f'"{upstream.name}" hangs on something that is no longer, or not yet, in force'
            if upstream.is_live
            else f'"{upstream.name}" is {_status(upstream)}'
        )
        return (
            f"leads to nothing that is in force: {ended}.",
            f'Name the goal that it serves today, or retire it with "{upstream.name}".',
        )
    if upstream is not None:
        return (
            f'cannot be traced to the mission: "{upstream.name}" leads nowhere itself.',
            f'Tie "{upstream.name}" to the mission; this KPI follows.',
        )
    if reason == "upstream-not-linked":
        return (
            "cannot be traced to the mission: what it explains only leads back to it.",
            "Name the goal that one of them serves (`supports: ...`).",
        )
    if context.unread.has(kpi, *UPWARD):
        return (
            "serves no goal of the organisation: what is written about it cannot be read.",
            "Correct how the goal is written, and this is answered too.",
        )
    nothing = "serves no goal of the organisation: nothing connects it to the mission."
    if kpi.mandated_by:
        return nothing, _name_the_duty(context)
    return (
        nothing,
        "Name the goal it serves (`supports: ...`), or retire it at the next review."
        + _what_its_inputs_serve(kpi, context),
    )


def _name_the_duty(context: Context) -> str:
    """What the law asks for is not ours to retire; there may be a goal for such duties."""
    duties = (goal for goal in context.catalogue.goals if goal.kind == "obligation")
    duty = next((goal for goal in duties if context.links.reaches_mission(goal)), None)
    if duty is not None:
        return f'Name the goal that holds such duties, "{duty.name}": `supports: {duty.id}`.'
    return "Name the goal it serves, or write one for such duties (`kind: obligation`)."


def _did_you_mean(field: str, id_: str, context: Context) -> str:
    near = context.missing.near(id_, UPWARD[field])
    return f' Did you mean "{near[0]}"?' if len(near) == 1 else ""


def _what_its_inputs_serve(kpi: Kpi, context: Context) -> str:
    """A number computed from aligned numbers is not thereby aligned; but it is a hint."""
    inputs = [context.catalogue.find(link.id) for link in kpi.derived_from]
    goals = [link.id for entity in inputs if isinstance(entity, Kpi) for link in entity.supports]
    return f' What it is computed from serves "{goals[0]}": link it too.' if goals else ""


def _status(entity: Entity | None) -> str:
    return entity.status if isinstance(entity, Goal | Kpi) else ""
