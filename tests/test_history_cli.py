"""Commands that compare with an earlier state, called as people and workflows call them."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from kpilint.cli.commands.diff import FORMATS
from kpilint.contract.findings import findings_schema
from tests.histories.build import STORIES, history
from tests.literate.console import run
from tests.repository import Repository, run_git

HEAD = "mission: Every caller is helped.\ngoals: [{id: help, name: Help, supports: mission}]\n"
KPIS = (
    f"{HEAD}kpis:\n"
    "  - {id: speed, name: Average handle time, supports: help, owner: desk, "
    "balanced_by: [quality]}\n"
    "  - {id: quality, name: First contact resolution, supports: help, owner: desk, "
    "direction: higher, target: 80 %, review: {cadence: quarterly, last: 2026-10-14}}\n"
    "  - {id: noise, name: Complaints per 1000, supports: help}\n"
)
CHANGED = KPIS.replace(", balanced_by: [quality]", "")


@pytest.fixture
def there(tmp_path: Path) -> Repository:
    """A catalogue in one commit, and a change of it that is not committed."""
    made = Repository(tmp_path / "there")
    made.commit("Begin", "2026-07-01", kpis=KPIS)
    made.write("kpis.yaml", CHANGED)
    return made


def documents(folder: Path, *arguments: str) -> tuple[int, dict[str, object]]:
    code, out, _ = run([*arguments, "--format", "json"], folder)
    return code, json.loads(out)


def test_only_new_findings_fail_a_run(there: Repository) -> None:
    code, everything = documents(there.folder, "check")
    assert code == 1
    code, narrowed = documents(there.folder, "check", "--since", "main")
    assert code == 1
    jsonschema.Draft7Validator(findings_schema()).validate(narrowed)
    findings = narrowed["findings"]
    assert isinstance(findings, list)
    new = [one for one in findings if "was_there" not in one]
    assert {"speed"} == {one["subject"]["id"] for one in new}
    assert any(one["severity"] == "error" for one in new)
    assert any("was_there" in one for one in findings)
    assert len(findings) < len(everything["findings"])  # type: ignore[arg-type]

    there.commit("Take it as it is", "2026-07-02")
    there.write("kpis.yaml", CHANGED.replace("1000", "1,000"))
    code, narrowed = documents(there.folder, "check", "--since", "main")
    assert {one["subject"]["id"] for one in narrowed["findings"]} == {"noise"}  # type: ignore[attr-defined]
    assert code == 0


def test_what_is_fixed_is_what_is_reported(there: Repository) -> None:
    there.write("kpis.yaml", CHANGED.replace("per 1000", "a year"))
    code, out, err = run(["check", "--since", "main", "--fix"], there.folder)
    assert "balanced_by" in (there.folder / "kpis.yaml").read_text(), (code, out, err)
    fixed = [line for line in err.splitlines() if line.startswith("fixed ")]
    assert fixed


@pytest.mark.parametrize("command", [["check", "--since"], ["diff"]])
def test_a_history_that_cannot_be_read_is_an_error_of_the_call(
    there: Repository, tmp_path: Path, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "kpis.yaml").write_text(KPIS)
    assert run([*command, "main"], outside)[0] == 2
    there.git("clone", "-q", "--depth", "1", there.folder.as_uri(), str(tmp_path / "cut"))
    code, out, err = run([*command, "main~1"], tmp_path / "cut")
    assert (code, out) == (2, "")
    assert "fetch-depth: 0" in err
    monkeypatch.setenv("PATH", "/nowhere")
    code, out, err = run([*command, "main"], there.folder)
    assert (code, out) == (2, "")
    assert "git is not installed" in err


def test_stdin_is_the_file_that_it_names(there: Repository) -> None:
    there.git("checkout", "-q", "--", "kpis.yaml")
    code, _, err = run(["check", "-", "--since", "main"], there.folder, CHANGED)
    assert code == 2
    assert "--stdin-filename" in err
    named = ["check", "-", "--stdin-filename", "kpis.yaml", "--since", "main"]
    code, out, _ = run(named, there.folder, CHANGED)
    assert code == 1
    assert "(It was there before.)" in out
    assert run(named, there.folder, KPIS)[0] == 0


def test_the_later_side_is_the_files_or_a_commit(there: Repository) -> None:
    assert documents(there.folder, "diff", "main")[1]["head"] is None
    code, unchanged = documents(there.folder, "diff", "main", "main")
    assert (code, unchanged["entries"]) == (0, [])
    head = there.commit("Take the brake away", "2026-07-02")
    code, found = documents(there.folder, "diff", "main~1", "main")
    assert found["head"] == {"commit": head, "day": "2026-07-02"}
    assert [entry["subject"]["id"] for entry in found["entries"]] == ["speed"]  # type: ignore[attr-defined]


def test_a_folder_that_is_gone_can_still_be_compared(there: Repository) -> None:
    there.write("area/more.yaml", "kpis: [{id: more, name: More}]\n")
    there.commit("An area", "2026-07-02")
    there.git("rm", "-q", "-r", "area")
    there.commit("No area", "2026-07-03")
    code, found = documents(there.folder, "diff", "HEAD~1", "HEAD", "--path", "area")
    assert (code, [entry["subject"]["id"] for entry in found["entries"]]) == (0, ["more"])  # type: ignore[attr-defined]


def test_how_a_difference_ends(there: Repository) -> None:
    assert run(["diff", "main"], there.folder)[0] == 0
    assert run(["diff", "main", "--fail-on", "risky"], there.folder)[0] == 1
    assert run(["diff", "main", "--fail-on", "any"], there.folder)[0] == 1
    there.write("kpis.yaml", KPIS.replace("Complaints per", "Complaints for"))
    assert run(["diff", "main", "--fail-on", "any"], there.folder)[0] == 0
    there.write("kpis.yaml", "kpis: [")
    code, _, err = run(["diff", "main"], there.folder)
    assert code == 2
    assert '"kpis.yaml" of the later state could not be read' in err
    there.commit("Broken", "2026-07-02")
    there.write("kpis.yaml", KPIS)
    code, _, err = run(["diff", "main"], there.folder)
    assert code == 0
    assert "could not be read; what it holds looks new here" in err


def test_a_difference_can_be_written_to_files(there: Repository) -> None:
    outputs = [word for name in FORMATS for word in ("--output", f"{name}:{name}.out")]
    code, shown, _ = run(["diff", "main", *outputs], there.folder)
    assert code == 0
    for name in FORMATS:
        _, printed, _ = run(["diff", "main", "--format", name], there.folder)
        assert (there.folder / f"{name}.out").read_text("utf-8") == printed
    assert shown == (there.folder / "text.out").read_text("utf-8")
    assert run(["diff", "main", "--output", "json:kpis.yaml"], there.folder)[0] == 2
    assert run(["diff", "main", "--output", "html:a.html"], there.folder)[0] == 2


@pytest.mark.parametrize("name", STORIES)
def test_the_history_of_an_example_can_be_told(name: str, tmp_path: Path) -> None:
    folder = history(name, tmp_path / name)
    for revision in ("HEAD~1", "HEAD~4"):
        for format_ in FORMATS:
            code, out, err = run(["diff", revision, "--format", format_], folder)
            assert (code, err) == (0, "")
            assert out or format_ == "markdown"
        assert run(["check", "--since", revision], folder)[0] in (0, 1)
    assert run(["check", "--since", "HEAD"], folder)[0] == 0


def test_settings_that_changed_are_told(there: Repository) -> None:
    said = "How the catalogue is checked was changed as well (kpilint.yaml)"
    assert said not in run(["diff", "main"], there.folder)[1]
    there.write("kpilint.yaml", "ignore: [HIS003, BAL001]\n")
    for form in ("text", "markdown"):
        assert said in " ".join(run(["diff", "main", "--format", form], there.folder)[1].split())
    assert documents(there.folder, "diff", "main")[1]["settings_changed"] == ["kpilint.yaml"]
    assert said not in run(["diff", "main", "--isolated"], there.folder)[1]
    there.write("kpis.yaml", KPIS)
    assert said in " ".join(run(["diff", "main"], there.folder)[1].split())
    there.commit("Check less", "2026-07-02")
    assert said in " ".join(run(["diff", "HEAD~1", "HEAD"], there.folder)[1].split())
    assert said not in run(["diff", "HEAD"], there.folder)[1]
    (there.folder / "kpilint.yaml").unlink()
    assert said in " ".join(run(["diff", "HEAD"], there.folder)[1].split())


def test_settings_of_elsewhere_have_no_earlier_state(there: Repository, tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("ignore: [HIS003]\n", encoding="utf-8")
    code, found = documents(there.folder, "diff", "main", "--config", "../mine.yaml")
    assert (code, found["settings_changed"]) == (0, [])


def test_a_base_that_went_on_is_named_with_where_it_was_left(there: Repository) -> None:
    assert "main (" in run(["diff", "main"], there.folder)[1]
    run_git(["switch", "-q", "-c", "work"], there.folder)
    there.commit("Take it as it is", "2026-07-02")
    run_git(["switch", "-q", "main"], there.folder)
    there.commit("Meanwhile", "2026-07-03", kpis=KPIS.replace("desk", "office"))
    run_git(["switch", "-q", "work"], there.folder)
    out = run(["diff", "main"], there.folder)[1]
    assert "main, where this work left it (" in " ".join(out.split())
    assert "1 July 2026" in " ".join(out.split())
    assert "office" not in out
