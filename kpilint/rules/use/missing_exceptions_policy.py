"""USE005: nobody may take longer when a customer needs it."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "USE005",
    "missing-exceptions-policy",
    "nobody may take longer when a case needs it",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def missing_exceptions_policy(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.exceptions is not None or kpi.effective_role != "goal":
        return
    if not context.teams.is_customer_facing(kpi.scope) or not context.families.is_speed(kpi):
        return
    if context.families.of(kpi).subkind == "latency":
        return  # a machine needs no permission
    yield problem(
        kpi,
        "exceptions",
        f'"{kpi.name}" presses for speed with customers, and nobody has permission to take longer '
        "when a case needs it.",
        why="Those who help properly then break the target.",
        help="Write who may, in which cases, and how that is counted: `exceptions: {who: any "
        "agent, cases: complex or distressed callers, count: flagged and shown apart}`.",
    )
