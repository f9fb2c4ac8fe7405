"""The recogniser reads anything, answers the same each time, and never reads past its caps."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpilint.catalogue.words import FAMILIES, SUBKINDS
from kpilint.lexicon import Lexicon, build, builtin
from kpilint.lexicon.recogniser import LABELS, Weights
from kpilint.lexicon.wording import DEFINITION_LIMIT, NAME_LIMIT, key, stem, stems, words

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


@given(st.one_of(TEXTS, st.text(alphabet="aB1,.:%’'-_/ \t\x1cß\u2003İ", max_size=20)))
def test_stems_are_those_of_the_words(text: str) -> None:
    assert stems(text) == stems(text) == [stem(word) for word in words(text)]


ROWS = st.lists(
    st.lists(
        st.integers(-900, 900),
        min_size=len(LABELS) + len(SUBKINDS),
        max_size=len(LABELS) + len(SUBKINDS),
    ),
    min_size=1,
    max_size=9,
)


@given(ROWS)
def test_rows_that_are_added_as_one_number_are_added_weight_by_weight(
    rows: list[list[int]],
) -> None:
    told = {f"w.{place}": row for place, row in enumerate(rows)}
    weights = Weights(
        build.packed(
            {feature: row[: len(LABELS)] for feature, row in told.items()},
            {feature: row[len(LABELS) :] for feature, row in told.items()},
        ).encode()
    )
    sums = weights.sums(weights.rows(list(told)))
    wanted = [sum(column) for column in zip(*rows, strict=True)]
    assert [each - sums[0] for each in sums] == [each - wanted[0] for each in wanted]


@given(TEXTS)
def test_looking_up_any_name_is_safe(name: str) -> None:
    known = builtin().find(name)
    assert known is None or builtin().find(known.id) == known
    builtin().match_proxy(name)
