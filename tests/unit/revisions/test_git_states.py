"""Every state of a repository: what is read from it, or why nothing is.

What is compared by default is the work tree: files that are changed, staged or untracked count
there as they lie, and a revision holds only what was committed.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kpilint.cli.load import load_sources
from kpilint.config import Limits, Settings
from kpilint.revisions.git import (
    RevisionError,
    commit_on,
    commits_between,
    first_commit,
    merge_base,
    resolve,
)
from kpilint.revisions.sources import sources_at, sources_staged
from tests.repository import Repository

MISSION = "mission: Every caller is helped.\n"


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Three commits of one file, one a month, in the current folder."""
    made = Repository(tmp_path / "there")
    for month in (1, 2, 3):
        made.commit(f"Month {month}", f"2026-0{month}-10", kpis=f"{MISSION}# month {month}\n")
    monkeypatch.chdir(made.folder)
    return made


def refused(ask: Callable[[], object]) -> str:
    """What is said to somebody who cannot be answered."""
    with pytest.raises(RevisionError) as caught:
        ask()
    return f"{caught.value.message} {caught.value.hint}".strip()


def at(revision: str = "HEAD", *paths: str, settings: Settings | None = None) -> dict[str, str]:
    """Names and texts of the catalogue at a revision, read from the current folder."""
    commit = resolve(revision, Path())
    found = sources_at(commit, [Path(path) for path in paths], settings or Settings())
    return {source.path: source.text for source in found}


def now(*paths: str) -> dict[str, str]:
    """The same of the work tree, as `kpilint check` reads it."""
    sources = load_sources([Path(path) for path in paths], Settings())
    return {source.path: source.text for source in sources}


# Revisions

NAMES_ONE = {
    "HEAD": "Month 3",
    "main": "Month 3",
    "@": "Month 3",
    "HEAD~2": "Month 1",
    "main^": "Month 2",
    "q1": "Month 1",
    "refs/tags/q1": "Month 1",
    "team/quarter": "Month 2",
    "HEAD^{/Month 2}": "Month 2",
}


@pytest.mark.parametrize(("revision", "message"), NAMES_ONE.items())
def test_a_revision_that_names_one_commit(there: Repository, revision: str, message: str) -> None:
    there.git("tag", "-a", "q1", "-m", "signed off", "HEAD~2", when="2026-04-01")
    there.git("branch", "team/quarter", "HEAD~1")
    commit = resolve(revision, there.folder)
    assert commit.message == message
    assert resolve(commit.hash, there.folder) == resolve(commit.short, there.folder) == commit


NAMES_NONE = {
    "": "No revision is named.",
    "  ": "No revision is named.",
    "HEAD~1..HEAD": "names a range",
    "HEAD~1...HEAD": "names a range",
    "^HEAD": "names a range",
    "HEAD^@": "There is no revision",
    "HEAD^!": "There is no revision",
    "HEAD@{1 day ago}": "what this clone held at some time",
    "HEAD@{0}": "what this clone held at some time",
    "@{-1}": "what this clone held at some time",
    "@{upstream}": "There is no revision",
    "--output=x.txt": 'There is no revision "--output=x.txt"',
    "--all": 'There is no revision "--all"',
    "--": 'There is no revision "--"',
    "-h": 'There is no revision "-h"',
    "HEAD~3": 'There is no revision "HEAD~3"',
    "HEAD main": 'There is no revision "HEAD main"',
    "HEAD\n": "There is no revision",
    "a\0b": "There is no revision",
    "\ud800": "There is no revision",
    "kpis.yaml": 'There is no revision "kpis.yaml"',
    "HEAD:kpis.yaml": "it names files",
    "HEAD^{tree}": "it names files",
    "a-tree": "it names files",
    "mian": 'There is no revision "mian" in this repository. Did you mean "main"?',
    "qaurter": 'Did you mean "quarter"?',
    "quarter": 'Write "refs/heads/quarter" or "refs/tags/quarter"',
    "quarter~1": '"quarter" is the name of several things.',
    "release": 'Did you mean "origin/release"?',
}


@pytest.mark.parametrize(("revision", "why"), NAMES_NONE.items(), ids=map(ascii, NAMES_NONE))
def test_a_revision_that_does_not_name_one_commit(
    there: Repository, revision: str, why: str
) -> None:
    there.git("tag", "a-tree", "HEAD^{tree}")
    there.git("tag", "quarter", "HEAD~1")
    there.git("branch", "quarter", "HEAD")
    there.git("update-ref", "refs/remotes/origin/release", "HEAD")
    before = sorted(there.folder.rglob("*"))
    assert why in refused(lambda: resolve(revision, there.folder))
    assert sorted(there.folder.rglob("*")) == before


def test_the_beginning_of_several_hashes_names_none(there: Repository) -> None:
    beginnings: set[str] = set()
    for number in range(2_000):
        hash_ = there.git("commit-tree", "HEAD^{tree}", "-m", str(number), when="2026-01-01")
        if hash_[:4] in beginnings:
            break
        beginnings.add(hash_[:4])
    assert "several hashes" in refused(lambda: resolve(hash_[:4], there.folder))


def test_a_name_that_several_things_share_is_fine_where_they_agree(there: Repository) -> None:
    there.git("tag", "main", "HEAD")
    assert resolve("main", there.folder).message == "Month 3"


# Days and histories


def test_days_are_the_committers_in_utc(there: Repository) -> None:
    there.commit("Just before midnight in the west", "2026-03-31T20:00:00-05:00")
    assert resolve("HEAD", there.folder).day == dt.date(2026, 4, 1)


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("2026-01-09", None),
        ("2026-01-10", "Month 1"),
        ("2026-02-09", "Month 1"),
        ("2026-02-10", "Month 2"),
        ("2099-12-31", "Month 3"),
    ],
)
def test_the_last_commit_up_to_a_day(there: Repository, day: str, message: str | None) -> None:
    found = commit_on(dt.date.fromisoformat(day), there.folder)
    assert (found.message if found else None) == message


@pytest.mark.parametrize("wrong", ["1970-01-01", "2090-01-01", "@9999999999999 +0000"])
def test_one_wrong_clock_moves_no_quarters_end(there: Repository, wrong: str) -> None:
    there.commit("A wrong clock", wrong)
    for month in (5, 6):
        there.commit(f"Month {month}", f"2026-0{month}-10")
    for day, message in [
        ("2026-01-31", "Month 1"),
        ("2026-02-28", "Month 2"),
        ("2026-05-31", "Month 5"),
        ("2026-06-30", "Month 6"),
    ]:
        found = commit_on(dt.date.fromisoformat(day), there.folder)
        assert found is not None
        assert found.message == message


def test_a_merge_counts_on_the_day_on_which_it_was_merged(there: Repository) -> None:
    base = resolve("HEAD", there.folder)
    there.git("checkout", "-q", "-b", "proposal")
    there.commit("Proposed", "2026-04-10", goals="goals: []\n")
    there.git("checkout", "-q", "main")
    there.commit("Meanwhile", "2026-04-20", teams="teams: []\n")
    there.git("merge", "-q", "--no-ff", "-m", "Merged", "proposal", when="2026-05-10")
    tip, proposed = resolve("HEAD", there.folder), resolve("proposal", there.folder)

    def message_on(day: str) -> str:
        found = commit_on(dt.date.fromisoformat(day), there.folder)
        return found.message if found else ""

    assert message_on("2026-04-15") == "Month 3"
    assert message_on("2026-05-01") == "Meanwhile"
    assert message_on("2026-05-10") == "Merged"
    assert [c.message for c in commits_between(base, tip, there.folder)] == ["Meanwhile", "Merged"]
    assert commits_between(tip, tip, there.folder) == []
    assert merge_base(base, tip, there.folder) == base
    assert merge_base(resolve("HEAD^", there.folder), proposed, there.folder) == base
    assert first_commit(there.folder).message == "Month 1"


def test_histories_with_nothing_in_common(there: Repository) -> None:
    there.git("checkout", "-q", "--orphan", "other")
    there.commit("Begun anew", "2026-04-10")
    one, other = (resolve(name, there.folder) for name in ("main", "other"))
    assert merge_base(one, other, there.folder) is None


def test_a_message_is_kept_whole(there: Repository) -> None:
    message = "Bring over the old list\n\nkpilint: import\ncommit 1234\n\u00dcber \u202e alles"
    there.commit(message, "2026-04-10")
    assert resolve("HEAD", there.folder).message == message


# Histories that are cut


@pytest.fixture
def shallow(there: Repository, tmp_path: Path) -> Callable[[int], Path]:
    """Clones of the last commits only."""

    def clone(depth: int) -> Path:
        there.git("clone", "-q", "--depth", str(depth), there.folder.as_uri(), tmp_path / "cut")
        return tmp_path / "cut"

    return clone


def test_a_cut_history_gives_what_it_has(shallow: Callable[[int], Path]) -> None:
    folder = shallow(2)
    assert resolve("HEAD~1", folder).message == "Month 2"
    found = commit_on(dt.date(2026, 2, 28), folder)
    assert found is not None
    assert found.message == "Month 2"
    one, other = resolve("HEAD", folder), resolve("HEAD~1", folder)
    assert merge_base(one, other, folder) == other
    assert [c.message for c in commits_between(other, one, folder)] == ["Month 3"]


def test_a_cut_history_is_never_taken_for_all(shallow: Callable[[int], Path]) -> None:
    cut = "The history of this clone is cut at {} ({}): "
    folder = shallow(1)
    head = resolve("HEAD", folder)
    why = cut.format(head.short, "2026-03-10")
    for ask in (
        lambda: resolve("HEAD~1", folder),
        lambda: resolve("q1", folder),
        lambda: first_commit(folder),
        lambda: commit_on(dt.date(2026, 1, 31), folder),
    ):
        said = refused(ask)
        assert said.startswith(why)
        assert "fetch-depth: 0" in said


def test_where_two_branches_parted_may_lie_behind_the_cut(
    there: Repository, tmp_path: Path
) -> None:
    there.git("checkout", "-q", "-b", "proposal")
    there.commit("Proposed", "2026-04-10", goals="goals: []\n")
    there.git("checkout", "-q", "main")
    there.commit("Meanwhile", "2026-04-20", teams="teams: []\n")
    folder = tmp_path / "cut"
    there.git(
        "clone", "-q", "--depth", "1", "--no-single-branch", there.folder.as_uri(), str(folder)
    )
    one, other = resolve("HEAD", folder), resolve("origin/proposal", folder)
    assert "where" in refused(lambda: merge_base(one, other, folder))
    assert "is not all known" in refused(lambda: commits_between(other, one, folder))


# Places where there is no history


def test_no_git_program(there: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert refused(lambda: resolve("HEAD", there.folder)) == (
        "History cannot be read: git is not installed, or not on the PATH."
    )


def test_no_repository(tmp_path: Path) -> None:
    said = refused(lambda: resolve("HEAD", tmp_path))
    assert said.startswith("There is no git repository here")


def test_no_folder(tmp_path: Path) -> None:
    assert "there is no folder" in refused(lambda: resolve("HEAD", tmp_path / "gone"))


def test_no_commit_yet(tmp_path: Path) -> None:
    empty = Repository(tmp_path / "empty")
    for revision in ("HEAD", "main", "HEAD~1", "q1"):
        assert "no commit yet" in refused(lambda: resolve(revision, empty.folder))  # noqa: B023


def test_a_branch_without_a_commit_beside_one_that_has_some(there: Repository) -> None:
    there.git("checkout", "-q", "--orphan", "other")
    assert "no commit yet" in refused(lambda: resolve("HEAD", there.folder))
    assert resolve("main", there.folder).message == "Month 3"


def test_a_bare_repository(there: Repository, tmp_path: Path) -> None:
    there.git("clone", "-q", "--bare", there.folder.as_uri(), tmp_path / "bare")
    assert "is bare" in refused(lambda: resolve("HEAD", tmp_path / "bare"))


def test_the_folder_where_git_keeps_its_files(there: Repository) -> None:
    assert "git keeps its own files" in refused(lambda: resolve("HEAD", there.folder / ".git"))


def test_a_repository_of_somebody_else(
    there: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nGIT_TEST_ASSUME_DIFFERENT_OWNER=1 exec {real} "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    said = refused(lambda: resolve("HEAD", there.folder))
    assert "belongs to another user" in said
    assert "safe.directory" in said


# States of a work tree: history is read from HEAD, whatever is under way


def test_a_detached_head_and_a_rebase_under_way(there: Repository) -> None:
    there.git("checkout", "-q", "HEAD~1")
    assert resolve("HEAD", there.folder).message == "Month 2"
    there.commit("Aside", "2026-02-20", kpis=f"{MISSION}# aside\n")
    there.git("checkout", "-q", "main")
    with pytest.raises(AssertionError, match="could not apply"):
        there.git("rebase", "HEAD@{1}", when="2026-04-01")
    assert resolve("HEAD", there.folder).message == "Aside"
    assert at("HEAD") == {"kpis.yaml": f"{MISSION}# aside\n"}


STATES = ("changed", "staged", "untracked", "intended", "removed")


@pytest.mark.parametrize("state", STATES)
def test_a_revision_holds_what_was_committed(there: Repository, state: str) -> None:
    committed = {"kpis.yaml": f"{MISSION}# month 3\n"}
    if state == "removed":
        there.write("other.yaml", MISSION)
        (there.folder / "kpis.yaml").unlink()
    elif state in ("changed", "staged"):
        there.write("kpis.yaml", "mission: Something else.\n")
    else:
        there.write("more.yaml", MISSION)
    if state in ("staged", "intended"):
        there.git("add", *(["-N", "more.yaml"] if state == "intended" else ["kpis.yaml"]))
    before = {path: path.read_bytes() for path in there.folder.rglob("*") if path.is_file()}
    assert at("HEAD") == committed
    assert now() != committed
    assert {p: p.read_bytes() for p in there.folder.rglob("*") if p.is_file()} == before


def test_variables_of_a_hook_point_nowhere_else(
    there: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY"):
        monkeypatch.setenv(name, "/nowhere")
    assert at("HEAD~2") == {"kpis.yaml": f"{MISSION}# month 1\n"}


def test_a_worktree_is_a_place_of_its_own(
    there: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.git("worktree", "add", "-q", tmp_path / "beside", "HEAD~1")
    monkeypatch.chdir(tmp_path / "beside")
    assert at("HEAD") == now() == {"kpis.yaml": f"{MISSION}# month 2\n"}


# A repository can have nothing run


def test_reading_runs_nothing_that_the_repository_asks_for(there: Repository) -> None:
    ran = there.folder / "ran"
    act = f"touch {ran} #"
    there.write(".gitattributes", "*.yaml diff=canary filter=canary ident text eol=crlf\n")
    there.commit("Attributes", "2026-04-10")
    with (there.folder / ".git" / "config").open("a") as file:
        file.write(
            f'[diff "canary"]\n\ttextconv = {act}\n\tcommand = {act}\n'
            f'[filter "canary"]\n\tsmudge = {act}\n\tclean = {act}\n\tprocess = {act}\n'
            f"\trequired = true\n"
            f"[core]\n\tfsmonitor = {act}\n\tpager = {act}\n\teditor = {act}\n"
            f"\tsshCommand = {act}\n\thooksPath = {there.folder}/hooks\n"
            f"[alias]\n\trev-parse = !{act}\n\tls-tree = !{act}\n\tcat-file = !{act}\n"
            f"\trev-list = !{act}\n\tmerge-base = !{act}\n\tfor-each-ref = !{act}\n"
            f"[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {act}\n"
            f"[diff]\n\texternal = {act}\n[pager]\n\trev-list = {act}\n\tls-tree = {act}\n"
        )
    for hook in (
        "post-checkout",
        "reference-transaction",
        "fsmonitor-watchman",
        "post-index-change",
    ):
        there.write(f"hooks/{hook}", f"#!/bin/sh\n{act}\n").chmod(0o755)
    head = resolve("HEAD", there.folder)
    assert at("HEAD")["kpis.yaml"] == f"{MISSION}# month 3\n"
    assert commit_on(dt.date(2026, 2, 28), there.folder) is not None
    assert merge_base(head, resolve("HEAD~1", there.folder), there.folder) is not None
    assert commits_between(resolve("HEAD~1", there.folder), head, there.folder) == [head]
    assert not ran.exists()


def test_files_that_a_clone_lacks_are_not_fetched(
    there: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there.git("config", "uploadpack.allowFilter", "true")
    uri, folder = there.folder.as_uri(), tmp_path / "partial"
    there.git("clone", "-q", "--filter=blob:none", uri, folder)
    with (folder / ".git" / "config").open("a") as file:
        file.write(
            f'[remote "origin"]\n\tuploadpack = touch {folder}/ran; git-upload-pack\n'
            '[protocol]\n\tallow = always\n[protocol "file"]\n\tallow = always\n'
        )
    monkeypatch.chdir(folder)
    assert at("HEAD") == {"kpis.yaml": f"{MISSION}# month 3\n"}
    assert "lacks some of the files" in refused(lambda: at("HEAD~1"))
    assert not (folder / "ran").exists()


# Files: the same as `kpilint check` would read, were the commit checked out

LAYOUT = {
    "kpis.yaml": MISSION,
    "area/more.yml": MISSION,
    "area/deep/UPPER.YAML": MISSION,
    "area/notes.txt": "no catalogue\n",
    "kpilint.yaml": "profile: starter\n",
    ".hidden.yaml": MISSION,
    ".github/workflows.yaml": MISSION,
    "area/.cache/kpis.yaml": MISSION,
    "line\nbreak.yaml": MISSION,
    "-dash.yaml": MISSION,
    "a:b\t\u00e9.yaml": MISSION,
    "crlf.yaml": MISSION.replace("\n", "\r\n"),
    "bom.yaml": "\ufeff" + MISSION,
}
CALLS = [
    (".", ()),
    (".", (".",)),
    (".", ("area",)),
    (".", ("./area/../area/deep", "kpis.yaml")),
    (".", ("area/notes.txt",)),
    (".", (".github",)),
    ("area", ()),
    ("area", ("..",)),
    ("area", ("../kpis.yaml", "deep")),
]


@pytest.mark.parametrize(("folder", "paths"), CALLS)
def test_the_same_files_under_the_same_names(
    there: Repository, monkeypatch: pytest.MonkeyPatch, folder: str, paths: tuple[str, ...]
) -> None:
    for name, text in LAYOUT.items():
        there.write(name, text)
    there.write(os.fsdecode(b"latin-\xe9.yaml"), MISSION)
    there.commit("Everything", "2026-04-10")
    monkeypatch.chdir(there.folder / folder)
    assert at("HEAD", *paths) == now(*paths) != {}


def test_settings_name_the_files_of_a_revision_too(there: Repository) -> None:
    for name, text in LAYOUT.items():
        there.write(name, text)
    there.commit("Everything", "2026-04-10")
    settings = Settings(catalogue=("kpis.yaml", "area/**/*.yml", "not-yet.yaml"))
    assert set(at("HEAD", settings=settings)) == {"kpis.yaml", "area/more.yml"}
    present = sources_at(resolve("HEAD", Path()), [], Settings(), Path("kpis.yaml"))
    assert "kpis.yaml" not in {source.path for source in present}


def test_what_a_commit_does_not_have_yet_is_left_out(there: Repository) -> None:
    there.write("area/kpis.yaml", MISSION)
    there.write("single.yaml", MISSION)
    assert at("HEAD", "area", "single.yaml") == {}
    there.commit("Later", "2026-04-10")
    shutil.rmtree(there.folder / "area")
    assert set(at("HEAD", "area", "area/kpis.yaml")) == {"area/kpis.yaml"}


def staged(*paths: str) -> dict[str, str]:
    sources = sources_staged([Path(path) for path in paths], Settings())
    return {source.path: source.text for source in sources}


def test_what_is_staged_is_neither_the_last_commit_nor_the_work_tree(there: Repository) -> None:
    committed = f"{MISSION}# month 3\n"
    assert staged() == {"kpis.yaml": committed}
    there.write("kpis.yaml", f"{MISSION}# staged\n")
    there.git("add", "kpis.yaml")
    there.write("kpis.yaml", f"{MISSION}# not staged\n")
    there.write("new.yaml", MISSION)
    there.git("add", "new.yaml")
    there.write("announced.yaml", MISSION)
    there.git("add", "--intent-to-add", "announced.yaml")
    there.write("untracked.yaml", MISSION)
    assert staged() == {"kpis.yaml": f"{MISSION}# staged\n", "new.yaml": MISSION}
    there.git("rm", "-q", "-f", "--cached", "kpis.yaml")
    assert staged() == {"new.yaml": MISSION}


def test_before_the_first_commit_something_may_be_staged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = Repository(tmp_path / "new")
    monkeypatch.chdir(new.folder)
    new.write("kpis.yaml", MISSION)
    assert staged() == {}
    new.git("add", "kpis.yaml")
    assert staged() == {"kpis.yaml": MISSION}


def test_a_conflict_is_not_staged(there: Repository) -> None:
    there.git("switch", "-q", "-c", "other", "HEAD~1")
    there.commit("Other", "2026-04-01", kpis=f"{MISSION}# other\n")
    with pytest.raises(AssertionError, match=r"\[.merge., .main.\]"):
        there.git("merge", "main", when="2026-04-02")
    assert '"kpis.yaml" is in conflict' in refused(staged)


def test_a_path_outside_the_repository(there: Repository, tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text(MISSION)
    assert "lies outside the repository" in refused(
        lambda: at("HEAD", "kpis.yaml", "../outside.yaml")
    )


def test_links_lead_to_files_of_the_same_commit(there: Repository) -> None:
    there.write("area/kpis.yaml", "mission: As it was.\n")
    for name, target in {
        "again.yaml": "area/kpis.yaml",  # the same file once more
        "folder.yaml": "area",  # a folder, although it ends like a file
        "link": "area",
        "only.yaml": "kept/text",
        "out.yaml": "/etc/hostname",
        "up.yaml": "../outside.yaml",
        "gone.yaml": "nowhere.yaml",
        "circle.yaml": "circle.yaml",
    }.items():
        (there.folder / name).symlink_to(target)
    there.write("kept/text", "mission: Kept.\n")
    there.commit("Links", "2026-04-10")
    there.write("area/kpis.yaml", "mission: As it is.\n")
    there.write("kept/text", "mission: Changed.\n")

    found = at("HEAD")
    assert set(found) == set(now())
    assert found["again.yaml"] == "mission: As it was.\n"
    assert found["only.yaml"] == "mission: Kept.\n"
    assert at("HEAD", "link") == {"link/kpis.yaml": "mission: As it was.\n"}
    commit = resolve("HEAD", Path())
    for source in sources_at(commit, [], Settings()):
        leads_nowhere = source.path in ("out.yaml", "up.yaml", "gone.yaml", "circle.yaml")
        assert (source.trouble is not None) == leads_nowhere, source.path


def test_a_submodule_is_read_as_the_commit_has_it(there: Repository, tmp_path: Path) -> None:
    shared = Repository(tmp_path / "shared")
    shared.commit("Before", "2026-04-01", goals="goals: [Before]\n")
    add = ["-c", "protocol.file.allow=always", "submodule", "add", "-q", shared.folder.as_uri()]
    there.git(*add, "common")
    there.commit("Take the shared goals over", "2026-04-02")
    shared.commit("After", "2026-04-03", goals="goals: [After]\n")
    there.git("-C", "common", "pull", "-q")
    assert at("HEAD")["common/goals.yaml"] == "goals: [Before]\n"
    assert now()["common/goals.yaml"] == "goals: [After]\n"
    there.commit("Follow", "2026-04-04")
    shutil.rmtree(there.folder / ".git" / "modules" / "common" / "objects")
    (there.folder / ".git" / "modules" / "common" / "objects").mkdir()
    assert 'The submodule "common" does not hold' in refused(lambda: at("HEAD"))
    there.git("submodule", "deinit", "-q", "-f", "common")
    assert set(at("HEAD")) == set(now()) == {"kpis.yaml"}


def test_what_cannot_be_read_says_so(there: Repository) -> None:
    there.write("large.yaml", "# much\n" * 2_000)
    there.write("pointer.yaml", "version https://git-lfs.github.com/spec/v1\noid sha256:0\n")
    there.write("utf16.yaml", MISSION.encode("utf-16"))
    there.write("empty.yaml", "")
    there.commit("Odd files", "2026-04-10")
    commit, settings = resolve("HEAD", Path()), Settings(limits=Limits(file_mib=0.01))
    past = {s.path: s.trouble for s in sources_at(commit, [], settings)}
    present = {s.path: s.trouble for s in load_sources([], settings)}
    assert past == present
    assert {path for path, trouble in past.items() if trouble is None} == {"kpis.yaml"}


def test_the_limit_of_a_run_holds_for_a_revision(there: Repository) -> None:
    there.write("second.yaml", MISSION)
    there.commit("Two files", "2026-04-10")
    settings = Settings(limits=Limits(run_mib=50 / 1024 / 1024))
    sources = sources_at(resolve("HEAD", Path()), [], settings)
    assert [source.trouble is None for source in sources] == [True, False]
