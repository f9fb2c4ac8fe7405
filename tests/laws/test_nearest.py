"""What is near is found by an index as it is by comparing every word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpilint.text.nearest import distance, nearest

WORDS = st.text("abn-\u017e", max_size=7)


def one_slip_away(word: str) -> set[str]:
    """Every word that one slip makes of this one, spelt with the same letters."""
    cuts = [(word[:i], word[i:]) for i in range(len(word) + 1)]
    letters = "abn-\u017e"
    return {
        *(a + b[1:] for a, b in cuts if b),
        *(a + letter + b for a, b in cuts for letter in letters),
        *(a + letter + b[1:] for a, b in cuts if b for letter in letters),
        *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
    }


@given(WORDS, st.lists(WORDS, max_size=8, unique=True))
def test_nearest_is_what_comparing_every_word_finds(word: str, known: list[str]) -> None:
    limit = 1 if len(word) <= 4 else 2
    steps = {other: distance(word, other, limit) for other in known}
    least = min(steps.values(), default=3)
    wanted = sorted(w for w, s in steps.items() if s == least) if least <= limit else []
    assert nearest(word, known) == wanted


@given(st.data())
def test_nearest_finds_a_word_again_after_two_slips(data: st.DataObject) -> None:
    known = data.draw(st.lists(st.text("abn-", min_size=5, max_size=12), min_size=1, unique=True))
    word = data.draw(st.sampled_from(known))
    for _ in range(2):
        word = data.draw(st.sampled_from(sorted(one_slip_away(word))))
    least = min(distance(word, other, 2) for other in known)
    if least <= 2 and len(word) > 4:
        assert nearest(word, known) == sorted(k for k in known if distance(word, k, 2) == least)


@given(WORDS)
def test_one_slip_is_a_distance_of_one(word: str) -> None:
    for other in one_slip_away(word) - {word}:
        assert distance(word, other, 2) == 1
        assert nearest(word, [other, word + "zzz"]) == [other]
