"""Agreed exceptions: which are valid on a day, and which of them hid something.

Their ends are choices of this project: an exception that outlives a year is a rule that nobody
wrote down, and a speed KPI that decides pay must not go without a brake for longer than a quarter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping

from kpilint.analysis.stakes import Stakes
from kpilint.cadence.rhythm import Rhythm
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Goal, Kpi, Waiver
from kpilint.record import record
from kpilint.text.nearest import nearest
from kpilint.text.phrase import day_in_words

MIN_REASON_WORDS = 10
LONGEST = Rhythm(months=12)
LONGEST_UNBALANCED_PAY = Rhythm(months=3)

# What a waiver excepts: code of the rule, kind and id of the subject.
Excepted = tuple[str, str, str]


@record
class Fault:
    """What keeps a waiver from holding: a named reason, the field, and what is so in words."""

    reason: str
    field: str
    words: str


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
        self._checked: Collection[str] = ()

    def in_force(self) -> list[Waiver]:
        """The waivers that hide what they name: valid, and begun."""
        return [waiver for waiver in self._catalogue.waivers if self.is_in_force(waiver)]

    def is_in_force(self, waiver: Waiver) -> bool:
        has_begun = waiver.since is None or waiver.since <= self._as_of
        return has_begun and not any(True for _ in self.faults(waiver))

    def excepted(self, waiver: Waiver) -> Excepted | None:
        """What a waiver excepts, as far as it says so; None where it names no rule or nothing."""
        code = self._known_rules.get((waiver.rule or "").lower())
        kind, id_ = ("kpi", waiver.kpi) if waiver.kpi else ("goal", waiver.goal)
        return (code, kind, id_) if code and id_ else None

    def mark_used(self, waiver: Waiver) -> None:
        self._used.add(id(waiver))

    def mark_checked(self, codes: Collection[str]) -> None:
        """Say which rules have run: only their waivers can be called useless."""
        self._checked = codes

    @property
    def checked(self) -> Collection[str]:
        """The codes of the rules that have run."""
        return self._checked

    def hides_nothing(self, waiver: Waiver) -> bool:
        """Whether a waiver is in force, its rule has run, and it had nothing to hide."""
        excepted = self.excepted(waiver)
        was_checked = excepted is not None and excepted[0] in self._checked
        return was_checked and id(waiver) not in self._used and self.is_in_force(waiver)

    def faults(self, waiver: Waiver) -> Iterator[Fault]:
        """What keeps a waiver from holding on this day, in the order of its fields."""
        if waiver.rule is None:
            yield Fault("no-rule", "rule", "it does not say which rule it excepts")
        elif waiver.rule.lower() not in self._known_rules:
            near = nearest(waiver.rule.lower(), self._known_rules)
            meant = f' (did you mean "{near[0]}"?)' if len(near) == 1 else ""
            yield Fault("unknown-rule", "rule", f'there is no rule "{waiver.rule}"{meant}')
        subject = self._catalogue.find(waiver.kpi or waiver.goal or "")
        yield from self._faults_of_subject(waiver, subject)
        if waiver.reason is None:
            yield Fault("no-reason", "reason", "it gives no reason")
        elif len(waiver.reason.split()) < MIN_REASON_WORDS:
            few = f"its reason has fewer than {MIN_REASON_WORDS} words"
            yield Fault("short-reason", "reason", few)
        owners = subject.owner if isinstance(subject, Kpi | Goal) else ()
        if not waiver.approved_by:
            yield Fault("not-approved", "approved_by", "nobody has approved it")
        elif set(waiver.approved_by) <= set(owners):
            alone = "it was approved by the owner alone"
            yield Fault("approved-by-owner", "approved_by", alone)
        yield from self._faults_of_dates(waiver, subject)

    def _faults_of_subject(self, waiver: Waiver, subject: object) -> Iterator[Fault]:
        if waiver.kpi is None and waiver.goal is None:
            yield Fault("no-subject", "kpi", "it does not say which KPI or goal it excepts")
        elif waiver.kpi is not None and waiver.goal is not None:
            both = "it names a KPI and a goal, and can except only one of them"
            yield Fault("two-subjects", "goal", both)
        elif waiver.kpi is not None and not isinstance(subject, Kpi):
            yield Fault("unknown-subject", "kpi", f'there is no KPI "{waiver.kpi}"')
        elif waiver.goal is not None and not isinstance(subject, Goal):
            yield Fault("unknown-subject", "goal", f'there is no goal "{waiver.goal}"')

    def _faults_of_dates(self, waiver: Waiver, subject: object) -> Iterator[Fault]:
        if waiver.until is None:
            yield Fault("no-end", "until", "it has no end")
            return
        if waiver.until < self._as_of:
            yield Fault("ended", "until", f"it ended on {day_in_words(waiver.until)}")
            return
        longest, words = LONGEST, "twelve months"
        excepted = self.excepted(waiver)
        pays = isinstance(subject, Kpi) and "pay" in self._stakes.uses(subject)
        if pays and excepted is not None and excepted[0] == "BAL001":
            longest, words = LONGEST_UNBALANCED_PAY, "three months, and pay depends on it"
        start = max(waiver.since or self._as_of, self._as_of)
        if waiver.until > longest.after(start):
            yield Fault("too-long", "until", f"it ends in more than {words}")
