"""Which KPIs a change in the work may have made into another number."""

from __future__ import annotations

import re

from kpilint.analysis.families import Families
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Trigger
from kpilint.catalogue.parts import Scope
from kpilint.graph.scope import DIMENSIONS, Teams, values
from kpilint.text.pattern import pattern

# English and its neighbours write it alike: Reorganisation, réorganisation, riorganizzazione.
_MOVES_PEOPLE = pattern(r"\br\w{1,2}organi[sz]|restru[ck]t|merger", re.IGNORECASE)
_BELOW_TEAMS = tuple(dimension for dimension in DIMENSIONS if dimension != "team")


class Triggers:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue, families: Families, teams: Teams) -> None:
        self._catalogue = catalogue
        self._families = families
        self._teams = teams
        self._limits: dict[int, dict[str, set[str]]] = {}

    def touches(self, change: Trigger, kpi: Kpi) -> bool:
        """Whether a change alters the work that a KPI measures.

        It touches what its scope names, above and below. A number about the people who do the work
        is touched only when they are moved. What covers more than the changed team is touched
        where people are held to it, and where it is not limited to a channel, service or segment
        in which that team has no number.
        """
        if not self._teams.touches(change.scope, kpi):
            return False
        if self._families.of(kpi).family == "people" and not _moves_people(change):
            return False
        if self._is_inside(kpi, change.scope):
            return True
        return kpi.effective_role != "diagnostic" and all(
            not values(kpi.scope, dimension) or not limits.isdisjoint(values(kpi.scope, dimension))
            for dimension, limits in self._limits_of(change).items()
        )

    def _is_inside(self, kpi: Kpi, scope: Scope | None) -> bool:
        """Whether a KPI names a team of the scope or one below; a scope without teams holds all."""
        changed = set(values(scope, "team"))
        return not changed or any(
            not changed.isdisjoint(self._teams.with_ancestors(team)) for team in kpi.teams
        )

    def _limits_of(self, change: Trigger) -> dict[str, set[str]]:
        """The channels, services and segments of the changed team, as all its KPIs say them."""
        found = self._limits.get(id(change))
        if found is None:
            own = [
                kpi
                for kpi in self._catalogue.kpis
                if kpi.is_live and self._is_inside(kpi, change.scope)
            ]
            found = self._limits[id(change)] = {
                dimension: {value for kpi in own for value in values(kpi.scope, dimension)}
                for dimension in _BELOW_TEAMS
                if own and all(values(kpi.scope, dimension) for kpi in own)
            }
        return found


def _moves_people(change: Trigger) -> bool:
    return bool(_MOVES_PEOPLE.search(f"{change.what or ''} {change.name}"))
