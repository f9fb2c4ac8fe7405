"""What a run costs grows as the catalogue does: eight times the KPIs, eight times the calls.

Calls of Python functions are counted, since the time would depend on the machine.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path
from types import CodeType, FrameType

import pytest

from kpilint.catalogue.files import read_source
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.text.source import Source
from tests.benchmarks.generate import write
from tests.today import TODAY

FEW, MANY = 150, 1_200
ALLOWED = 1.15  # calls per KPI in the larger catalogue, as a multiple of those in the smaller one

# What is done to every KPI: a pattern in its text, and what takes the place of it.
FAULTS = {
    "nothing": ("$^", ""),
    "no owner": ("\n +owner: .*", ""),
    "misspelt goal": ("goal: goal-", "goal: gaol-"),
    "misspelt counterweight": ("balanced_by: kpi-", "balanced_by: kip-"),
    "no counterweight": ("\n +balanced_by: .*", ""),
    "links to ids that are nowhere": ("- id: kpi-.*\n +", "- "),
}


@pytest.fixture(scope="module")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Source]]:
    """The files of a catalogue by its number of KPIs."""
    made = {}
    for kpis in (FEW, MANY):
        folder: Path = tmp_path_factory.mktemp("catalogue")
        write(folder, kpis)
        made[kpis] = [read_source(path) for path in sorted(folder.iterdir())]
    lint(made[FEW], Settings(), TODAY)  # what is loaded once is not counted
    return made


@pytest.mark.parametrize("fault", FAULTS)
def test_calls_grow_with_the_catalogue_and_not_faster(
    catalogues: dict[int, list[Source]], fault: str
) -> None:
    few, many = (_calls(_spoilt(catalogues[kpis], fault)) for kpis in (FEW, MANY))
    growth = (many.total() / MANY) / (few.total() / FEW)
    steepest = sorted(many, key=lambda code: few[code] * MANY // FEW - many[code])[:3]
    names = [f"{code.co_qualname} {few[code]} -> {many[code]}" for code in steepest]
    assert 0.8 < growth < ALLOWED, names


def _spoilt(sources: list[Source], fault: str) -> list[Source]:
    frame, *kpis = sources
    texts = [re.sub(*FAULTS[fault], source.text) for source in kpis]
    assert fault == "nothing" or all(t != s.text for t, s in zip(texts, kpis, strict=True))
    return [frame, *(Source(s.path, t) for s, t in zip(kpis, texts, strict=True))]


def _calls(sources: list[Source]) -> Counter[CodeType]:
    """How often each function is called by one run."""
    counted: Counter[CodeType] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call":
            counted[frame.f_code] += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        result = lint(sources, Settings(), TODAY)
    finally:
        sys.setprofile(before)
    assert not result.crashes
    return counted
