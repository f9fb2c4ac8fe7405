"""One row for each goal: what is to do, whether its speed is in balance, who answers for it."""

from __future__ import annotations

from collections.abc import Callable

from kpilint.catalogue.model import Goal, Kpi
from kpilint.report.entries import owner_of, ref_of
from kpilint.report.facts import GoalRow
from kpilint.report.parts import Count
from kpilint.report.sections.signoff import excepted_keys, has_owner, lacks_result, live_goals
from kpilint.run import Context, Result
from kpilint.text.phrase import counted


def goals(result: Result) -> tuple[GoalRow, ...]:
    """The live goals: those with gaps first, then those with late reviews, then in their order."""
    excepted = {
        rule: excepted_keys(result, rule)
        for rule in (
            "unbalanced-speed-metric", "no-accountable-owner", "goal-without-outcome-kpi",
            "overdue-review",
        )
    }  # fmt: skip
    rows = [_row(goal, result, excepted) for goal in live_goals(result)]
    return tuple(sorted(rows, key=lambda row: (-row.gaps, -row.late)))


_MISSING: dict[str, Callable[[int], str]] = {
    "goal-without-outcome-kpi": lambda _: "result not measured",
    "unbalanced-speed-metric": lambda n: counted(n, "brake missing", "brakes missing"),
    "no-accountable-owner": lambda n: counted(n, "owner missing", "owners missing"),
}


def _measures(goal: Goal, context: Context) -> list[Kpi]:
    """The live KPIs that serve a goal, and those that only explain these."""
    serving = [
        below
        for below in context.links.below(goal.id)
        if isinstance(below, Kpi) and below.is_live
        and any(link.id == goal.id for link in below.supports)
    ]  # fmt: skip
    found = {kpi.id: kpi for kpi in serving}
    for kpi in serving:
        for below in context.links.below(kpi.id):
            if isinstance(below, Kpi) and below.is_live and not below.supports:
                found.setdefault(below.id, below)
    return list(found.values())


def _row(goal: Goal, result: Result, excepted: dict[str, set[tuple[str, str]]]) -> GoalRow:
    context = result.context
    kpis = _measures(goal, context)
    speed = [kpi for kpi in kpis if context.balance.presses_for_speed(kpi)]
    unbalanced = [kpi for kpi in speed if not context.balance.valid(kpi)]
    open_: dict[str, list[Kpi] | list[Goal]] = {
        "unbalanced-speed-metric": unbalanced,
        "no-accountable-owner": [kpi for kpi in kpis if not has_owner(kpi, result)],
        "overdue-review": [kpi for kpi in kpis if context.reviews.due(kpi).state.late],
        "goal-without-outcome-kpi": [goal] * lacks_result(goal, result),
    }
    counts = {
        rule: sum((one.noun, one.id) not in excepted[rule] for one in found)
        for rule, found in open_.items()
    }
    late = counts.pop("overdue-review")
    gaps = sum(counts.values())
    to_do = [words(counts[rule]) for rule, words in _MISSING.items() if counts[rule]]
    to_do += [counted(late, "late review")] * bool(late)
    return GoalRow(
        goal=ref_of(goal),
        owner=owner_of(goal, context),
        kpis=len(kpis),
        speed=Count(count=len(speed) - len(unbalanced), of=len(speed)),
        gaps=gaps,
        late=late,
        shows_result=context.coverage.may_show_result(goal),
        to_do=", ".join(to_do),
    )
