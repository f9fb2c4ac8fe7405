"""What the numbers below a goal show of it."""

from __future__ import annotations

from kpilint.analysis.families import Families
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Goal, Kpi
from kpilint.catalogue.words import CONTEXT_FAMILIES, PRESSURE_FAMILIES
from kpilint.graph.links import Links, upward_links

_MEASURED, _MAY_SHOW_RESULT = 1, 2
_NO_RESULT = PRESSURE_FAMILIES | CONTEXT_FAMILIES


class Coverage:
    """Answers for one catalogue. Active KPIs count for every goal and KPI above them."""

    def __init__(self, catalogue: Catalogue, links: Links, families: Families) -> None:
        self._seen: dict[str, int] = {}
        for kpi in catalogue.kpis:
            if kpi.status == "active":
                self._spread(kpi, _what_it_shows(kpi, families), links)

    def is_measured(self, goal: Goal) -> bool:
        """Whether any active KPI is there for the goal, or for a goal below it."""
        return bool(self._seen.get(goal.id, 0) & _MEASURED)

    def may_show_result(self, goal: Goal) -> bool:
        """Whether one of them may show what became different: it is of a value family, or nobody
        can say what it is."""
        return bool(self._seen.get(goal.id, 0) & _MAY_SHOW_RESULT)

    def _spread(self, kpi: Kpi, shown: int, links: Links) -> None:
        """Tell everything above; what knows it already has told the rest."""
        waiting: list[Goal | Kpi] = [kpi]
        while waiting:
            for field, link in upward_links(waiting.pop()):
                known = self._seen.get(link.id, 0)
                if known | shown != known:
                    above = links.resolve(link, field)
                    if isinstance(above, Goal | Kpi):
                        self._seen[above.id] = known | shown
                        waiting.append(above)


def _what_it_shows(kpi: Kpi, families: Families) -> int:
    classified = families.of(kpi)
    if classified.is_believed and classified.family in _NO_RESULT:
        return _MEASURED
    return _MEASURED | _MAY_SHOW_RESULT
