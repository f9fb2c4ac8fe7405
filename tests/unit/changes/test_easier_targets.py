"""Easier or harder, over many ways of writing a target."""

from __future__ import annotations

import pytest

from kpilint.catalogue.model import Kpi
from kpilint.changes.targets import moved, parts, same_target
from tests.states import state

LOOSER, TIGHTER, NEITHER = -1, 1, 0
HIGHER, LOWER, RANGE = "direction: higher", "direction: lower", "direction: range"


def two(common: str, before: str, after: str) -> tuple[Kpi, Kpi]:
    kpis = [state(f"kpis: [{{id: one, {common}, {one}}}]").catalogue.kpis[0]
            for one in (before, after)]  # fmt: skip
    return kpis[0], kpis[1]


@pytest.mark.parametrize(
    ("common", "before", "after", "way"),
    [
        # Values, in any spelling.
        (HIGHER, "target: 80", "target: 70", LOOSER),
        (HIGHER, "target: 80", "target: 85", TIGHTER),
        (LOWER, "target: 300", "target: 360", LOOSER),
        (LOWER, "target: 300 seconds", "target: 6 min", LOOSER),
        (LOWER, "target: 1 day", "target: 20 hours", TIGHTER),
        (HIGHER, "target: '>= 80 %'", "target: at least 75 per cent", LOOSER),
        ("unit: x", "target: '>= 80 %'", "target: '>= 75 %'", LOOSER),
        ("unit: x", "target: at most 5 days", "target: at most 7 days", LOOSER),
        (HIGHER, "target: 0.8", "target: 75 %", NEITHER),
        (HIGHER, "target: 80 %", "target: 4 days", NEITHER),
        ("unit: x", "target: 80", "target: 70", NEITHER),
        # Distances from today.
        (LOWER, "target: 10 % reduction", "target: 5 % reduction", LOOSER),
        (HIGHER, "target: 5 % increase", "target: 10 % increase", TIGHTER),
        (LOWER, "target: 10 % reduction", "target: 300 s", NEITHER),
        # Ranges.
        (RANGE, "target: between 20 and 22", "target: between 19 and 22", LOOSER),
        (RANGE, "target: between 20 and 22", "target: between 20.5 and 21.5", TIGHTER),
        (RANGE, "target: between 20 and 22", "target: between 21 and 23", LOOSER),
        (RANGE, "target: between 20 and 22", "target: 21", NEITHER),
        # Shares with a limit.
        (HIGHER, "target: 80 % within 20 s", "target: 80 % within 30 s", LOOSER),
        (HIGHER, "target: 80/20", "target: 80 % within 1 minute", LOOSER),
        (HIGHER, "target: 80 % within 1 minute", "target: 80/20", TIGHTER),
        (HIGHER, "target: 80 % within 20 s", "target: 90 % within 30 s", LOOSER),
        # Days.
        (HIGHER, "target: 80 % by 2026-12-31", "target: 80 % by 2027-03-31", LOOSER),
        (HIGHER, "target: 80 % by 2026-12-31", "target: {value: 80 %, by: 2026-10-31}", TIGHTER),
        (HIGHER, "target: 80 % by 2026-12-31", "target: 80 %", LOOSER),
        (HIGHER, "target: 80 %", "target: 80 % by 2026-12-31", NEITHER),
        (HIGHER, "target: 80 % by 2026-12-31", "target: 90 % by 2027-12-31", LOOSER),
        # What is tolerated.
        (HIGHER, "target: {value: 9, floor: 7}", "target: {value: 9, floor: 6}", LOOSER),
        (LOWER, "target: {value: 3, worst: 9}", "target: {value: 3, worst: 8}", TIGHTER),
        (LOWER, "target: {value: 3, threshold: 5}", "target: 3", LOOSER),
        (HIGHER, "target: {value: 9}, floor: 7", "target: {value: 9, floor: 7}", NEITHER),
        (HIGHER, "floor: 90", "floor: 80", LOOSER),
        (HIGHER, "floor: 90", "owner: a", LOOSER),
        (LOWER, "owner: a", "floor: 3", TIGHTER),
    ],
)  # fmt: skip
def test_which_way_a_target_moved(common: str, before: str, after: str, way: int) -> None:
    old, new = two(common, before, after)
    assert moved(old, new) == way
    assert moved(old, old) == NEITHER


def test_a_harder_part_is_told_beside_an_easier_one() -> None:
    old, new = two(HIGHER, "target: 80 % by 2026-12-31", "target: 90 % by 2027-12-31")
    assert parts(old, new) == {"value": TIGHTER, "day": LOOSER}


@pytest.mark.parametrize(
    ("common", "before", "after", "same"),
    [
        (LOWER, "target: 300 s", "target: at most 5 minutes", True),
        (LOWER, "unit: seconds, target: 300", "target: 5 min", True),
        (HIGHER, "target: 80/20", "target: 80 % within 20 seconds", True),
        (HIGHER, "target: 80 % by 2026-12-31", "target: {value: 80 %, by: 2026-12-31}", True),
        (HIGHER, "target: 80 %", "target: {value: 80 %, source: a study}", True),
        (HIGHER, "target: as  agreed", "target: As agreed", False),
        (HIGHER, "target: 80 %", "target: above 80 %", False),
        (HIGHER, "target: 80 %", "target: {value: 80 %, baseline: 70 %}", False),
        (HIGHER, "target: 80 %", "target: 80 % by 2026-12-31", False),
        (HIGHER, "floor: 80", "target: {floor: 80}", True),
        (HIGHER, "floor: 80", "owner: a", False),
    ],
)  # fmt: skip
def test_the_same_target_may_be_written_in_many_ways(
    common: str, before: str, after: str, same: bool
) -> None:
    assert same_target(*two(common, before, after)) is same


def test_a_direction_that_is_said_at_last_moves_no_target() -> None:
    before = state("kpis: [{id: one, target: 80 %}]").catalogue.kpis[0]
    after = state("kpis: [{id: one, target: 80 %, direction: higher}]").catalogue.kpis[0]
    assert same_target(before, after)
    assert moved(before, after) == NEITHER
