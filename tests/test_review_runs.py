"""What pages cannot show of `kpilint review` and `kpilint due`: bytes, failures, folders."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kpilint.api import read
from kpilint.editing import write
from tests.literate.console import run
from tests.literate.runner import ROOT

VOICE = (
    b"\xef\xbb\xbfmission: Every caller is helped.\r\n"
    b"kpis:\r\n"
    b"  - name: Calls lost  # of all\r\n"
    b"    owner: [head-of-support, Head of Support]\r\n"
    b"    review: {cadence: quarterly, last: 2026-07-20}  # as agreed\r\n"
)
CHAT = b"kpis:\n- {name: Chats lost, review: quarterly, last_reviewed: 2026-07-20}\n"
KEEP = ["--decision", "keep", "--by", "board,two-agents", "--date", "2026-11-20"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "voice.yaml").write_bytes(VOICE)
    (tmp_path / "chat.yaml").write_bytes(CHAT)
    return tmp_path


def record(folder: Path, *arguments: str) -> tuple[int, str, str]:
    return run(["review", *arguments, *KEEP], folder)


def test_every_byte_stays(folder: Path) -> None:
    code, out, err = record(folder, "Calls lost", "--note", "Kept.")
    assert (code, err) == (0, "")
    assert out.startswith('voice.yaml:8: "Calls lost": keep, on 20 November 2026, ')
    assert (folder / "voice.yaml").read_bytes() == VOICE.replace(b", last: 2026-07-20", b"") + (
        b"    reviews:\r\n"
        b"      - {date: 2026-07-20, decision: keep}\r\n"
        b"      - date: 2026-11-20\r\n"
        b"        decision: keep\r\n"
        b"        by: [board, two-agents]\r\n"
        b"        note: Kept.\r\n"
    )
    assert (folder / "chat.yaml").read_bytes() == CHAT


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip))
@settings(max_examples=30)
def test_a_note_is_read_back_as_it_was_said(
    tmp_path_factory: pytest.TempPathFactory, note: str
) -> None:
    folder = tmp_path_factory.mktemp("notes")
    (folder / "voice.yaml").write_bytes(VOICE)
    code, out, _ = record(folder, "calls-lost", f"--note={note}")
    assert code == 0
    assert len(out.splitlines()) == 2
    assert read(str(folder)).kpis[0].reviews[-1].note == note.strip()


def test_a_file_that_cannot_be_written_is_named_and_the_others_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write.replace_file

    def fail(path: Path, data: bytes, *, before: bytes | None = None) -> bool:
        if path.name == "chat.yaml":
            raise write.WriteError("somebody changed it in the meantime")
        return real(path, data, before=before)

    monkeypatch.setattr(write, "replace_file", fail)
    code, out, err = record(folder, "calls-lost", "chats-lost", "--note", "Kept.")
    assert code == 2
    assert out.count("(meeting 2026-11-20)") == 1
    assert '"chat.yaml" could not be written and is as it was: somebody changed it' in err
    assert 'Not recorded: "Chats lost".' in err
    assert (folder / "chat.yaml").read_bytes() == CHAT

    monkeypatch.undo()
    code, out, err = record(folder, "calls-lost", "chats-lost", "--note", "Kept.")
    assert code == 0
    assert err == '"Calls lost" has this very review already; it is not recorded twice.\n'
    assert [len(kpi.reviews) for kpi in read(str(folder)).kpis] == [2, 2]


def test_one_refusal_keeps_all_files_as_they_are(folder: Path) -> None:
    (folder / "chat.yaml").write_bytes(CHAT.replace(b"{", b"&chats {"))
    code, out, err = record(folder, "calls-lost", "chats-lost", "--note", "Kept.")
    assert (code, out) == (2, "")
    assert err.startswith("kpilint: chat.yaml:2:")
    assert (folder / "voice.yaml").read_bytes() == VOICE


def test_what_the_linter_will_ask_is_said_at_once(folder: Path) -> None:
    alone = ["review", "calls-lost", "--decision", "keep", "--by", "board", "--note", "Kept."]
    code, _, err = run([*alone, "--date", "2026-11-20", "--period", "2026-Q4"], folder)
    assert code == 0
    assert err.startswith(
        '`kpilint check` will report REV004: The review of "Calls lost" of 20 November 2026 is said'
    )
    assert len(err.splitlines()) == 1


def test_paths_stand_behind_the_names(folder: Path) -> None:
    code, _, err = record(folder, "Calls lost", "./chat.yaml", "--note", "Kept.", "--diff")
    assert code == 2
    assert 'There is no KPI, goal or mission "Calls lost"' in err
    code, out, _ = record(folder, "Calls lost", "voice.yaml", "--note", "Kept.", "--diff")
    assert code == 0
    assert out.startswith("--- a/voice.yaml\n+++ b/voice.yaml\n")
    assert (folder / "voice.yaml").read_bytes() == VOICE
    assert "No KPI is named." in record(folder, "./voice.yaml", "--note", "Kept.")[2]


def test_what_could_not_be_read_is_named(folder: Path) -> None:
    (folder / "mail.yaml").write_text("kpis: [\n")
    code, _, err = record(folder, "letters-lost", "--note", "Kept.")
    assert code == 2
    assert '"mail.yaml" could not be read' in err
    code, _, err = run(["due"], folder)
    assert code == 2
    assert '"mail.yaml" could not be read; what it holds is missing here.' in err


def test_due_keeps_its_contract(folder: Path) -> None:
    code, out, _ = run(["due", "--format", "json"], folder)
    assert code == 0
    document = json.loads(out)
    schema = json.loads((ROOT / "schemas" / "due.schema.json").read_text("utf-8"))
    jsonschema.Draft7Validator(schema).validate(document)
    assert document["summary"] == {"kpis": 2, "late": 2, "never_held": 0, "coming": 0}
    assert [one["days_late"] for one in document["reviews"]] == [33, 33]
    del document["reviews"][0]["owners"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(document)


def test_calendars_are_the_same_in_every_run_and_keep_to_their_folder(folder: Path) -> None:
    for _ in range(2):
        code, _, err = run(["due", "--ics", "out/calendars"], folder)
        assert code == 0
        assert err == "out/calendars: 4 calendars, 2 reviews.\n"
    files = {file.name: file.read_bytes() for file in (folder / "out" / "calendars").iterdir()}
    assert {name for name in files if "nobody" not in name and name != "all.ics"} == {
        "head-of-support.ics", "head-of-support-d0096d01.ics"
    }  # fmt: skip
    assert b"\n" not in files["all.ics"].replace(b"\r\n", b"")
    events = Calendar.from_ical(files["all.ics"].decode()).walk("VEVENT")
    assert [str(event["UID"]).partition("@")[0] for event in events] == ["calls-lost", "chats-lost"]
    assert str(events[0]["UID"]).partition("@")[2] in folder.name.replace("_", "-").lower()
    run(["due", "--ics", "one", "--owner", "Head of Support"], folder)
    assert [file.name for file in (folder / "one").iterdir()] == ["head-of-support-d0096d01.ics"]


def test_a_folder_that_cannot_be_made_is_said(folder: Path) -> None:
    code, _, err = run(["due", "--ics", "voice.yaml/calendars"], folder)
    assert code == 2
    assert 'The folder "voice.yaml/calendars" cannot be made' in err
    assert (folder / "voice.yaml").read_bytes() == VOICE
