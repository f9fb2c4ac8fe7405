"""Bad input gets a clear, located finding; nothing crashes, hangs, or stays silent."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpilint.catalogue.files import decode
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.output import concise, full
from kpilint.output import json as json_format
from kpilint.output.format import View
from tests.laws.texts import MUTATED
from tests.literate.console import run
from tests.odd_inputs import GOOD, NOT_A_CATALOGUE, ODD_FILES, ODD_FOLDERS
from tests.today import TODAY


def check(folder: Path) -> tuple[int, dict[str, Any], str]:
    code, out, err = run(["check", ".", "--format", "json", "--select", "STR"], folder)
    assert "Traceback" not in err
    return code, json.loads(out) if out else {}, err


@pytest.mark.parametrize("name", ODD_FILES)
def test_an_odd_file_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    data, line = ODD_FILES[name]
    (tmp_path / "good.yaml").write_text("goals: []\n")
    (tmp_path / "odd.yaml").write_bytes(data)
    code, report, _ = check(tmp_path)
    found = [f for f in report["findings"] if f["path"] == "odd.yaml"]
    if line == 0:
        assert found == []
        assert code == 0
    else:
        assert line in [f["range"]["start"]["line"] for f in found], found
        assert all(f["message"] and f["why"] and f["help"] for f in found)
        assert len(found[0]["message"]) < 300
    assert report["summary"]["files"] == 2, "the other file was not checked"


@pytest.mark.parametrize("name", NOT_A_CATALOGUE)
def test_another_yaml_file_is_passed_over_unless_it_is_asked_for(name: str, tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "odd.yaml").write_bytes(NOT_A_CATALOGUE[name])
    code, report, _ = check(tmp_path)
    assert (code, report["findings"], report["summary"]["files"]) == (0, [], 1)
    _, out, _ = run(["check", ".", "--show-files"], tmp_path)
    assert "odd.yaml" in out
    code, out, _ = run(["check", "odd.yaml", "--format", "json"], tmp_path)
    assert json.loads(out)["findings"]


@pytest.mark.parametrize("name", ODD_FOLDERS)
def test_an_odd_thing_in_a_folder_stops_nothing(name: str, tmp_path: Path) -> None:
    put, is_told = ODD_FOLDERS[name]
    (tmp_path / "good.yaml").write_text(GOOD)
    put(tmp_path)
    _, report, _ = check(tmp_path)
    told = [f for f in report["findings"] if f["path"] == "odd.yaml"]
    assert bool(told) == is_told
    assert report["summary"]["missions"] == 1


def test_deep_nesting_is_told_in_a_thread_with_a_small_stack() -> None:
    codes: list[str] = []

    def work() -> None:
        source = decode("deep.yaml", ODD_FILES["deep"][0])
        result = lint([source], Settings(), TODAY)
        codes.extend(finding.rule.code for finding in result.findings)

    before = threading.stack_size(512 * 1024)
    try:
        thread = threading.Thread(target=work)
        thread.start()
        thread.join(timeout=20)
    finally:
        threading.stack_size(before)
    assert "STR001" in codes


@given(st.binary(max_size=400))
def test_any_bytes_can_be_checked(data: bytes) -> None:
    every_format(data)


@given(MUTATED)
@settings(max_examples=max(300, settings().max_examples))
def test_any_mutation_of_any_example_can_be_checked(text: str) -> None:
    every_format(text.encode("utf-8", "surrogatepass"))


def every_format(data: bytes) -> None:
    """No crash of a rule, and no raw control character in what is printed."""
    result = lint([decode("any.yaml", data)], Settings(profile="strict"), TODAY)
    assert not result.crashes, result.crashes
    json.loads(json_format.render(result, View()))
    for render in (full.render, concise.render):
        assert all(c == "\n" or c.isprintable() for c in render(result, View()))
