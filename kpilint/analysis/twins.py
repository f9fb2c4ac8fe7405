"""KPIs that measure the same thing twice.

Two KPIs are compared only when they fall into the same bucket, and in one bucket each is compared
with a few others at most, so that the work grows as the catalogue does. The last of the three
kinds sorts a bucket and looks at neighbours only (Hernandez and Stolfo 1995, the sorted
neighbourhood method).
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from itertools import pairwise
from typing import TypeVar

from kpilint.analysis.families import Families
from kpilint.analysis.units import unit_of
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.graph.scope import Teams
from kpilint.record import record
from kpilint.text.nearest import distance
from kpilint.text.pattern import pattern

_WORD = pattern(r"[^\W_]+|%")
_SMALL = frozenset({"a", "an", "and", "by", "for", "from", "in", "of", "on", "or", "the", "to"})
_SAYS_NOTHING = frozenset({"average", "avg", "count", "mean", "number", "rate", "sum", "total"})
_SHORTEST_WORD_WITH_A_SLIP = 5
# One slip in ten letters: names that are nine tenths alike, a choice of this project.
_SHORTEST_NAME_WITH_A_SLIP = 10
_MOST_COMPARED = 20

Words = tuple[str, ...]
T = TypeVar("T")


@record
class Twin:
    """A KPI that measures what an earlier one measures; `how` says what gives it away."""

    kpi: Kpi
    earlier: Kpi
    how: str


class Twins:
    """Finds the twins of one catalogue."""

    def __init__(self, catalogue: Catalogue, families: Families, teams: Teams) -> None:
        self._kpis = [kpi for kpi in catalogue.kpis if kpi.is_live]
        self._families = families
        self._teams = teams
        self._order = {kpi: number for number, kpi in enumerate(self._kpis)}
        self._called: dict[str, frozenset[Words]] = {}

    def find(self) -> list[Twin]:
        """Each KPI that has a twin before it, once, in order of the catalogue."""
        names = [self._name(kpi) for kpi in self._kpis]
        found: dict[Kpi, Twin] = {}
        for how, pairs in (
            ("same-name", self._same_name(names)),
            ("same-formula", self._same_formula()),
            ("similar-name", self._nearly(names)),
        ):
            for kpi, earlier in pairs:
                if how != "same-formula" or _tells(kpi):
                    found.setdefault(kpi, Twin(kpi, earlier, how))
        return sorted(found.values(), key=lambda twin: self._order[twin.kpi])

    def _name(self, kpi: Kpi) -> Words:
        """The words of a name; where the trade knows it by several names, those of the first."""
        known = self._families.recognised(kpi).known
        if known is None:
            return _words(kpi.name)
        called = self._called.get(known.id)
        if called is None:
            called = frozenset(_words(name) for name in (known.name, *known.aliases))
            self._called[known.id] = called
        # What stands in brackets may be another name, or tell two KPIs apart: "(priority 1)".
        name = _words(kpi.name)
        parts = (
            [_words(part) for part in re.split(r"[()]", kpi.name) if part.strip()]
            if "(" in kpi.name or ")" in kpi.name
            else [name]
        )
        return _words(known.name) if called.issuperset(parts) else name

    def _same_name(self, names: list[Words]) -> Iterator[tuple[Kpi, Kpi]]:
        """Later and earlier KPIs with the same words in their names, in any order."""
        for bucket in _buckets(zip(map(frozenset, names), self._kpis, strict=True)):
            yield from self._at_the_same_work(bucket)

    def _same_formula(self) -> Iterator[tuple[Kpi, Kpi]]:
        """Later and earlier KPIs that are calculated in the same way from the same base."""
        for alike in _buckets(zip(map(_formula, self._kpis), self._kpis, strict=True)):
            for bucket in _buckets(zip(map(_base, alike), alike, strict=True)):
                yield from self._at_the_same_work(bucket)

    def _nearly(self, names: list[Words]) -> Iterator[tuple[Kpi, Kpi]]:
        """Later and earlier KPIs whose names differ by one slip in one word.

        Words with digits must be the same: "within 10 days" and "within 20 days" are two KPIs.
        """
        outlines = zip(map(_outline, names), zip(names, self._kpis, strict=True), strict=True)
        for alike in _buckets(outlines):
            for same_but_one in _buckets(_without_one(alike)):
                bucket: dict[str, list[Kpi]] = {}
                for word, kpi in same_but_one:
                    bucket.setdefault(word, []).append(kpi)
                for word, following in pairwise(sorted(bucket)):
                    if _is_slip(word, following):
                        both = sorted(bucket[word] + bucket[following], key=self._place)
                        yield from self._at_the_same_work(both, same_unit=True)

    def _at_the_same_work(
        self, bucket: list[Kpi], *, same_unit: bool = False
    ) -> Iterator[tuple[Kpi, Kpi]]:
        """Of KPIs that read alike, each that looks at the same work as an earlier one.

        A number that each of a thousand teams has for itself is no twin: earlier ones are looked
        up by their teams.
        """
        seen: dict[tuple[str, str], list[Kpi]] = {}
        for kpi in bucket:
            lines = [self._teams.with_ancestors(team) for team in kpi.teams]
            at = [("at", line[0]) for line in lines] or [("at", "")]
            above = [("at", team) for line in lines for team in line] + [("at", "")]
            below = [("below", line[0]) for line in lines]
            look = [*above, *below] if lines else [("below", "")]
            near = {other for place in look for other in seen.get(place, ())}
            for other in sorted(near, key=self._place)[:_MOST_COMPARED]:
                if (not same_unit or unit_of(kpi) == unit_of(other)) and self._same(kpi, other):
                    yield kpi, other
                    break
            inside = [("below", team) for line in lines for team in line] + [("below", "")]
            for place in dict.fromkeys((*at, *inside)):
                known = seen.setdefault(place, [])
                if len(known) < _MOST_COMPARED:
                    known.append(kpi)

    def _same(self, kpi: Kpi, other: Kpi) -> bool:
        """Whether two KPIs that read alike are meant to be two: parts, inputs, successors."""
        return (
            kpi.percentile == other.percentile
            and self._teams.overlap(kpi, other)
            and other.id not in _relatives(kpi)
            and kpi.id not in _relatives(other)
        )

    def _place(self, kpi: Kpi) -> int:
        return self._order[kpi]


def _buckets(things: Iterable[tuple[Hashable, T]]) -> list[list[T]]:
    """What has the same key as another one, in order of the first of them."""
    first: dict[Hashable, T] = {}
    more: dict[Hashable, list[T]] = {}
    for key, thing in things:
        if key:
            earlier = first.setdefault(key, thing)
            if earlier is not thing:  # nearly always it is the only one: no list for it
                more.setdefault(key, [earlier]).append(thing)
    return [more[key] for key in first if key in more] if more else []


def _outline(words: Words) -> Words:
    """What two names have in common that differ by a slip, which spares the first letter; empty
    for a name that is too short to tell."""
    if sum(map(len, words)) < _SHORTEST_NAME_WITH_A_SLIP:
        return ()
    return tuple([word[0] if _may_slip(word) else word for word in words])


def _may_slip(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD_WITH_A_SLIP and word.isalpha()


def _without_one(names: Iterable[tuple[Words, Kpi]]) -> Iterator[tuple[Words, tuple[str, Kpi]]]:
    """Each name without each word that may have a slip, and that word."""
    for words, kpi in names:
        for place, word in enumerate(words):
            if _may_slip(word):
                yield (*words[:place], "", *words[place + 1 :]), (word, kpi)


def _words(text: str) -> Words:
    text = text.casefold()
    words = text.split()
    if not "".join(words).isalnum():
        words = _WORD.findall(text)
    return tuple([word for word in words if word not in _SMALL])


def _formula(kpi: Kpi) -> Hashable:
    """How a KPI is calculated; None where nothing is said."""
    if kpi.formula is None and kpi.numerator is None:
        return None
    return _plain(kpi.formula), _plain(kpi.numerator)


def _base(kpi: Kpi) -> Hashable:
    return _plain(kpi.denominator), _plain(kpi.population)


def _plain(text: str | None) -> str:
    """A text without spaces and capitals."""
    return "".join(text.casefold().split()) if text else ""


def _tells(kpi: Kpi) -> bool:
    """Whether a formula says enough to compare: `count(cases)` may count many things."""
    words = _words(f"{kpi.formula or ''} {kpi.numerator or ''}")
    return len({word for word in words if word.isalpha()} - _SAYS_NOTHING) > 1


def _is_slip(word: str, other: str) -> bool:
    """One letter too many, too few, wrong or swapped, but not the first one: "inbound" and
    "unbound" are more likely two things than one."""
    return word[0] == other[0] and distance(word, other, 1) == 1


def _relatives(kpi: Kpi) -> set[str]:
    links = (*kpi.part_of, *kpi.derived_from, *kpi.explains)
    return {*(link.id for link in links), *kpi.replaced_by, *kpi.supersedes}
