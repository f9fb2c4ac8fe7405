"""The graph of mission, goals and KPIs: what reaches the mission, and why something does not."""

from __future__ import annotations

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi, Mission
from kpilint.catalogue.parts import Link
from kpilint.graph.circles import Circle, circles

Linkable = Mission | Goal | Kpi

# The kinds of entity that each upward field may point to.
UPWARD: dict[str, tuple[type[Entity], ...]] = {
    "supports": (Goal, Mission),
    "parent": (Mission,),
    "explains": (Kpi,),
    "part_of": (Kpi,),
}

_FIELDS: dict[type[Entity], tuple[str, ...]] = {
    Mission: ("parent",),
    Goal: ("supports",),
    Kpi: ("supports", "explains", "part_of"),
}


def upward_links(entity: Entity) -> list[tuple[str, Link]]:
    """The links that carry purpose: field and link.

    `balanced_by` carries none: guarding a number is no purpose of its own. `derived_from` carries
    none either: a number computed from aligned numbers is not thereby aligned.
    """
    fields = _FIELDS.get(type(entity), ())
    return [(field, link) for field in fields for link in getattr(entity, field)]


class Links:
    """Who is linked to the mission.

    A node is live when it is active, suspended or deprecated. An entity is *linked* when a path of
    live nodes leads from it up to a mission, or to something that is kept in another catalogue.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._below: dict[str, list[Linkable]] = {}
        linkable: list[Linkable] = [*catalogue.missions, *catalogue.goals, *catalogue.kpis]
        for entity in linkable:
            for field, link in upward_links(entity):
                if self.may_point(link, field):
                    self._below.setdefault(link.id, []).append(entity)
        roots = [*(mission.id for mission in catalogue.missions), *catalogue.external]
        self.linked = set(self._reach(roots, live_only=True))
        self._linked_through_anything: set[str] | None = None
        self._circles: dict[str, tuple[Circle, Entity | None]] | None = None
        self._guards: dict[str, list[Kpi]] | None = None

    def resolve(self, link: Link, field: str) -> Entity | None:
        """What a link points to, when that exists and is of a kind that the field may name."""
        found = self.catalogue.by_id.get(link.id)
        return found if isinstance(found, UPWARD.get(field, Entity)) else None

    def may_point(self, link: Link, field: str) -> bool:
        """Whether a link points to something of the right kind, here or in another catalogue."""
        return self.resolve(link, field) is not None or link.id in self.catalogue.external

    def below(self, id_: str) -> list[Linkable]:
        """What is linked to this id by an upward link, in order of the catalogue."""
        return self._below.get(id_, [])

    @property
    def have_a_root(self) -> bool:
        """Whether there is a mission, here or above something that is kept elsewhere."""
        return bool(self.catalogue.missions) or not self.catalogue.external.isdisjoint(self._below)

    def reaches_mission(self, entity: Entity) -> bool:
        return entity.id in self.linked

    def reaches_mission_through_anything(self, entity: Entity) -> bool:
        """The same if draft and retired nodes counted as live."""
        if self._linked_through_anything is None:
            roots = [*(mission.id for mission in self.catalogue.missions), *self.catalogue.external]
            self._linked_through_anything = set(self._reach(roots, live_only=False))
        return entity.id in self._linked_through_anything

    def everything_below(self, id_: str) -> list[Linkable]:
        """All that depends on this id for its purpose, nearest first, without the id itself."""
        by_id = self.catalogue.by_id
        reached = self._reach([id_], live_only=False)
        return [found for other in reached if other != id_
                and isinstance(found := by_id[other], Goal | Kpi)]  # fmt: skip

    def circle_of(self, entity: Entity) -> tuple[Circle, Entity | None] | None:
        """The circle of an entity that is not linked, and what else that circle leads to."""
        if self._circles is None:
            self._circles = self._find_circles()
        return self._circles.get(entity.id)

    def guarded_by(self, kpi: Kpi) -> list[Kpi]:
        """The KPIs that name this one as their counterweight."""
        if self._guards is None:
            self._guards = {}
            for other in self.catalogue.kpis:
                for link in other.balanced_by:
                    self._guards.setdefault(link.id, []).append(other)
        return self._guards.get(kpi.id, [])

    def _find_circles(self) -> dict[str, tuple[Circle, Entity | None]]:
        catalogue = self.catalogue
        above = {
            entity.id: [found.id for field, link in upward_links(entity)
                        if (found := self.resolve(link, field)) is not None]
            for entity in (*catalogue.missions, *catalogue.goals, *catalogue.kpis)
            if entity.id not in self.linked
        }  # fmt: skip
        around: dict[str, tuple[Circle, Entity | None]] = {}
        for circle in circles(above):
            members = frozenset(circle.members)
            ways_out = (to for member in circle.members for to in above[member]
                        if to not in members)  # fmt: skip
            way_out = next(ways_out, None)
            outside = catalogue.by_id[way_out] if way_out is not None else None
            around |= dict.fromkeys(circle.members, (circle, outside))
        return around

    def _reach(self, roots: list[str], *, live_only: bool) -> dict[str, None]:
        """Breadth first along the links, downwards; nearest first."""
        reached = dict.fromkeys(roots)
        layer = roots
        while layer:
            following = []
            for id_ in layer:
                for entity in self._below.get(id_, ()):
                    if entity.id not in reached and (entity.is_live or not live_only):
                        reached[entity.id] = None
                        following.append(entity.id)
            layer = following
        return reached
