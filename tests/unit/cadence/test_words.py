"""The page on cadence, row by row."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kpilint.cadence.period import FiscalYear
from kpilint.cadence.rhythm import Rhythm
from kpilint.cadence.words import Refused, parse_cadence, parse_duration, parse_rhythm

PAGE = Path(__file__).parents[3] / "specs" / "cadence.md"


def rows(heading: str) -> list[list[str]]:
    """The cells of the table below a heading of the page, without backticks."""
    section = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    (text,) = [part for part in section if part.startswith(heading + "\n")]
    table = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in table[2:]]


@pytest.mark.parametrize(("written", "means"), rows("Rhythms"))
def test_rhythms(written: str, means: str) -> None:
    rhythm = parse_rhythm(written)
    assert isinstance(rhythm, Rhythm)
    assert rhythm.in_words() == means
    assert parse_cadence(written) == rhythm


@pytest.mark.parametrize(("written", "means"), rows("Rhythms of measuring only"))
def test_rhythms_of_measuring_only(written: str, means: str) -> None:
    rhythm, cadence = parse_rhythm(written), parse_cadence(written)
    assert isinstance(rhythm, Rhythm)
    assert rhythm.in_words() == means
    assert isinstance(cadence, Refused)
    assert cadence.why in PAGE.read_text(encoding="utf-8").replace("\n", " ")


@pytest.mark.parametrize(("written", "answer"), rows("What is refused, and what to write instead"))
def test_refused(written: str, answer: str) -> None:
    refused = parse_rhythm(written)
    assert isinstance(refused, Refused)
    assert refused.sentence == answer
    assert parse_cadence(written) == refused
    assert all(isinstance(parse_rhythm(other), Rhythm) for other in refused.instead)


@pytest.mark.parametrize(("written", "days"), rows("Lengths of time"))
def test_lengths(written: str, days: str) -> None:
    length = parse_duration(written)
    assert (str(length.whole_days) if length else "not a length") == days


@pytest.mark.parametrize(("name", "begins", "first", "last"), rows("Periods"))
def test_periods(name: str, begins: str, first: str, last: str) -> None:
    year = FiscalYear(*map(int, begins.split("-")))
    period = year.named(name)
    assert period is not None
    assert (period.name, str(period.start), str(period.end)) == (name, first, last)


def test_lengths_given_as_numbers() -> None:
    assert parse_duration(14) == Rhythm(every_days=14)
    assert parse_duration(0) == Rhythm()
    assert parse_duration(-1) is None
    assert parse_duration(True) is None
    assert parse_duration(14) == Rhythm(every_days=14), "True, asked before, has not been kept"


def test_a_name_of_no_period() -> None:
    year = FiscalYear()
    names = ("2026-Q5", "2026-H3", "2026-13", "26-Q1", "2026-Q", "third quarter", "", "Q3", "20261")
    assert [year.named(name) for name in names] == [None] * len(names)
    assert [str(year.named(name)) for name in ("Q3 2026", "2026 q3", "2026Q3", "FY2026-Q3")] == [
        str(year.named("2026-Q3"))
    ] * 4


def test_the_year_zero_and_the_year_9999() -> None:
    april = FiscalYear(4, 1)
    for name in ("0000", "0000-Q1", "0000-01", "9999", "9999-Q4", "9999-12"):
        period = april.named(name)
        assert period is not None
        assert date.min <= period.start <= period.end <= date.max
