"""How long a KPI may go unquestioned: the more hangs on it, the shorter.

The meeting rhythm of Kaplan and Norton (strategy every quarter) gives the quarter; the half-year
and the year are choices of this project.
"""

from __future__ import annotations

from kpilint.analysis.families import Families
from kpilint.analysis.stakes import Stakes
from kpilint.catalogue.model import Kpi
from kpilint.record import record

HIGH_STAKES_MONTHS = 3
USUAL_MONTHS = 6
LONGEST_MONTHS = 12

_HANGS_ON_IT = {
    "pay": "pay depends on it",
    "discipline": "people are disciplined by it",
    "ranking": "people are ranked by it",
    "public": "it is published",
}
_WORDS = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly"}


@record
class Ceiling:
    """The longest rhythm of review, in months, and what asks for it: a reason and its words."""

    months: int
    reason: str
    because: str

    @property
    def cadence(self) -> str:
        """As it can be written in a catalogue."""
        return _WORDS.get(self.months, f"P{self.months}M")


def ceiling(
    kpi: Kpi,
    families: Families,
    stakes: Stakes,
    *,
    high_stakes_months: int = HIGH_STAKES_MONTHS,
    usual_months: int = USUAL_MONTHS,
    longest_months: int = LONGEST_MONTHS,
) -> Ceiling:
    """The ceiling of a KPI. What the law asks for may wait as long as a diagnostic."""
    role = kpi.effective_role
    if not kpi.mandated_by:
        uses = stakes.uses(kpi)
        because = next((words for use, words in _HANGS_ON_IT.items() if use in uses), None)
        if because is not None:
            return Ceiling(high_stakes_months, "high-stakes", because)
        if role == "goal" and families.is_speed(kpi):
            return Ceiling(high_stakes_months, "speed", "it holds people to a speed")
        if role != "diagnostic":
            return Ceiling(usual_months, "steers", "people are steered by it")
    return Ceiling(longest_months, "any", "any number can go stale within a year")
