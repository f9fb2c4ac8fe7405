"""Compiled templates: the same page with them and without, whatever became of the files."""

from __future__ import annotations

import marshal
import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest
from jinja2.bccache import Bucket, bc_magic

from kpilint.report.formats import compiled
from kpilint.report.formats.compiled import CompiledTemplates
from kpilint.report.formats.html import render
from tests.report_samples import not_ready

PAGE = render(not_ready())


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where Python keeps the compiled modules of these formats: an empty folder here."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    place = Path(cache_from_source(compiled.__file__)).parent
    place.mkdir(parents=True)
    return place


def compilations(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled from now on."""
    found: list[str] = []
    compile_ = compiled.CompiledTemplates.dump_bytecode

    def dump(self: CompiledTemplates, bucket: Bucket) -> None:
        found.append(bucket.key)
        compile_(self, bucket)

    monkeypatch.setattr(CompiledTemplates, "dump_bytecode", dump)
    return found


def test_what_was_compiled_is_not_compiled_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled_now = compilations(monkeypatch)
    assert render(not_ready()) == PAGE
    first = len(compiled_now)
    assert first == len(list(folder.iterdir())) > 10
    assert render(not_ready()) == PAGE
    assert len(compiled_now) == first


@pytest.mark.parametrize(
    "data",
    [b"", b"no", bc_magic, bc_magic + b"\x80", bc_magic + marshal.dumps("x")[:3]],
    ids=range(5),
)
def test_a_broken_file_costs_time_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    render(not_ready())
    for file in folder.iterdir():
        file.write_bytes(data)
    compiled_now = compilations(monkeypatch)
    assert render(not_ready()) == PAGE
    assert len(compiled_now) == len(list(folder.iterdir()))


def test_a_folder_that_nobody_can_write_to_costs_time_only(folder: Path) -> None:
    folder.rmdir()
    assert render(not_ready()) == PAGE
    assert not folder.exists()


def test_nothing_is_written_where_python_may_not_write_either(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert render(not_ready()) == PAGE
    assert list(folder.iterdir()) == []


def test_it_holds_for_one_set_up_and_one_template_only(tmp_path: Path) -> None:
    set_up = tmp_path / "set_up.py"
    set_up.write_text("autoescape = True")
    before = CompiledTemplates(str(set_up)).get_source_checksum("a")
    assert before == CompiledTemplates(str(set_up)).get_source_checksum("a")
    assert before != CompiledTemplates(str(set_up)).get_source_checksum("b")
    set_up.write_text("autoescape = False")
    assert before != CompiledTemplates(str(set_up)).get_source_checksum("a")
