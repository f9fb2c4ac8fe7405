"""USE002: single people are compared by how fast or how much."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

# The hardest first.
_WHAT = {
    "discipline": "called to account for",
    "public": "shown in public by",
    "ranking": "ranked by",
    "gamification": "set against each other by",
}
_ABOUT = {"speed": "speed", "volume": "amounts", "cost": "cost"}


@rule(
    "USE002",
    "individual-ranking",
    "single people are ranked by speed or amount",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def individual_ranking(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.level != "individual":
        return
    classified = context.families.of(kpi)
    uses = [use for use in _WHAT if use in context.stakes.uses(kpi)]
    if kpi.visible_to == ("self",):
        uses = [use for use in uses if use in ("discipline", "public")]
    if not uses or not classified.is_pressure:
        return
    is_hard = uses[0] in ("discipline", "public")
    about = _ABOUT[classified.family or "speed"]
    yield problem(
        kpi,
        "uses",
        f'Single people are {_WHAT[uses[0]]} "{kpi.name}", which is about {about}.',
        why="Whoever is compared by it does best to choose the easy cases.",
        help="Show it to the team as a whole, and to each person only their own "
        "(`visible_to: self`); coach in private.",
        severity=Severity.ERROR if is_hard and classified.is_sure else None,
    )
