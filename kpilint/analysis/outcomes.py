"""Measures that are taken for a result, and whether the result is measured beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import islice

from kpilint.analysis.families import Families
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.graph.scope import Teams
from kpilint.lexicon import Lexicon, Pair
from kpilint.lexicon.wording import stems
from kpilint.record import record
from kpilint.text.slug import slug

# A search for candidates stops here, so that its cost does not grow with the catalogue.
_MOST_JUDGED = 100


@record
class Proxy:
    """What a KPI is taken for: as its entry says (`stated`, the names of the real things), or as
    the trade knows (`pair`). `sure` is False where only some words of its name say so."""

    stated: tuple[str, ...]
    pair: Pair | None
    sure: bool


class Outcomes:
    """Answers for one catalogue."""

    def __init__(
        self, catalogue: Catalogue, lexicon: Lexicon, families: Families, teams: Teams
    ) -> None:
        self._catalogue = catalogue
        self._lexicon = lexicon
        self._families = families
        self._teams = teams
        self._answering: dict[tuple[str, str], list[Kpi]] = {}

    def proxy(self, kpi: Kpi) -> Proxy | None:
        """What a KPI stands for; None where nobody says so, or where another rule asks for it."""
        if kpi.proxy_for:
            return Proxy(kpi.proxy_for, None, sure=True)
        known = self._lexicon.find(kpi.name)
        pair = self._lexicon.match_proxy(known.name if known is not None else kpi.name)
        if pair is None or pair.rule is not None:
            return None
        whole_name = stems(kpi.name)
        sure = known is not None or any(stems(phrase) == whole_name for phrase in pair.proxy)
        return Proxy((), pair, sure)

    def is_shown(self, kpi: Kpi, proxy: Proxy) -> bool:
        """Whether the result is measured beside a KPI: by one that is linked as counterweight, or
        one that serves the same goal, for the same work."""
        linked = (self._catalogue.by_id.get(link.id) for link in kpi.balanced_by)
        beside = [other for other in linked if isinstance(other, Kpi) and other.status == "active"]
        if any(self._is_result(other, proxy) for other in beside):
            return True
        if any(link.id in self._catalogue.external for link in kpi.balanced_by):
            return True  # it may be kept there
        return any(
            other is not kpi and self._teams.covers(other, kpi)
            for link in kpi.supports
            for other in self._for_goal(link.id, proxy)
        )

    def candidates(self, kpi: Kpi, proxy: Proxy) -> list[Kpi]:
        """At most three KPIs that would show the result and are not beside it yet."""
        found = []
        for other in islice(self._all(proxy), _MOST_JUDGED):
            if other is not kpi and self._teams.covers(other, kpi):
                found.append(other)
                if len(found) == 3:
                    break
        return found

    def _for_goal(self, goal: str, proxy: Proxy) -> list[Kpi]:
        return self._remember(goal, proxy, lambda: self._goals.get(goal, []))

    def _all(self, proxy: Proxy) -> list[Kpi]:
        return self._remember("", proxy, lambda: self._active)

    def _remember(self, where: str, proxy: Proxy, kpis: Callable[[], list[Kpi]]) -> list[Kpi]:
        what = "\0".join(proxy.stated) if proxy.pair is None else f"\0{proxy.pair.id}"
        found = self._answering.get((where, what))
        if found is None:
            found = [kpi for kpi in kpis() if self._is_result(kpi, proxy)]
            self._answering[where, what] = found
        return found

    @cached_property
    def _active(self) -> list[Kpi]:
        return [kpi for kpi in self._catalogue.kpis if kpi.status == "active"]

    @cached_property
    def _goals(self) -> dict[str, list[Kpi]]:
        """The active KPIs of each goal."""
        goals: dict[str, list[Kpi]] = {}
        for kpi in self._active:
            for link in kpi.supports:
                goals.setdefault(link.id, []).append(kpi)
        return goals

    def _is_result(self, kpi: Kpi, proxy: Proxy) -> bool:
        if proxy.pair is not None:
            classified = self._families.of(kpi)
            return self._lexicon.answers(proxy.pair, kpi.name) or (
                classified.is_believed and classified.family in proxy.pair.families
            )
        return any(
            thing == kpi.id or slug(thing) in (kpi.id, slug(kpi.name)) for thing in proxy.stated
        )
