"""USE006: a number that was meant to explain is a goal in disguise."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.stakes import consequences, target_in_words
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import listed

_BITES = frozenset({"pay", "ranking", "discipline"})


@rule(
    "USE006",
    "diagnostic-used-as-goal",
    "an explanation has a target or consequences",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def diagnostic_used_as_goal(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.effective_role != "diagnostic":
        return
    bites = consequences(context.stakes.uses(kpi) & _BITES)
    schemes = context.stakes.schemes(kpi)
    if not bites and (schemes or any(use.weight is not None for use in kpi.uses)):
        where = f' in "{schemes[0].name}"' if schemes else ""
        bites = [f"has a weight{where}"]
    target = target_in_words(kpi)
    if not bites and (target is None or kpi.direction == "range"):
        return  # a band without consequences only says what is usual
    facts = [f"has a target of {target}"] if target else []
    yield problem(
        kpi,
        "target" if target else "uses",
        f'"{kpi.name}" was meant to explain, but it {listed([*facts, *bites])}.',
        why="A number that people are held to is a goal, whatever it is called.",
        help="Drop the target and the consequences, or make it a goal (`role: goal`) with a "
        "counterweight.",
        reason="has-consequences" if bites else "has-target",
    )
