"""What programs may import, exactly; and that importing it is cheap."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path

import pytest

import kpilint
from tests.literate.runner import ROOT
from tests.today import TODAY

SURFACE = {
    "Catalogue", "Finding", "Problem", "Result", "Settings", "SettingsError", "Severity",
    "__version__", "lint", "read",
}  # fmt: skip
TEXT = """\
mission: Every caller is helped the first time.
goals:
  - {id: easy-help, name: Getting help is easy, supports: mission}
kpis:
  - name: Average handle time
    supports: easy-help
    balanced_by: [repeat-calls, gone]
  - name: Repeat calls
    supports: {goal: easy-help, because: a second call costs the caller time}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kpis.yaml").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_surface_is_exactly_this() -> None:
    assert set(kpilint.__all__) == SURFACE == set(dir(kpilint))
    assert list(kpilint.__all__) == sorted(kpilint.__all__)
    for name in SURFACE:
        assert getattr(kpilint, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = kpilint.nothing


def test_importing_it_loads_nothing_else() -> None:
    program = (
        "import sys, kpilint; "
        "print([name for name in sys.modules if name.startswith(('kpilint.', 'ruamel', 'click'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


@pytest.mark.usefixtures("folder")
def test_lint_finds_what_the_command_line_finds() -> None:
    result = kpilint.lint("kpis.yaml", settings=kpilint.Settings(select=("BAL001",)), as_of=TODAY)
    assert [finding.rule.code for finding in result.open] == ["BAL001"]
    assert result.open[0].severity is kpilint.Severity.ERROR
    assert result.catalogue.kpis[0].name == "Average handle time"
    assert kpilint.lint().context.as_of == dt.datetime.now().astimezone().date()
    with pytest.raises(FileNotFoundError):
        kpilint.lint("nowhere")


def test_lint_honours_the_settings_that_lie_there(folder: Path) -> None:
    (folder / "kpilint.yaml").write_text("select: REV\n")
    assert {finding.rule.code[:3] for finding in kpilint.lint(as_of=TODAY).findings} == {"REV"}
    (folder / "kpilint.yaml").write_text("select: REFF\n")
    with pytest.raises(kpilint.SettingsError) as raised:
        kpilint.lint()
    assert raised.value.message == 'There is no rule "REFF".'


@pytest.mark.usefixtures("folder")
def test_the_graph_has_typed_nodes_and_links() -> None:
    graph = kpilint.read().graph()
    assert {node: graph.nodes[node]["kind"] for node in graph} == {
        "mission": "mission",
        "easy-help": "goal",
        "average-handle-time": "kpi",
        "repeat-calls": "kpi",
        "gone": "unknown",
    }
    assert sorted(graph.edges(keys=True)) == [
        ("average-handle-time", "easy-help", "supports"),
        ("average-handle-time", "gone", "balanced_by"),
        ("average-handle-time", "repeat-calls", "balanced_by"),
        ("easy-help", "mission", "supports"),
        ("repeat-calls", "easy-help", "supports"),
    ]
    assert graph.nodes["average-handle-time"]["name"] == "Average handle time"
