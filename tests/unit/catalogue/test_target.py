"""The page on targets, row by row, and what the rows cannot show."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from kpilint.catalogue.target import TargetText, read_target_text, target_of_number

PAGE = Path(__file__).parents[3] / "specs" / "targets.md"
ROW = re.compile(r"\| `(.*)` \| (.*) \|")
ROWS = [
    found.groups() for found in map(ROW.fullmatch, PAGE.read_text("utf-8").splitlines()) if found
]


@pytest.mark.parametrize(("text", "reading"), ROWS)
def test_the_page(text: str, reading: str) -> None:
    target = read_target_text(text)
    assert target.in_words() == reading
    if target.kind == "understood":
        assert read_target_text(reading) == target


def test_every_row_of_the_page_is_a_test() -> None:
    tables = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")]
    assert len(ROWS) == len(tables) > 100


def test_the_parts_of_a_reading() -> None:
    assert read_target_text("at least 80 % within 20 s by 2027-03-31") == TargetText(
        "understood",
        comparison="at-least",
        value=80.0,
        unit="%",
        within=(20.0, "seconds"),
        by=date(2027, 3, 31),
    )
    assert read_target_text("3 to 5 days") == TargetText(
        "understood", comparison="between", low=3.0, high=5.0, unit="days"
    )
    assert read_target_text("10 % reduction") == TargetText(
        "understood", value=10.0, unit="%", change="down"
    )
    assert read_target_text("TBD by 2027") == TargetText("placeholder", by=date(2027, 12, 31))
    assert read_target_text("") == TargetText("placeholder")


def test_a_text_that_is_too_long() -> None:
    assert read_target_text("80 %" + " " * 150).kind == "understood"
    assert read_target_text(" " * 1000 + "80 %").kind == "understood"
    assert read_target_text("80 % " + "x" * 200).kind == "not-understood"
    assert read_target_text("80 %" + " " * 1000 + "or less").kind == "not-understood"
    assert read_target_text("see " + "the long page " * 1000).kind == "placeholder"


def test_numbers() -> None:
    assert target_of_number(80) == TargetText("understood", value=80.0)
    assert target_of_number(0) == TargetText("understood", value=0.0)
    assert target_of_number(-1.5) == read_target_text("-1.5")
    for value in (float("nan"), float("inf"), 10**400, True, None, "80", date(2027, 3, 31)):
        assert target_of_number(value) == TargetText("not-understood")
