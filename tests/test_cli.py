"""What pages cannot show of the command line: signals, pipes, streams, crashes, links."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from kpilint.catalogue.files import SETTINGS_FILE
from kpilint.catalogue.model import Kpi
from kpilint.cli.group import group
from kpilint.engine import choose
from kpilint.engine.registry import rules
from kpilint.finding import Problem
from kpilint.record import changed
from kpilint.run import Context
from tests.literate.console import run
from tests.literate.runner import ROOT

UNBALANCED = """\
mission: Every caller is helped the first time.
goals:
  - {id: easy-help, name: Getting help is easy, supports: mission}
kpis:
  - name: Average handle time
    supports: easy-help
    review: {cadence: quarterly, last: 2026-11-02}
  - name: First contact resolution
    supports: easy-help
    owner: service-quality
    direction: higher
    floor: 70
    review: {cadence: quarterly, last: 2026-11-02}
"""
LINE = "    balanced_by: first-contact-resolution\n"
STARTER = ["--profile", "starter"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kpis.yaml").write_text(UNBALANCED)
    return tmp_path


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kpilint", *arguments]


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}


class BrokenError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("not even this works")


@pytest.fixture
def crashing_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """`overdue-review` fails on every KPI, each time with an exception that cannot be printed."""

    def crash(kpi: Kpi, context: Context) -> Iterator[Problem]:
        raise BrokenError

    broken = tuple(
        changed(rule, check=crash) if rule.info.code == "REV001" else rule for rule in rules()
    )
    monkeypatch.setattr(choose, "rules", lambda: broken)


@pytest.mark.usefixtures("crashing_rule")
def test_a_rule_that_crashes_is_named_and_the_others_still_speak(folder: Path) -> None:
    code, out, err = run(["check", *STARTER], folder)
    assert code == 3
    assert "BAL001" in out
    assert err.count("overdue-review") == 1
    assert '"average-handle-time" and 1 more (BrokenError)' in err
    assert "Traceback" not in err
    assert run(["check", *STARTER, "--exit-zero"], folder)[0] == 3
    assert "Traceback" in run(["check", *STARTER, "--debug"], folder)[2]


@pytest.mark.usefixtures("crashing_rule")
def test_no_baseline_is_written_by_a_run_that_crashed(folder: Path) -> None:
    assert run(["baseline"], folder)[0] == 3
    assert [path.name for path in folder.iterdir()] == ["kpis.yaml"]


def test_a_mistake_of_kpilint_ends_with_3(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("of ours")

    monkeypatch.setattr("kpilint.cli.checking.lint", fail)
    code, out, err = run(["check"], folder)
    assert (code, out) == (3, "")
    assert "ZeroDivisionError: of ours" in err
    assert "Traceback" not in err
    assert "Traceback" in run(["check", "--debug"], folder)[2]


def test_a_reader_who_goes_away_is_no_error(folder: Path) -> None:
    process = subprocess.Popen(
        command("check", *STARTER), cwd=folder, env=ENVIRONMENT,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(30) == 1
    process.stderr.close()


# What a shell starts in the background ignores interruptions: the tests may be run that way.
READY = """
import signal
import sys
from types import SimpleNamespace
from kpilint.cli import main

signal.signal(signal.SIGINT, signal.default_int_handler)
stdin = sys.stdin.buffer

def read(*most):
    print("ready", flush=True)
    return stdin.read(*most)

sys.stdin = SimpleNamespace(buffer=SimpleNamespace(read=read))
main()
"""


def test_an_interrupted_run_ends_with_130(folder: Path) -> None:
    waiting = subprocess.Popen(
        [sys.executable, "-c", READY, "check", "-"], cwd=folder, env=ENVIRONMENT,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert waiting.stdout
    assert waiting.stdout.readline() == b"ready\n"
    time.sleep(0.1)  # by now it waits for what comes from stdin
    waiting.send_signal(signal.SIGINT)
    out, err = waiting.communicate(timeout=30)
    assert waiting.returncode == 130
    assert b"Traceback" not in out + err


def test_a_process_ends_at_once_but_not_before_others_are_done(folder: Path) -> None:
    """What was written is written out, the status holds, and who waits for the end is called."""
    program = (
        "import atexit, sys\n"
        "if 'first' in sys.argv: atexit.register(print, 'first')\n"
        "from kpilint.__main__ import main\n"
        "atexit.register(print, 'second')\n"
        "sys.argv[1:] = ['check', 'kpis', '--nonsense']\n"
        "main()\n"
    )
    buffered = ENVIRONMENT | {"PYTHONUNBUFFERED": ""}
    for arguments, wanted in (([], b"second\n"), (["first"], b"second\nfirst\n")):
        done = subprocess.run([sys.executable, "-c", program, *arguments], cwd=folder, check=False,
                              env=buffered, capture_output=True)  # fmt: skip
        assert (done.returncode, done.stdout) == (2, wanted)
        assert b"--nonsense" in done.stderr
        assert b"Traceback" not in done.stderr


def test_closed_streams_and_full_disks_end_quietly(folder: Path) -> None:
    for redirected, wanted, said in (
        (">&-", 1, ""),
        ("2>&-", 1, ""),
        ("- <&-", 2, "kpilint: nothing could be read"),
        (">/dev/full", 2, "kpilint: The system says: No space left on device.\n"),
    ):
        line = " ".join([*command("check", *STARTER), redirected])
        done = subprocess.run(["sh", "-c", line], cwd=folder, env=ENVIRONMENT, check=False,
                              capture_output=True, text=True)  # fmt: skip
        assert done.returncode == wanted, redirected
        assert done.stderr.startswith(said)
        assert done.stderr.count("\n") <= 1


def test_stdin_without_an_end_is_read_up_to_the_limit(folder: Path) -> None:
    endless = subprocess.Popen(["yes", "a: b"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    done = subprocess.run(command("check", "-"), cwd=folder, env=ENVIRONMENT, check=False,
                          stdin=endless.stdout, capture_output=True, timeout=30)  # fmt: skip
    endless.kill()
    endless.communicate()
    assert done.returncode == 2
    assert b"larger than what may be read" in done.stdout


def test_what_the_system_refuses_is_no_mistake_of_kpilint(folder: Path) -> None:
    long = "x" * 300
    for arguments in (["check", long], ["check", "kpis.yaml", "--output", f"json:{long}"]):
        code, _, err = run(arguments, folder)
        assert code == 2
        assert "File name too long" in err
        assert "mistake of kpilint" not in err


def test_stdin_takes_the_place_of_the_file_it_is_named_for(folder: Path) -> None:
    balanced = UNBALANCED.replace(
        "    supports: easy-help\n", f"    supports: easy-help\n{LINE}", 1
    )
    code, out, _ = run(["check", *STARTER, "-", "--stdin-filename", "kpis.yaml"], folder, balanced)
    assert (code, out) == (0, "2 KPIs in 1 file: nothing to report.\n")
    code, out, _ = run(["check", *STARTER, "-", "."], folder, "mission: Help\n")
    assert "2 KPIs in 2 files" in out
    code, _, err = run(["check", "--stdin-filename", "kpis.yaml"], folder)
    assert code == 2
    assert "Add the path `-`" in err


def test_fixing_stdin_prints_the_fixed_text(folder: Path) -> None:
    code, out, err = run(["check", *STARTER, "-", "--fix"], folder, UNBALANCED)
    assert code == 0
    assert out == UNBALANCED.replace("last: 2026-11-02}\n", f"last: 2026-11-02}}\n{LINE}", 1)
    assert "nothing to report" in err


ODD_LAYOUTS = {"bom": "\ufeff{}", "windows": "{}", "not-ascii": "# Überlauf 漢\n{}"}


@pytest.mark.parametrize("name", ODD_LAYOUTS)
def test_what_fixing_prints_is_exact_whatever_a_terminal_can_show(folder: Path, name: str) -> None:
    end = "\r\n" if name == "windows" else "\n"
    text = ODD_LAYOUTS[name].replace("{}", UNBALANCED).replace("\n", end)
    last, line = f"last: 2026-11-02}}{end}", LINE.replace("\n", end)
    fixed = text.replace(last, last + line, 1).encode()
    data = text.encode()
    ascii_only = ENVIRONMENT | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}

    def call(*arguments: str) -> bytes:
        done = subprocess.run(
            command("check", *STARTER, *arguments), cwd=folder, env=ascii_only, input=data,
            capture_output=True, check=False,
        )  # fmt: skip
        assert b"Traceback" not in done.stderr
        return done.stdout

    assert call("-", "--fix") == fixed
    (folder / "kpis.yaml").write_bytes(data)
    subprocess.run(["git", "apply"], cwd=folder, input=call("--diff"), check=True,
                   capture_output=True)  # fmt: skip
    assert (folder / "kpis.yaml").read_bytes() == fixed


def test_the_name_of_a_file_is_one_line_of_a_diff(folder: Path) -> None:
    odd = os.fsdecode(b'a\n::error::\xff".yaml')
    (folder / "kpis.yaml").rename(folder / odd)
    done = subprocess.run(command("check", *STARTER, "--diff"), cwd=folder, env=ENVIRONMENT,
                          capture_output=True, check=False)  # fmt: skip
    assert b'--- "a/a\\012::error::\\377\\042.yaml"\n' in done.stdout
    subprocess.run(["git", "apply"], cwd=folder, input=done.stdout, check=True)
    assert LINE in (folder / odd).read_text()


def test_fixing_keeps_link_and_mode(folder: Path) -> None:
    real = folder / "kpis.yaml"
    real.chmod(0o640)
    (folder / "hidden").mkdir()
    link = folder / "hidden" / "link.yaml"
    link.symlink_to("../kpis.yaml")
    assert run(["check", *STARTER, "--fix", "hidden/link.yaml"], folder)[0] == 0
    assert link.is_symlink()
    assert LINE in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told_and_ends_with_2(folder: Path) -> None:
    (folder / "second-name.txt").hardlink_to(folder / "kpis.yaml")
    code, _, err = run(["check", *STARTER, "--fix"], folder)
    assert code == 2
    assert 'kpilint: "kpis.yaml" could not be written and is as it was: ' in err
    assert "fixed" not in err
    assert (folder / "kpis.yaml").read_text() == UNBALANCED


def test_a_report_never_takes_the_place_of_an_input(folder: Path) -> None:
    (folder / "kpilint.yaml").write_text("profile: starter\n")
    (folder / "link.json").symlink_to("kpis.yaml")
    for name in ("kpis.yaml", "./kpis.yaml", "link.json", "kpilint.yaml"):
        code, _, err = run(["check", "--output", f"json:{name}"], folder)
        assert code == 2
        assert "would be overwritten" in err
    assert (folder / "kpis.yaml").read_text() == UNBALANCED
    for wrong in ("json:nowhere/report.json", "json:.", "report.json"):
        assert run(["check", "--output", wrong], folder)[0] == 2
    both = ["--output", "json:a.json", "--output", "sarif:a.json"]
    assert "Two outputs" in run(["check", *both], folder)[2]


def test_reports_go_to_files_and_to_stdout(folder: Path) -> None:
    code, out, _ = run(
        ["check", *STARTER, "--output", "json:report.json", "--format", "sarif"], folder
    )
    assert code == 1
    written = json.loads((folder / "report.json").read_text())
    assert [f["code"] for f in written["findings"]] == ["BAL001"]
    assert json.loads(out)["version"] == "2.1.0"


def test_the_runner_of_github_gets_annotations_and_a_summary(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    summary = folder / "summary.md"
    summary.write_text("before\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    out = run(["check", *STARTER], folder)[1]
    assert out.startswith("::error ")
    assert summary.read_text().startswith("before\n")
    assert "BAL001" in summary.read_text()


def test_colours_are_chosen(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    full = ["check", *STARTER, "--format", "full"]
    assert "\x1b[" not in run(full, folder)[1]
    assert "\x1b[" in run([*full, "--color", "always"], folder)[1]
    assert "\x1b[" not in run([*full, "--color", "never"], folder)[1]


def test_a_terminal_gets_the_full_form_in_colours(folder: Path) -> None:
    pty = pytest.importorskip("pty")
    main_end, end = pty.openpty()
    environment = {key: value for key, value in ENVIRONMENT.items() if key != "NO_COLOR"}
    for extra, coloured in (({"TERM": "xterm"}, True), ({"TERM": "xterm", "NO_COLOR": "1"}, False)):
        process = subprocess.run(
            command("check", *STARTER), cwd=folder, env=environment | extra, stdout=end, check=False
        )
        shown = os.read(main_end, 65536).decode()
        assert process.returncode == 1
        assert "why:" in shown
        assert ("\x1b[" in shown) is coloured
    os.close(end)
    os.close(main_end)


def test_names_that_a_terminal_cannot_show_become_escapes(folder: Path) -> None:
    (folder / "kpis.yaml").write_text(UNBALANCED.replace("Average", "Ø"), encoding="utf-8")
    done = subprocess.run(
        command("check", "--select", "BAL"), cwd=folder, capture_output=True, check=False,
        env=ENVIRONMENT | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"},
    )  # fmt: skip
    assert done.returncode == 1
    assert b"\\xd8 handle time" in done.stdout
    assert b"Traceback" not in done.stderr


def test_settings_hold_in_folders_below(folder: Path) -> None:
    (folder / ".git").mkdir()
    (folder / "kpilint.yaml").write_text("profile: starter\ncatalogue: kpis.yaml\n")
    below = folder / "a" / "b"
    below.mkdir(parents=True)
    code, out, _ = run(["check"], below)
    assert code == 1
    assert "BAL001" in out
    assert run(["check", "--isolated"], below)[0] == 2
    # A repository inside has settings of its own, or none.
    (folder / "a" / ".git").mkdir()
    assert run(["check"], below)[0] == 2


def test_settings_that_cannot_be_used_end_every_command(folder: Path) -> None:
    (folder / SETTINGS_FILE).write_text("profile: strikt\n")
    for name in ("check", "baseline", "graph", "config"):
        code, out, err = run([name], folder)
        assert (code, out) == (2, "")
        assert "kpilint.yaml:1:10" in err
        assert 'Did you mean "strict"?' in err


ODD_SETTINGS = {
    "empty": b"",
    "broken": b"profile: [",
    "utf-16": b"\xff\xfe",
    "twice": b"profile: strict\nprofile: starter\n",
    "list": b"- 7\n",
    "huge": b"x" * 3_000_000,
}


@pytest.mark.parametrize("name", ODD_SETTINGS)
def test_odd_settings_are_never_taken_for_none(folder: Path, name: str) -> None:
    (folder / SETTINGS_FILE).write_bytes(ODD_SETTINGS[name])
    code, out, err = run(["check"], folder)
    assert (code, out) == (2, "")
    assert err.startswith("kpilint: kpilint.yaml:")


def test_all_files_of_a_run_have_a_limit(folder: Path) -> None:
    (folder / "second.yaml").write_text("# " + "x" * 1300 + "\n" + "goals: []\n")
    (folder / SETTINGS_FILE).write_text("limits: {run_mib: 0.0015}\nselect: STR\n")
    code, out, _ = run(["check"], folder)
    assert code == 1
    assert "second.yaml:1:1: error STR001" in out
    assert "`limits` in the settings can raise that" in out


def test_the_settings_file_is_no_part_of_the_catalogue(folder: Path) -> None:
    (folder / SETTINGS_FILE).write_text("profile: starter\n")
    out = run(["check", SETTINGS_FILE, "kpis.yaml"], folder)[1]
    assert "2 KPIs in 1 file" in out


@pytest.mark.parametrize("data", ["{", "[]", '{"version": 2}', '{"version": 1}',
                                  '{"version": 1, "findings": [{"rule": "BAL001"}]}',
                                  '{"version": 1, "findings": [7]}', "[" * 100_000])  # fmt: skip
def test_a_broken_baseline_is_told(folder: Path, data: str) -> None:
    (folder / ".kpilint-baseline.json").write_text(data)
    code, out, err = run(["check"], folder)
    assert (code, out) == (2, "")
    assert "cannot be used" in err


def test_a_baseline_makes_the_next_run_clean_and_one_more_finding_new(folder: Path) -> None:
    strict = ["--config", "strict.yaml"]
    (folder / "strict.yaml").write_text("profile: strict\n")
    assert run(["check", "kpis.yaml", *strict], folder)[0] == 1
    assert run(["baseline", "kpis.yaml", *strict], folder)[0] == 0
    code, out, _ = run(["check", "kpis.yaml", *strict], folder)
    assert code == 0
    assert "nothing to report (" in out
    text = UNBALANCED.replace("kpis:\n", "kpis:\n  - {name: Time to hire, supports: easy-help}\n")
    (folder / "kpis.yaml").write_text(text)
    code, out, _ = run(["check", "kpis.yaml", *strict], folder)
    assert code == 1
    assert "Time to hire" in out
    assert "Average handle time" not in out


def test_what_cannot_be_read_is_never_in_the_baseline(folder: Path) -> None:
    (folder / "broken.yaml").write_text("kpis: [\n")
    code, _, err = run(["baseline"], folder)
    assert code == 1
    assert "1 finding cannot be set aside" in err
    assert "STR001" not in (folder / ".kpilint-baseline.json").read_text()
    assert "STR001" in run(["check"], folder)[1]


def test_a_baseline_never_takes_the_place_of_an_input(folder: Path) -> None:
    code, _, err = run(["baseline", "--baseline", "kpis.yaml", "--update"], folder)
    assert code == 2
    assert "would be overwritten" in err
    assert (folder / "kpis.yaml").read_text() == UNBALANCED


def test_a_baseline_that_is_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    code, _, err = run(["check", "--baseline", "pipe"], folder)
    assert code == 2
    assert "This is not a file" in err


def test_every_rule_can_be_explained(tmp_path: Path) -> None:
    for rule in rules():
        code, out, _ = run(["explain", rule.info.code.lower()], tmp_path)
        assert code == 0
        assert out.startswith(f"{rule.info.code} {rule.info.name}\n")
        assert "```" not in out
    code, out, _ = run(["explain", "overdue-review", "--format", "json"], tmp_path)
    assert json.loads(out)["page"].startswith("# overdue-review\n")


def test_the_table_of_rules_holds_every_rule(tmp_path: Path) -> None:
    listed = json.loads(run(["rules", "--format", "json"], tmp_path)[1])
    assert [row["code"] for row in listed] == [rule.info.code for rule in rules()]
    assert all("strict" in row["profiles"] for row in listed)
    for format_name in ("text", "markdown"):
        out = run(["rules", "--format", format_name], tmp_path)[1]
        assert all(rule.info.summary in out for rule in rules())


def test_every_schema_can_be_printed(tmp_path: Path) -> None:
    for path in (ROOT / "schemas").glob("*.schema.json"):
        name = path.name.removesuffix(".schema.json")
        assert run(["schema", name], tmp_path) == (0, path.read_text("utf-8"), "")


def test_commands_and_options_have_pages_that_name_them() -> None:
    with click.Context(group) as context:
        for name in group.list_commands(context):
            page = (ROOT / "specs" / "commands" / f"{name}.md").read_text("utf-8")
            found = group.get_command(context, name)
            assert found is not None
            options = {
                word for parameter in found.params for word in parameter.opts if word[:2] == "--"
            }
            shared = {"--debug", "--config", "--isolated", "--as-of"}
            missing = {option for option in options if not re.search(rf"{option}\b", page)}
            assert missing <= (shared if name != "check" else set()), f"{name}: {missing}"
