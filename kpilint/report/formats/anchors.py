"""Where entries are described in the file, and links that lead there."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from kpilint.report.facts import Report
from kpilint.report.parts import LONGEST, Ref
from kpilint.text.show import show


class Anchors:
    """Where to find entries in the file. Ids may hold anything, so places are numbered."""

    def __init__(self, report: Report) -> None:
        self._places: dict[tuple[str, str], str] = {}
        self._links: dict[Ref, Markup] = {}
        for number, page in enumerate(report.kpis, 1):
            self._add(page.kpi, f"k{number}")
        goals = (card.goal for mission in report.map.missions for card in mission.goals)
        for number, goal in enumerate(goals, 1):
            self._add(goal, f"g{number}")
        for number, mission in enumerate(report.map.missions, 1):
            self._add(mission.mission, f"m{number}")

    def _add(self, ref: Ref, place: str) -> None:
        self._places.setdefault((ref.kind, ref.id), place)

    def of(self, ref: Ref) -> str:
        """The id of the place that describes an entry; empty where there is none."""
        return self._places.get((ref.kind, ref.id), "")

    def link(self, ref: Ref) -> Markup:
        """The name of an entry, as a link to the place that describes it where there is one."""
        made = self._links.get(ref)
        if made is None:
            to, name = self.of(ref), escape(show(ref.name, LONGEST))
            # Places are numbers of ours and need no quotation marks.
            made = self._links[ref] = Markup("<a href=#{}>{}</a>").format(to, name) if to else name
        return made

    def links(self, refs: Iterable[Ref]) -> Markup:
        """The same for several, one after the other."""
        return Markup(", ").join(map(self.link, refs))

    def first_use(self) -> Callable[[Ref], bool]:
        """Whether an entry is met for the first time: a goal of two missions has two cards."""
        met: set[tuple[str, str]] = set()

        def is_first(ref: Ref) -> bool:
            key = (ref.kind, ref.id)
            if key in met:
                return False
            met.add(key)
            return True

        return is_first
