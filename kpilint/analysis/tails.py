"""Which KPIs show what happens beyond a limit: the longest waits, the oldest cases."""

from __future__ import annotations

import re

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.graph.scope import Teams, values

_TAIL = re.compile(
    r"\bp9[0-9]\b|\b9[0-9](?:th|st|nd|rd)?[ -]percentile|\blongest\b|\boldest\b|\bmaximum\b"
    r"|\bworst\b|\boverdue\b|\boutstanding\b|\bbacklog\b|\bage?ing\b|\bage of\b|\bbreach"
    r"|\bexcess\b|\bbeyond\b|\b(?:later|longer|more) than\b|\bover (?:the )?(?:limit|target|[0-9])",
    re.IGNORECASE,
)
_HIGH_PERCENTILE = re.compile(r"9[0-9]")


class Tails:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue, teams: Teams) -> None:
        self._teams = teams
        self._ids: set[str] = set()
        self._seen: set[str] = set()
        for kpi in catalogue.kpis:
            if kpi.is_live and self.shows_tail(kpi):
                self._ids.add(kpi.id)
                self._seen.update(link.id for link in kpi.supports)
                self._seen.update(link.id for link in (*kpi.explains, *kpi.part_of))
                self._seen.update(values(kpi.scope, "team"))

    def shows_tail(self, kpi: Kpi) -> bool:
        """Whether a KPI itself speaks of the end of the scale, by its words or percentiles."""
        return any(_HIGH_PERCENTILE.search(text) for text in kpi.percentile) or bool(
            _TAIL.search(kpi.name) or (kpi.definition and _TAIL.search(kpi.definition))
        )

    def is_seen(self, kpi: Kpi) -> bool:
        """Whether it, or a KPI beside it, shows the tail: its counterweight, one that explains it
        or is a part of it, or one for the same goal or the same team."""
        if self.shows_tail(kpi) or kpi.id in self._seen:
            return True
        if any(link.id in self._ids for link in kpi.balanced_by):
            return True
        near = {link.id for link in kpi.supports}
        for team in values(kpi.scope, "team"):
            near.update(self._teams.with_ancestors(team))
        return not near.isdisjoint(self._seen)
