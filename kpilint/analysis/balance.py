"""Which KPIs can keep another one honest.

One question decides: can the counterweight get worse when the number that it guards is reached
the wrong way? The tests below, in this order, each take one way in which it cannot (after Grove,
"effect and counter-effect": pair indicators so that both sides of the work are seen at once).
"""

from __future__ import annotations

import re
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
from kpilint.graph.scope import Teams, values
from kpilint.record import record

# A search for candidates stops here, so that its cost does not grow with the catalogue.
_MOST_JUDGED = 100
_SMALL = 20
_CAN_BE_WRITTEN = frozenset({"no-owner", "no-direction", "no-target-or-floor"})
# What comes in, whatever people do.
_COMES_IN = re.compile(
    r"\b(?:received|incoming|inbound|arriving|arrivals|offered|initiated|intake|demand)\b"
    r"|\b(?:calls?|cases?|chats?|contacts?|conversations?|e-?mails?|enquiry|requests?|tickets?)"
    r" volumes?\b",
    re.IGNORECASE,
)


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
        self._verdicts: dict[int, list[Verdict]] = {}
        self._near: dict[tuple[str, str], list[Kpi]] | None = None
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
        presses nobody. So does one that names what comes in, as long as nothing is asked of it.
        """
        if kpi.status == "retired" or kpi.controllable is False:
            return False
        if kpi.controllable is None and self._is_demand(kpi):
            return False
        classified = self._families.of(kpi)
        return (
            classified.family in ("volume", "cost")
            and classified.is_believed
            and (kpi.effective_role == "goal" or "pay" in self._stakes.uses(kpi))
        )

    def _is_demand(self, kpi: Kpi) -> bool:
        is_asked_for = kpi.direction or kpi.family or kpi.has_target or self._stakes.uses(kpi)
        return not is_asked_for and _COMES_IN.search(kpi.name) is not None

    def is_unbalanced(self, kpi: Kpi) -> bool:
        """Whether a KPI needs a counterweight and has none that passes every test."""
        return (self.presses_for_speed(kpi) or self.presses_for_amount(kpi)) and not any(
            verdict.is_valid for verdict in self.verdicts(kpi)
        )

    def verdicts(self, kpi: Kpi) -> list[Verdict]:
        """One verdict for each counterweight that is linked directly, in order."""
        found = self._verdicts.get(id(kpi))
        if found is None:
            found = [self._verdict(kpi, link) for link in kpi.balanced_by]
            self._verdicts[id(kpi)] = found
        return found

    def valid(self, kpi: Kpi) -> list[Verdict]:
        """The counterweights that pass every test."""
        return [verdict for verdict in self.verdicts(kpi) if verdict.is_valid]

    def candidates(self, kpi: Kpi) -> list[Kpi]:
        """KPIs that pass every test and are not linked yet: of the same team, or for the same
        goal. At most three: a longer list is no advice. Only KPIs whose family is sure qualify."""
        linked = {link.id for link in kpi.balanced_by}
        fit: list[Kpi] = []
        for other in islice(self._neighbours(kpi), _MOST_JUDGED):
            if other.id not in linked and not self._failures(kpi, other):
                fit.append(other)
                linked.add(other.id)
                if len(fit) == 3:
                    break
        return fit

    def nearly(self, kpi: Kpi) -> Verdict | None:
        """What is measured already and lacks only what can be written down today: a KPI that is
        known to balance this one, else one near to it, else any of a small catalogue."""
        everything = self._catalogue.kpis
        known = (other for other in everything if self._families.is_known_to_balance(kpi, other))
        rest = everything if len(everything) <= _SMALL else ()
        for others in (known, self._neighbours(kpi), rest):
            verdicts = [
                Verdict(other, None, failed)
                for other in islice(others, _MOST_JUDGED)
                if (failed := self._failures(kpi, other)) and _CAN_BE_WRITTEN.issuperset(failed)
            ]
            if verdicts:
                return min(verdicts, key=self._effort)
        return None

    def _effort(self, verdict: Verdict) -> tuple[int, bool]:
        family = self._families.of(verdict.kpi).family if verdict.kpi else None
        return len(verdict.failed), family != "experience"

    def owner_of(self, kpi: Kpi) -> str | None:
        """The role that answers for a KPI; None when nobody does: not named, unknown or left."""
        return next((owner for owner in kpi.owner if self.is_accountable(owner)), None)

    def is_accountable(self, owner: str) -> bool:
        """Whether an owner exists, as far as the catalogue can tell.

        Where the catalogue lists people, an owner must be one of them and not have left, or be a
        team; where it lists none, any name is believed. "To be decided" is nobody.
        """
        if owner in self._people:
            return self._people[owner]
        if owner in self._team_ids or owner in self._catalogue.external:
            return True
        return not self._people and not is_placeholder(owner)

    def _verdict(self, kpi: Kpi, link: KpiLink) -> Verdict:
        other = self._catalogue.by_id.get(link.id)
        if isinstance(other, Kpi):
            failed = self._failures(kpi, other)
            guessed = "wrong-family" in failed and not self._families.of(other).is_sure
            return Verdict(other, link, failed, sure=not guessed)
        # What is kept in another catalogue is judged there.
        return Verdict(None, link, () if link.id in self._catalogue.external else (UNKNOWN,))

    def _failures(self, kpi: Kpi, other: Kpi) -> tuple[str, ...]:
        if other is kpi:
            return (SELF,)
        return tuple(name for name, fails in _TESTS.items() if fails(self, kpi, other))

    def _is_not_active(self, _: Kpi, other: Kpi) -> bool:
        return other.status != "active"

    def _cannot_get_worse(self, _: Kpi, other: Kpi) -> bool:
        return not self._families.of(other).is_value

    def _is_computed_from_it(self, kpi: Kpi, other: Kpi) -> bool:
        return kpi.id in self._inputs.of(other)

    def _has_the_same_inputs(self, kpi: Kpi, other: Kpi) -> bool:
        base = self._inputs.base(other)
        if not base or other.id in self._inputs.of(kpi):
            return False  # a speed KPI that is computed from its counterweight adds something to it
        return base <= self._inputs.base(kpi)

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

    def _neighbours(self, kpi: Kpi) -> Iterator[Kpi]:
        """KPIs of value families near a KPI: of its teams first, then of its goals."""
        if self._near is None:
            self._near = {}
            for other in self._catalogue.kpis:
                classified = self._families.of(other)
                if classified.is_sure and classified.is_value:
                    for near in _addresses(other):
                        self._near.setdefault(near, []).append(other)
        for team in values(kpi.scope, "team"):
            for ancestor in self._teams.with_ancestors(team):
                yield from self._near.get(("team", ancestor), ())
        for link in kpi.supports:
            yield from self._near.get(("goal", link.id), ())


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


def _addresses(kpi: Kpi) -> Iterator[tuple[str, str]]:
    yield from (("team", team) for team in values(kpi.scope, "team"))
    yield from (("goal", link.id) for link in kpi.supports)
