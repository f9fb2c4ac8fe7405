"""Whether anybody counts the work that is not finished: what waits, was promised or comes back."""

from __future__ import annotations

from functools import cache

from kpilint.analysis.families import Classified, Families
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.graph.scope import Part, Teams, part
from kpilint.lexicon.wording import stems

# What only counts work that was finished, or begun, in time.
IN_TIME = frozenset({"timeliness", "response"})

_Phrases = dict[str, list[list[str]]]


class OpenWork:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue, families: Families, teams: Teams) -> None:
        self._catalogue = catalogue
        self._families = families
        self._teams = teams
        self._drafts = [kpi for kpi in catalogue.kpis if kpi.status == "draft"]
        self._watchers: dict[frozenset[str], dict[Part, Kpi]] = {}
        self._is_watched: dict[tuple[frozenset[str], Part], bool] = {}

    def counts_in_time(self, kpi: Kpi) -> bool:
        """Whether a KPI says how much, or how soon, and nothing of what is left over."""
        return _counts_in_time(self._families.of(kpi))

    def is_watched(self, kpi: Kpi, words: frozenset[str]) -> bool:
        """Whether an active KPI for the same work measures what is not finished: a backlog, or one
        with one of these words in its name."""
        scope = part(kpi.scope)
        found = self._is_watched.get((words, scope))
        if found is None:
            watchers = self._with(words).values()
            found = any(self._teams.covers(watcher, kpi) for watcher in watchers)
            self._is_watched[words, scope] = found
        return found

    def planned(self, kpi: Kpi, words: frozenset[str]) -> Kpi | None:
        """A draft that would watch it once it is in force; None where there is none."""
        covering = (draft for draft in self._drafts if self._teams.covers(draft, kpi))
        telling = _phrases(words)
        return next((draft for draft in covering if self._watches(draft, telling)), None)

    def _with(self, words: frozenset[str]) -> dict[Part, Kpi]:
        """One watcher of each scope that has any."""
        if words not in self._watchers:
            telling = _phrases(words)
            self._watchers[words] = {
                part(kpi.scope): kpi
                for kpi in self._catalogue.kpis
                if kpi.status == "active" and self._watches(kpi, telling)
            }
        return self._watchers[words]

    def _watches(self, kpi: Kpi, telling: _Phrases) -> bool:
        classified = self._families.of(kpi)
        if _counts_in_time(classified):
            return False  # "complaints answered within 20 days" says nothing of those that wait
        if classified.subkind == "backlog":
            return True
        name = stems(kpi.name)
        return not telling.keys().isdisjoint(name) and any(
            name[place : place + len(phrase)] == phrase
            for place, word in enumerate(name)
            for phrase in telling.get(word, ())
        )


def _counts_in_time(classified: Classified) -> bool:
    return classified.subkind in IN_TIME and classified.family == "speed" and classified.is_believed


@cache
def _phrases(words: frozenset[str]) -> _Phrases:
    """Words and phrases as stems, by the first of these."""
    found: _Phrases = {}
    for phrase in filter(None, map(stems, words)):
        found.setdefault(phrase[0], []).append(phrase)
    return found
