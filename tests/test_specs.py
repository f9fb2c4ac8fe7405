"""Every page of `specs/` is true, and so is the README."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from tests.literate.blocks import Case, cases_of
from tests.literate.runner import ROOT, check, rewrite

PAGES = [ROOT / "README.md", *sorted((ROOT / "specs").rglob("*.md"))]
CASES_OF = {page: cases_of(page) for page in PAGES}
CASES = [case for cases in CASES_OF.values() for case in cases]


@pytest.mark.parametrize(
    "case",
    CASES,
    ids=[f"{c.page.relative_to(ROOT).with_suffix('')}:{c.line}" for c in CASES],
)
def test_page(case: Case, tmp_path: Path, update: bool) -> None:
    if case.page.parent == ROOT:
        # The README speaks of the examples as they lie in the repository.
        for folder in ("now", "then"):
            copytree(ROOT / "examples", tmp_path / folder / "examples")
    wrong, made = check(case, tmp_path / "now")
    if update and made:
        # Cases above may have moved the blocks of this one: read the page anew.
        moved = cases_of(case.page)[CASES_OF[case.page].index(case)]
        rewrite(case.page, check(moved, tmp_path / "then")[1])
        wrong = [text for text in wrong if "block is stale" not in text]
    assert not wrong, "\n" + "\n".join(wrong)
