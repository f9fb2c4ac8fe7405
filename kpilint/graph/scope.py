"""Teams that nest, and which scope covers which."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Team
from kpilint.catalogue.parts import Scope

DIMENSIONS = ("team", "service", "channel", "segment")

Part = tuple[tuple[str, ...], ...]
"""A part of the work: what a scope says of each dimension, in their order."""

_EVERYTHING: Part = ((),) * len(DIMENSIONS)
_said: Callable[[Scope], Part] = attrgetter(*DIMENSIONS)


class Teams:
    """The tree of teams. Only teams nest; services, channels and segments do not."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._parents = {team.id: team.parent for team in catalogue.teams}
        self._by_id = {team.id: team for team in catalogue.teams}
        self._ancestors: dict[str, tuple[str, ...]] = {}
        self._facing: dict[str, bool] = {}

    def find(self, id_: str) -> Team | None:
        return self._by_id.get(id_)

    def with_ancestors(self, team: str) -> tuple[str, ...]:
        """A team and all that it belongs to, nearest first. A circle of teams ends the walk."""
        if team not in self._ancestors:
            line: dict[str, None] = {}
            layer: Iterable[str] = (team,)
            while layer:
                layer = [t for t in layer if t not in line]
                line.update(dict.fromkeys(layer))
                layer = [parent for t in layer for parent in self._parents.get(t, ())]
            self._ancestors[team] = tuple(line)
        return self._ancestors[team]

    def levels_between(self, wide: Kpi, narrow: Kpi) -> int | None:
        """How many levels of teams lie between the work of `narrow` and what `wide` covers: 0 for
        the same team, None where `wide` names no team or none that `narrow` belongs to. Of several
        teams the one farthest away counts."""
        teams, tops = narrow.teams, wide.teams
        if teams and teams == tops:
            return 0
        found = [self._levels_up(team, set(tops)) for team in teams]
        known = [levels for levels in found if levels is not None]
        return max(known, default=None) if len(known) == len(found) else None

    def is_customer_facing(self, scope: Scope | None) -> bool:
        """Whether customers meet the work of a scope: as it says, else as its teams or what they
        belong to say. False where nobody says so."""
        if scope is not None and scope.customer_facing is not None:
            return scope.customer_facing
        return any(map(self._meets_customers, values(scope, "team")))

    def _meets_customers(self, team_id: str) -> bool:
        found = self._facing.get(team_id)
        if found is None:
            line = (self._by_id.get(ancestor) for ancestor in self.with_ancestors(team_id))
            said = (team.customer_facing for team in line if team is not None)
            found = next((answer for answer in said if answer is not None), False)
            self._facing[team_id] = found
        return found

    def _levels_up(self, team: str, tops: set[str]) -> int | None:
        layer, seen, levels = {team}, {team}, 0
        while layer:
            if layer & tops:
                return levels
            layer = {parent for t in layer for parent in self._parents.get(t, ())} - seen
            seen |= layer
            levels += 1
        return None

    def covers(self, wide: Kpi, narrow: Kpi) -> bool:
        """Whether all the work that `narrow` measures is seen by `wide`.

        A dimension that `wide` leaves out covers everything; one that only `wide` states is left
        to the reader (catalogues gain scopes gradually).
        """
        above, below = part(wide.scope), part(narrow.scope)
        return above == below or all(map(self._covers, DIMENSIONS, above, below))

    def part_seen(self, narrow: Kpi, wide: Kpi) -> tuple[str, ...]:
        """The teams, services, channels or segments to which `narrow` is limited while `wide`
        covers more; empty where it looks at something else, or at all of it."""
        for dimension, seen, work in zip(
            DIMENSIONS, part(narrow.scope), part(wide.scope), strict=True
        ):
            if not self._covers(dimension, seen, work):
                return seen if self._covers(dimension, work, seen) else ()
        return ()

    def overlap(self, one: Kpi, other: Kpi) -> bool:
        """Whether some work is seen by both: no dimension that both state keeps them apart."""
        return all(
            self._meet(dimension, first, second)
            for dimension, first, second in zip(
                DIMENSIONS, part(one.scope), part(other.scope), strict=True
            )
            if first and second
        )

    def touches(self, change: Scope | None, kpi: Kpi) -> bool:
        """Whether a change of this scope changes work that a KPI says it measures.

        In each dimension that the change states, the KPI must name something that it touches: its
        team, one above or one below. A change without a scope touches everything.
        """
        return all(
            self._meet(dimension, changed, values(kpi.scope, dimension))
            for dimension in DIMENSIONS
            if (changed := values(change, dimension))
        )

    def meet(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Whether some team is among both, by itself or within one that is named."""
        return any(
            not set(wide).isdisjoint(self.with_ancestors(team))
            for wide, narrow in ((one, other), (other, one))
            for team in narrow
        )

    def _meet(self, dimension: str, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        return self.meet(one, other) if dimension == "team" else not set(one).isdisjoint(other)

    def _covers(self, dimension: str, wide: tuple[str, ...], narrow: tuple[str, ...]) -> bool:
        if not wide or not narrow or wide == narrow:
            return True
        if dimension != "team":
            return set(narrow) <= set(wide)
        return all(not set(wide).isdisjoint(self.with_ancestors(team)) for team in narrow)


def part(scope: Scope | None) -> Part:
    """All that a scope says; without one, that nothing is left out."""
    return _said(scope) if scope is not None else _EVERYTHING


def values(scope: Scope | None, dimension: str) -> tuple[str, ...]:
    """What a scope says of one dimension."""
    if scope is None:
        return ()
    found: tuple[str, ...] = getattr(scope, dimension)
    return found
