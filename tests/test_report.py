"""`kpilint report` on real histories: what was asked for, what became of it, what git allows."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from kpilint.cli import report_files
from kpilint.cli.exits import UserError
from tests.histories.build import STORIES, history
from tests.literate.console import run
from tests.repository import Repository

JANUARY = "1800403200"  # 20 January 2027, as SOURCE_DATE_EPOCH

SMALL = """\
mission: Everyone is helped.
goals: [{id: g, name: Help is easy, supports: mission, owner: head-of-service}]
kpis:
  - {name: Handle time, family: speed, supports: g, owner: a, review: {last: 2026-04-01}}
  - {name: Solved at once, supports: g, owner: q, direction: higher, floor: 7, family: quality,
     review: {last: 2026-04-01}}
"""
BALANCED = SMALL.replace("owner: a,", "owner: a, balanced_by: solved-at-once,")


def report(folder: Path, *arguments: str) -> dict[str, Any]:
    code, out, err = run(["report", "--isolated", "--format", "json", *arguments], folder)
    assert code == 0, err
    found: dict[str, Any] = json.loads(out)
    return found


def fails(folder: Path, *arguments: str) -> str:
    code, out, err = run(["report", "--isolated", *arguments], folder)
    assert (code, out) == (2, "")
    return err


def small(folder: Path) -> Repository:
    """Written in July without a counterweight, and with one since October."""
    repository = Repository(folder)
    repository.commit("Begin", "2026-07-20", kpis=SMALL)
    repository.commit("Link the brake", "2026-10-14", kpis=BALANCED)
    return repository


@pytest.mark.parametrize(
    ("name", "closed", "still_open"),
    [
        ("contact-centre", "Chat first response time", "Average handle time, business"),
        ("first-steps", "First response time", "Parcels sent the same day"),
        ("managed-services", "Mean time to restore", "Patch lead time"),
        ("public-service", "New benefit claims decided within 14 days",
         "Calls answered and completed within six minutes"),
    ],
)  # fmt: skip
def test_the_next_report_says_what_became_of_the_last(
    name: str, closed: str, still_open: str, tmp_path: Path
) -> None:
    folder = history(name, tmp_path / name)
    then = report(folder, "--as-of", "2026-09-30", "--quarter", "2026-09")
    asked = {ref["name"] for decision in then["decisions"] for ref in decision["about"]}
    assert {closed, still_open} <= asked
    now = report(folder)
    became = {
        (one["about"]["name"], one["state"]): one["evidence"]
        for one in now["past"]
        if one["kind"] == "asked" and one["what"].startswith("Give ")
    }
    assert became[closed, "done"].startswith("it is now held in check by")
    assert became[still_open, "overdue"] == "still so on 22 November 2026"
    [decision] = [
        one for one in now["decisions"] if one["action"].startswith(f'Give "{still_open}')
    ]
    assert decision["asked_since"]
    assert decision["blocks_sign_off"]


def test_a_review_that_is_recorded_closes_its_decision(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The story of a quarter: the report asks, `kpilint review` and an edit answer, the next
    report says so, and the one after that no longer speaks of it."""
    folder = history("first-steps", tmp_path / "shop")
    asked = [decision["action"] for decision in report(folder)["decisions"]]
    assert 'Give "Parcels sent the same day" a counterweight' in asked
    assert 'Review "Age of open questions": keep, change, replace or retire' in asked

    held = ["--decision", "keep", "--by", "head-of-shop", "--by", "head-of-service"]
    note = ["--note", "Nothing is older than a week.", "--date", "2026-11-20", "--isolated"]
    code, _, err = run(["review", "age-of-open-questions", *held, *note], folder)
    assert code == 0, err
    file = folder / "kpis.yaml"
    text = file.read_text("utf-8")
    parcels = "    gaming_risks: packing half"
    assert text.count(parcels) == 1
    linked = text.replace(parcels, f"    balanced_by: wrong-or-incomplete-parcels\n{parcels}")
    file.write_text(linked, "utf-8")
    now = report(folder)
    assert now["revision"]["has_local_changes"]
    assert not [one for one in now["decisions"] if "Parcels" in one["action"]]
    repository = Repository(folder)
    repository.git("commit", "-q", "-a", "-m", "Do what was asked for", when="2026-12-10")

    monkeypatch.setenv("SOURCE_DATE_EPOCH", JANUARY)
    fourth = report(folder, "--quarter", "2026-Q4")
    assert fourth["period"]["title"] == "Q4 2026"
    done = {one["what"]: one["evidence"] for one in fourth["past"] if one["state"] == "done"}
    assert done['Give "Parcels sent the same day" a counterweight'] == (
        'it is now held in check by "Wrong or incomplete parcels"'
    )
    assert fourth["trend"]["points"][-1]["open"] < fourth["trend"]["points"][-2]["open"]
    first = report(folder, "--quarter", "2027-Q1")
    assert not [one for one in first["past"] if "Parcels" in one["what"]]


@pytest.mark.parametrize("name", sorted(STORIES))
def test_the_same_input_gives_the_same_bytes(name: str, tmp_path: Path) -> None:
    made = []
    for place in ("here", "there"):
        folder = history(name, tmp_path / place / "catalogue")
        outputs = [word for end in ("md", "json") for word in ("--output", f"../r.{end}")]
        code, out, err = run(["report", "--isolated", *outputs], folder)
        assert (code, out) == (0, ""), err
        made.append([(tmp_path / place / f"r.{end}").read_bytes() for end in ("md", "json")])
    assert made[0] == made[1]


def test_a_period_that_is_over_is_read_as_it_was_then(tmp_path: Path) -> None:
    repository = small(tmp_path)
    repository.write("later.yaml", "kpis: [{name: Later}]\n")
    then = report(tmp_path, "--quarter", "2026-Q3")
    assert (then["as_of"], then["size"]["kpis"]) == ("2026-09-30", 2)
    assert then["revision"]["day"] == "2026-07-20"
    assert not then["revision"]["has_local_changes"]
    assert then["compared_with"] is None
    assert then["trend"] is None
    assert "in the commit " in " ".join(then["method"]["sentences"])
    now = report(tmp_path, "--quarter", "2026-Q3", "--as-of", "2026-11-22")
    assert (now["as_of"], now["size"]["kpis"]) == ("2026-11-22", 3)
    assert now["revision"]["has_local_changes"]


def test_what_it_is_compared_with_can_be_named(tmp_path: Path) -> None:
    repository = small(tmp_path)
    repository.git("tag", "first", "HEAD~1")
    for since in ("first", "HEAD~1", "2026-07-31"):
        compared = report(tmp_path, "--since", since)
        assert compared["compared_with"]["day"] == "2026-07-20"
        assert {change["kind"] for change in compared["changes"]} == {
            "counterweight-added", "brake-gained",
        }  # fmt: skip
    assert report(tmp_path, "--since", "HEAD")["changes"] == []
    assert "There is no commit up to 2026-07-01." in fails(tmp_path, "--since", "2026-07-01")
    assert 'There is no revision "frist"' in fails(tmp_path, "--since", "frist")
    assert "names a range" in fails(tmp_path, "--since", "first..HEAD")


def test_findings_are_counted_by_what_they_are_about(tmp_path: Path) -> None:
    """Neither a new id nor another place makes a finding new; one that comes back is reopened."""
    repository = Repository(tmp_path)
    renamed = SMALL.replace("{name: Handle time", "{id: handling, name: Handle time")
    repository.commit("Begin", "2026-02-20", kpis=SMALL)
    repository.commit("Link the brake", "2026-05-14", kpis=BALANCED)
    repository.commit("Let it go", "2026-10-14", kpis=SMALL)
    trend = report(tmp_path, "--select", "BAL001")["trend"]
    assert [point["open"] for point in trend["points"]] == [1, 0, 0, 1]
    assert [point["label"] for point in trend["points"]] == ["Q1 26", "Q2 26", "Q3 26", "Q4 26"]
    assert (trend["new"], trend["closed"], trend["reopened"]) == (1, 0, 1)
    repository.commit("Rename it, and move it", "2026-11-14", kpis=None, other="\n" + renamed)
    moved = report(tmp_path, "--select", "BAL001", "--since", "2026-10-31")["trend"]
    assert (moved["new"], moved["closed"], moved["reopened"]) == (0, 0, 0)


def test_where_history_is_cut_what_is_there_is_used(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "whole")
    for number, day in enumerate(("2026-02-01", "2026-05-01", "2026-08-01", "2026-11-01")):
        repository.commit(f"Step {number}", day, kpis=f"{SMALL}# {number}\n")
    whole = f"file://{repository.folder}"
    repository.git("clone", "-q", "--depth", "1", whole, tmp_path / "cut")
    err = fails(tmp_path / "cut")
    assert "The history of this clone is cut at" in err
    assert "fetch-depth: 0" in err
    repository.git("clone", "-q", "--depth", "2", whole, tmp_path / "enough")
    labels = [point["label"] for point in report(tmp_path / "enough")["trend"]["points"]]
    assert labels == ["Q3 26", "Q4 26"]
    assert len(report(repository.folder)["trend"]["points"]) == 4


def test_a_repository_without_a_commit_has_a_report(tmp_path: Path) -> None:
    repository = Repository(tmp_path)
    repository.write("kpis.yaml", SMALL)
    code, out, err = run(["report", "--isolated", "--format", "json"], tmp_path)
    assert code == 0
    assert (
        "Nothing earlier is there to compare with, as this repository has no commit yet.\n" in err
    )
    assert json.loads(out)["revision"] is None
    assert "has no commit yet" in fails(tmp_path, "--since", "HEAD")


def test_findings_fail_a_report_only_when_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "kpis.yaml").write_text(SMALL, "utf-8")
    arguments = ["report", "--isolated", "--output", "report.md"]
    assert run(arguments, tmp_path)[0] == 0
    assert run([*arguments, "--fail-on", "error"], tmp_path)[0] == 1
    (tmp_path / "broken.yaml").write_text("kpis: [\n", "utf-8")
    assert run(["report", "broken.yaml", *arguments[1:]], tmp_path)[0] == 2


def test_files_and_stdout_can_both_be_asked_for(tmp_path: Path) -> None:
    (tmp_path / "kpis.yaml").write_text(SMALL, "utf-8")
    outputs = ["--output", "markdown:a.txt", "--output", "b.JSON"]
    code, out, err = run(["report", "--isolated", *outputs, "--format", "markdown"], tmp_path)
    assert code == 0
    assert out.startswith("# KPI governance report, Q4 2026 so far\n")
    assert '"a.txt" is written: Q4 2026 so far, not ready to sign off.' in err
    assert (tmp_path / "a.txt").read_text("utf-8") == out
    assert json.loads((tmp_path / "b.JSON").read_bytes())["schema_version"] == 1
    assert "Two outputs go to" in fails(tmp_path, "--output", "a.md", "--output", "json:a.md")


@pytest.mark.parametrize(
    ("wanted", "format_", "path"),
    [
        ("report.md", "markdown", "report.md"),
        ("json:report", "json", "report"),
        ("json:a:b.md", "json", "a:b.md"),
        ("C:\\r.json", "json", "C:\\r.json"),
        ("R.XLSX", "xlsx", "R.XLSX"),
    ],
)
def test_the_format_of_an_output(wanted: str, format_: str, path: str) -> None:
    [target] = report_files.report_targets([wanted])
    assert (target.format, str(target.path)) == (format_, path)


@pytest.mark.parametrize("wanted", ["report", "json:", ".md", "docx:report.md", ""])
def test_an_output_without_a_format_is_refused(wanted: str) -> None:
    with pytest.raises(UserError):
        report_files.report_targets([wanted])


def test_what_is_not_installed_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kpis.yaml").write_text(SMALL, "utf-8")
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    err = fails(tmp_path, "--output", "report.xlsx")
    assert 'pip install "kpilint[xlsx]"' in err
    assert not (tmp_path / "report.xlsx").exists()


def test_a_workbook_is_no_text_for_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    with pytest.raises(UserError, match="nothing to look at"):
        report_files.check_stdout("xlsx")
    report_files.check_stdout("json")
