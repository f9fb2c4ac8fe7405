"""The histories of the examples: real repositories, the same everywhere, that end today."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from kpilint.changes.compare import compare
from kpilint.changes.kinds import DefinitionChanged, ReviewRecorded
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.run import Result
from kpilint.text.source import Source
from tests.histories.build import EXAMPLES, STORIES, files_of, history
from tests.histories.steps import Commit, Edit, Entered, Files, Moved, states
from tests.literate.runner import ROOT
from tests.repository import run_git
from tests.today import TODAY

NAMES = sorted(STORIES)

# Entered ahead of the meeting, on purpose: the example shows it.
AHEAD = "2026-12-09"


Told = dict[str, list[tuple[Commit, Result, Files]]]
"""Each commit of each story: what the files of then say, checked on that day."""


@pytest.fixture(scope="module")
def told() -> Told:
    made: Told = {}
    for name, story in STORIES.items():
        made[name] = []
        for commit, files in zip(story, states(story, files_of(EXAMPLES / name)), strict=True):
            sources = tuple(
                Source(file, text) for file, text in files.items() if file.endswith(".yaml")
            )
            day = dt.date.fromisoformat(commit.day)
            made[name].append((commit, lint(sources, Settings(), day), files))
    return made


def unread(result: Result) -> set[str]:
    """What could not be read."""
    return {f.problem.message for f in result.findings if f.rule.code.startswith("STR")}


def unbalanced(result: Result) -> set[str]:
    return {f.problem.subject.id for f in result.findings if f.rule.code == "BAL001"}


def test_every_example_has_one() -> None:
    assert sorted(path.parent.name for path in EXAMPLES.glob("*/mission-and-goals.yaml")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_it_ends_in_the_example(name: str, tmp_path: Path) -> None:
    """Byte for byte, clean, with a commit for each step of the story and hashes that stay."""
    folder = history(name, tmp_path / "first")
    again = history(name, tmp_path / "second")
    written = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert written == {path.name: path.read_bytes() for path in (EXAMPLES / name).iterdir()}
    assert not run_git(["status", "--porcelain"], folder)
    told = [f"{commit.day} {commit.message.splitlines()[0]}" for commit in STORIES[name]]
    assert run_git(["log", "--reverse", "--format=%as %s"], folder).splitlines() == told
    assert run_git(["rev-parse", "main"], folder) == run_git(["rev-parse", "main"], again)
    run_git(["fsck", "--strict"], folder)


def test_every_commit_can_be_read_and_knows_nothing_of_the_future(told: Told) -> None:
    for name, commits in told.items():
        *_, (_, end, _) = commits
        planned = unread(end)
        seen: Files = {}
        last = ""
        for commit, result, files in commits:
            assert last < commit.day < f"{TODAY}", "the commits stand in order"
            assert files != seen, f"{name}: {commit.message} changes nothing"
            last, seen = commit.day, files
            for file, text in files.items():
                if file.endswith(".yaml"):
                    days = re.findall(r"\b(?:date|on|created|last): (\d{4}-\d\d-\d\d)", text)
                    assert max({*days, ""} - {AHEAD}) <= commit.day, f"{file} on {commit.day}"
            assert unread(result) <= planned, commit.message


def test_together_they_show_what_happens_to_a_catalogue(told: Told) -> None:
    """Each kind of change that a report speaks of happens in some quarter of some example."""
    happened: set[str] = set()
    for commits in told.values():
        for (_, before, _), (commit, after, _) in pairwise(commits):
            changes = compare(before.context, after.context)
            if all(isinstance(step, Moved) for step in commit.steps):
                assert not changes, f"an entry that only moved is the same: {commit.message}"
            for change in changes:
                happened.add(change.kind)
                if isinstance(change, DefinitionChanged) and change.version_raised:
                    happened.add("version raised")
                if isinstance(change, ReviewRecorded):
                    happened.add(change.decision)
    assert happened >= {
        "added", "retired", "removed", "target-loosened", "target-tightened", "brake-lost",
        "brake-gained", "counterweight-removed", "counterweight-added", "owner-changed",
        "relinked", "relabelled", "definition-changed", "version raised", "keep", "change",
        "retire", "waiver-opened", "waiver-ended", "review-plan-changed", "wording-changed",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "closed", "opened"),
    [
        ("contact-centre", "chat-first-response", "average-handle-time-business"),
        ("first-steps", "first-response-time", "parcels-sent-the-same-day"),
        ("managed-services", "time-to-restore", "patch-lead-time"),
        ("public-service", "claims-decided-in-14-days", "calls-completed-in-six-minutes"),
    ],
)
def test_one_decision_is_closed_and_one_is_open(
    told: Told, name: str, closed: str, opened: str
) -> None:
    """At the end of September both numbers had no counterweight; today one of them has."""
    september = [result for commit, result, _ in told[name] if commit.day <= "2026-09-30"][-1]
    assert unbalanced(september) >= {closed, opened}
    today = unbalanced(told[name][-1][1])
    assert opened in today
    assert closed not in today


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
    assert (tmp_path / "new" / "kpis.yaml").is_file()
