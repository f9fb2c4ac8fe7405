"""Agreed exceptions: which are valid on a day, and which of them hid something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from kpilint.analysis.stakes import Stakes
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Goal, Kpi, Waiver

MIN_REASON_WORDS = 10
MAX_DAYS = 366
# A speed KPI that decides pay must not go without a brake for longer than a quarter.
MAX_DAYS_UNBALANCED_PAY = 92


class Waivers:
    """Judges the waivers of one catalogue. `known_rules` maps codes and names to codes."""

    def __init__(
        self,
        catalogue: Catalogue,
        stakes: Stakes,
        known_rules: Mapping[str, str],
        as_of: dt.date,
    ) -> None:
        self._catalogue = catalogue
        self._stakes = stakes
        self._known_rules = known_rules
        self._as_of = as_of
        self._used: set[int] = set()

    def valid(self) -> list[Waiver]:
        """The waivers that hide what they name."""
        return [waiver for waiver in self._catalogue.waivers if not self.faults(waiver)]

    def mark_used(self, waiver: Waiver) -> None:
        self._used.add(id(waiver))

    def is_used(self, waiver: Waiver) -> bool:
        return id(waiver) in self._used

    def faults(self, waiver: Waiver) -> list[tuple[str, str]]:
        """What keeps a waiver from holding: the field and what is wrong with it, in words."""
        found = []
        if waiver.rule is None:
            found.append(("rule", "it does not say which rule it excepts"))
        elif waiver.rule.lower() not in self._known_rules:
            found.append(("rule", "there is no such rule"))
        subject = self._catalogue.find(waiver.kpi or waiver.goal or "")
        if waiver.kpi is None and waiver.goal is None:
            found.append(("kpi", "it does not say which KPI or goal it excepts"))
        elif not isinstance(subject, Kpi if waiver.kpi else Goal):
            field = "kpi" if waiver.kpi else "goal"
            found.append((field, f"what it excepts is not a {field} of this catalogue"))
        if waiver.reason is None:
            found.append(("reason", "it gives no reason"))
        elif len(waiver.reason.split()) < MIN_REASON_WORDS:
            found.append(("reason", f"its reason has fewer than {MIN_REASON_WORDS} words"))
        owners = subject.owner if isinstance(subject, Kpi | Goal) else ()
        if not waiver.approved_by:
            found.append(("approved_by", "nobody approved it"))
        elif set(waiver.approved_by) <= set(owners):
            found.append(("approved_by", "it was approved by the owner alone"))
        found += self._faults_of_dates(waiver, subject)
        return found

    def _faults_of_dates(self, waiver: Waiver, subject: object) -> list[tuple[str, str]]:
        if waiver.until is None:
            return [("until", "it has no end date")]
        if waiver.until < self._as_of:
            return [("until", f"it ended on {waiver.until}")]
        start = max(waiver.since or self._as_of, self._as_of)
        longest, words = MAX_DAYS, "twelve months"
        pays = isinstance(subject, Kpi) and "pay" in self._stakes.uses(subject)
        if pays and self._code(waiver) == "BAL001":
            longest, words = MAX_DAYS_UNBALANCED_PAY, "three months, because pay depends on it"
        if (waiver.until - start).days > longest:
            return [("until", f"it ends more than {words} ahead")]
        if waiver.since is not None and waiver.since > self._as_of:
            return [("since", f"it only begins on {waiver.since}")]
        return []

    def _code(self, waiver: Waiver) -> str | None:
        return self._known_rules.get((waiver.rule or "").lower())
