"""The hooks of `.pre-commit-hooks.yaml`, run by the real pre-commit in a real repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from tests.literate.runner import ROOT

BIN = Path(sys.executable).parent
BALANCED = """\
mission: Every caller is helped the first time.
goals:
  - {id: easy-help, name: Getting help is easy, supports: mission}
kpis:
  - name: Average handle time  # in minutes
    supports: easy-help
    balanced_by: first-contact-resolution
    review: {cadence: quarterly, last: 2026-11-02}
  - name: First contact resolution
    supports: easy-help
    owner: service-quality
    direction: higher
    floor: 70
    review: {cadence: quarterly, last: 2026-11-02}
"""
UNBALANCED = BALANCED.replace("    balanced_by: first-contact-resolution\n", "")
NOTE = "# a thought that is not ready to be committed\n"


class Repository:
    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.catalogue = folder / "catalogue.yaml"
        self.run("git", "init", "-q", "-b", "main")
        self.run("git", "config", "user.email", "tests@example.org")
        self.run("git", "config", "user.name", "Tests")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment["PYTHONPATH"] = str(ROOT)
        environment |= {
            "PRE_COMMIT_HOME": str(self.folder / ".git" / "pre-commit"),
            "NO_COLOR": "1",
        }
        return subprocess.run(
            command, cwd=self.folder, capture_output=True, text=True, check=False, env=environment
        )

    def use_hook(self, name: str) -> None:
        """Install a hook as published, but with the kpilint that is being tested."""
        hooks = YAML(typ="safe").load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        hook = next(dict(hook) for hook in hooks if hook["id"] == name)
        hook["language"] = "system"
        hook["entry"] = f"{sys.executable} -m {hook['entry']} --profile starter"
        YAML().dump(
            {"repos": [{"repo": "local", "hooks": [hook]}]}, self.folder / ".pre-commit-config.yaml"
        )
        done = self.run(str(BIN / "pre-commit"), "install")
        assert done.returncode == 0, done.stderr

    def commit(self, text: str, *, left_out: str = "") -> subprocess.CompletedProcess[str]:
        """Stage a catalogue, then change it further without staging that, and commit."""
        self.catalogue.write_text(text)
        self.run("git", "add", "catalogue.yaml", ".pre-commit-config.yaml")
        self.catalogue.write_text(text + left_out)
        return self.run("git", "commit", "-m", "Change the catalogue")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def test_a_balanced_catalogue_is_committed(repository: Repository) -> None:
    repository.use_hook("kpilint")
    done = repository.commit(BALANCED)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stderr + done.stdout


def test_an_unbalanced_one_is_not(repository: Repository) -> None:
    repository.use_hook("kpilint")
    done = repository.commit(UNBALANCED)
    assert done.returncode == 1
    assert "BAL001" in done.stderr + done.stdout


def test_only_what_is_staged_is_judged_and_the_rest_is_kept(repository: Repository) -> None:
    repository.use_hook("kpilint")
    done = repository.commit(BALANCED, left_out=NOTE + "kpis: twice\n")
    assert done.returncode == 0, done.stdout + done.stderr
    assert repository.catalogue.read_text() == BALANCED + NOTE + "kpis: twice\n"
    assert repository.run("git", "show", "HEAD:catalogue.yaml").stdout == BALANCED


def test_the_fix_is_made_and_left_for_people_to_look_at(repository: Repository) -> None:
    repository.use_hook("kpilint-fix")
    done = repository.commit(UNBALANCED, left_out="")
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stderr + done.stdout
    fixed = repository.catalogue.read_text()
    assert "    balanced_by: first-contact-resolution\n" in fixed
    assert "# in minutes" in fixed
    assert repository.run("git", "add", "catalogue.yaml").returncode == 0
    again = repository.run("git", "commit", "-m", "Take the fix")
    assert again.returncode == 0, again.stdout + again.stderr


def test_a_fix_beside_unstaged_work_loses_none_of_it(repository: Repository) -> None:
    repository.use_hook("kpilint-fix")
    repository.commit(UNBALANCED, left_out=NOTE)
    assert repository.catalogue.read_text().endswith(NOTE)
