"""Which files make one catalogue, and their text."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from kpilint.git import GitError, git, repository_of
from kpilint.text.source import Source, Trouble

ENDINGS = (".yaml", ".yml")
SETTINGS_FILE = "kpilint.yaml"
MAX_FILE = 2 * 1024 * 1024
# The largest catalogue that was measured, 100,000 KPIs, has 70 MB.
MAX_RUN = 256 * 1024 * 1024


def find_files(paths: Iterable[Path]) -> Iterator[tuple[Path, bool]]:
    """The files that may be part of the catalogue: path, and whether it was named itself.

    In folders, files that end in .yaml or .yml; hidden folders, git-ignored files and the settings
    file are left out. A path that does not exist raises FileNotFoundError.
    """
    seen: set[str] = set()
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise FileNotFoundError(str(path))
        named = not path.is_dir()
        for file in [path] if named else _not_ignored(sorted(_walk(path)), path):
            real = os.path.realpath(file)
            if real not in seen:
                seen.add(real)
                yield file, named


def common_folder(paths: Iterable[Path]) -> Path:
    """The innermost folder that holds all paths; the current one when there are none.

    So a catalogue is checked by its own settings, wherever the call is made from.
    """
    try:
        common = Path(os.path.commonpath([os.path.abspath(path) for path in paths]))  # noqa: PTH100
    except ValueError:  # no paths, or paths on several drives
        return Path()
    return common if common.is_dir() else common.parent


def find_settings(folder: Path) -> Path | None:
    """The settings file of a folder: there or above, up to the top of its repository."""
    folder = folder.resolve()
    top = repository_of(folder)
    for parent in (folder, *folder.parents):
        if (parent / SETTINGS_FILE).is_file():
            return parent / SETTINGS_FILE
        if parent == top:
            break
    return None


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(parent, name)
            for name in names
            if name.lower().endswith(ENDINGS) and not name.startswith(".") and name != SETTINGS_FILE
        )
    # Nobody knows what such a folder holds: reading it says that it cannot be opened.
    yield from (Path(error.filename) for error in closed)


def _not_ignored(files: list[Path], folder: Path) -> list[Path]:
    """The files that git does not ignore; all of them where git cannot be asked."""
    top = repository_of(folder)
    if top is None or not files:
        return files
    by_name = {os.fsencode(os.path.abspath(file)): file for file in files}  # noqa: PTH100
    try:
        printed = git(
            ["check-ignore", "-z", "--stdin"], folder, stdin=b"\0".join(by_name), ok=(0, 1)
        )
    except GitError:
        return files
    ignored = set(printed.split(b"\0"))
    return [file for name, file in by_name.items() if name not in ignored]


def shown(path: Path) -> str:
    """The name to show for a file: from the current folder where it lies below, with slashes."""
    name = os.path.relpath(path)
    return Path(name if not name.startswith("..") else path).as_posix()


def read_source(path: Path, *, named: bool = True, most: int = MAX_FILE) -> Source:
    """The text of a file. Never raises: a file that cannot be read is a source with a trouble.

    `most` is the number of bytes that it may have.
    """
    name = shown(path)
    try:
        data = _read_bytes(path, most)
    except _Unreadable as error:
        return Source(name, "", trouble=error.trouble, named=named)
    except OSError as error:
        why = error.strerror or type(error).__name__
        help_ = "Check its name, and whether you may read it."
        return Source(
            name, "", trouble=Trouble(f"This file cannot be opened: {why}.", 0, help_), named=named
        )
    return decode(name, data, named=named)


def read_stream(stream: BinaryIO, name: str, most: int = MAX_FILE) -> Source:
    """The text that comes from a stream, which may have `most` bytes and may be endless."""
    data = stream.read(most + 1)
    if len(data) <= most:
        return decode(name, data)
    trouble = Trouble(
        f"This is larger than what may be read ({most:,} bytes); `limits` in the settings can "
        "raise that.", 0,
    )  # fmt: skip
    return Source(name, "", trouble=trouble)


def decode(name: str, data: bytes, *, named: bool = True) -> Source:
    """Bytes to a source; a byte that is not UTF-8 is a trouble at its place."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data[:4]:
        help_ = "Save it as UTF-8; every editor offers that under 'save as' or 'encoding'."
        return Source(
            name, "", trouble=Trouble("This file is not written in UTF-8.", 0, help_), named=named
        )
    bom = data.startswith(b"\xef\xbb\xbf")
    body = data[3:] if bom else data
    trouble = None
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        text = body[: error.start].decode("utf-8")
        trouble = Trouble(
            f"A byte (0x{body[error.start]:02X}) that is not UTF-8 stands here.",
            len(text),
            "Save the file as UTF-8; it was probably saved in an older encoding.",
        )
    if text.startswith("version https://git-lfs.github.com/spec/"):
        trouble = Trouble(
            "This is only a pointer: the file itself is kept in Git LFS.", 0,
            "Fetch it with `git lfs pull`, or keep the catalogue in git itself.",
        )  # fmt: skip
    elif text.startswith("\ufeff"):
        # The parser would skip it, and every place would be off by one.
        trouble = Trouble(
            "A second byte order mark stands here, which nobody can see.", 0,
            "Save the file as UTF-8 without a byte order mark.",
        )  # fmt: skip
    elif not text.strip() and trouble is None:
        trouble = Trouble("This file is empty.", 0, "Write something into it, or delete it.")
    return Source(name, text, bom=bom, trouble=trouble, named=named)


class _Unreadable(Exception):  # noqa: N818 - a signal inside this module
    def __init__(self, what: str, help_: str) -> None:
        self.trouble = Trouble(what, 0, help_)


def _read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes."""
    # A pipe would wait for somebody to write.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:  # noqa: PTH123
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _Unreadable(
                "This is not a file: it is a folder, a pipe or a device.",
                "Name a file that holds text.",
            )
        if status.st_size > limit:
            raise _Unreadable(
                f"This file is larger ({status.st_size:,} bytes) than what may still be read "
                f"({limit:,}); `limits` in the settings can raise that.",
                "Leave it out if it is no part of the catalogue, or raise the limit.",
            )
        return file.read(limit)
