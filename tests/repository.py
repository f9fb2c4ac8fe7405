"""Git repositories for tests: the same names, days and hashes on every run and machine."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

# Nothing of the machine's own configuration; one role as the author of everything.
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "init.defaultBranch",
    "GIT_CONFIG_VALUE_0": "main",
    "GIT_CONFIG_KEY_1": "protocol.file.allow",
    "GIT_CONFIG_VALUE_1": "always",
    "GIT_AUTHOR_NAME": "head-of-support",
    "GIT_AUTHOR_EMAIL": "head-of-support@example.invalid",
    "GIT_COMMITTER_NAME": "head-of-support",
    "GIT_COMMITTER_EMAIL": "head-of-support@example.invalid",
    "LC_ALL": "C",
}


def run_git(
    arguments: list[str | Path], folder: Path, when: str | None = None, stdin: str = ""
) -> str:
    """What git prints; `when` is the time of a commit, a day standing for its noon in UTC."""
    if when is not None and "T" not in when and when[:1] != "@":
        when += "T12:00:00+00:00"
    days = {} if when is None else {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    inherited = {key: text for key, text in os.environ.items() if not key.startswith("GIT_")}
    done = subprocess.run(
        ["git", *arguments], cwd=folder, env=inherited | ENVIRONMENT | days,
        input=stdin, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert done.returncode == 0, f"git {arguments}: {done.stderr}"
    return done.stdout


class Repository:
    """A repository in a folder, begun at once."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.git("init", "-q")

    def git(self, *arguments: str | Path, when: str | None = None) -> str:
        return run_git(list(arguments), self.folder, when).strip()

    def write(self, name: str, text: str | bytes = "") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def commit(self, message: str, day: str, **files: str | bytes | None) -> str:
        """Record everything, and these files (`kpis` is kpis.yaml; None removes); the hash."""
        for name, text in files.items():
            if text is None:
                (self.folder / f"{name}.yaml").unlink()
            else:
                self.write(f"{name}.yaml", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message, when=day)
        return self.git("rev-parse", "HEAD")
