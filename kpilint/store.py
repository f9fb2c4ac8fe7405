"""What one run computed, kept for the next: values under keys, in one SQLite file.

A store can lose everything at any moment and costs time only: a file that cannot be opened, is
broken, locked or full makes a store that knows nothing and keeps nothing. So no caller has an
error to handle, and no result may depend on what is in it.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterable
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import ModuleType
from zlib import crc32

PLACE = "KPILINT_CACHE_DIR"
"""The environment variable that names another folder; set to nothing, it turns keeping off."""
KEPT_DAYS = 30
"""Days after which a value is dropped, and made anew when it is asked for: a choice of this
project, so that what was checked once and never again does not stay for ever."""
MAX_BYTES = 512 * 1024 * 1024
"""A file that has grown beyond this is begun anew: eighteen catalogues of 10,000 KPIs."""
_CHECK = 4
_DAY = 86_400
_WAIT = 1.0
"""Seconds to wait for another run that is writing; then this one keeps nothing."""
_TABLE = "CREATE TABLE IF NOT EXISTS kept (key BLOB PRIMARY KEY, value BLOB, day INTEGER)"
_FIND = "SELECT value FROM kept WHERE key = ?"
_KEEP = "INSERT OR REPLACE INTO kept VALUES (?, ?, ?)"
_FORGET = "DELETE FROM kept WHERE day < ?"


def store_folder() -> Path | None:
    """Where stores lie: the user's cache folder, never the catalogue's; None when turned off."""
    place = os.environ.get(PLACE)
    if place is not None:
        return Path(place) if place else None
    above = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        # By the XDG specification, a folder that is named from where one happens to stand is none.
        return (above if above.is_absolute() else Path.home() / ".cache") / "kpilint"
    except RuntimeError:  # nobody is at home: a service without a home folder
        return None


def stamps(modules: Iterable[ModuleType], *files: str) -> list[tuple[int, int]]:
    """Size and time of change of files that kept values depend on; of modules, their source."""
    names = [*(module.__file__ or "" for module in modules), *files]
    found = [os.stat(name) for name in names if os.path.isfile(name)]  # noqa: PTH113, PTH116
    return [(status.st_size, status.st_mtime_ns) for status in found]


class Store:
    """Values that earlier runs kept in the file `name` of a folder, and those of this run."""

    def __init__(self, folder: Path | None, name: str, about: str) -> None:
        """`about` names all that values depend on beside their keys: versions, limits."""
        self._about = blake2b(about.encode()).digest()
        self._new: dict[bytes, bytes] = {}
        self._database: sqlite3.Connection | None = None
        self._file = folder / f"{name}.sqlite3" if folder is not None else None
        if self._file is not None:
            self._open(self._file)

    def key(self, text: str) -> bytes:
        """The key of what is computed from a text."""
        data = text.encode("utf-8", "surrogatepass")
        return blake2b(data, digest_size=16, key=self._about).digest()

    def get(self, key: bytes) -> bytes | None:
        """What was kept under a key, whole and unharmed, or None."""
        if self._database is None:
            return None
        try:
            found = self._database.execute(_FIND, (key,)).fetchone()
        except sqlite3.Error as error:
            self._give_up(error)
            return None
        if found is None or not _is_whole(found[0]):
            return None
        value: bytes = found[0][_CHECK:]
        return value

    def everything(self) -> dict[bytes, bytes]:
        """All that was kept, whole and unharmed: one question instead of thousands, for who will
        need most of it."""
        if self._database is None:
            return {}
        try:
            rows = self._database.execute("SELECT key, value FROM kept").fetchall()
        except sqlite3.Error as error:
            self._give_up(error)
            return {}
        return {key: value[_CHECK:] for key, value in rows if _is_whole(value)}

    def keep(self, key: bytes, value: bytes) -> None:
        """Keep a value from `close` on."""
        if self._database is not None:
            self._new[key] = _checksum(value) + value

    def close(self) -> None:
        """Write what is new, drop what is old, and let the file go."""
        if self._database is None:
            return
        today = int(time.time() // _DAY)
        rows = [(key, value, today) for key, value in self._new.items()]
        try:
            if rows:
                with self._database:
                    self._database.execute(_FORGET, (today - KEPT_DAYS,))
                    self._database.executemany(_KEEP, rows)
        except sqlite3.Error as error:
            self._give_up(error)
        else:
            self._database.close()
            self._database = None

    def _open(self, file: Path) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            if file.exists() and file.stat().st_size > MAX_BYTES:
                file.unlink()
            self._database = sqlite3.connect(file, timeout=_WAIT)
            # Waiting for the disk would guard against a power cut: what it takes is made anew.
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(_TABLE)
        except OSError:
            self._database = None
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: sqlite3.Error) -> None:
        """Go on without; a file that is broken, not merely locked or full, is begun anew."""
        if self._database is not None:
            self._database.close()
            self._database = None
        if self._file is not None and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):
                self._file.unlink()


def _is_whole(value: object) -> bool:
    return isinstance(value, bytes) and value[:_CHECK] == _checksum(value[_CHECK:])


def _checksum(value: bytes) -> bytes:
    return crc32(value).to_bytes(_CHECK, "little")
