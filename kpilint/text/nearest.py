"""Did you mean ...? Names that are one or two slips away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache


def distance(one: str, other: str, limit: int) -> int:
    """Edit distance with transpositions (Damerau 1964), or `limit + 1` when it is larger."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return row[-1]


def nearest(word: str, known: Iterable[str], *, limit: int = 2) -> list[str]:
    """The known words that are closest to `word`, all at the same distance, in order.

    Words of up to four letters may differ by one slip only: two would fit almost anything.
    """
    return _names(tuple(known)).nearest(word, limit=limit)[1]


class Names:
    """Known words, for many questions about what is near.

    Two words that are n slips apart become equal when n letters are taken out of each, and so do
    their beginnings and their ends. Words are looked up by what such cuts leave of the one or the
    other, whichever fewer words share: so one question does not compare all of them (as in
    Garbe's SymSpell, 2012).
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._known = dict.fromkeys(known)
        self._indexes: dict[int, tuple[_Index, _Index]] = {}
        self._answers: dict[tuple[str, int], tuple[int, list[str]]] = {}

    def nearest(self, word: str, *, limit: int = 2) -> tuple[int, list[str]]:
        """The number of slips and the words at that distance, in order; none when all are far."""
        word = word[:_LONGEST]
        limit = min(limit, 1 if len(word) <= 4 else limit)
        key = (word, limit)
        if key not in self._answers:
            self._answers[key] = self._search(word, limit)
        return self._answers[key]

    def _search(self, word: str, limit: int) -> tuple[int, list[str]]:
        if word in self._known:
            return 0, [word]
        for slips in range(1, limit + 1):
            found = [
                candidate
                for candidate in self._candidates(word, slips)
                if distance(word, candidate[:_LONGEST], slips) <= slips
            ]
            if found:
                return slips, sorted(found)
        return limit, []

    def _candidates(self, word: str, slips: int) -> set[str]:
        """All words within so many slips, and few others."""
        if slips not in self._indexes:
            self._indexes[slips] = (
                _index(self._known, _beginning, slips),
                _index(self._known, _end, slips),
            )
        beginnings, ends = self._indexes[slips]
        fewest = min(
            [beginnings[cut] for cut in _cuts(_beginning(word), slips) if cut in beginnings],
            [ends[cut] for cut in _cuts(_end(word), slips) if cut in ends],
            key=lambda shared: sum(map(len, shared)),
        )
        return {
            candidate
            for words in fewest
            for candidate in words
            if abs(min(len(candidate), _LONGEST) - len(word)) <= slips
        }


_LONGEST = 200
_WINDOW = 6  # letters of a beginning or an end: more make an index larger, fewer less selective
_Index = dict[str, list[str]]


def _index(known: Iterable[str], part: Callable[[str], str], slips: int) -> _Index:
    index: _Index = {}
    for word in known:
        for cut in _cuts(part(word[:_LONGEST]), slips):
            index.setdefault(cut, []).append(word)
    return index


def _beginning(word: str) -> str:
    return word[:_WINDOW]


def _end(word: str) -> str:
    return word[-_WINDOW:]


def _cuts(part: str, slips: int) -> set[str]:
    """What is left when up to so many letters are taken out."""
    left = {part}
    for _ in range(slips):
        left |= {text[:i] + text[i + 1 :] for text in left for i in range(len(text))}
    return left


@lru_cache(maxsize=64)
def _names(known: tuple[str, ...]) -> Names:
    """The same words are asked about again and again: the fields of an entry, the ids of KPIs."""
    return Names(known)
