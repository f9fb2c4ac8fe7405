"""What seems to be missing may only stand in a file that could not be read."""

from __future__ import annotations

import datetime as dt

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.finding import Finding
from kpilint.text.source import Source

KPIS = "kpis:\n  - {name: Renewal rate, supports: retain-members}\n"


def findings(**files: str) -> dict[str, Finding]:
    sources = [Source(f"{name}.yaml", text) for name, text in files.items()]
    settings = Settings(select=("STR", "MIS001", "MIS002", "MIS004"))
    result = lint(sources, settings, dt.date(2026, 11, 22))
    assert not result.crashes
    return {finding.rule.code: finding for finding in result.findings}


@pytest.mark.parametrize(
    "broken",
    [
        "goals:\n  - id: retain-members\n   owner: member-office\n",
        "goals:\n  - name: Retain members\n   owner: member-office\n",
        "goals: [{id: retain-members}\n",
        "goals:\n  - id:\n      retain-members\n   owner: member-office\n",
        # The rest of this file was read, but the second list of goals was not.
        "goals: []\ngoals:\n  - {name: 'Retain members', supports: mission}\n",
        "goals: []\n---\ngoals:\n  - id: retain-members\n",
    ],
)
def test_everything_follows_from_the_broken_file(broken: str) -> None:
    found = findings(mission="mission: Members stay.\n", goals=broken, kpis=KPIS)
    assert found.keys() == {"STR001", "MIS001", "MIS002"}
    assert found["MIS002"].caused_by is found["STR001"]
    assert found["MIS001"].caused_by is found["STR001"]
    assert found["MIS002"].problem.fix is None
    assert "goals.yaml" in found["MIS002"].problem.help


@pytest.mark.parametrize(
    "goals",
    [
        "goals:\n  - id: retain-customers\n   owner: member-office\n",
        # The id stands in this file, but only where a link names it.
        "goals: []\ngoals: []\nschemes:\n  - {id: bonus, items: [retain-members]}\n",
    ],
)
def test_a_broken_file_without_the_id_is_no_cause(goals: str) -> None:
    found = findings(mission="mission: Members stay.\n", goals=goals, kpis=KPIS)
    assert "STR001" in found
    assert found["MIS002"].caused_by is None
    assert found["MIS001"].caused_by is not None
    assert found["MIS001"].caused_by.rule.code == "MIS002"


def test_a_mission_in_a_broken_file_is_not_missing() -> None:
    found = findings(mission="mission: @everyone\n", kpis=KPIS)
    assert found["MIS004"].caused_by is found["STR001"]
    assert findings(teams="teams: [\n", kpis=KPIS)["MIS004"].caused_by is None
