"""The histories of the examples: real repositories, the same everywhere, that end today."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kpilint.api import lint
from kpilint.config import Settings
from tests.histories.build import EXAMPLES, STORIES, files_of, git, history
from tests.histories.steps import Edit, Entered, Files, states
from tests.literate.runner import ROOT
from tests.today import TODAY

NAMES = sorted(STORIES)

# Entered ahead of the meeting, on purpose: the example shows it.
AHEAD = "2026-12-09"


def codes(folder: Path, day: str) -> list[tuple[str, str]]:
    found = lint(folder, settings=Settings(), as_of=dt.date.fromisoformat(day)).findings
    return [(finding.rule.code, finding.problem.subject.name) for finding in found]


def test_every_example_has_one() -> None:
    assert sorted(path.parent.name for path in EXAMPLES.glob("*/README.md")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_in_the_example(name: str, tmp_path: Path) -> None:
    """Byte for byte, clean, with a commit for each step of the story and hashes that stay."""
    folder = history(name, tmp_path / "first")
    again = history(name, tmp_path / "second")
    written = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert written == {path.name: path.read_bytes() for path in (EXAMPLES / name).iterdir()}
    assert not git(folder, "status", "--porcelain")
    told = [f"{commit.day} {commit.message.splitlines()[0]}" for commit in STORIES[name]]
    assert git(folder, "log", "--reverse", "--format=%as %s").splitlines() == told
    assert git(folder, "rev-parse", "main") == git(again, "rev-parse", "main")
    git(folder, "fsck", "--strict")


@pytest.mark.parametrize("name", NAMES)
def test_every_commit_can_be_read_and_knows_nothing_of_the_future(
    name: str, tmp_path: Path
) -> None:
    planned = {found for found in codes(EXAMPLES / name, f"{TODAY}") if found[0].startswith("STR")}
    seen: Files = {}
    last = ""
    story = STORIES[name]
    for commit, files in zip(story, states(story, files_of(EXAMPLES / name)), strict=True):
        assert last < commit.day < f"{TODAY}", "the commits stand in order"
        assert files != seen, f"{commit.message} changes nothing"
        last, seen = commit.day, files
        folder = tmp_path / commit.day
        folder.mkdir()
        for file, text in files.items():
            (folder / file).write_text(text, encoding="utf-8")
            dates = re.findall(r"\b(?:date|on|created|last): (\d{4}-\d\d-\d\d)", text)
            if file.endswith(".yaml"):
                assert max({*dates, ""} - {AHEAD}) <= commit.day, f"{file} on {commit.day}"
        unread = {found for found in codes(folder, commit.day) if found[0].startswith("STR")}
        assert unread <= planned, commit.message


def test_a_story_breaks_with_its_example() -> None:
    """What a step wants to undo and does not find, or finds twice, stops the story."""
    today = {"kpis.yaml": "kpis:\n  - id: waiting\n    floor: 1\n"}
    for step in (
        Edit("kpis.yaml", "floor: 2", "floor: 3"),
        Edit("kpis.yaml", "x", "i"),
        Entered("kpis.yaml", "wait"),
    ):
        with pytest.raises(AssertionError, match=r"found \d times"):
            step.undo(dict(today))


def test_somebody_can_try_one(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.histories", "first-steps", str(tmp_path / "new")]
    out = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert out.strip() == str(tmp_path / "new")
    assert codes(tmp_path / "new", f"{TODAY}")
