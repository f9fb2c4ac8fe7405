"""Constructions that are read from the order of words."""

from __future__ import annotations

import pytest

from kpilint.lexicon import build
from kpilint.lexicon.features import Vocabulary
from kpilint.lexicon.grammar import grammar
from kpilint.lexicon.wording import stems


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary(build.vocabulary())


def constructions(vocabulary: Vocabulary, text: str) -> set[str]:
    tokens = stems(text)
    return set(grammar(tokens, vocabulary.find(tokens), "none", vocabulary.leading(tokens)))


@pytest.mark.parametrize("name", ["Open fire cases", "Pull requests open", "Inspections open"])
def test_work_is_open_before_and_after_the_word(vocabulary: Vocabulary, name: str) -> None:
    assert "open item" in constructions(vocabulary, name)


@pytest.mark.parametrize("name", ["Requests open to the public", "Parks open"])
def test_open_without_work_or_with_more_behind_it_is_no_backlog(
    vocabulary: Vocabulary, name: str
) -> None:
    assert "open item" not in constructions(vocabulary, name)


def test_so_much_over_the_number_of_workers_is_a_pace(vocabulary: Vocabulary) -> None:
    for text in ("Cases closed / number of officers", "Visits divided by the number of nurses"):
        assert "work per worker" in constructions(vocabulary, text)
    assert "work per worker" not in constructions(vocabulary, "Visits / number of patients")


def test_what_expires_within_a_period_is_no_work_done_in_time(vocabulary: Vocabulary) -> None:
    assert {"limit time", "limit done"} & constructions(vocabulary, "Names printed within 30 days")
    assert not {"limit time", "limit done"} & constructions(
        vocabulary, "Names expiring within 30 days"
    )
