"""Asking git, safely: the repository's own configuration and hooks cannot run anything."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

TIMEOUT = 30
# What a repository's configuration could have git run while it only reads.
_HARMLESS = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
# Reading a file that a partial clone lacks would fetch it, by a program that the configuration
# names: no protocol is allowed, whatever the configuration says of single ones.
_ALONE = {"GIT_ALLOW_PROTOCOL": "", "GIT_NO_LAZY_FETCH": "1"}


class GitError(Exception):
    """git is missing, took too long, or refused; the text says which."""


def repository_of(folder: str | os.PathLike[str]) -> str | None:
    """The top of the work tree that holds a folder, found without starting git."""
    return next((f for f in upwards(folder) if os.path.exists(os.path.join(f, ".git"))), None)


def upwards(folder: str | os.PathLike[str]) -> Iterator[str]:
    """A folder, with all links followed, and every folder above it."""
    here, last = os.path.realpath(folder), ""
    while here != last:
        yield here
        here, last = os.path.dirname(here), here


def git(
    arguments: Sequence[str],
    folder: str | os.PathLike[str],
    *,
    stdin: bytes = b"",
    ok: Sequence[int] = (0,),
) -> bytes:
    """What git prints. GitError when it is missing, is slow, or ends with another status than `ok`.

    Variables that point git to another repository (a hook sets them) are dropped.
    """
    import subprocess  # noqa: PLC0415 - slow to import, and most runs need no git

    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_")
    } | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", **_ALONE}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *_HARMLESS, *arguments],  # noqa: S607
            cwd=folder, input=stdin, capture_output=True, timeout=TIMEOUT, env=environment,
            check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        missing = "git is not installed, or not on the PATH"
        raise GitError(
            missing if os.path.isdir(folder) else f"there is no folder {folder}"
        ) from error
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        # ValueError: an argument that no program can be given, such as one with a NUL in it.
        raise GitError(f"git did not answer: {error}") from error
    if done.returncode not in ok:
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or "git refused")
    return done.stdout
