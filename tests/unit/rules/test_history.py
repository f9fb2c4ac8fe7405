"""What follows from what between two states, and what is passed over."""

from __future__ import annotations

import datetime as dt

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.finding import Finding
from kpilint.record import changed
from kpilint.run import Base
from kpilint.text.source import Source
from tests.states import THEN, compared, state
from tests.today import TODAY

ALL = Settings()
HIS = Settings(select=("HIS", "REV005"))

AHT = "{name: Average handle time, family: speed, direction: lower"
FCR = "{id: fcr, name: First contact resolution, owner: a, direction: higher, floor: 70"
LISTED = "reviews: [{date: 2026-06-10, decision: keep}]"
HELD = f"kpis: [{AHT}, balanced_by: fcr}}, {FCR}}}]"


def found(before: str, after: str, settings: Settings = ALL, day: dt.date = THEN) -> list[Finding]:
    result = compared(before, after, settings, day)
    assert not result.crashes
    return list(result.findings)


@pytest.mark.parametrize(
    ("before", "after", "follows", "cause"),
    [
        (HELD, f"kpis: [{AHT}}}, {FCR}}}]", "BAL001", "HIS003"),
        (HELD, f"kpis: [{AHT}, balanced_by: fcr}}, {FCR}, status: retired}}]", "BAL001", "HIS003"),
        (HELD, f"kpis: [{AHT}, balanced_by: fcr}}, {FCR}, status: retired}}]", "REV007", "HIS003"),
        (HELD, f"kpis: [{AHT}, balanced_by: fcr}}]", "MIS002", "HIS003"),
        (HELD, f"kpis: [{AHT}, balanced_by: fcr}}]", "BAL001", "HIS003"),
        (f"kpis: [{AHT}}}]", f"kpis: [{AHT}, target: 5}}]", "BAL001", None),
        (f"kpis: [{AHT}}}]", f"kpis: [{AHT.replace('speed', 'quality')}}}]", "DEF004", "HIS004"),
        ("kpis: [{id: a, target: 5 d, direction: lower, last_reviewed: 2026-06-10}]",
         "kpis: [{id: a, target: 9 d, direction: lower, last_reviewed: 2026-06-10}]",
         "REV005", "HIS002"),
        ("kpis: [{id: a, formula: x / y, last_reviewed: 2026-06-10}]",
         "kpis: [{id: a, formula: x / z, last_reviewed: 2026-06-10}]", "REV005", "HIS005"),
        ("kpis: [{id: a, formula: x / y, last_reviewed: 2025-06-10}]",
         "kpis: [{id: a, formula: x / z, last_reviewed: 2025-06-10}]", "REV005", "REV001"),
        ("kpis: [{id: a, last_reviewed: 2026-06-10, uses: [public]}]",
         "kpis: [{id: a, last_reviewed: 2026-06-10, uses: [pay]}]", "REV005", None),
        (f"kpis: [{{id: a, last_reviewed: 2026-06-10, {LISTED}}}]",
         f"kpis: [{{id: a, last_reviewed: 2026-11-10, {LISTED}}}]", "REV004", "HIS001"),
        ("kpis: [{id: a, review: {cadence: quarterly, last: 2026-06-10, next: 2026-09-01}}]",
         "kpis: [{id: a, review: {cadence: quarterly, last: 2026-06-10, next: 2026-12-01}}]",
         "REV004", "HIS001"),
    ],
)  # fmt: skip
def test_one_cause_in_front(before: str, after: str, follows: str, cause: str | None) -> None:
    followers = [f for f in found(before, after) if f.rule.code == follows]
    assert followers
    wanted = [f.caused_by.rule.code if f.caused_by else None for f in followers]
    assert cause in wanted


def moved(day: str, count: int, more: str = "") -> str:
    kpis = (f"{{id: k{i}, review: {{cadence: yearly, last: {day}}}{more}}}" for i in range(count))
    return f"kpis: [{', '.join(kpis)}]"


@pytest.mark.parametrize(("count", "in_front"), [(1, 1), (4, 4), (5, 1), (14, 1)])
def test_many_dates_are_one_finding_in_front(count: int, in_front: int) -> None:
    bumps = found(moved("2026-06-10", count), moved("2026-11-10", count), HIS)
    assert [f.rule.code for f in bumps] == ["HIS001"] * count
    assert sum(f.caused_by is None for f in bumps) == in_front


def test_one_note_for_many_is_told_once() -> None:
    entry = ", reviews: [{date: 2026-11-10, decision: keep, by: [a, b], note: Fine.}]"
    copied = found(moved("2026-06-10", 6), moved("2026-06-10", 6, entry))
    notes = [f for f in copied if f.problem.reason in ("same-note", "copied-note")]
    assert {f.rule.code for f in notes} == {"HIS001", "REV004"}
    assert [f.problem.subject.id for f in notes if f.caused_by is None] == ["k0"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Neither a draft nor what has ended is held to anything.
        ("{id: a, status: draft, direction: lower, target: 5}",
         "{id: a, direction: lower, target: 9}"),
        ("{id: a, direction: lower, target: 5}",
         "{id: a, status: draft, direction: lower, target: 9}"),
        ("{id: a, direction: lower, target: 5}",
         "{id: a, status: retired, direction: lower, target: 9}"),
        # What cannot be compared is not called easier.
        ("{id: a, direction: lower, target: 5 days}", "{id: a, direction: lower, target: 70 %}"),
    ],
)  # fmt: skip
def test_no_target_that_holds_was_loosened(before: str, after: str) -> None:
    codes = {f.rule.code for f in found(f"kpis: [{before}]", f"kpis: [{after}]", HIS)}
    assert "HIS002" not in codes


@pytest.mark.parametrize(
    ("before", "after", "days", "speaks"),
    [
        ("30 s", "300 s", 7, False),
        ("30 s", "300 s", 8, True),
        ("30 s", "310 s", 7, True),
        ("4 minutes", "4 hours", 7, False),
        ("4 minutes", "5 hours", 7, True),
    ],
)
def test_a_slip_is_put_right_within_a_week(
    before: str, after: str, days: int, speaks: bool
) -> None:
    then, now = (f"kpis: [{{id: a, direction: lower, target: {t}}}]" for t in (before, after))
    codes = [f.rule.code for f in found(then, now, HIS, TODAY - dt.timedelta(days))]
    assert ("HIS002" in codes) is speaks


def test_what_was_imported_was_decided_by_nobody_here() -> None:
    other = "{id: b, formula: x / y, target: 5, direction: lower, last_reviewed: 2026-06-10}"
    before = state(f"{HELD[:-1]}, {other}]")
    after = Source(
        "catalogue.yaml",
        f"kpis: [{AHT}}}, {FCR}}}, "
        "{id: b, formula: x / z, target: 9, direction: lower, last_reviewed: 2026-11-10}]",
    )
    base = Base(before, "main", THEN)
    by_hand = lint([after], HIS, TODAY, base=base)
    assert {f.rule.code for f in by_hand.findings} == {"HIS002", "HIS003", "HIS005"}
    imported = changed(base, imported=frozenset(by_hand.context.changes))
    assert not lint([after], HIS, TODAY, base=imported).findings


def test_without_an_earlier_state_nothing_is_compared() -> None:
    result = lint([Source("catalogue.yaml", HELD)], HIS, TODAY)
    assert not result.findings
    assert result.context.history is None
    assert result.context.changes == ()
