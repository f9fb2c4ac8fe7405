"""The tables of specs/families.md are true."""

from __future__ import annotations

import pytest

from kpilint.catalogue.words import FAMILIES, SUBKINDS
from kpilint.lexicon import builtin
from tests.literate.runner import ROOT

PAGE = ROOT / "specs" / "families.md"


def table(heading: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {heading} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows


EXAMPLES = table("name")


def test_the_page_lists_every_family_and_kind() -> None:
    assert [row[0] for row in table("family")] == list(FAMILIES)
    assert [row[0] for row in table("kind")] == list(SUBKINDS)


def test_the_page_has_its_examples() -> None:
    assert len(EXAMPLES) >= 82


@pytest.mark.parametrize(("name", "measure", "family"), EXAMPLES, ids=[row[0] for row in EXAMPLES])
def test_hard_example(name: str, measure: str, family: str) -> None:
    said = [part.strip() for part in measure.split(",")]
    direction = next((part for part in said if part in ("higher", "lower", "range")), None)
    unit = next((part for part in said if part != direction), "")
    seen = builtin().recognise(name, unit=unit, direction=direction)
    assert (seen.family or "ask") == family, seen
