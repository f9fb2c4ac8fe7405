"""A store may lose what it kept, and never gives anything else."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path

import pytest

from kpilint import store as module
from kpilint.store import KEPT_DAYS, PLACE, Store, store_folder


def opened(folder: Path | None, about: str = "1") -> Store:
    return Store(folder, "things", about)


def kept(folder: Path, value: bytes = b"value", about: str = "1") -> bytes:
    store = opened(folder, about)
    key = store.key("text")
    store.keep(key, value)
    store.close()
    return key


def got(folder: Path, key: bytes, about: str = "1") -> bytes | None:
    store = opened(folder, about)
    found = store.get(key)
    store.close()
    return found


def test_a_value_is_there_in_the_next_run(tmp_path: Path) -> None:
    key = kept(tmp_path / "new" / "folder")
    assert got(tmp_path / "new" / "folder", key) == b"value"
    assert got(tmp_path / "new" / "folder", b"other") is None


def test_all_that_is_whole_is_given_at_once(tmp_path: Path) -> None:
    store = opened(tmp_path)
    store.keep(b"one", b"1")
    store.keep(b"two", b"2")
    assert store.everything() == {}
    store.close()
    assert store.everything() == {}
    with sqlite3.connect(tmp_path / "things.sqlite3") as database:
        database.execute("UPDATE kept SET value = x'00' WHERE key = ?", (b"two",))
    store = opened(tmp_path)
    assert store.everything() == {b"one": b"1"}
    (tmp_path / "things.sqlite3").write_bytes(b"no database at all" * 100)
    assert opened(tmp_path).everything() == {}


def test_the_key_changes_with_what_values_depend_on(tmp_path: Path) -> None:
    assert opened(tmp_path, "1").key("text") != opened(tmp_path, "2").key("text")
    assert opened(tmp_path).key("half a character: \ud800") != opened(tmp_path).key("text")


def test_a_value_that_was_harmed_is_not_given(tmp_path: Path) -> None:
    key = kept(tmp_path, b"value of some length")
    with sqlite3.connect(tmp_path / "things.sqlite3") as database:
        (value,) = database.execute("SELECT value FROM kept").fetchone()
        database.execute("UPDATE kept SET value = ?", (value[:-1] + b"?",))
    assert got(tmp_path, key) is None
    with sqlite3.connect(tmp_path / "things.sqlite3") as database:
        database.execute("UPDATE kept SET value = 'text'")
    assert got(tmp_path, key) is None


def test_a_broken_file_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "things.sqlite3"
    file.write_bytes(b"no database at all" * 100)
    key = kept(tmp_path)
    assert not file.exists()
    assert kept(tmp_path) == key
    assert got(tmp_path, key) == b"value"


def test_a_file_that_breaks_between_two_questions_is_given_up(tmp_path: Path) -> None:
    for number in range(200):
        store = opened(tmp_path)
        store.keep(store.key(str(number)), b"x" * 5000)
        store.close()
    file = tmp_path / "things.sqlite3"
    data = file.read_bytes()
    file.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    store = opened(tmp_path)
    assert [store.get(store.key(str(number))) for number in range(200)] == [None] * 200
    store.keep(b"key", b"value")
    store.close()
    assert got(tmp_path, b"key") is None


@pytest.mark.parametrize("obstacle", ["a file", "a folder"])
def test_a_place_that_cannot_be_used_is_done_without(tmp_path: Path, obstacle: str) -> None:
    if obstacle == "a file":
        (tmp_path / "place").write_text("in the way")
    else:
        (tmp_path / "place" / "things.sqlite3").mkdir(parents=True)
    assert got(tmp_path / "place", kept(tmp_path / "place")) is None


def test_another_run_that_writes_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_WAIT", 0.01)
    key = kept(tmp_path)
    other = sqlite3.connect(tmp_path / "things.sqlite3", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    kept(tmp_path, b"lost")
    assert got(tmp_path, key) is None
    other.execute("COMMIT")
    other.close()
    assert got(tmp_path, key) == b"value"


def test_what_is_old_is_dropped_when_something_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = kept(tmp_path, about="1")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + (KEPT_DAYS + 1) * 86_400)
    assert got(tmp_path, old) == b"value"
    kept(tmp_path, about="2")
    assert got(tmp_path, old) is None


def test_a_file_that_grew_too_large_is_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = kept(tmp_path)
    monkeypatch.setattr(module, "MAX_BYTES", 100)
    assert got(tmp_path, key) is None


def test_the_place_is_the_users_cache_and_can_be_turned_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert store_folder() == tmp_path / "kpilint"
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    for nowhere in ("here", "", "../up"):
        monkeypatch.setenv("XDG_CACHE_HOME", nowhere)
        assert store_folder() == tmp_path / ".cache" / "kpilint"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert store_folder() == tmp_path / ".cache" / "kpilint"
    monkeypatch.setenv(PLACE, str(tmp_path / "here"))
    assert store_folder() == tmp_path / "here"
    monkeypatch.setenv(PLACE, "")
    assert store_folder() is None
    assert got(tmp_path, b"key") is None
    assert opened(store_folder()).get(b"key") is None


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)

    def nobody() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nobody)
    assert store_folder() is None
