"""Which KPIs can keep another one honest.

One question decides: can the counterweight get worse when the number that it guards is reached
the wrong way? The tests below, in this order, each take one way in which it cannot (after Grove,
"effect and counter-effect": pair indicators so that both sides of the work are seen at once).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import islice

from kpilint.analysis.families import Families
from kpilint.analysis.reviews import Reviews
from kpilint.analysis.stakes import Stakes
from kpilint.cadence.rhythm import Rhythm, slower
from kpilint.cadence.words import parse_rhythm
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import KpiLink
from kpilint.catalogue.phrases import is_placeholder
from kpilint.graph.inputs import Inputs
from kpilint.graph.scope import Teams
from kpilint.record import record
from kpilint.text.pattern import pattern

# A search for candidates stops here, so that its cost does not grow with the catalogue.
_MOST_JUDGED = 40

# What comes in, whatever people do.
_COMES_IN = pattern(
    r"\b(?:received|incoming|inbound|arriving|arrivals|offered|initiated|intake|demand)\b"
    r"|\b(?:calls?|cases?|chats?|contacts?|conversations?|e-?mails?|enquiry|requests?|tickets?)"
    r" volumes?\b",
    re.IGNORECASE,
)

# KPIs by goal or team, and by owner: `("goal", "easy-help", "head-of-support")`; "" for any owner.
_Near = dict[tuple[str, str, str], list[Kpi]]


@record
class Verdict:
    """A counterweight and the tests that it fails, in order.

    `link` is None for a KPI that nobody has linked yet. `sure` says whether the failures rest on
    what the catalogue states, or on a guess about what the counterweight measures.
    """

    kpi: Kpi | None
    link: KpiLink | None
    failed: tuple[str, ...]
    sure: bool = True

    @property
    def is_valid(self) -> bool:
        return not self.failed


class Balance:
    """Says which KPIs need a counterweight, and judges the counterweights of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        families: Families,
        stakes: Stakes,
        teams: Teams,
        inputs: Inputs,
        reviews: Reviews,
    ) -> None:
        self._catalogue = catalogue
        self._families = families
        self._stakes = stakes
        self._teams = teams
        self._inputs = inputs
        self._reviews = reviews
        self._verdicts: dict[Kpi, list[Verdict]] = {}
        self._valid: dict[Kpi, list[Verdict]] = {}
        self._neighbours: dict[object, list[Kpi]] = {}
        self._measured: _Near | None = None
        self._planned: _Near | None = None
        self._accountable: dict[str, bool] = {}
        self._people = {person.id: person.active is not False for person in catalogue.people}
        self._team_ids = {team.id for team in catalogue.teams}

    def presses_for_speed(self, kpi: Kpi) -> bool:
        """Whether people are held to being fast: such a KPI needs a counterweight."""
        return (
            kpi.status != "retired"
            and self._families.is_speed(kpi)
            and self._stakes.is_pressured(kpi)
        )

    def presses_for_amount(self, kpi: Kpi) -> bool:
        """Whether people are held to doing much or spending little: a goal, or paid for.

        An amount that is not theirs to change (`controllable: no`), such as calls received,
        presses nobody. So does one whose name says that it comes in, while nothing is asked of it.
        """
        if kpi.status == "retired" or self.is_demand(kpi):
            return False
        classified = self._families.of(kpi)
        return (
            classified.family in ("volume", "cost")
            and classified.is_believed
            and (kpi.effective_role == "goal" or "pay" in self._stakes.uses(kpi))
        )

    def is_demand(self, kpi: Kpi) -> bool:
        """Whether a number counts what comes in: it says so, or it is called so and nothing is
        asked of it."""
        if kpi.controllable is False:
            return True
        if kpi.direction or kpi.family or kpi.controllable or kpi.has_target:
            return False
        return not self._stakes.uses(kpi) and _COMES_IN.search(kpi.name) is not None

    def judge(self, kpi: Kpi, other: Kpi) -> Verdict:
        """What one KPI would be worth as the counterweight of another one, linked or not."""
        return Verdict(other, None, self._failures(kpi, other))

    def is_unbalanced(self, kpi: Kpi) -> bool:
        """Whether a KPI needs a counterweight and has none that passes every test."""
        presses = self.presses_for_speed(kpi) or self.presses_for_amount(kpi)
        return presses and not self.valid(kpi)

    def verdicts(self, kpi: Kpi) -> list[Verdict]:
        """One verdict for each counterweight that is linked directly, in order."""
        found = self._verdicts.get(kpi)
        if found is None:
            found = [self._verdict(kpi, link) for link in kpi.balanced_by]
            self._verdicts[kpi] = found
        return found

    def valid(self, kpi: Kpi) -> list[Verdict]:
        """The counterweights that pass every test."""
        found = self._valid.get(kpi)
        if found is None:
            found = [verdict for verdict in self.verdicts(kpi) if not verdict.failed]
            self._valid[kpi] = found
        return found

    def candidates(self, kpi: Kpi) -> list[Kpi]:
        """At most three KPIs that pass every test and are not linked yet; a longer list is no
        advice.

        What replaced a retired counterweight comes first. Then KPIs of the same goal or team whose
        family is sure: what the trade knows to balance this one, then what serves the same goal,
        then what has the same owner, then what has the same scope.
        """
        linked = {link.id for link in kpi.balanced_by}
        fit: list[Kpi] = []
        for other in self._offered(kpi):
            if other.id not in linked and not self._fails_beside(kpi, other):
                fit.append(other)
                linked.add(other.id)
                if len(fit) == 3:
                    break
        return fit

    def planned(self, kpi: Kpi) -> Kpi | None:
        """A draft of the same goal or team, not linked yet, that could be a counterweight once it
        is in force; None where there is none."""
        if self._planned is None:
            self._planned = self._index("draft", lambda _: True)
        if not self._planned:
            return None
        linked = {link.id for link in kpi.balanced_by}
        for other in self._nearest(kpi, self._planned):
            if other.id not in linked and not self._fails_beside(kpi, other):
                return other
        return None

    def replacement(self, verdict: Verdict) -> Kpi | None:
        """The KPI that has taken the place of a retired counterweight, where one is named."""
        seen: set[str] = set()
        other = verdict.kpi
        while other is not None and other.status == "retired" and other.id not in seen:
            seen.add(other.id)
            named = (self._catalogue.by_id.get(id_) for id_ in other.replaced_by)
            other = next((found for found in named if isinstance(found, Kpi)), None)
        return other if seen and other is not None and other.status == "active" else None

    def owner_of(self, kpi: Kpi) -> str | None:
        """The role that answers for a KPI; None when nobody does: not named, unknown or left."""
        for owner in kpi.owner:
            if self.is_accountable(owner):
                return owner
        return None

    def is_accountable(self, owner: str) -> bool:
        """Whether an owner exists, as far as the catalogue can tell.

        Where the catalogue lists people, an owner must be one of them and not have left, or be a
        team; where it lists none, any name is believed. "To be decided" is nobody.
        """
        known = self._accountable.get(owner)
        if known is None:
            known = self._accountable[owner] = self._exists(owner)
        return known

    def _exists(self, owner: str) -> bool:
        if owner in self._people:
            return self._people[owner]
        if owner in self._team_ids or owner in self._catalogue.external:
            return True
        return not self._people and not is_placeholder(owner)

    def _verdict(self, kpi: Kpi, link: KpiLink) -> Verdict:
        other = self._catalogue.by_id.get(link.id)
        if isinstance(other, Kpi):
            failed = self._failures(kpi, other)
            sure = "wrong-family" not in failed or self._families.of(other).is_sure
            return Verdict(other, link, failed, sure)
        # What is kept in another catalogue is judged there.
        return Verdict(None, link, () if link.id in self._catalogue.external else (UNKNOWN,))

    def _failures(self, kpi: Kpi, other: Kpi) -> tuple[str, ...]:
        if other is kpi:
            return (SELF,)
        if not self._fails_alone(other) and not self._fails_beside(kpi, other):
            return ()  # nearly always, and these two ask the cheapest first
        return tuple([name for name, fails in _TESTS.items() if fails(self, kpi, other)])

    def _is_not_active(self, _: Kpi, other: Kpi) -> bool:
        return other.status != "active"

    def _cannot_get_worse(self, _: Kpi, other: Kpi) -> bool:
        return not self._families.of(other).is_value

    def _is_computed_from_it(self, kpi: Kpi, other: Kpi) -> bool:
        return kpi.id in self._inputs.of(other)

    def _has_the_same_inputs(self, kpi: Kpi, other: Kpi) -> bool:
        if not other.derived_from or other.id in self._inputs.of(kpi):
            return False  # a speed KPI that is computed from its counterweight adds something to it
        base = self._inputs.base(other)
        return bool(base) and base <= self._inputs.base(kpi)

    def _has_no_owner(self, _: Kpi, other: Kpi) -> bool:
        return self.owner_of(other) is None

    def _has_no_direction(self, _: Kpi, other: Kpi) -> bool:
        return other.direction is None

    def _never_bites(self, _: Kpi, other: Kpi) -> bool:
        return not other.has_target and other.lowest_acceptable is None

    def _sees_other_work(self, kpi: Kpi, other: Kpi) -> bool:
        return not self._teams.covers(other, kpi)

    def _is_reviewed_less_often(self, kpi: Kpi, other: Kpi) -> bool:
        return slower(self._reviews.rhythm(other), self._reviews.rhythm(kpi))

    def _is_measured_too_rarely(self, kpi: Kpi, other: Kpi) -> bool:
        if other.frequency is None:
            return False
        measured = parse_rhythm(other.frequency)
        return isinstance(measured, Rhythm) and slower(measured, self._reviews.rhythm(kpi))

    def _offered(self, kpi: Kpi) -> Iterator[Kpi]:
        for verdict in self.verdicts(kpi):
            replacement = self.replacement(verdict)
            if replacement is not None and not self._fails_alone(replacement):
                yield replacement
        if self._measured is None:
            self._measured = self._index("active", lambda other: not self._fails_alone(other))
        yield from self._nearest(kpi, self._measured, self._families.known_to_balance(kpi))

    def _index(self, status: str, fits: Callable[[Kpi], bool]) -> _Near:
        """KPIs that surely are of a value family, by goal and by team, each also with owner."""
        near: _Near = defaultdict(list)
        for kpi in self._catalogue.kpis:
            if kpi.status != status:
                continue
            classified = self._families.of(kpi)
            if classified.is_sure and classified.is_value and fits(kpi):
                for owner in (*kpi.owner[:1], ""):
                    for team in kpi.teams:
                        near["team", team, owner].append(kpi)
                    for link in kpi.supports:
                        near["goal", link.goal, owner].append(kpi)
        return near

    def _nearest(self, kpi: Kpi, index: _Near, known: frozenset[str] = frozenset()) -> list[Kpi]:
        """Those that the trade knows to fit, then those of the same goal, then those of its teams
        and what they belong to; of each, those with the same owner first. KPIs with the same
        goals, teams and owner share one answer."""
        goals = tuple(link.id for link in kpi.supports)
        teams, owner = kpi.teams, kpi.owner[:1]
        key = (id(index), known, goals, teams, owner)
        found = self._neighbours.get(key)
        if found is None:
            found = list(islice(self._around(goals, teams, owner, index), _MOST_JUDGED))
            if known:
                found.sort(key=lambda other: self._families.known_as(other) not in known)
            self._neighbours[key] = found
        return found

    def _around(
        self, goals: tuple[str, ...], teams: tuple[str, ...], owner: tuple[str, ...], index: _Near
    ) -> dict[Kpi, None]:
        """Neighbours without repetition, the nearest first."""
        lines = [above for team in teams for above in self._teams.with_ancestors(team)]
        found: dict[Kpi, None] = {}
        for kind, ids in (("goal", goals), ("team", lines)):
            for whose in (*owner, ""):
                near = [index.get((kind, id_, whose), ())[:_MOST_JUDGED] for id_ in ids]
                new = [other for some in near for other in some if other not in found]
                found |= dict.fromkeys([other for other in new if other.teams == teams])
                found |= dict.fromkeys(new)
        return found

    def _fails_alone(self, other: Kpi) -> bool:
        """Whether a KPI fails a test that any KPI would put to it."""
        return (
            other.status != "active"
            or other.direction is None
            or not self._families.of(other).is_value
            or self._never_bites(other, other)
            or self.owner_of(other) is None
        )

    def _fails_beside(self, kpi: Kpi, other: Kpi) -> bool:
        """Whether it fails one of the other tests; the cheapest come first."""
        return (
            other is kpi
            or self._is_reviewed_less_often(kpi, other)
            or self._is_computed_from_it(kpi, other)
            or self._is_measured_too_rarely(kpi, other)
            or self._sees_other_work(kpi, other)
            or self._has_the_same_inputs(kpi, other)
        )


# In the order in which a failure is named.
UNKNOWN, SELF = "unknown-reference", "self"
_TESTS: dict[str, Callable[[Balance, Kpi, Kpi], bool]] = {
    "not-active": Balance._is_not_active,
    "wrong-family": Balance._cannot_get_worse,
    "derived-from-speed": Balance._is_computed_from_it,
    "same-inputs": Balance._has_the_same_inputs,
    "no-owner": Balance._has_no_owner,
    "no-direction": Balance._has_no_direction,
    "no-target-or-floor": Balance._never_bites,
    "different-scope": Balance._sees_other_work,
    "reviewed-less-often": Balance._is_reviewed_less_often,
    "no-fresh-value-at-review": Balance._is_measured_too_rarely,
}
ORDER = {name: place for place, name in enumerate((UNKNOWN, SELF, *_TESTS))}
