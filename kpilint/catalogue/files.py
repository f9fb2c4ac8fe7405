"""Which files make one catalogue, and their text."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Protocol

from kpilint.git import GitError, git, repository_of, upwards
from kpilint.text.glob import is_pattern, path_matches
from kpilint.text.path import StrPath, tidy
from kpilint.text.source import Source, Trouble

ENDINGS = (".yaml", ".yml")
SETTINGS_FILE = "kpilint.yaml"
MAX_FILE = 2 * 1024 * 1024
# The largest catalogue that was measured, 100,000 KPIs, has 70 MB.
MAX_RUN = 256 * 1024 * 1024


class Files(Protocol):
    """Where files are looked for: on disk, or in a revision of git."""

    def is_file(self, path: str) -> bool:
        """Whether it is no folder. May raise FileNotFoundError where nothing is."""

    def below(self, folder: str) -> list[tuple[str, str]]:
        """The files of a folder that may be part of a catalogue, in order, with real names."""

    def real(self, path: str) -> str:
        """One name for one file, whichever links lead to it."""


class OnDisk:
    """The files as they lie there now; those that git ignores are left out."""

    def is_file(self, path: str) -> bool:
        mode = _mode(path)
        if mode is None and not os.path.islink(path):
            raise FileNotFoundError(path)
        return not stat.S_ISDIR(mode or 0)

    def below(self, folder: str) -> list[tuple[str, str]]:
        real = dict(_walk(folder))
        files = sorted(real, key=lambda path: path.split(os.sep))
        return [(file, real[file]) for file in _not_ignored(files, folder)]

    def real(self, path: str) -> str:
        return os.path.realpath(path)


ON_DISK = OnDisk()
_ABSENT = frozenset((errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP))


def _mode(path: str) -> int | None:
    """What a path is, as `os.stat` says; None where nothing is. Raises what else is in the way."""
    try:
        return os.stat(path).st_mode
    except ValueError:  # a name that no file can have
        return None
    except OSError as error:
        if error.errno not in _ABSENT:
            raise
        return None


def catalogue_files(
    paths: Sequence[StrPath], names: Sequence[str], root: str, files: Files = ON_DISK
) -> Iterator[tuple[str, bool]]:
    """The files of `paths`; else of `names` (paths and globs from `root`); else of this folder.

    Yields path, and whether it was named itself. A path that does not exist raises
    FileNotFoundError.
    """
    if paths or not names:
        yield from find_files(paths or ["."], files)
        return
    plain = [os.path.join(root, name) for name in names if not is_pattern(name)]
    yield from find_files(plain, files)
    patterns = [name for name in names if is_pattern(name)]
    if patterns:
        for file, named in find_files([root], files):
            name = os.path.relpath(file, root or ".").replace(os.sep, "/")
            if any(path_matches(name, pattern) for pattern in patterns):
                yield file, named


def find_files(paths: Iterable[StrPath], files: Files = ON_DISK) -> Iterator[tuple[str, bool]]:
    """The files that may be part of the catalogue: path, and whether it was named itself.

    In folders, files that end in .yaml or .yml; hidden folders, git-ignored files and the settings
    file are left out. A path that does not exist raises FileNotFoundError.
    """
    seen: set[str] = set()
    for path in map(tidy, paths):
        named = files.is_file(path)
        for file, real in [(path, files.real(path))] if named else files.below(path):
            if real not in seen:
                seen.add(real)
                yield file, named


def is_walked(name: str) -> bool:
    """Whether the walk of a folder takes a file; `name` leads from the folder to it, with slashes.

    A file is taken by its ending; nothing hidden is, and no settings file.
    """
    *folders, file = name.split("/")
    return _is_taken(file) and not any(map(_is_hidden, folders))


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


def _is_taken(name: str) -> bool:
    return name.lower().endswith(ENDINGS) and not _is_hidden(name) and name != SETTINGS_FILE


def common_folder(paths: Iterable[StrPath]) -> str:
    """The innermost folder that holds all paths; the current one when there are none.

    So a catalogue is checked by its own settings, wherever the call is made from.
    """
    try:
        common = os.path.commonpath([os.path.abspath(path) for path in paths])
    except ValueError:  # no paths, or paths on several drives
        return "."
    return common if stat.S_ISDIR(_mode(common) or 0) else os.path.dirname(common)


def find_settings(folder: StrPath) -> str | None:
    """The settings file of a folder: there or above, up to the top of its repository."""
    top = repository_of(folder)
    for parent in upwards(folder):
        file = os.path.join(parent, SETTINGS_FILE)
        if stat.S_ISREG(_mode(file) or 0):
            return file
        if parent == top:
            break
    return None


def _walk(folder: str) -> Iterator[tuple[str, str]]:
    """Files below a folder with their real names; links to folders are not followed.

    So only a link to a file has another real name than its folder gives it: asking for each file
    would look at each folder above it again.
    """
    open_ = [(folder, os.path.realpath(folder))]
    for folder_, real in open_:
        start = tidy(os.path.join(folder_, "_"))[:-1]
        try:
            with os.scandir(folder_) as listed:
                entries = list(listed)
        except OSError:
            # Nobody knows what it holds: reading it says that it cannot be opened.
            yield folder_, real
            continue
        for entry in entries:
            path = start + entry.name
            if _is_folder(entry):
                if not entry.is_symlink() and not _is_hidden(entry.name):
                    open_.append((path, os.path.join(real, entry.name)))
            elif _is_taken(entry.name):
                linked = entry.is_symlink()
                yield path, os.path.realpath(path) if linked else os.path.join(real, entry.name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # such as a link in a circle
        return False


def _not_ignored(files: list[str], folder: str) -> list[str]:
    """The files that git does not ignore; all of them where git cannot be asked."""
    top = repository_of(folder)
    if top is None or not files:
        return files
    by_name = {os.fsencode(os.path.abspath(file)): file for file in files}
    try:
        printed = git(
            ["check-ignore", "-z", "--stdin"], folder, stdin=b"\0".join(by_name), ok=(0, 1)
        )
    except GitError:
        return files
    ignored = set(printed.split(b"\0"))
    return [file for name, file in by_name.items() if name not in ignored]


def shown(path: StrPath) -> str:
    """The name to show for a file: from the current folder where it lies below, with slashes."""
    name = os.path.relpath(path)
    return (name if not name.startswith("..") else tidy(path)).replace(os.sep, "/")


def read_source(path: StrPath, *, named: bool = True, most: int = MAX_FILE) -> Source:
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


def too_large(size: int, limit: int) -> Trouble:
    """What is said of a file with more bytes than may be read."""
    return Trouble(
        f"This file is larger ({size:,} bytes) than what may still be read ({limit:,}); `limits` "
        "in the settings can raise that.",
        0,
        "Leave it out if it is no part of the catalogue, or raise the limit.",
    )


class _Unreadable(Exception):  # noqa: N818 - a signal inside this module
    def __init__(self, trouble: Trouble) -> None:
        self.trouble = trouble


def _read_bytes(path: StrPath, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes."""
    # A pipe would wait for somebody to write.
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise _Unreadable(
                Trouble(
                    "This is not a file: it is a folder, a pipe or a device.", 0,
                    "Name a file that holds text.",
                )
            )  # fmt: skip
        if status.st_size > limit:
            raise _Unreadable(too_large(status.st_size, limit))
        return file.read(limit)
