"""Every catalogue in `examples/` is read, checked, shown and mended as its README says."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

import kpilint.output
from kpilint.discover import discover
from kpilint.engine.registry import rules
from kpilint.output.format import Format
from tests.literate.blocks import Block, blocks_of
from tests.literate.console import run, transcript
from tests.literate.runner import ROOT

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/mission-and-goals.yaml"))
NAMES = [example.name for example in EXAMPLES]
AS_OF = ("--as-of", "2026-11-22")
FORMATS = [format_.name for format_ in discover(kpilint.output, Format)]

# Rules that need more than a catalogue of today (its history, measured values), a file that is
# broken, or faults that would spoil a whole example.
SHOWN_ELSEWHERE = ("HIS", "EVI", "STR001", "STR003", "MIS004", "MIS008")


@pytest.fixture(params=EXAMPLES, ids=NAMES)
def example(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of an example, in a folder of the same name."""
    return Path(shutil.copytree(request.param, tmp_path / request.param.name))


def consoles_of(page: Path) -> list[Block]:
    return [block for block in blocks_of(page) if block.kind == "console"]


def findings_in(folder: Path, *arguments: str) -> list[dict[str, Any]]:
    command = ["check", ".", *AS_OF, "--format", "json", "--profile", "strict", *arguments]
    code, out, err = run(command, folder)
    assert code in (0, 1), err
    findings: list[dict[str, Any]] = json.loads(out)["findings"]
    return findings


def test_readme(example: Path, update: bool) -> None:
    """What the commands of the README print is what stands there."""
    readme = ROOT / "examples" / example.name / "README.md"
    text = readme.read_text(encoding="utf-8")
    stale = []
    for block in reversed(consoles_of(readme)):
        # Each block starts from the example as it is, whatever the blocks above wrote.
        folder = Path(shutil.copytree(readme.parent, example.parent / str(block.line)))
        made = transcript(block.text, folder)
        if made != block.text:
            stale.append(f"line {block.line}: the block is stale; it should be\n{made}")
            start, end = block.span
            text = text[:start] + made + text[end:]
    assert consoles_of(readme), "the README shows no command"
    if update and stale:
        readme.write_text(text, encoding="utf-8")
    else:
        assert not stale, "\n" + "\n".join(stale)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_it(example: Path, name: str) -> None:
    code, out, err = run(["check", ".", *AS_OF, "--profile", "strict", "--format", name], example)
    assert code == 1, err
    assert out.strip()
    assert "Traceback" not in err
    assert "crash" not in err


def test_fixes_settle(example: Path) -> None:
    """All fixes can be made; afterwards every file is read, and no fix is left."""
    before = findings_in(example)
    run(["check", ".", *AS_OF, "--profile", "strict", "--unsafe-fixes"], example)
    after = findings_in(example)
    assert not [f for f in after if f["code"] == "STR001"]
    assert not [f for f in after if f["fix"] is not None]
    assert len(after) <= len(before)


def test_three_main_questions_are_answered(example: Path) -> None:
    """A leader sees each of the three main findings, without asking for more than the default."""
    _, out, _ = run(["check", ".", *AS_OF, "--format", "json"], example)
    assert {"BAL001", "MIS001", "REV001"} <= {f["code"] for f in json.loads(out)["findings"]}


def test_mended_entries(example: Path) -> None:
    """An entry that the README shows as mended keeps its promise, and brings nothing new.

    `yaml mends=BAL001,USE003` names the findings that go away with the entry.
    """
    for block in blocks_of(example / "README.md"):
        promised = block.option("mends")
        if promised is None:
            continue
        (entry,) = load(block.text)["kpis"]
        name = entry.get("id", entry.get("name"))
        before = codes_about(name, example)
        codes = set(promised.split(","))
        assert codes <= before, f"{name}: {codes - before} is not found before"
        after = codes_about(name, mended(example, entry, example.parent / f"mended-{block.line}"))
        assert not codes & after, f"{name}: {codes & after} is still found"
        assert after <= before, f"{name}: {after - before} comes new"


def test_faults_on_purpose(example: Path) -> None:
    """Each rule that a table of the README names is broken by the KPI of its row.

    Rows whose first cell is no name of an entry speak of the example as a whole.
    """
    found: dict[str, set[str]] = {}
    for finding in findings_in(example, "--no-waivers"):
        for word in (finding["subject"]["name"], ""):
            found.setdefault(word, set()).add(finding["code"])
    for line in (example / "README.md").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        promised = set(re.findall(r"\b[A-Z]{3}[0-9]{3}\b", cells[-1]))
        if line.startswith("|") and promised:
            missing = promised - found.get(cells[0], found[""])
            assert not missing, f"{cells[0]}: {missing} is not found"


def test_together_they_show_nearly_every_rule() -> None:
    shown = {
        finding["code"] for example in EXAMPLES for finding in findings_in(example, "--no-waivers")
    }
    codes = {rule.info.code for rule in rules()}
    missing = {code for code in codes - shown if not code.startswith(SHOWN_ELSEWHERE)}
    assert sorted(missing) == []


def load(text: str) -> dict[str, Any]:
    loaded: dict[str, Any] = YAML(typ="safe").load(text)
    return loaded


def codes_about(name: str, folder: Path) -> set[str]:
    return {
        finding["code"]
        for finding in findings_in(folder)
        if name in (finding["subject"]["id"], finding["subject"]["name"])
    }


def mended(example: Path, entry: dict[str, Any], folder: Path) -> Path:
    """The example in a new folder, with one entry in the place of the one that it mends."""
    folder.mkdir()
    for file in example.glob("*.yaml"):
        catalogue = load(file.read_text(encoding="utf-8"))
        if "kpis" in catalogue:
            catalogue["kpis"] = [
                entry if (old.get("id"), old.get("name")) == (entry.get("id"), entry["name"])
                else old
                for old in catalogue["kpis"]
            ]  # fmt: skip
        (folder / file.name).write_text(json.dumps(catalogue, default=str), encoding="utf-8")
    return folder
