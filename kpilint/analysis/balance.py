"""Which KPIs can keep another one honest.

One question decides: can the counterweight get worse when the number that it guards is reached
the wrong way? The tests below, in this order, each take one way in which it cannot (after Grove,
"effect and counter-effect": pair indicators so that both sides of the work are seen at once).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kpilint.analysis.families import Families
from kpilint.analysis.reviews import Reviews
from kpilint.cadence.rhythm import Rhythm, slower
from kpilint.cadence.words import parse_rhythm
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import PRESSURE_FAMILIES, VALUE_FAMILIES, Kpi, KpiLink
from kpilint.catalogue.phrases import is_placeholder
from kpilint.graph.inputs import Inputs
from kpilint.graph.scope import Teams, values
from kpilint.record import record

TESTS = (
    "unknown-reference",
    "self",
    "not-active",
    "wrong-family",
    "derived-from-speed",
    "same-inputs",
    "no-owner",
    "no-direction",
    "no-target-or-floor",
    "different-scope",
    "reviewed-less-often",
    "no-fresh-value-at-review",
)

# A search for candidates stops here, so that its cost does not grow with the catalogue.
_MOST_JUDGED = 100


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
    """Judges counterweights of one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        families: Families,
        teams: Teams,
        inputs: Inputs,
        reviews: Reviews,
    ) -> None:
        self._catalogue = catalogue
        self._families = families
        self._teams = teams
        self._inputs = inputs
        self._reviews = reviews
        self._near: dict[tuple[str, str], list[Kpi]] | None = None
        self._people = {person.id: person.active is not False for person in catalogue.people}
        self._team_ids = {team.id for team in catalogue.teams}

    def verdicts(self, kpi: Kpi, families: frozenset[str] = VALUE_FAMILIES) -> list[Verdict]:
        """One verdict for each counterweight that is linked directly, in order."""
        found = []
        for link in kpi.balanced_by:
            other = self._catalogue.by_id.get(link.id)
            if isinstance(other, Kpi):
                found.append(self._judge(kpi, other, link, families))
            elif link.id not in self._catalogue.external:
                found.append(Verdict(None, link, ("unknown-reference",)))
            else:
                # Kept in another catalogue, where it is judged.
                found.append(Verdict(None, link, ()))
        return found

    def candidates(self, kpi: Kpi, families: frozenset[str] = VALUE_FAMILIES) -> list[Kpi]:
        """KPIs that pass every test and are not linked yet: of the same team, or for the same
        goal. At most three: a longer list is no advice. Only KPIs whose family is sure qualify."""
        linked = {link.id for link in kpi.balanced_by}
        fit: list[Kpi] = []
        for other in islice(self._neighbours(kpi), _MOST_JUDGED):
            if (
                other.id not in linked
                and self._families.of(other).family in families
                and self._judge(kpi, other, None, families).is_valid
            ):
                fit.append(other)
                linked.add(other.id)
                if len(fit) == 3:
                    break
        return fit

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

    def _judge(
        self, kpi: Kpi, other: Kpi, link: KpiLink | None, families: frozenset[str]
    ) -> Verdict:
        failed = tuple(self._failures(kpi, other, families))
        guessed = "wrong-family" in failed and not self._families.of(other).is_sure
        return Verdict(other, link, failed, sure=not guessed or failed != ("wrong-family",))

    def _failures(self, kpi: Kpi, other: Kpi, families: frozenset[str]) -> Iterator[str]:
        if other is kpi:
            yield "self"
            return
        if other.status != "active":
            yield "not-active"
        classified = self._families.of(other)
        if classified.family not in families or not classified.is_believed:
            yield "wrong-family"
        inputs = self._inputs.of(other)
        if kpi.id in inputs:
            yield "derived-from-speed"
        base = self._inputs.base(other)
        if base and base <= self._inputs.base(kpi):
            yield "same-inputs"
        if self.owner_of(other) is None:
            yield "no-owner"
        if other.direction is None:
            yield "no-direction"
        if not other.has_target and other.lowest_acceptable is None:
            yield "no-target-or-floor"
        if not self._teams.covers(other, kpi):
            yield "different-scope"
        rhythm = self._reviews.rhythm(kpi)
        if slower(self._reviews.rhythm(other), rhythm):
            yield "reviewed-less-often"
        if other.frequency is not None:
            measured = parse_rhythm(other.frequency)
            if isinstance(measured, Rhythm) and slower(measured, rhythm):
                yield "no-fresh-value-at-review"

    def _neighbours(self, kpi: Kpi) -> Iterator[Kpi]:
        """KPIs of value families near a KPI: of its teams first, then of its goals."""
        if self._near is None:
            self._near = {}
            for other in self._catalogue.kpis:
                classified = self._families.of(other)
                if classified.is_sure and classified.family not in PRESSURE_FAMILIES:
                    for near in _addresses(other):
                        self._near.setdefault(near, []).append(other)
        for team in values(kpi.scope, "team"):
            for ancestor in self._teams.with_ancestors(team):
                yield from self._near.get(("team", ancestor), ())
        for link in kpi.supports:
            yield from self._near.get(("goal", link.id), ())


def _addresses(kpi: Kpi) -> Iterator[tuple[str, str]]:
    yield from (("team", team) for team in values(kpi.scope, "team"))
    yield from (("goal", link.id) for link in kpi.supports)
