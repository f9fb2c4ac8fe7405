"""Why something cannot be traced to the mission, and where the way ends."""

from __future__ import annotations

from kpilint.catalogue.model import Entity, Goal, Kpi
from kpilint.graph.links import Links, upward_links
from kpilint.record import record


@record
class Break:
    """The first reason that applies, in this order:

    - `no-link`: nothing is written;
    - `dangling`: nothing that is written exists;
    - `link-inactive`: a way to the mission leads through drafts or retired entities;
    - `circle`: the way leads back to where it began, and nowhere else;
    - `upstream-not-linked`: what is named is itself cut off.

    `upstream` is the entity above at which the way ends; of a circle, its first live member.
    """

    reason: str
    upstream: Entity | None = None


def break_of(entity: Entity, links: Links) -> Break:
    """Why an entity that is not linked is not."""
    written = upward_links(entity)
    if not written:
        return Break("no-link")
    above = [found for field, link in written if (found := links.resolve(link, field))]
    if not above:
        return Break("dangling")
    through = [found for found in above if links.reaches_mission_through_anything(found)]
    if through:
        return Break("link-inactive", through[0])
    around = links.circle_of(entity)
    if around is None:
        return Break("upstream-not-linked", above[0])
    circle, outside = around
    if outside is not None:
        return Break("upstream-not-linked", outside)
    members = (links.catalogue.by_id[member] for member in circle.members)
    # Whoever asks is a member; where all of them are retired or drafts, any will do.
    return Break("circle", next((member for member in members if member.is_live), entity))


def serves_the_past(kpi: Kpi, links: Links) -> bool:
    """Whether everything that a KPI serves is retired: whether it should go as well comes first."""
    if not kpi.supports:
        return False
    served = (links.resolve(link, "supports") for link in kpi.supports)
    return all(isinstance(one, Goal) and one.status == "retired" for one in served)
