"""Who counts: whether a number comes from the people whose work it judges."""

from __future__ import annotations

from kpilint.analysis.stakes import Stakes
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_placeholder

_NONE: frozenset[str] = frozenset()


class EvidenceBase:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue, stakes: Stakes) -> None:
        self._stakes = stakes
        self._teams_of = {person.id: frozenset(person.team) for person in catalogue.people}

    def is_self_marked(self, kpi: Kpi) -> bool:
        """Whether those who are judged by a number also count it, and nobody else checks.

        Those are the teams in its scope, the people in these teams, and, where a target or more
        hangs on it, its owner (NIST SP 800-55: who collects a measure should not be who owns it).
        A check counts when somebody makes it who does not count. False where it is not said who
        counts.
        """
        if not kpi.collector:
            return False
        judged = set(kpi.teams)
        if kpi.has_target or self._stakes.are_high(kpi):
            judged.update(kpi.owner)
        counting = set(kpi.collector)
        for collector in kpi.collector:
            counting |= self._teams_of.get(collector, _NONE)
        return not counting.isdisjoint(judged) and not any(
            name not in kpi.collector and not is_placeholder(name) for name in kpi.verified_by
        )
