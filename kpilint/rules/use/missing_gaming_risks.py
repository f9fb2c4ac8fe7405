"""USE004: nobody has written down how a number that matters can be met the wrong way."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import add_entry


@rule(
    "USE004",
    "missing-gaming-risks",
    "nobody wrote down how a KPI can be gamed",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
    fix=Safety.UNSAFE,
)
def missing_gaming_risks(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.gaming_risks:
        return
    is_speed_goal = kpi.effective_role == "goal" and context.families.is_speed(kpi)
    if not is_speed_goal and not context.stakes.are_high(kpi):
        return
    held = context.stakes.held_to(kpi) or "is a goal about speed"
    yield problem(
        kpi,
        "gaming_risks",
        f'"{kpi.name}" {held}, and it is not written down how it can be met the wrong way.',
        why="What nobody has thought of, nobody watches for.",
        help="Take ten minutes with the team: how could this be met without helping anyone, and "
        'what would show it? Write that as `gaming_risks: ["... -> watch ..."]`.',
        fix=_draft(kpi, context),
        # A counterweight shows what was gamed, whichever way; so it comes first.
        cause=("BAL001", kpi.id),
    )


def _draft(kpi: Kpi, context: Context) -> Fix | None:
    """The usual ways as a beginning, marked as such: only the team knows its own."""
    usual = context.families.gaming(kpi)
    if not usual:
        return None
    risks = [f"{risk} (usual; check with the team)" for risk in usual]
    edit = add_entry(kpi.node, "gaming_risks", json.dumps(risks, ensure_ascii=False))
    if edit is None:
        return None
    title = "Begin with the usual ways"
    return Fix(title, Safety.UNSAFE, kpi.node.source, (edit,))
