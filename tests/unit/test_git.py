"""git is asked for what it ignores, whatever state a repository is in, and runs nothing."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from kpilint.catalogue.files import find_files
from kpilint.git import GitError, git

ODD = [os.fsdecode(name) for name in (b"a\nb.yaml", b"\xff.yaml", b"-x.yaml", b"a:b.yaml")]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository without a commit, in which `ignored.yaml` is ignored and `kpis.yaml` is not."""
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / ".gitignore").write_text("ignored.yaml\n")
    for name in ("kpis.yaml", "ignored.yaml"):
        (tmp_path / name).write_text("mission: Help\n")
    return tmp_path


def found(folder: Path) -> set[str]:
    return {Path(path).name for path, _ in find_files([folder])}


def test_ignored_files_are_left_out_whatever_their_names(repository: Path) -> None:
    assert found(repository) == {"kpis.yaml"}
    for name in ODD:
        (repository / name).write_text("mission: Help\n")
    assert found(repository) == {"kpis.yaml", *ODD}
    (repository / ".gitignore").write_text("*.yaml\n!kpis.yaml\n")
    assert found(repository) == {"kpis.yaml"}


def test_variables_of_a_hook_point_nowhere_else(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_WORK_TREE", "/")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert found(repository) == {"kpis.yaml"}


def test_a_repository_cannot_have_anything_run(repository: Path) -> None:
    with (repository / ".git" / "config").open("a") as file:
        file.write(f"[core]\n\tfsmonitor = touch {repository}/ran #\n")
    assert found(repository) == {"kpis.yaml"}
    assert not (repository / "ran").exists()


@pytest.mark.parametrize("state", ["no git", "no program", "broken", "no repository"])
def test_where_git_cannot_be_asked_everything_is_read(
    repository: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    programs = repository / "bin"
    programs.mkdir()
    if state == "no program":
        (programs / "git").touch()
    elif state == "broken":
        (programs / "git").write_text("#!/bin/sh\nexit 77\n")
        (programs / "git").chmod(0o755)
    if state == "no repository":
        (repository / ".git").rename(repository / "git")
        (repository / ".git").write_text("gitdir: /nowhere\n")
    else:
        monkeypatch.setenv("PATH", str(programs))
    assert found(repository) == {"kpis.yaml", "ignored.yaml"}
    with pytest.raises(GitError):
        git(["rev-parse", "--git-dir"], repository)


def test_a_worktree_and_a_folder_below_are_asked_too(repository: Path, tmp_path: Path) -> None:
    name = ["-c", "user.name=a role", "-c", "user.email=role@example.invalid"]
    for arguments in (["add", "-A"], [*name, "commit", "-qm", "x"], ["worktree", "add", "-q", "w"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    below = tmp_path / "w" / "below"
    below.mkdir()
    for file in ("kpis.yaml", "ignored.yaml"):
        (below / file).write_text("mission: Help\n")
    assert found(below) == {"kpis.yaml"}
