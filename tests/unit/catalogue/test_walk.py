"""Which files a walk finds: each once, whichever links lead to it, and without end."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kpilint.catalogue.files import ON_DISK, find_files


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with links to a file, to a folder, to itself, to nothing, and in a circle."""
    here = tmp_path / "there" / "catalogue"
    for name in ("b.yaml", "team/a.yml", "team/.old.yaml", ".hidden/c.yaml", "notes.txt"):
        path = here / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("kpis: []\n")
    links = {
        "a.yaml": "team/a.yml", "again": "team", "up": "..", "gone.yaml": "nowhere.yaml",
        "circle.yaml": "circle.yaml", "team/out.yaml": "../../outside.yaml",
    }  # fmt: skip
    (tmp_path / "there" / "outside.yaml").write_text("kpis: []\n")
    for name, goal in links.items():
        (here / name).symlink_to(goal)
    (tmp_path / "link").symlink_to("there")
    monkeypatch.chdir(tmp_path / "link" / "catalogue")
    return here


FOUND = ["a.yaml", "b.yaml", "circle.yaml", "gone.yaml", "team/out.yaml"]


@pytest.mark.parametrize("start", [".", "../catalogue", "team/.."])
def test_a_file_is_found_once_by_its_first_name(folder: Path, start: str) -> None:
    found = [path for path, _ in find_files([start])]
    assert found == [str(Path(start, name)) for name in FOUND]
    assert not [path for path, _ in find_files([folder, start])][len(FOUND) :]


def test_a_link_that_is_named_is_walked(folder: Path) -> None:
    assert [path for path, _ in find_files(["again", "team", "."])][:2] == [
        "again/a.yml", "again/out.yaml",
    ]  # fmt: skip
    assert list(find_files(["b.yaml", "."]))[:2] == [("b.yaml", True), ("a.yaml", False)]


@pytest.mark.parametrize("start", [".", "team", "again", "..", "/"])
def test_real_names_are_those_of_the_system(folder: Path, start: str) -> None:
    begin = str(folder) if start == "/" else start
    below = ON_DISK.below(begin)
    assert below
    assert [real for _, real in below] == [os.path.realpath(path) for path, _ in below]


def test_a_folder_that_cannot_be_opened_is_found_itself(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scandir = os.scandir

    def refused(path: str) -> object:
        if path.endswith("team"):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert "team" in [path for path, _ in find_files(["."])]
