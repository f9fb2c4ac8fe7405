"""The cost of looking for duplicates grows as the catalogue does."""

from __future__ import annotations

from collections import Counter

import pytest

from kpilint.analysis import twins
from kpilint.analysis.families import Families
from kpilint.analysis.twins import Twin, Twins
from kpilint.catalogue.catalogue import Catalogue, read_catalogue
from kpilint.graph.scope import Teams
from kpilint.lexicon import builtin
from kpilint.syntax.parse import parse
from kpilint.text.source import Source


def _catalogue(size: int) -> Catalogue:
    """As unfavourable as names can be: one name for every team, for every channel and for no
    scope at all, one formula everywhere, and names that share all words but one."""
    kpis = []
    for number in range(size // 4):
        letters = "".join(chr(97 + int(digit)) for digit in f"{number:05}")
        formula = "formula: cases solved / cases opened"
        kpis += [
            f"- {{id: a{number}, name: Cases solved, scope: {{team: t{number}}}}}",
            f"- {{id: b{number}, name: Share solved, {formula}, scope: {{channel: c{number}}}}}",
            f"- {{id: c{number}, name: Cases left over, percentile: p{number}}}",
            f"- {{id: d{number}, name: Solved for region{letters}}}",
        ]
    return read_catalogue([parse(Source("kpis.yaml", "kpis:\n" + "\n".join(kpis)))])


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts the two things that compare one KPI with another."""
    counted: Counter[str] = Counter()
    same, slip = Twins._same, twins._is_slip

    def counting_same(*args: object) -> bool:
        counted["pairs"] += 1
        return same(*args)  # type: ignore[arg-type]

    def counting_slip(*args: str) -> bool:
        counted["words"] += 1
        return slip(*args)

    monkeypatch.setattr(Twins, "_same", counting_same)
    monkeypatch.setattr(twins, "_is_slip", counting_slip)
    return counted


def _find(catalogue: Catalogue) -> list[Twin]:
    return Twins(catalogue, Families(builtin()), Teams(catalogue)).find()


def test_comparisons_grow_with_the_catalogue_and_not_faster(steps: Counter[str]) -> None:
    _find(_catalogue(1_000))
    few = steps.copy()
    steps.clear()
    _find(_catalogue(10_000))
    assert min(few.values()) > 200
    assert len(few) == 2
    assert all(steps[kind] <= 11 * few[kind] for kind in few), (few, steps)


def test_a_thousand_teams_with_one_kpi_each_have_no_twins_but_one_team_with_two_has() -> None:
    kpis = [f"- {{id: k{n}, name: Cases solved, scope: {{team: t{n}}}}}" for n in range(1_000)]
    kpis.append("- {id: twin, name: Solved cases, scope: {team: t777}}")
    catalogue = read_catalogue([parse(Source("kpis.yaml", "kpis:\n" + "\n".join(kpis)))])
    assert [(twin.kpi.id, twin.earlier.id) for twin in _find(catalogue)] == [("twin", "k777")]
