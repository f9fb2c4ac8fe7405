"""What holds for all target texts."""

from __future__ import annotations

import math
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from kpilint.catalogue import phrases, quantity
from kpilint.catalogue.target import TargetText, read_target_text, target_of_number

WORDS = st.sampled_from([
    *phrases.LEADS, *phrases.SUFFIXES, *phrases.LIMITS, *sorted(phrases.UNREADABLE),
    *map(chr, phrases.SPELLINGS),
    *sorted(quantity.TIME_UNITS), "%", "5", "1,200", "80", "20", "s", "m", "k", "$", "EUR", "per",
    "calls", "by", "2027-03-31", "by 2027", "/", "(", ")", ":", "0", "1e9", "TBD", "9" * 60, "£",
])  # fmt: skip
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join) | st.lists(WORDS, max_size=12).map("".join)
VALUES = st.integers(-(10**9), 10**9).map(float) | st.decimals(-1000, 1000, places=3).map(float)
UNITS = st.sampled_from(["", "%", "days", "working hours", "EUR", "$", "calls", "EUR per call"])
SIDES = st.sampled_from([None, "at-least", "at-most", "above", "below", "exactly"])
LIMITS = st.none() | st.tuples(VALUES.map(abs), st.sampled_from(["seconds", "working days", "km"]))
DAYS = st.none() | st.dates()


@given(st.text() | SENTENCES | st.text("0123456789.,-/% <>=±$kdhm", max_size=30))
def test_any_text_is_read(text: str) -> None:
    target = read_target_text(text)
    assert target.in_words()
    numbers = (target.value, target.low, target.high)
    if target.kind != "understood":
        assert target == TargetText(target.kind, by=target.by)
    elif target.comparison == "between":
        assert target.value is None
        assert target.low is not None
        assert target.high is not None
        assert target.low <= target.high
    else:
        assert target.value is not None
        assert numbers[1:] == (None, None)
    assert all(math.isfinite(number) for number in numbers if number is not None)


@given(st.text("0123456789.,' -/%", max_size=250), st.integers(1, 3000))
def test_a_repeated_text_is_read(text: str, times: int) -> None:
    assert read_target_text(text * times).kind in {"understood", "placeholder", "not-understood"}


@given(SENTENCES)
def test_case_and_spaces_around_do_not_matter_to_words(text: str) -> None:
    spaced = "\u00a0" + text.replace(" ", "  ") + "\t"
    assert read_target_text(spaced) == read_target_text(text)


@given(VALUES, UNITS, SIDES, LIMITS, DAYS)
def test_a_target_in_words_is_read_back(
    value: float,
    unit: str,
    side: str | None,
    limit: tuple[float, str] | None,
    by: date | None,
) -> None:
    target = TargetText(
        "understood",
        comparison=side,  # type: ignore[arg-type]
        value=value,
        unit=unit,
        within=limit if unit == "%" else None,
        by=by,
    )
    assert read_target_text(target.in_words()) == target
    assert read_target_text(target.in_words().upper()).value == value


@given(VALUES, VALUES, UNITS, st.sampled_from([None, "up", "down", "better"]))
def test_a_range_in_words_is_read_back(
    one: float, other: float, unit: str, change: str | None
) -> None:
    target = TargetText(
        "understood",
        comparison="between",
        low=min(one, other),
        high=max(one, other),
        unit=unit,
        change=change,  # type: ignore[arg-type]
    )
    assert read_target_text(target.in_words()) == target


@given(VALUES)
def test_a_number_is_read_as_its_text(value: float) -> None:
    assert target_of_number(value) == read_target_text(f"{value:.3f}")
