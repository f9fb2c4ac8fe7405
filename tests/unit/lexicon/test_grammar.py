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


@pytest.mark.parametrize(
    ("text", "found", "not_found"),
    [
        ("Harbour dues - 80% within 90 days", "share limit", "Harbour dues within 90 days"),
        ("Answers within two weeks", "stated time", "Answers within weeks"),
        ("Never more than 5 days outdated", "never overrun", "More than 5 days outdated"),
        ("Waiting over 3 months", "wait overrun", "Members over 3 months"),
        ("Percentage of open cases that are urgent", "open share", "Percentage of urgent cases"),
        ("Mean-Time Between Power Cuts", "time apart", "Time between order and delivery"),
        ("Days to repeat order", "time apart", "Days to first order"),
        ("Days until the permit expires", "time left", "Days until the permit is issued"),
        ("Meeting the repair target", "limit deadline", "Meeting the sales target"),
    ],
)
def test_a_construction_is_told_from_its_near_neighbour(
    vocabulary: Vocabulary, text: str, found: str, not_found: str
) -> None:
    assert found in constructions(vocabulary, text)
    assert found not in constructions(vocabulary, not_found)


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("90% within 4 weeks", "limit"),
        ("95 % in 5 days", "limit"),
        ("30% reduction within 2 years", ""),
        ("< 1 day", "time"),
        ("< 5%", ""),
    ],
)
def test_a_target_with_a_share_and_a_time_is_a_limit(
    vocabulary: Vocabulary, target: str, kind: str
) -> None:
    assert vocabulary.target_tells(target)[0] == kind


@pytest.mark.parametrize(
    ("unit", "kind"),
    [
        ("cars/hr", "pace"),
        ("calls per agent hour", "pace"),
        ("hours per case", "time"),
        ("per 1000 bed days", "other"),
    ],
)
def test_so_much_per_time_is_a_pace_and_no_time(
    vocabulary: Vocabulary, unit: str, kind: str
) -> None:
    assert vocabulary.unit_kind(unit) == kind


def test_the_end_of_a_run_together_name_tells(vocabulary: Vocabulary) -> None:
    for name, concept in (("brokerpublishlatency", "lag"), ("Angebotsquote", "share")):
        assert vocabulary.find(stems(name))[0][0] == (concept,)
