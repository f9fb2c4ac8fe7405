"""A file that is written is whole: the old one or the new one, whatever happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kpilint.editing import write
from kpilint.editing.write import Change, WriteError, create_file, replace_file, write_changes
from tests.literate.console import run
from tests.literate.runner import ROOT

OLD, NEW = b"old " * 5_000, b"new " * 6_000
CALLS = ("open", "fsync", "replace", "chmod", "close", "stat", "listdir")


@contextmanager
def failing_at(number: int) -> Iterator[list[str]]:
    """Let the `number`-th call of the operating system fail, as on a full or broken disk."""
    made: list[str] = []

    def watch(name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            made.append(name)
            if len(made) == number:
                raise OSError(28, "No space left on device")
            return real(*args, **kwargs)

        return call

    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, watch(name, getattr(os, name)))
        yield made


def test_a_failure_at_any_step_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    ends = set()
    for number in range(1, 200):
        file.write_bytes(OLD)
        file.chmod(0o640)
        with failing_at(number) as made:
            try:
                replace_file(file, NEW, before=OLD)
            except WriteError:
                ends.add("refused")
            else:
                ends.add("written")
        assert file.read_bytes() in (OLD, NEW)
        assert file.stat().st_mode & 0o777 == 0o640
        if len(made) < number:
            break
    assert ends == {"refused", "written"}
    assert "replace" in made
    assert file.read_bytes() == NEW


WRITER = """
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from kpilint.editing.write import replace_file
file = Path(sys.argv[1])
texts = [b"old " * 50_000, b"new " * 60_000]
print("ready", flush=True)
while True:
    for text in texts:
        replace_file(file, text)
"""


def test_a_killed_writer_leaves_a_whole_file(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    whole = {b"old " * 50_000, b"new " * 60_000}
    file.write_bytes(b"old " * 50_000)
    pause = random.Random(7)  # noqa: S311
    for _ in range(25):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(file)], stdout=subprocess.PIPE, cwd=ROOT
        )
        assert writer.stdout
        writer.stdout.readline()
        time.sleep(pause.uniform(0, 0.02))
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        assert file.read_bytes() in whole


def test_what_killed_writers_left_behind_is_swept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, young, other = (
        tmp_path / name
        for name in (".kpilint-0123456789abcdef.tmp", ".kpilint-fedcba9876543210.tmp", "mine.tmp")
    )
    for path in (left, young, other):
        path.write_text("x")
    long_ago = time.time() - 2 * write.STALE_AFTER
    os.utime(left, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))
    replace_file(tmp_path / "report.json", b"{}")
    assert not left.exists()
    assert young.exists()
    assert other.exists()


def test_what_somebody_else_wrote_in_the_meantime_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    file.write_bytes(b"theirs")
    with pytest.raises(WriteError, match="in the meantime"):
        replace_file(file, NEW, before=OLD)
    assert file.read_bytes() == b"theirs"
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.yaml"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    file, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    file.write_bytes(OLD)
    link.symlink_to("real.yaml")
    assert replace_file(link, NEW, before=OLD)
    assert link.is_symlink()
    assert file.read_bytes() == NEW


def test_a_link_that_leads_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    outside, repository = tmp_path / "outside.yaml", tmp_path / "repository"
    (repository / ".git").mkdir(parents=True)
    outside.write_bytes(OLD)
    link = repository / "link.yaml"
    link.symlink_to(outside)
    with pytest.raises(WriteError, match="leads out of this repository"):
        replace_file(link, NEW, before=OLD)
    assert outside.read_bytes() == OLD
    inside = repository / "inside.yaml"
    inside.write_bytes(OLD)
    link.unlink()
    link.symlink_to("inside.yaml")
    assert replace_file(link, NEW, before=OLD)
    assert inside.read_bytes() == NEW


def test_a_file_with_several_names_is_left_alone(tmp_path: Path) -> None:
    file, second = tmp_path / "one.yaml", tmp_path / "two.yaml"
    file.write_bytes(OLD)
    second.hardlink_to(file)
    with pytest.raises(WriteError, match="several names"):
        replace_file(file, NEW, before=OLD)
    assert second.read_bytes() == OLD


def test_nothing_is_written_when_nothing_changes(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    file.write_bytes(OLD)
    before = file.stat()
    assert not replace_file(file, OLD, before=OLD)
    assert file.stat().st_ino == before.st_ino
    assert file.stat().st_mtime_ns == before.st_mtime_ns


def test_one_file_that_fails_does_not_keep_the_others_back(tmp_path: Path) -> None:
    good, gone = tmp_path / "good.yaml", tmp_path / "nowhere" / "gone.yaml"
    good.write_bytes(OLD)
    written = write_changes([Change(gone, OLD, NEW), Change(good, OLD, NEW)])
    assert written.done == (good,)
    assert [path for path, _ in written.failed] == [gone]
    assert good.read_bytes() == NEW


def test_a_new_file_never_takes_the_place_of_one(tmp_path: Path) -> None:
    file = tmp_path / "catalogue.yaml"
    create_file(file, NEW)
    with pytest.raises(WriteError, match="there already"):
        create_file(file, OLD)
    assert file.read_bytes() == NEW


def test_runs_side_by_side_print_the_same(tmp_path: Path) -> None:
    for example in ("contact-centre", "public-service"):
        command = [
            sys.executable, "-m", "kpilint", "check", str(ROOT / "examples" / example),
            "--format", "json", "--as-of", "2026-11-22",
        ]  # fmt: skip
        runs = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT) for _ in range(4)]
        printed = {run.communicate()[0] for run in runs}
        assert len(printed) == 1
        assert len(printed.pop()) > 1000


# A catalogue with a safe fix: an id that is misspelt by one letter.
MISSPELT = """\
mission: Every customer is helped the first time.
goals: [{id: easy-help, name: Help is easy, supports: mission}]
kpis:
  - {name: First contact resolution, supports: esy-help, owner: head-of-support, direction: higher}
"""


FIX = ("check", "--fix", "--select", "MIS002", ".")


def test_a_full_disk_leaves_the_file_and_says_so(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    file = tmp_path / "catalogue.yaml"
    file.write_text(MISSPELT, encoding="utf-8")

    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20, 20))

    done = subprocess.run(
        [sys.executable, "-m", "kpilint", *FIX], cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
        preexec_fn=no_room,
    )  # fmt: skip
    assert done.returncode == 2, done.stdout + done.stderr
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert file.read_text(encoding="utf-8") == MISSPELT
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.yaml"]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Without the rights of root, which no file is closed to."""
    os.setegid(65534)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root may change")
@pytest.mark.parametrize("closed", ["file", "folder", "unreadable"])
def test_an_ordinary_user_without_permission_is_told(closed: str) -> None:
    with TemporaryDirectory() as top:
        folder = Path(top) / "kpis"
        folder.mkdir()
        file = folder / "catalogue.yaml"
        file.write_text(MISSPELT, encoding="utf-8")
        run([*FIX, "--diff"], folder)  # what it needs is loaded while root may still read it
        Path(top).chmod(0o755)
        os.chown(file, 65534, 65534)
        os.chown(folder, *((0, 0) if closed == "folder" else (65534, 65534)))
        folder.chmod(0o755)
        file.chmod({"file": 0o444, "folder": 0o644, "unreadable": 0o000}[closed])
        with as_nobody():
            code, out, err = run(list(FIX), folder)
        text = file.read_text(encoding="utf-8")
        if closed == "file":
            # The folder is theirs: a new file takes the place of the old one, and its mode.
            assert code == 0, out + err
            assert "supports: easy-help" in text
            assert file.stat().st_mode & 0o777 == 0o444
        else:
            assert (code, text) == (2, MISSPELT), out + err
            said = {"folder": "could not be written", "unreadable": "nothing could be read"}
            assert said[closed] in err
            assert [path.name for path in folder.iterdir()] == ["catalogue.yaml"]
