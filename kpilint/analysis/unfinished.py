"""What is measured already and would do as a counterweight, if its entry said a little more."""

from __future__ import annotations

from collections.abc import Sequence

from kpilint.analysis.balance import Balance, Verdict
from kpilint.analysis.families import Families
from kpilint.catalogue.model import Kpi

# Gaps that a line in the catalogue closes; the others need another measurement.
_CAN_BE_WRITTEN = frozenset({"no-owner", "no-direction", "no-target-or-floor"})
# In a catalogue of this size everybody knows every number, whatever goal it serves.
_SMALL = 20
_MOST_JUDGED = 40


class Unfinished:
    """Answers for one catalogue. What is looked for is indexed once."""

    def __init__(self, kpis: Sequence[Kpi], families: Families, balance: Balance) -> None:
        self._kpis = kpis
        self._families = families
        self._balance = balance
        self._found: dict[tuple[str, str], list[Kpi]] | None = None

    def beside(self, kpi: Kpi) -> Verdict | None:
        """The KPI to complete: one that the trade knows to balance this one, else one for the same
        goal, else any of a small catalogue. None where there is none."""
        if self._found is None:
            self._found = self._index()
        known = [("known", id_) for id_ in sorted(self._families.known_to_balance(kpi))]
        goals = [("goal", link.id) for link in kpi.supports]
        for keys in (known, goals, [("any", "")]):
            others = [other for key in keys for other in self._found.get(key, ())[:_MOST_JUDGED]]
            verdicts = [self._balance.judge(kpi, other) for other in others if other is not kpi]
            fit = [v for v in verdicts if v.failed and _CAN_BE_WRITTEN.issuperset(v.failed)]
            if fit:
                return min(fit, key=self._effort)
        return None

    def _index(self) -> dict[tuple[str, str], list[Kpi]]:
        found: dict[tuple[str, str], list[Kpi]] = {}
        for kpi in self._kpis:
            if kpi.status != "active" or not self._families.of(kpi).is_value:
                continue
            keys = [("goal", link.id) for link in kpi.supports]
            known = self._families.known_as(kpi)
            if known is not None:
                keys.append(("known", known))
            if len(self._kpis) <= _SMALL:
                keys.append(("any", ""))
            for key in keys:
                found.setdefault(key, []).append(kpi)
        return found

    def _effort(self, verdict: Verdict) -> tuple[int, bool]:
        """Few gaps first; of equals, what the people served say, as it is hardest to arrange."""
        family = self._families.of(verdict.kpi).family if verdict.kpi else None
        return len(verdict.failed), family != "experience"
