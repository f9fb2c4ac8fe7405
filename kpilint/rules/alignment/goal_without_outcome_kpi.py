"""MIS005: nothing shows whether a goal is reached."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Goal, Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "MIS005",
    "goal-without-outcome-kpi",
    "nothing shows whether a goal is reached",
    severity=Severity.WARNING,
    each=Goal,
)
def goal_without_outcome_kpi(goal: Goal, context: Context) -> Iterator[Problem]:
    # A goal that is cut off has to be tied to the mission first.
    if not goal.is_live or not context.links.reaches_mission(goal):
        return
    if not context.coverage.is_measured(goal):
        if not goal.unmeasured:
            yield _unmeasured(goal, context)
    elif goal.kind in (None, "outcome") and not context.coverage.may_show_result(goal):
        yield _only_activity(goal, context)


def _unmeasured(goal: Goal, context: Context) -> Problem:
    planned = [kpi for kpi in _below(goal, context) if kpi.status == "draft"]
    help_ = (
        f'Bring "{planned[0].name}" into force, which is planned for it.'
        if planned
        else "Add one measure of what should become different; or say under `unmeasured` why it is "
        "led without a number."
    )
    return problem(
        goal,
        "supports",
        f'No number in force shows whether the goal "{goal.name}" is reached.',
        why="A goal that nobody looks at is a wish; the work follows what is looked at.",
        help=help_,
        at=goal.node.get("name") or goal.node.get("id") or goal.node,
        reason="unmeasured",
        candidates=planned[:3],
    )


def _only_activity(goal: Goal, context: Context) -> Problem:
    counted = [kpi for kpi in _below(goal, context) if kpi.status == "active"]
    named = ", ".join(f'"{kpi.name}"' for kpi in counted[:2])
    more = " and more" if len(counted) > 2 else ""
    return problem(
        goal,
        "supports",
        f'For the goal "{goal.name}" work is counted ({named}{more}), '
        "but nothing shows what becomes different.",
        why="Everyone can do their job and the problem remains.",
        help="Add one measure of the result, as those feel it for whom the work is done; if this "
        "goal only prepares others, write `kind: enabler`.",
        at=goal.node.get("name") or goal.node.get("id") or goal.node,
        reason="only-activity",
        # A goal that is a number is reached when the number is; that it is one comes first.
        cause=("MIS006", goal.id),
        related=[(kpi, "This counts work, not its result") for kpi in counted[:5]],
    )


def _below(goal: Goal, context: Context) -> list[Kpi]:
    return [below for below in context.links.everything_below(goal.id) if isinstance(below, Kpi)]
