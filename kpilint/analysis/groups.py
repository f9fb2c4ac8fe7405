"""The teams, services and channels whose work KPIs measure."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.catalogue.model import Kpi, Team
from kpilint.finding import Place, Subject
from kpilint.graph.scope import Teams, values
from kpilint.record import record


@record(eq=False)
class Group:
    """What shares one value of a dimension of scope: `subject.kind` is the dimension.

    `place` is the entry of the team, or else where the first of its KPIs names it. `kpis` are
    those that name it themselves, in order of the catalogue.
    """

    subject: Subject
    place: Place
    kpis: list[Kpi]

    @property
    def id(self) -> str:
        return self.subject.id


def groups(kpis: Iterable[Kpi], dimension: str, teams: Teams) -> list[Group]:
    """The groups of one dimension (`team`, `service`, `channel`, `segment`), as first named."""
    found: dict[str, Group] = {}
    for kpi in kpis:
        for id_ in values(kpi.scope, dimension):
            if id_ not in found:
                team = teams.find(id_) if dimension == "team" else None
                found[id_] = _group(id_, dimension, team, kpi)
            if kpi not in found[id_].kpis[-1:]:
                found[id_].kpis.append(kpi)
    return list(found.values())


def _group(id_: str, dimension: str, team: Team | None, first: Kpi) -> Group:
    if team is not None:
        node = team.node.get("name") or team.node.get("id") or team.node
        place = Place(node.source, node.span, team.path)
        return Group(Subject(dimension, id_, team.name), place, [])
    scope = first.scope.node if first.scope is not None else first.node
    place = Place(scope.source, scope.span, (*first.path, "scope"))
    return Group(Subject(dimension, id_, id_), place, [])
