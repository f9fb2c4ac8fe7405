"""The repository of a story, with the same hashes on every machine."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from pathlib import Path

from tests.histories import contact_centre, first_steps, managed_services, public_service
from tests.histories.steps import Commit, Files, states

EXAMPLES = Path(__file__).parents[2] / "examples"

STORIES: dict[str, tuple[Commit, ...]] = {
    "contact-centre": contact_centre.STORY,
    "first-steps": first_steps.STORY,
    "managed-services": managed_services.STORY,
    "public-service": public_service.STORY,
}

# Nobody's settings, hooks or templates: they would change hashes, or ask for a signature.
ENVIRONMENT = {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "PATH": os.environ["PATH"],
}


def history(name: str, folder: Path) -> Path:
    """Write the repository of an example, checked out at its last commit, into a new folder.

    The branch is `main`; every commit was made at ten in the morning, UTC, by a role.
    """
    folder.mkdir(parents=True)
    git(folder, "init", "--quiet", "--template=", "--initial-branch=main")
    git(folder, "config", "core.autocrlf", "false")
    story = STORIES[name]
    told = zip(story, states(story, files_of(EXAMPLES / name)), strict=True)
    stream = b"".join(commit_command(commit, files) for commit, files in told)
    git(folder, "fast-import", "--quiet", stdin=stream)
    git(folder, "reset", "--quiet", "--hard", "main")
    return folder


def files_of(folder: Path) -> Files:
    """The files in a folder, by name, but for those that begin with a dot."""
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: path.read_bytes().decode("utf-8") for path in paths}


def git(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        input=stdin,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode("utf-8")


def commit_command(commit: Commit, files: Files) -> bytes:
    """What `git fast-import` is to be told: all files of a commit, whoever made it, and when."""
    moment = dt.datetime.fromisoformat(f"{commit.day}T10:00:00+00:00").timestamp()
    address = commit.author.lower().replace(" ", "-")
    by = f"{commit.author} <{address}@example.org> {moment:.0f} +0000"
    lines = [b"commit refs/heads/main", f"author {by}".encode(), f"committer {by}".encode()]
    lines += [data(f"{commit.message}\n"), b"deleteall"]
    for name, text in files.items():
        lines += [f"M 100644 inline {name}".encode(), data(text)]
    return b"\n".join([*lines, b""])


def data(text: str) -> bytes:
    content = text.encode("utf-8")
    return b"data %d\n%s" % (len(content), content)
