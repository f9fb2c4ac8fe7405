"""Writing files: completely or not at all.

A new text goes into a temporary file of the same folder, down to the disk, and then takes the
place of the old one in a single step. What somebody else wrote in the meantime is not lost: a file
that is no longer what it was when it was read is left alone.
"""

from __future__ import annotations

import os
import re
import stat
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from kpilint.git import repository_of
from kpilint.record import record

_TEMPORARY = re.compile(r"\.kpilint-[0-9a-f]{16}\.tmp\Z")
# A temporary file this old, in seconds, was left by a run that was killed.
STALE_AFTER = 3600


class WriteError(Exception):
    """A file could not be written, and is as it was; the text says why."""


@record
class Change:
    """The new bytes of a file, and those it had when it was read."""

    path: Path
    before: bytes
    after: bytes


@record
class Written:
    """What became of some changes: files that were written, and files that could not be."""

    done: tuple[Path, ...]
    failed: tuple[tuple[Path, str], ...]


def write_changes(changes: Sequence[Change]) -> Written:
    """Make changes one after the other; one that fails does not keep the others from being made."""
    done: list[Path] = []
    failed: list[tuple[Path, str]] = []
    for change in changes:
        try:
            if replace_file(change.path, change.after, before=change.before):
                done.append(change.path)
        except WriteError as error:
            failed.append((change.path, str(error)))
    return Written(tuple(done), tuple(failed))


def replace_file(path: Path, data: bytes, *, before: bytes | None = None) -> bool:
    """Put `data` in the place of a file, or make that file. False when it holds `data` already.

    Through a symbolic link the file behind it is written, and the link stays. The permissions stay.
    With `before`, the file must still hold these bytes, and a link must not lead out of the
    repository: whoever asks for fixes here means the files here. Raises WriteError, and then the
    file is as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        status = target.stat() if before is not None or target.exists() else None
        if status is not None:
            if not stat.S_ISREG(status.st_mode):
                raise WriteError("it is not a file")
            if target.read_bytes() == data:
                return False
        if before is not None and _leads_out(path, target):
            raise WriteError("it is a link that leads out of this repository")
        if status is not None and status.st_nlink > 1:
            raise WriteError("it has several names (hard links), which would then differ")
        _sweep(target.parent)
        _replace(target, data, before, status.st_mode if status is not None else None)
    except OSError as error:
        raise WriteError(error.strerror or type(error).__name__) from error
    return True


def _leads_out(path: Path, target: Path) -> bool:
    if not path.is_symlink():
        return False
    top = repository_of(path.parent)
    return top is not None and not target.is_relative_to(top)


def create_file(path: Path, data: bytes) -> None:
    """Make a file that is not there yet. Raises WriteError; what is there is never overwritten."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    except FileExistsError as error:
        raise WriteError("it is there already") from error
    except OSError as error:
        raise WriteError(error.strerror or type(error).__name__) from error
    try:
        _write(descriptor, data)
    except OSError as error:
        path.unlink()
        raise WriteError(error.strerror or type(error).__name__) from error


def _replace(target: Path, data: bytes, before: bytes | None, mode: int | None) -> None:
    temporary = target.parent / f".kpilint-{os.urandom(8).hex()}.tmp"
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        _write(descriptor, data)
        if mode is not None:
            temporary.chmod(stat.S_IMODE(mode))
        if before is not None and target.read_bytes() != before:
            raise WriteError("somebody changed it in the meantime")
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _write(descriptor: int, data: bytes) -> None:
    with open(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can do that for folders."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove temporary files that killed runs left behind."""
    for file in _temporary_files(folder):
        with suppress(OSError):
            if file.stat().st_mtime < time.time() - STALE_AFTER:
                file.unlink()


def _temporary_files(folder: Path) -> Iterable[Path]:
    return [file for file in folder.iterdir() if _TEMPORARY.match(file.name)]
