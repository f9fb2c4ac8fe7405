"""The jobs that people copy: valid where they go, and every command in them does what it says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.histories.build import history
from tests.literate.runner import ROOT
from tests.repository import run_git

HERE = ROOT / "examples" / "automation"
SCHEMAS = {"github": "vendor.github-workflows", "gitlab": "vendor.gitlab-ci"}
JOBS = sorted(HERE.glob("*/*.yml"))


@pytest.mark.parametrize("job", JOBS, ids=lambda path: path.name)
def test_job_is_what_the_host_expects(job: Path) -> None:
    schema = SCHEMAS[job.parent.name]
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(job)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("job", JOBS, ids=lambda path: path.name)
def test_no_script_is_made_of_other_peoples_words(job: Path) -> None:
    """An expression inside a script would run what stands in the name of a branch."""
    assert not [line for script in scripts_of(job) for line in script if "${{" in line]


@pytest.mark.parametrize("job", JOBS, ids=lambda path: path.name)
def test_every_command_runs(job: Path, tmp_path: Path) -> None:
    clone = changed_clone(tmp_path)
    program = tmp_path / "bin" / "kpilint"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m kpilint "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        "PATH": f"{program.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "SOURCE_DATE_EPOCH": os.environ["SOURCE_DATE_EPOCH"], "BASE": "origin/main",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": run_git(["rev-parse", "origin/main"], clone).strip(),
        "QUARTER": "last", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }  # fmt: skip
    ran = 0
    for script in scripts_of(job):
        done = subprocess.run(
            ["bash", "-ec", "\n".join(script)],
            cwd=clone, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        ran += 1
        # The change takes a brake away: the check, and nothing else, says so with 1.
        expected = 1 if any("kpilint check" in line for line in script) else 0
        assert done.returncode == expected, (script, done.stdout, done.stderr)
    assert ran
    if "quarterly" in job.name or "gitlab" in job.name:
        assert {"report.html", "report.xlsx", "calendars"} <= {
            path.name for path in (clone / "kpi-report").iterdir()
        }
    if "quarterly" not in job.name:
        text = (clone / "kpi-changes.md").read_text(encoding="utf-8")
        assert text.startswith("<!-- kpilint:pr-summary -->")


def changed_clone(folder: Path) -> Path:
    """A clone of an example's repository with a branch that takes a counterweight away."""
    upstream = history("managed-services", folder / "upstream")
    run_git(["clone", "-q", upstream, "clone"], folder)
    clone = folder / "clone"
    run_git(["switch", "-q", "-c", "shorter"], clone)
    file = clone / "kpis-service-desk.yaml"
    text = file.read_text(encoding="utf-8")
    brake = "    balanced_by: client-satisfaction\n"
    assert text.count(brake) == 1
    file.write_text(text.replace(brake, ""), encoding="utf-8")
    run_git(["commit", "-q", "-a", "-m", "Make the file shorter"], clone, "2026-11-20")
    return clone


def scripts_of(job: Path) -> list[list[str]]:
    """The scripts of a job that call kpilint, as lines of shell."""
    found: list[list[str]] = []

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            for key, inner in value.items():
                if key == "run":
                    found.append(str(inner).splitlines())
                elif key in ("script", "before_script"):
                    found.append([str(line) for line in inner])
                else:
                    walk(inner)
        elif isinstance(value, list):
            for inner in value:
                walk(inner)

    walk(YAML(typ="safe", pure=True).load(job.read_text(encoding="utf-8")))
    return [s for s in found if any(line.lstrip().startswith("kpilint ") for line in s)]
