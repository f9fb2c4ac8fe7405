"""MIS003: a goal, or the mission of a unit, cannot be traced to the mission."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Entity, Goal, Kpi, Mission
from kpilint.finding import Problem, Severity
from kpilint.graph.breaks import Break, break_of
from kpilint.graph.circles import circles
from kpilint.rule import problem, rule
from kpilint.run import Context

_WHY = "Work is steered towards something that leadership has not agreed."


@rule("MIS003", "orphaned-goal", "a goal does not lead to the mission", severity=Severity.ERROR)
def orphaned_goal(context: Context) -> Iterator[Problem]:
    if not context.links.have_a_root:
        return
    yield from _missions(context)
    for goal in context.catalogue.goals:
        if goal.status != "retired" and not context.links.reaches_mission(goal):
            yield from _goal(goal, context)


def _goal(goal: Goal, context: Context) -> Iterator[Problem]:
    found = break_of(goal, context.links)
    if goal.status == "draft" and _is_planned(goal, found, context):
        return
    follows = _follows(goal, found, context)
    # Only where the way ends: what hangs on a goal in between hangs on that one too.
    affected = "" if follows else _affected(goal, context)
    upstream = found.upstream if found.upstream is not goal else None
    yield problem(
        goal,
        "supports",
        f'The goal "{goal.name}" {_what(goal, found, context)}{affected}.',
        why=_WHY,
        help=_help(goal, found, context),
        severity=Severity.WARNING if goal.status == "draft" else None,
        reason=found.reason,
        related=[(upstream, f'"{upstream.name}" is where the way ends')] if upstream else [],
        cause=follows,
    )


def _is_planned(goal: Goal, found: Break, context: Context) -> bool:
    """Whether a draft is on its way: it serves what is in force, or what is planned with it."""
    if any(link.id in context.links.linked for link in goal.supports):
        return True
    return found.reason == "link-inactive" and _status(found.upstream) == "draft"


def _follows(goal: Goal, found: Break, context: Context) -> tuple[str, str] | None:
    if found.reason == "no-link" and context.unread.has(goal, "supports"):
        return "STR002", goal.id
    if found.reason == "dangling":
        return "MIS002", goal.id
    if found.upstream is None or found.upstream is goal or not found.upstream.is_live:
        return None
    return "MIS003", found.upstream.id


def _what(goal: Goal, found: Break, context: Context) -> str:
    upstream = found.upstream
    if found.reason == "circle":
        return f"leads back to itself, not to the mission{_by_way_of(goal, context)}"
    if found.reason == "dangling":
        return "is not part of the mission: what it serves cannot be found"
    if upstream is None and context.unread.has(goal, "supports"):
        return "is not part of the mission: what it serves cannot be read"
    if upstream is None:
        return "is not part of the mission"
    ends = "leads nowhere" if upstream.is_live else f"is {_status(upstream)}"
    return f'is not part of the mission: "{upstream.name}", which it serves, {ends}'


def _by_way_of(goal: Goal, context: Context) -> str:
    around = context.links.circle_of(goal)
    others = [id_ for id_ in around[0].shortest[:5] if id_ != goal.id] if around else []
    if not others:
        return ""
    named = ", ".join(f'"{context.catalogue.by_id[id_].name}"' for id_ in others[:3])
    return f" (by way of {named}{' and more' if len(others) > 3 else ''})"


def _affected(goal: Goal, context: Context) -> str:
    links = context.links
    kpis = [below for below in links.everything_below(goal.id) if isinstance(below, Kpi)]
    count = sum(kpi.is_live and not links.reaches_mission(kpi) for kpi in kpis)
    return f", and {count} KPI{'s depend' if count > 1 else ' depends'} on it" if count else ""


def _help(goal: Goal, found: Break, context: Context) -> str:
    if found.upstream is not None and found.reason == "link-inactive":
        return f'Name what it serves today in `supports`, or close it with "{found.upstream.name}".'
    if found.upstream is not None and found.reason == "upstream-not-linked":
        return f'Tie "{found.upstream.name}" to the mission; this goal follows.'
    if found.reason == "dangling":
        return "Correct what `supports` names; what depends on this goal follows."
    if context.unread.has(goal, "supports"):
        return "Correct how that is written; what depends on this goal follows."
    return "Tie it to the mission (`supports: mission`) or close it; what depends on it follows."


def _status(entity: Entity | None) -> str:
    return entity.status if isinstance(entity, Goal | Kpi) else ""


def _missions(context: Context) -> Iterator[Problem]:
    """Missions of units that are not tied to the mission of the group."""
    links, missions = context.links, context.catalogue.missions
    above = {mission.id: [link.id for link in mission.parent] for mission in missions}
    for circle in circles(above):
        first, *others = (context.catalogue.by_id[id_] for id_ in circle.members)
        yield problem(
            first,
            "parent",
            f'The mission "{first.name}" leads back to itself, so none of its circle is the first.',
            why=_WHY,
            help="Decide which mission is that of the whole organisation; it has no `parent`.",
            reason="circle",
            related=[(other, "This one is part of the circle") for other in others[:10]],
        )
    tops = []
    for mission in missions:
        if not mission.parent:
            tops.append(mission)
        elif not any(links.may_point(link, "parent") for link in mission.parent):
            yield _untied(mission, "belongs to a mission that cannot be found", "dangling")
    # The mission of the group is the one that others lead to. Where nobody says so it is the
    # first, and as that is a guess, the finding is a warning.
    heads = [top for top in tops if any(isinstance(b, Mission) for b in links.below(top.id))]
    group = heads or tops[:1]
    for top in tops:
        if top not in group:
            what = f'stands beside "{group[0].name}", and nothing ties the two together'
            yield _untied(top, what, "no-link", stated=bool(heads))


def _untied(mission: Mission, what: str, reason: str, *, stated: bool = True) -> Problem:
    return problem(
        mission,
        "parent",
        f'The mission "{mission.name}" {what}.',
        why=_WHY,
        help="Name the mission of the whole organisation in its `parent`.",
        severity=None if stated else Severity.WARNING,
        reason=reason,
        cause=("MIS002", mission.id) if reason == "dangling" else None,
    )
