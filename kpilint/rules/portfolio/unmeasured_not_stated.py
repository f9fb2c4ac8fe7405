"""POR004: a goal has numbers, and nobody has written down what they leave out."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Goal, Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "POR004",
    "unmeasured-not-stated",
    "it is not said what the numbers of a goal leave out",
    severity=Severity.ADVICE,
    each=Goal,
)
def unmeasured_not_stated(goal: Goal, context: Context) -> Iterator[Problem]:
    if not goal.is_live or goal.unmeasured:
        return
    kpis = [below for below in context.links.below(goal.id) if isinstance(below, Kpi)]
    if any(kpi.is_live for kpi in kpis):
        yield problem(
            goal,
            "unmeasured",
            f'It is not said what the numbers for "{goal.name}" leave out.',
            why="What is not counted is soon not done, and nobody sees it coming.",
            help="Write one thing that matters here and is not measured: `unmeasured: ...`.",
            cause=("MIS005", goal.id),
        )
