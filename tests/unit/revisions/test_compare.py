"""What a change caused, what it touched, and what has nothing to do with it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.record import changed
from kpilint.revisions.compare import compare_findings, narrowed
from kpilint.revisions.git import Commit, RevisionError, resolve
from kpilint.revisions.runs import Project, base_of, forked_from, imported_between, run_at
from kpilint.run import Result
from kpilint.text.source import Source
from tests.repository import Repository

DAY = dt.date(2026, 11, 22)
COMMIT = Commit("0" * 40, "0" * 7, dt.date(2026, 7, 1), "")
GOALS = "mission: Every caller is helped.\ngoals: [{id: help, name: Help, supports: mission}]\n"
SPEED = "  - {id: speed, name: Average handle time, supports: help, owner: head-of-desk}\n"
PLAIN = "  - {id: complaints, name: Complaints per 1000, supports: help}\n"


def checked(*kpis: str, settings: Settings | None = None) -> Result:
    text = GOALS + "kpis:\n" + "".join(kpis)
    return lint([Source("kpis.yaml", text)], settings or Settings(), DAY)


def keys(findings: object) -> set[tuple[str, str]]:
    return {(f.rule.code, f.problem.subject.id) for f in findings}  # type: ignore[attr-defined]


def test_a_state_compared_with_itself() -> None:
    one, other = checked(SPEED, PLAIN), checked(PLAIN, SPEED)
    compared = compare_findings(one, other)
    assert compared.new == compared.gone == ()
    assert keys(compared.standing) == keys(one.open) != set()


def test_findings_come_and_go() -> None:
    unowned = SPEED.replace(", owner: head-of-desk", "")
    compared = compare_findings(checked(SPEED), checked(unowned))
    assert keys(compared.new) == {("OWN001", "speed")}
    assert keys(compare_findings(checked(unowned), checked(SPEED)).gone) == {("OWN001", "speed")}


def test_a_finding_follows_what_was_renamed() -> None:
    later = SPEED.replace("id: speed", "id: handle-time")
    compared = compare_findings(checked(SPEED), checked(later))
    assert keys(compared.new) == set()
    assert {id_ for _, id_ in keys(compared.standing)} >= {"handle-time"}


def test_what_became_more_severe_is_new() -> None:
    paid = SPEED.replace("name:", "uses: [pay], family: volume, name:")
    before, after = checked(paid), checked(paid.replace("family: volume", "family: speed"))
    worse = {
        new.key for old in before.open for new in after.open
        if old.key == new.key and new.severity > old.severity
    }  # fmt: skip
    assert worse
    assert worse <= {finding.key for finding in compare_findings(before, after).new}


def test_findings_are_kept_marked_or_left_out() -> None:
    unowned = SPEED.replace(", owner: head-of-desk", "")
    before, text = checked(SPEED, PLAIN), GOALS + "kpis:\n" + unowned + PLAIN
    base = base_of(before, COMMIT, "main")
    result = lint([Source("kpis.yaml", text)], Settings(), DAY, base=base)
    shown = narrowed(result, before, "main", COMMIT)
    new = {f for f in shown.open if not f.was_there}
    assert ("OWN001", "speed") in keys(new)
    assert {f.problem.subject.id for f in shown.open} == {"speed"}
    assert keys(f for f in shown.open if f.was_there) <= keys(before.open)
    assert shown.since is not None
    assert shown.since.left_out == len(result.open) - len(shown.open) > 0


# Over a repository


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = Repository(tmp_path / "there")
    monkeypatch.chdir(made.folder)
    made.commit("Begin", "2026-01-10", kpis=GOALS)
    return made


def test_a_commit_before_the_catalogue_holds_nothing(there: Repository) -> None:
    project = Project((Path("later"),))
    result = run_at(resolve("HEAD", there.folder), project, DAY)
    assert list(result.catalogue.entities()) == []


def test_what_others_did_meanwhile_is_left_out(there: Repository) -> None:
    there.git("checkout", "-q", "-b", "proposal")
    there.commit("Proposed", "2026-02-10", speed=f"kpis:\n{SPEED}")
    there.git("checkout", "-q", "main")
    there.commit("Meanwhile", "2026-02-20", plain=f"kpis:\n{PLAIN}")
    head = resolve("proposal", there.folder)
    assert forked_from("main", head, there.folder).message == "Begin"
    assert forked_from("HEAD~1", head, there.folder).message == "Begin"
    there.git("checkout", "-q", "--orphan", "other")
    there.commit("Anew", "2026-02-10")
    with pytest.raises(RevisionError, match="no history in common"):
        forked_from("main", resolve("HEAD", there.folder), there.folder)


def test_what_an_import_brought_is_known(there: Repository) -> None:
    base = resolve("HEAD", there.folder)
    there.commit("The old list\n\nkpilint: import", "2026-02-10", more=f"kpis:\n{SPEED}")
    there.commit("One by hand", "2026-03-10", more=f"kpis:\n{SPEED}{PLAIN}")
    project, tip = Project(), resolve("HEAD", there.folder)
    imported = imported_between(base, tip, project, DAY)
    assert {change.subject.id for change in imported} == {"speed"}
    before = run_at(base, project, DAY)
    after = run_at(tip, project, DAY, base_of(before, base, "main", imported))
    assert {change.subject.id for change in after.context.changes} == {"complaints"}
    assert changed(project, paths=(Path("kpis.yaml"),)).folder == there.folder
