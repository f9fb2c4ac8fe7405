"""A large catalogue is parsed once: the next run says the same, byte for byte."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kpilint.cli import load
from kpilint.lexicon import Lexicon, builtin
from kpilint.store import PLACE
from kpilint.syntax import parse
from tests.benchmarks.generate import write
from tests.literate.console import run
from tests.literate.runner import ROOT

CHECK = ["check", "kpis", "--format", "json"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path / "kpis", 60)
    monkeypatch.setattr(load, "KEPT_FROM", 1000)
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    return tmp_path


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_the_second_run_parses_nothing_and_says_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = run(CHECK, folder)
    assert first[0] == 1
    read: list[str] = []
    plain = parse.parse

    def counted(source: object, *limits: int) -> object:
        read.append(source.path)  # type: ignore[attr-defined]
        return plain(source, *limits)  # type: ignore[arg-type]

    def no_recogniser(self: Lexicon) -> None:
        raise AssertionError(f"{self} was to recognise nothing anew")

    monkeypatch.setattr(parse, "parse", counted)
    with monkeypatch.context() as patch:
        patch.setattr(Lexicon, "_guess", no_recogniser)
        builtin.cache_clear()
        assert run(CHECK, folder) == first
    builtin.cache_clear()
    assert not read

    file = folder / "kpis" / "kpis-00002.yaml"
    file.write_text(file.read_text().replace("supports: [{goal: goal-", "supports: [{goal: aim-"))
    changed = run(CHECK, folder)
    assert read == ["kpis/kpis-00002.yaml"]
    assert changed != first
    monkeypatch.setenv(PLACE, "")
    assert run(CHECK, folder) == changed


def test_nothing_is_written_beside_the_catalogue(folder: Path) -> None:
    before = files(folder / "kpis")
    run(CHECK, folder)
    assert files(folder / "kpis") == before
    names = [path.name for path in files(folder / "cache")]
    assert names == ["guesses.sqlite3", "trees.sqlite3"]


def test_a_small_catalogue_is_not_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(load, "KEPT_FROM", 1_000_000)
    run(CHECK, folder)
    assert not (folder / "cache").exists()


@pytest.mark.parametrize("harm", [b"", b"no database", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_harmed_store_changes_nothing(folder: Path, harm: bytes) -> None:
    first = run(CHECK, folder)
    for file in files(folder / "cache"):
        file.write_bytes(harm)
    assert run(CHECK, folder) == first
    assert run(CHECK, folder) == first


def test_every_command_reads_through_the_store(folder: Path) -> None:
    graph = run(["graph", "kpis", "--format", "json"], folder)
    assert (folder / "cache" / "trees.sqlite3").exists()
    for command in (["due", "kpis"], ["report", "kpis"], ["check", "kpis", "--show-files"]):
        assert run(command, folder) == run(command, folder)
    assert run(["graph", "kpis", "--format", "json"], folder) == graph


def test_two_runs_at_once_do_not_harm_each_other(folder: Path) -> None:
    write(folder / "many", 300)
    command = [sys.executable, "-m", "kpilint", "check", str(folder / "many"), "--format", "json"]
    runs = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
        for _ in range(3)
    ]
    said = [one.communicate() for one in runs]
    assert len(set(said)) == 1
    assert said[0][1] == b""
