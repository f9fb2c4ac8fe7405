"""Each decision names the test that holds it, and that test is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.literate.runner import ROOT

DECISIONS = sorted((ROOT / "specs" / "decisions").glob("*.md"))


@pytest.mark.parametrize("page", DECISIONS, ids=lambda page: page.stem)
def test_a_decision_is_held(page: Path) -> None:
    line = page.read_text("utf-8").rstrip().splitlines()[-1]
    held = re.fullmatch(r"Held by: `(tests/[\w/.]+\.py)(?:::(\w+))?`", line)
    assert held, "no line `Held by: ...`"
    source = (ROOT / held[1]).read_text("utf-8")
    assert f"def {held[2] or 'test_'}" in source


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(page.stem[:4]) for page in DECISIONS] == list(range(1, len(DECISIONS) + 1))
