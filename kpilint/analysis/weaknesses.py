"""How a counterweight that passes every test can still be a weak one."""

from __future__ import annotations

from kpilint.analysis.balance import Balance, Verdict
from kpilint.analysis.evidence_base import EvidenceBase
from kpilint.analysis.families import Families
from kpilint.analysis.reviews import Reviews
from kpilint.analysis.stakes import Stakes
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.words import CONTEXT_FAMILIES
from kpilint.graph.links import Links
from kpilint.graph.scope import DIMENSIONS, Teams, part
from kpilint.lexicon.wording import stems
from kpilint.record import record

# The strongest first (a choice of this project): where it looks away from what speed costs most
# often; where pay or standing hangs on one brake; where those who are braked hold the brake; where
# it looks from too far away; where it is one in name only; and last what may be no more than an
# omission.
ORDER = (
    "experience-only",
    "single-brake-for-high-stakes",
    "lower-weight-in-pay",
    "self-marked",
    "diluted",
    "overloaded",
    "not-valid",
    "review-overdue",
    "scope-unknown",
)
_RANK = {reason: rank for rank, reason in enumerate(ORDER)}
_CLOSING = frozenset(
    stems("resolution resolved solved closure closed closing completed fixed repaired repair")
)


@record
class Weakness:
    """Why the counterweights of a KPI are weak, and the counterweight it is about; `verdict` is
    None where it is about all of them."""

    reason: str
    verdict: Verdict | None = None


class Weaknesses:
    """Answers for one catalogue."""

    def __init__(
        self,
        *,
        families: Families,
        stakes: Stakes,
        teams: Teams,
        links: Links,
        reviews: Reviews,
        balance: Balance,
        evidence_base: EvidenceBase,
    ) -> None:
        self._families = families
        self._stakes = stakes
        self._teams = teams
        self._links = links
        self._reviews = reviews
        self._balance = balance
        self._evidence_base = evidence_base
        self._sole_brake: dict[Kpi, list[Kpi]] = {}

    def strongest(self, kpi: Kpi, max_per_counterweight: int) -> Weakness | None:
        """The strongest weakness of a KPI with a valid counterweight; None where it has none.

        Of several counterweights the best one decides, except where they are weak as a set.
        """
        valid = self._balance.valid(kpi)
        found = self._of_the_set(kpi, valid)
        each = [self._of_one(kpi, verdict, max_per_counterweight) for verdict in valid]
        strongest_of_each = [weakness for weakness in each if weakness is not None]
        if len(strongest_of_each) == len(each):
            found.append(max(strongest_of_each, key=_rank))
        return min(found, key=_rank) if found else None

    def only_brake_on(self, counterweight: Kpi) -> list[Kpi]:
        """The speed KPIs in force that name this counterweight and no other."""
        found = self._sole_brake.get(counterweight)
        if found is None:
            found = self._sole_brake[counterweight] = [
                kpi
                for kpi in self._links.guarded_by(counterweight)
                if kpi.is_live
                and len(kpi.balanced_by) == 1
                and self._balance.presses_for_speed(kpi)
            ]
        return found

    def _of_the_set(self, kpi: Kpi, valid: list[Verdict]) -> list[Weakness]:
        found = [
            Weakness("not-valid", verdict)
            for verdict in self._balance.verdicts(kpi)
            if verdict.failed and not self._is_an_addition(verdict)
        ]
        brakes = [verdict.kpi for verdict in valid if verdict.kpi is not None]
        are_here = len(brakes) == len(valid)  # what is kept in another catalogue is judged there
        families = {self._families.of(brake).family for brake in brakes}
        is_felt = are_here and families == {"experience"}
        if is_felt and not _CLOSING.isdisjoint(stems(kpi.name)):
            found.append(Weakness("experience-only", valid[0]))
        if self._stakes.are_high(kpi):
            if are_here and (len(families) < 2 or families.isdisjoint({"outcome", "experience"})):
                found.append(Weakness("single-brake-for-high-stakes"))
            if self._weighs_more_than(kpi, brakes):
                found.append(Weakness("lower-weight-in-pay"))
        return found

    def _of_one(self, kpi: Kpi, verdict: Verdict, max_per_counterweight: int) -> Weakness | None:
        """The strongest weakness of one counterweight."""
        brake = verdict.kpi
        if brake is None:
            return None
        reason = None
        if self._evidence_base.is_self_marked(brake):
            reason = "self-marked"
        elif self._is_far_away(kpi, brake):
            reason = "diluted"
        elif self._brakes_more_than(max_per_counterweight, brake):
            reason = "overloaded"
        elif self._reviews.due(brake).state.late:
            reason = "review-overdue"
        elif unknown_scope(kpi, brake):
            reason = "scope-unknown"
        return Weakness(reason, verdict) if reason else None

    def _brakes_more_than(self, most: int, brake: Kpi) -> bool:
        """Whether a counterweight is the only one of more than so many: rarely does it guard so
        many at all."""
        return len(self._links.guarded_by(brake)) > most < len(self.only_brake_on(brake))

    def _weighs_more_than(self, kpi: Kpi, brakes: list[Kpi]) -> bool:
        """Whether a pay scheme pays more for a KPI than for all its counterweights in it."""
        for scheme, weight in self._stakes.pay_weights(kpi).items():
            against = [self._stakes.pay_weights(brake).get(scheme) for brake in brakes]
            told = [other for other in against if other is not None]
            if told and sum(told) < weight:
                return True
        return False

    def _is_an_addition(self, verdict: Verdict) -> bool:
        """Whether a counterweight only adds to the picture, as a number about rules or people
        does beside one that holds. It need not pass the tests of a counterweight."""
        return (
            verdict.kpi is not None
            and "not-active" not in verdict.failed
            and self._families.of(verdict.kpi).family in CONTEXT_FAMILIES
        )

    def _is_far_away(self, kpi: Kpi, brake: Kpi) -> bool:
        """Whether a drop in one team is lost in the number: company-wide, or two levels above. A
        number for the same team is near, whatever level it states."""
        if not kpi.teams:
            return False
        levels = self._teams.levels_between(brake, kpi)
        if levels == 0:
            return False
        return levels is None or levels >= 2 or brake.level == "organisation"


def unknown_scope(kpi: Kpi, brake: Kpi) -> list[str]:
    """The dimensions that a counterweight is limited to and the KPI says nothing of."""
    limits, said = part(brake.scope), part(kpi.scope)
    if limits == said:
        return []
    return [
        dimension
        for dimension, limited, named in zip(DIMENSIONS, limits, said, strict=True)
        if limited and not named
    ]


def _rank(weakness: Weakness) -> int:
    return _RANK[weakness.reason]
