"""One cause, one finding in front of the reader: what follows from what."""

from __future__ import annotations

from pathlib import Path

import pytest

from kpilint.api import lint
from tests.today import TODAY

CATALOGUE = """
mission: Every guest comes back.
goals:
  - {id: rest, name: Guests rest well, supports: mission}
kpis:
  - name: Nights without a complaint
"""


@pytest.mark.parametrize(
    ("lines", "finding", "cause"),
    [
        ("suports: rest", "MIS001", "STR002"),
        ("supports: 12", "MIS001", "STR002"),
        ("supports: rset", "MIS001", "MIS002"),
        ("owner: head-of-rooms", "REV001", "REV002"),
        ("review: bimonthly", "REV001", "REV002"),
        ("review: {cadance: monthly}", "REV001", "STR002"),
        ("review: {last: 2024-01-31}", "REV002", "REV001"),
        ("review: quarterly", "REV001", None),
        ("review: {cadence: quarterly, last: 2024-01-31}", "REV001", None),
        ("review: {last: 2026-10-01}", "REV002", None),
    ],
)
def test_a_finding_follows_from_its_cause(
    tmp_path: Path, lines: str, finding: str, cause: str | None
) -> None:
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text(f"{CATALOGUE}    {lines}\n", "utf-8")
    found = [f for f in lint(catalogue, as_of=TODAY).findings if f.rule.code == finding]
    assert [f.caused_by and f.caused_by.rule.code for f in found] == [cause]


def test_one_missing_default_is_one_cause(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue.yaml"
    catalogue.write_text(f"{CATALOGUE}  - name: Guests who come back\n", "utf-8")
    found = [f for f in lint(catalogue, as_of=TODAY).findings if f.rule.code[:3] == "REV"]
    assert sorted(f.rule.code for f in found) == ["REV001", "REV001", "REV002", "REV002"]
    assert [f.problem.subject.id for f in found if f.caused_by is None] == [
        "nights-without-a-complaint"
    ]
