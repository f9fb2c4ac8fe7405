"""Did you mean ...? Names that are one or two slips away."""

from __future__ import annotations

from collections.abc import Iterable
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

    Most words are ruled out without a comparison: by their length, and because each slip changes
    at most two letters of the set that a word is made of.
    """

    def __init__(self, known: Iterable[str]) -> None:
        self._by_length: dict[int, list[tuple[int, str]]] = {}
        for word in known:
            length = min(len(word), _LONGEST)
            self._by_length.setdefault(length, []).append((_letters(word), word))
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
        letters = _letters(word)
        nearest, found = limit, list[str]()
        for length in range(len(word) - limit, len(word) + limit + 1):
            for other, candidate in self._by_length.get(length, ()):
                if (letters ^ other).bit_count() > 2 * nearest:
                    continue
                steps = distance(word, candidate[:_LONGEST], nearest)
                if steps < nearest:
                    nearest, found = steps, [candidate]
                elif steps == nearest:
                    found.append(candidate)
        return nearest, sorted(found)


_LONGEST = 200


@lru_cache(maxsize=64)
def _names(known: tuple[str, ...]) -> Names:
    """The same words are asked about again and again: the fields of an entry, the ids of KPIs."""
    return Names(known)


def _letters(word: str) -> int:
    """The set of letters of a word, as bits; letters far apart in Unicode may share one."""
    bits = 0
    for letter in set(word[:_LONGEST]):
        bits |= 1 << (ord(letter) & 63)
    return bits
