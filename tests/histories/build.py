"""The repository of a story, with the same hashes on every machine."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from tests.histories import contact_centre, first_steps, managed_services, public_service
from tests.histories.steps import Commit, Files, states
from tests.repository import run_git

EXAMPLES = Path(__file__).parents[2] / "examples"

STORIES: dict[str, tuple[Commit, ...]] = {
    "contact-centre": contact_centre.STORY,
    "first-steps": first_steps.STORY,
    "managed-services": managed_services.STORY,
    "public-service": public_service.STORY,
}


def history(name: str, folder: Path) -> Path:
    """Write the repository of an example, checked out at its last commit, into a new folder.

    The branch is `main`; every commit was made at ten in the morning, UTC, by a role.
    """
    folder.mkdir(parents=True)
    # Nobody's hooks or templates; of settings `run_git` takes care.
    run_git(["init", "-q", "--template="], folder)
    story = STORIES[name]
    told = zip(story, states(story, files_of(EXAMPLES / name)), strict=True)
    stream = "".join(commit_command(commit, files) for commit, files in told)
    run_git(["fast-import", "--quiet"], folder, stdin=stream)
    run_git(["reset", "-q", "--hard", "main"], folder)
    return folder


def files_of(folder: Path) -> Files:
    """The files in a folder, by name, but for those that begin with a dot."""
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    return {path.name: path.read_bytes().decode("utf-8") for path in paths}


def commit_command(commit: Commit, files: Files) -> str:
    """What `git fast-import` is to be told: all files of a commit, whoever made it, and when."""
    moment = dt.datetime.fromisoformat(f"{commit.day}T10:00:00+00:00").timestamp()
    address = commit.author.lower().replace(" ", "-")
    by = f"{commit.author} <{address}@example.org> {moment:.0f} +0000"
    lines = ["commit refs/heads/main", f"author {by}", f"committer {by}"]
    lines += [data(f"{commit.message}\n"), "deleteall"]
    for name, text in files.items():
        lines += [f"M 100644 inline {name}", data(text)]
    return "\n".join([*lines, ""])


def data(text: str) -> str:
    return f"data {len(text.encode())}\n{text}"
