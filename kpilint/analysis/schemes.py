"""What pay, contracts and rankings count, wherever that is written."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.families import Families
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Scheme
from kpilint.graph.scope import Teams
from kpilint.record import record
from kpilint.text.slug import slug

COUNTED = ("pay", "contract", "ranking")

_Member = tuple[Kpi, float | None]


@record
class Counted:
    """What one scheme counts: the KPIs in force with their weights.

    `subject` is the scheme, or where it is written on KPIs only the first of these by id: moving
    an entry is no change. `kind` is pay,
    contract, ranking, or None where that is not said. `others` is the number of members of which
    nothing is known here: not yet in force, in another catalogue, or not found. `is_whole` says
    whether the catalogue means to list everything that is counted.
    """

    subject: Scheme | Kpi
    kind: str | None
    members: tuple[_Member, ...]
    others: int
    is_whole: bool


@record
class Split:
    """How the members of a scheme, or their weights, fall apart. `value` includes whatever could
    be about value; `sure` is False where a family is a guess."""

    pressure: float
    value: float
    total: float
    sure: bool


class Schemes:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue, families: Families, teams: Teams) -> None:
        self._catalogue = catalogue
        self._families = families
        self._teams = teams

    def all(self) -> Iterator[Counted]:
        """Every scheme: those that are described, those that KPIs only name, and then the uses
        without a name, gathered by kind and team."""
        named: dict[str, list[tuple[str, Kpi, float | None]]] = {}
        bare: dict[tuple[str, tuple[str, ...]], list[Kpi]] = {}
        for kpi in self._catalogue.kpis:
            for use in kpi.uses if kpi.is_live else ():
                if use.use not in COUNTED:
                    continue
                if use.scheme:
                    named.setdefault(slug(use.scheme), []).append((use.use, kpi, use.weight))
                else:
                    bare.setdefault((use.use, kpi.teams), []).append(kpi)
        for scheme in self._catalogue.schemes:
            written = [*named.pop(slug(scheme.id), ()), *named.pop(slug(scheme.name), ())]
            yield self._described(scheme, [(kpi, weight) for _, kpi, weight in written])
        for uses in named.values():
            kind, first, _ = min(uses, key=lambda use: use[1].id)
            yield Counted(first, kind, tuple((kpi, weight) for _, kpi, weight in uses), 0, False)
        for (kind, teams), kpis in bare.items():
            beside = [k for team in self._above(teams) for k in bare.get((kind, team), ())]
            members = tuple((kpi, None) for kpi in (*kpis, *beside))
            yield Counted(min(kpis, key=lambda kpi: kpi.id), kind, members, 0, False)

    def number(self, scheme: Counted) -> Split:
        """How many members press, and how many are about value."""
        return self._split([(kpi, 1.0) for kpi, _ in scheme.members], scheme.others)

    def weight(self, scheme: Counted) -> Split | None:
        """How the weights fall apart; None unless every member has one."""
        weighed = [(kpi, weight) for kpi, weight in scheme.members if weight is not None]
        if scheme.others or len(weighed) < len(scheme.members):
            return None
        return self._split(weighed, 0)

    def _split(self, members: list[tuple[Kpi, float]], others: int) -> Split:
        pressure, value, sure = 0.0, float(others), True
        for kpi, weight in members:
            classified = self._families.of(kpi)
            sure = sure and classified.is_sure
            if classified.is_pressure:
                pressure += weight
            elif classified.is_value or not classified.is_believed:
                value += weight
        return Split(pressure, value, sum(weight for _, weight in members) + others, sure)

    def _described(self, scheme: Scheme, on_kpis: list[_Member]) -> Counted:
        members = {kpi.id: (kpi, weight) for kpi, weight in on_kpis}
        others = 0
        for item in scheme.items:
            kpi = self._catalogue.by_id.get(item.kpi)
            if isinstance(kpi, Kpi) and kpi.is_live:
                members[kpi.id] = (kpi, item.weight)
            elif not isinstance(kpi, Kpi) or kpi.status != "retired":
                others += 1
        return Counted(scheme, scheme.kind, tuple(members.values()), others, is_whole=True)

    def _above(self, teams: tuple[str, ...]) -> list[tuple[str, ...]]:
        """The wider scopes whose measures count for these teams too."""
        if not teams:
            return []
        lines = (self._teams.with_ancestors(team)[1:] for team in teams)
        return [(), *((ancestor,) for line in lines for ancestor in line)]
