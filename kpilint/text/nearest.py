"""Did you mean ...? Names that are one or two slips away."""

from __future__ import annotations

from collections.abc import Iterable


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
    word = word[:200]
    limit = min(limit, 1 if len(word) <= 4 else limit)
    found: dict[int, list[str]] = {}
    for candidate in known:
        if (steps := distance(word, candidate[:200], limit)) <= limit:
            found.setdefault(steps, []).append(candidate)
    return sorted(found[min(found)]) if found else []
