"""The project keeps its own law: floors, sizes, names, and what a page says about paths."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kpilint.cli.group import summary
from tests.literate.runner import ROOT

PACKAGE = ROOT / "kpilint"

# Imports go down only. Modules on one floor do not import each other, except within a package.
FLOORS: list[set[str]] = [
    {"text", "discover", "pages", "git", "record", "version", "json_schema", "store"},
    {"syntax", "finding"},
    {"catalogue"},
    {"graph", "lexicon", "cadence"},
    {"analysis"},
    {"changes"},
    {"run"},
    {"rule"},
    {"rules", "config"},
    {"config_file", "config_shape"},
    {"engine", "contract", "importers", "editing"},
    {"revisions"},
    {"output", "report"},
    {"cli", "lsp", "api"},
    {"__init__", "__main__"},
]
HEIGHT = {name: height for height, floor in enumerate(FLOORS) for name in floor}
# Within a floor, and on purpose: records are the ground of the ground.
ALLOWED_SIBLINGS = {("text", "record"), ("git", "record")}


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def floor_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports_of(tree: ast.AST) -> list[tuple[str, ast.stmt]]:
    """The names of kpilint's own modules that a file imports, wherever it does so."""
    found: list[tuple[str, ast.stmt]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, node) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative import"
            found.append((node.module or "", node))
    return [(name, node) for name, node in found if name.split(".")[0] == "kpilint"]


def faults_of_floors(path: Path, source: str) -> list[str]:
    here = floor_of(path)
    assert here in HEIGHT, f"{here} has no floor"
    faults = []
    for name, node in imports_of(ast.parse(source)):
        parts = name.split(".")
        there = parts[1] if len(parts) > 1 else "__init__"
        assert there in HEIGHT, f"{there} has no floor"
        inside = there == here
        sibling = (here, there) in ALLOWED_SIBLINGS
        if not inside and not sibling and HEIGHT[there] >= HEIGHT[here]:
            faults.append(f"{path.relative_to(ROOT)}:{node.lineno} {here} imports {there}")
        if inside and here == "rules" and len(parts) > 3:
            faults.append(f"{path.relative_to(ROOT)}:{node.lineno} a rule imports a rule")
    return faults


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_go_down_only(path: Path) -> None:
    assert not faults_of_floors(path, path.read_text(encoding="utf-8"))


def test_an_import_that_goes_up_is_seen() -> None:
    rule = PACKAGE / "rules" / "balance" / "planted.py"
    assert faults_of_floors(rule, "from kpilint.engine.lint import lint\n")
    assert faults_of_floors(
        rule, "from kpilint.rules.review.overdue_review import overdue_review\n"
    )
    with pytest.raises(AssertionError, match="attic has no floor"):
        faults_of_floors(PACKAGE / "attic" / "planted.py", "")


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_is_short_and_says_what_it_is(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= 400
    assert ast.get_docstring(ast.parse(source))


def calls_of(source: str) -> set[str]:
    return {
        ast.unparse(node.func) for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)
    }


def test_only_the_front_doors_print_and_exit() -> None:
    for path in modules():
        if floor_of(path) not in ("cli", "lsp", "__main__") and path.stem not in ("build", "train"):
            found = calls_of(path.read_text(encoding="utf-8")) & {"print", "sys.exit", "exit"}
            assert not found, f"{path.relative_to(ROOT)}: {found}"


def test_networkx_stays_in_the_graph() -> None:
    for path in modules():
        # The second place is for `Catalogue.graph()`, which cannot reach up to the graph's floor.
        home = floor_of(path) == "graph" or path == PACKAGE / "catalogue" / "network.py"
        if "networkx" in path.read_text(encoding="utf-8") and not home:
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names = [
                alias.name
                for node in ast.walk(tree)
                if isinstance(node, ast.Import)
                for alias in node.names
            ]
            assert "networkx" not in names, path.relative_to(ROOT)


def _without_blocks(page: str) -> str:
    return re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)


def test_paths_that_pages_name_exist() -> None:
    """A path in backticks with a slash and an ending is a path of this repository."""
    pages = [ROOT / "README.md", *ROOT.glob("specs/**/*.md"), *ROOT.glob("examples/**/*.md")]
    docstrings = [
        (path, ast.get_docstring(ast.parse(path.read_text("utf-8")))) for path in modules()
    ]
    texts = [(page, page.read_text("utf-8")) for page in pages] + docstrings
    path_in_backticks = re.compile(r"`((?:kpilint|specs|schemas|examples|tests)/[\w./-]+\.\w+)`")
    missing = [
        f"{where.relative_to(ROOT)}: {name}"
        for where, text in texts
        for name in path_in_backticks.findall(_without_blocks(text or ""))
        if not (ROOT / name).exists()
    ]
    assert not missing


def test_the_version_is_stated_once() -> None:
    from kpilint.version import VERSION

    assert f'\nversion = "{VERSION}"\n' in (ROOT / "pyproject.toml").read_text("utf-8")


NEVER_ON_A_CLEAN_RUN = (
    "pydantic", "networkx", "jsonschema", "jinja2", "asyncio", "concurrent", "importlib.metadata",
    "difflib", "subprocess", "hashlib", "dataclasses", "tempfile", "unittest", "click", "inspect",
    "pathlib", "urllib",
)  # fmt: skip


def test_a_clean_run_imports_nothing_heavy(tmp_path: Path) -> None:
    """The start-up budget, by construction: what is not imported costs nothing."""
    (tmp_path / "clean.yaml").write_text("mission: Every caller is helped, whatever they ask.\n")
    program = (
        "import sys\n"
        "from kpilint.cli import main\n"
        f"sys.argv = ['kpilint', 'check', '--format', 'json', {str(tmp_path / 'clean.yaml')!r}]\n"
        "try:\n    main()\n"
        "except SystemExit as end:\n"
        f"    found = [name for name in {NEVER_ON_A_CLEAN_RUN!r} if name in sys.modules]\n"
        "    print('\\nHEAVY', end.code, found)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.rstrip().endswith("HEAVY 0 []"), done.stdout[-500:]


def test_no_command_begins_with_what_only_some_calls_need() -> None:
    commands = [path.stem for path in (PACKAGE / "cli" / "commands").glob("[a-z]*.py")]
    program = (
        "import sys\n"
        f"from kpilint.cli.commands import {', '.join(commands)}\n"
        f"print([name for name in {NEVER_ON_A_CLEAN_RUN[:6]!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == "[]\n"


def test_help_imports_no_command() -> None:
    program = (
        "import sys; from kpilint.cli import main\n"
        "sys.argv = ['kpilint', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n"
        "    print('LOADED', [m for m in sys.modules if m.startswith('kpilint.cli.commands.')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.rstrip().endswith("LOADED []"), done.stdout[-500:]
    for path in (PACKAGE / "cli" / "commands").glob("[a-z]*.py"):
        said = summary(path.stem.rstrip("_"))
        assert re.fullmatch(r"[A-Z][^.]{8,64}\.", said), (path.name, said)
        assert said in " ".join(done.stdout.split()), path.name


def test_no_two_test_files_have_the_same_name() -> None:
    """Outside of packages pytest knows a file by its name alone, and would refuse to run at all."""
    loose = [
        path.name
        for path in (ROOT / "tests").rglob("test_*.py")
        if not (path.parent / "__init__.py").exists()
    ]
    assert len(loose) == len(set(loose)), sorted(n for n in set(loose) if loose.count(n) > 1)
