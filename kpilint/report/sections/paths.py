"""The way from an entry to the mission as a sentence, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Entity, Goal, Kpi, Mission
from kpilint.catalogue.parts import Link
from kpilint.graph.breaks import break_of
from kpilint.graph.links import UPWARD, upward_links
from kpilint.report.entries import called
from kpilint.report.sections.standing import standing
from kpilint.run import Context
from kpilint.text.phrase import counted, quoted
from kpilint.text.show import show

_VERBS = {
    "supports": "serves",
    "parent": "belongs to",
    "explains": "explains",
    "part_of": "is part of",
}
_PLANNED = {
    "supports": "is to serve",
    "explains": "is to explain",
    "part_of": "is to be part of",
}
_MOST_NAMED = 4  # entries between a KPI and the mission that are named in a sentence
_LONGEST_NAME = 120
_LONGEST_MISSION = 60  # most missions have no name but their whole sentence


class Paths:
    """Answers for one catalogue. Everything is walked once, from the missions downwards."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._links = context.links
        self._catalogue = context.catalogue
        self.roots = [mission.id for mission in self._catalogue.missions]
        self.roots += sorted(self._catalogue.external)
        self._root = {id_: id_ for id_ in self.roots}
        self._steps = dict.fromkeys(self.roots, 0)
        self._above: dict[int, tuple[str, Link] | None] = {}
        layer = self.roots
        while layer:
            layer = list(self._below(layer))

    def above(self, entity: Entity) -> tuple[str, Link] | None:
        """The first step of the shortest way to a mission, of several the one written first; None
        where there is no way."""
        if id(entity) not in self._above:
            ways = [
                (field, link)
                for field, link in upward_links(entity)
                if link.id in self._steps and self._links.may_point(link, field)
            ]
            shortest = min(ways, key=lambda way: self._steps[way[1].id], default=None)
            self._above[id(entity)] = shortest
        return self._above[id(entity)]

    def sentence(self, kpi: Kpi) -> tuple[str, bool]:
        """The way of a KPI to the mission, and whether there is one."""
        if kpi.status == "retired":
            return self._end(kpi), False
        way = self.above(kpi)
        if way is not None:
            first = self._way(kpi, _VERBS if kpi.is_live else _PLANNED)
            begins = "" if kpi.is_live else "Is planned, and "
            return f"{_capital(f'{begins}{first}')}.{self._also(kpi, way[1].id)}", True
        guarded = self.guarded(kpi)
        if guarded is not None and not kpi.supports:
            on = f"{_name(guarded)} in check, which {self._way(guarded, _VERBS)}"
            return f"Serves no goal of its own; it holds {on}.", False
        return f"Does not reach the mission: {self.why_not(kpi)}.", False

    def guarded(self, kpi: Kpi) -> Kpi | None:
        """The first KPI on the way to the mission that this one holds in check."""
        guarded = self._links.guarded_by(kpi)
        return next((one for one in guarded if self._links.reaches_mission(one)), None)

    def why_not(self, entity: Kpi | Goal) -> str:
        """Why something live does not reach the mission, in a few words."""
        if not self._links.have_a_root:
            return "no mission is written down"
        guarded = self.guarded(entity) if isinstance(entity, Kpi) else None
        found = break_of(entity, self._links)
        if found.reason == "no-link":
            if self._context.unread.has(entity, *UPWARD):
                return "what it serves cannot be read"
            if guarded is not None:
                return f"it only holds {_name(guarded)} in check"
            return "it serves no goal" if isinstance(entity, Kpi) else "it serves no mission"
        if found.reason == "dangling":
            field, link = upward_links(entity)[0]
            there = self._catalogue.find(link.id)
            noun = "KPI" if isinstance(there, Kpi) else there.noun if there is not None else ""
            wrong = f"is a {noun}" if noun else "does not exist"
            return f'it {_VERBS[field]} "{show(link.id, _LONGEST_NAME)}", which {wrong}'
        upstream = found.upstream
        if upstream is None or upstream is entity or found.reason == "circle":
            return "it leads back to itself"
        fields = (field for field, link in upward_links(entity) if link.id == upstream.id)
        hangs = f"it {_VERBS.get(next(fields, ''), 'hangs on')} {_name(upstream)}"
        if isinstance(upstream, Goal | Kpi) and not upstream.is_live:
            return f"{hangs}, which is {standing(upstream, self._context.as_of)}"
        return f"{hangs}, which does not reach it either"

    def _below(self, layer: list[str]) -> Iterator[str]:
        for above in layer:
            for entity in self._links.below(above):
                if entity.is_live and entity.id not in self._steps:
                    self._steps[entity.id] = self._steps[above] + 1
                    self._root[entity.id] = self._root[above]
                    yield entity.id

    def _way(self, entity: Entity, verbs: dict[str, str]) -> str:
        """`serves "A", which serves the mission "B"`."""
        said: list[str] = []
        while (way := self.above(entity)) is not None and len(said) < _MOST_NAMED:
            field, link = way
            said.append(f"{verbs[field]} {self._target(link.id)}")
            verbs = _VERBS
            there = self._catalogue.find(link.id)
            if there is None or self._steps[link.id] == 0:
                return ", which ".join(said)
            entity = there
        left = counted(self._steps[entity.id] - 1, "more step")
        return ", which ".join([*said, f"leads in {left} to {self._target(self._root[entity.id])}"])

    def _target(self, id_: str) -> str:
        there = self._catalogue.find(id_)
        if there is None:
            return f'"{show(id_, _LONGEST_NAME)}", which is kept in another catalogue'
        return f'the mission "{_brief(there.name)}"' if isinstance(there, Mission) else _name(there)

    def _also(self, kpi: Kpi, first: str) -> str:
        others = [
            called(link.id, self._catalogue)
            for link in kpi.supports
            if link.id != first and link.id in self._steps
        ]
        return f" It serves {quoted(dict.fromkeys(others))} too." if others else ""

    def _end(self, kpi: Kpi) -> str:
        successors = quoted(called(id_, self._catalogue) for id_ in kpi.replaced_by)
        verb = "have" if len(kpi.replaced_by) > 1 else "has"
        return f"Retired{f'; {successors} {verb} taken its place' if successors else ''}."


def _name(entity: Entity) -> str:
    return f'"{show(entity.name, _LONGEST_NAME)}"'


def _brief(text: str) -> str:
    """The first words of a sentence."""
    brief = show(text, _LONGEST_MISSION)
    return (
        f"{brief[:-1].rpartition(' ')[0] or brief[:-1]} \u2026" if len(text) > len(brief) else brief
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
