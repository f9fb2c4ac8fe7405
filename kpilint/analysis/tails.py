"""Which KPIs show what happens beyond a limit: the longest waits, the oldest cases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from kpilint.analysis.families import Families
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.graph.scope import Part, Teams, part
from kpilint.text.pattern import pattern

_TAIL = pattern(
    r"\bp9[0-9]\b|\b9[0-9](?:th|st|nd|rd)?[ -]percentile|\blongest\b|\boldest\b|\bmaximum\b"
    r"|\bworst\b|\boverdue\b|\boutstanding\b|\bbacklog\b|\bage?ing\b|\bage of\b|\bbreach"
    r"|\bexcess\b|\bbeyond\b|\b(?:later|longer|more) than\b|\bover (?:the )?(?:limit|target|[0-9])",
    re.IGNORECASE,
)
_HIGH_PERCENTILE = pattern(r"9[0-9]")
_WORD = pattern(r"\w+")
_WAITING = frozenset((
    "age", "ageing", "aging", "backlog", "backlogs", "breach", "breached", "breaches", "delay",
    "delayed", "delays", "late", "oldest", "outstanding", "overdue", "pending", "queue", "queues",
    "unanswered", "unsolved", "wait", "waited", "waiting", "waits",
))  # fmt: skip
_ABOUT_WAITING = frozenset({"timeliness", "response", "backlog"})

# Where a tail is looked for: by team, or by goal.
_Address = tuple[str, str]


class Tails:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue, families: Families, teams: Teams) -> None:
        self._catalogue = catalogue
        self._families = families
        self._teams = teams
        self._near: dict[_Address, dict[Part, Kpi]] = {}

    def shows_tail(self, kpi: Kpi) -> bool:
        """Whether a KPI itself speaks of the end of the scale, by its words or percentiles."""
        return any(_HIGH_PERCENTILE.search(text) for text in kpi.percentile) or bool(
            _TAIL.search(kpi.name) or (kpi.definition and _TAIL.search(kpi.definition))
        )

    def is_seen(self, kpi: Kpi) -> bool:
        """Whether it, or a KPI beside it, shows the tail.

        Its counterweight does, one that explains it or is a part of it, and one for the same goal
        or the same team that is about waiting and covers all its work.
        """
        if self.shows_tail(kpi) or kpi.id in self._linked:
            return True
        for link in kpi.balanced_by:
            other = self._catalogue.by_id.get(link.id)
            if isinstance(other, Kpi) and other.is_live and self.shows_tail(other):
                return True
        return any(
            self._teams.covers(tail, kpi)
            for address in self._looks_at(kpi)
            for tail in self._tails_at(address).values()
        )

    @cached_property
    def _linked(self) -> set[str]:
        """What is explained by a tail, or has it as a part."""
        return {
            link.id
            for kpi in self._catalogue.kpis
            if (kpi.explains or kpi.part_of) and kpi.is_live and self.shows_tail(kpi)
            for link in (*kpi.explains, *kpi.part_of)
        }

    @cached_property
    def _standing(self) -> dict[_Address, list[Kpi]]:
        """The live KPIs that stand at each address."""
        found: dict[_Address, list[Kpi]] = {}
        for kpi in self._catalogue.kpis:
            if kpi.is_live:
                for address in _stands_at(kpi):
                    found.setdefault(address, []).append(kpi)
        return found

    def _tails_at(self, address: _Address) -> dict[Part, Kpi]:
        """One KPI for each part of the work that shows its tail and is about waiting: read only
        where somebody asks, for most numbers show a tail themselves or need none."""
        found = self._near.get(address)
        if found is None:
            found = self._near[address] = {}
            for kpi in self._standing.get(address, ()):
                if self.shows_tail(kpi) and self._is_about_waiting(kpi):
                    found.setdefault(part(kpi.scope), kpi)
        return found

    def _is_about_waiting(self, kpi: Kpi) -> bool:
        """How long the slowest answer took says nothing about those who were not answered."""
        return self._families.of(kpi).subkind in _ABOUT_WAITING or any(
            not _WAITING.isdisjoint(_WORD.findall(text.lower()))
            for text in (kpi.name, kpi.definition)
            if text
        )

    def _looks_at(self, kpi: Kpi) -> Iterator[_Address]:
        teams = kpi.teams
        for team in teams:
            yield from (("team", ancestor) for ancestor in self._teams.with_ancestors(team))
        for link in kpi.supports:
            yield "goal of all", link.id
            if not teams:
                yield "goal of a team", link.id


def _stands_at(kpi: Kpi) -> list[_Address]:
    """A number of one team for a goal is found by its team, unless nobody asks for a team."""
    teams = kpi.teams
    goal = "goal of a team" if teams else "goal of all"
    return [*(("team", team) for team in teams), *((goal, link.goal) for link in kpi.supports)]
