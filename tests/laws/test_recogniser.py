"""The recogniser reads anything, answers the same each time, and never reads past its caps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpilint.catalogue.words import FAMILIES, SUBKINDS
from kpilint.lexicon import Lexicon, builtin
from kpilint.lexicon.wording import DEFINITION_LIMIT, NAME_LIMIT, key, stem, words

WORDS = st.sampled_from([
    "time", "to", "days", "per", "%", "within", "30", "of", "the", "average", "late", "queue",
    "cost", "customers", "calls", "agent", "open", "from", "between", "and", "SLA", "24h",
    "overdue", "Zeit", "Bearbeitungszeit", "(AHT)", "MTTR", "≤", "/", "99.9", "mm:ss", "rate",
    "ﬁx", "İ",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join))
DIRECTIONS = st.sampled_from([None, "higher", "lower", "range", "sideways"])


@given(TEXTS, TEXTS, TEXTS, DIRECTIONS, TEXTS)
def test_any_text_has_an_answer(
    name: str, definition: str, unit: str, direction: str | None, target: str
) -> None:
    seen = builtin().recognise(
        name, definition=definition, unit=unit, direction=direction, target=target
    )
    assert seen.family is None or seen.family in FAMILIES
    assert (seen.subkind in SUBKINDS) == (seen.family == "speed")
    assert (seen.confidence == "unknown") == (seen.family is None)
    assert seen.reason.startswith("because ")


@given(TEXTS, TEXTS)
def test_the_same_question_has_the_same_answer(name: str, definition: str) -> None:
    assert Lexicon().recognise(name, definition=definition) == builtin().recognise(
        name, definition=definition
    )


@given(TEXTS, st.text(min_size=1, max_size=50))
def test_what_stands_past_the_caps_changes_nothing(text: str, more: str) -> None:
    name, definition = text.ljust(NAME_LIMIT), text.ljust(DEFINITION_LIMIT)
    assert builtin().recognise(name + more, definition=definition + more) == builtin().recognise(
        name, definition=definition
    )


@given(TEXTS)
def test_the_comparable_form_of_a_name_is_stable(name: str) -> None:
    assert key(name.upper()) == key(name.lower()) or not name.isascii()
    assert all(stem(word) for word in words(name))


@given(TEXTS)
def test_looking_up_any_name_is_safe(name: str) -> None:
    known = builtin().find(name)
    assert known is None or builtin().find(known.id) == known
    builtin().match_proxy(name)
