"""The C parser comes alone, and leaves ruamel.yaml whole for everybody else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kpilint.syntax.libyaml import _Errors

PARSE = "import sys\nfrom kpilint.syntax.libyaml import CParser\n"


def said(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert not done.stderr
    return done.stdout.strip()


def test_the_parser_comes_without_the_package() -> None:
    parts = said(PARSE + "print(CParser('a: 1').get_event(), *sys.modules)").split()
    assert "ruamel.yaml.events" in parts
    assert not {f"ruamel.yaml.{name}" for name in ("main", "parser", "constructor")} & set(parts)


@pytest.mark.parametrize("before", ["", "import ruamel.yaml\n", "import ruamel.yaml.comments\n"])
@pytest.mark.parametrize(
    "program",
    [
        "import ruamel.yaml\nprint(ruamel.yaml.YAML(typ='safe').load('[yes]')[0])",
        "from ruamel.yaml import YAML\nprint(YAML(typ='safe').load('[yes]')[0])",
        "from ruamel.yaml import *\nprint(YAML(typ='safe').load('[yes]')[0])",
        "import ruamel.yaml\nprint('yes' if ruamel.yaml.events.AliasEvent else '')",
        "import ruamel.yaml.main as it\nprint('yes' if it.YAML and not hasattr(it, 'no') else '')",
        "import ruamel.yaml\nprint('yes' if not hasattr(ruamel.yaml, 'no') else '')",
    ],
)
def test_the_package_is_whole_for_others(before: str, program: str) -> None:
    assert said(before + PARSE + program) == "yes"


READ = "list(iter(CParser(text).get_event, None))"
LOAD = "__import__('ruamel.yaml').yaml.YAML(typ='safe').load(text)"


@pytest.mark.parametrize(
    ("text", "call", "module", "error"),
    [
        ("a: [b", READ, "parser", "ParserError"),
        ("a: @", READ, "scanner", "ScannerError"),
        ("a: \\0", READ, "reader", "ReaderError"),
        ("a: *b", LOAD, "composer", "ComposerError"),
    ],
)
def test_errors_are_those_that_others_catch(text: str, call: str, module: str, error: str) -> None:
    program = (
        f"{PARSE}text = '{text}'\n"
        f"try:\n    {call}\n"
        "except Exception as caught:\n"
        f"    from ruamel.yaml.{module} import {error}\n"
        f"    print(type(caught) is {error})\n"
    )
    assert said(program) == "True"


def test_who_asks_for_more_than_errors_gets_the_module() -> None:
    stand_in = _Errors("ruamel.yaml.scanner")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "ruamel.yaml.scanner", stand_in)
        assert stand_in.Scanner.__module__ == "ruamel.yaml.scanner"
        assert sys.modules["ruamel.yaml.scanner"] is not stand_in
