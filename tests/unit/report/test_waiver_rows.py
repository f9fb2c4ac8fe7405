"""Every exception: what it sets aside, and whether it holds."""

from __future__ import annotations

import datetime as dt

import pytest

from kpilint.report.details import WaiverRow
from kpilint.report.sections.waiver_rows import waiver_rows
from tests.checked import FRAME, checked

KPIS = "kpis:\n  - {name: Fast, supports: easy, family: speed, owner: head-of-home}\n"
REASON = "we are setting up a count of what comes back and have it in spring"
HOLDS = {
    "rule": "unbalanced-speed-metric", "kpi": "fast", "reason": REASON, "approved_by": "the-board",
    "until": "2027-01-31",
}  # fmt: skip


def waiver(**changed: str | None) -> str:
    fields = {key: value for key, value in {**HOLDS, **changed}.items() if value is not None}
    return f"  - {{{', '.join(f'{key}: {value}' for key, value in fields.items())}}}\n"


def rows(*waivers: str, before: str | None = None) -> list[WaiverRow]:
    text = f"{FRAME}{KPIS}waivers:\n{''.join(waivers)}"
    return list(waiver_rows(checked(text, before=before)))


def test_an_exception_says_what_it_sets_aside_and_how_much() -> None:
    (row,) = rows(waiver(since="2026-10-01"))
    assert row == WaiverRow(
        about=row.about,
        rule="a speed KPI has no counterweight that would show a loss",
        reason=REASON,
        approved_by=("The board",),
        since=dt.date(2026, 10, 1),
        until=dt.date(2027, 1, 31),
        state="in-force",
        hides=1,
        renewed=0,
    )
    assert (row.about.kind, row.about.name) == ("kpi", "Fast")


STATES = {
    "until: 2026-10-31": ("ended", "ended on 31 October 2026"),
    "until: 2030-10-31": ("not-valid", "ends in more than twelve months"),
    "until: null": ("not-valid", "has no end"),
    "approved_by: null": ("not-valid", "nobody has approved it"),
    "approved_by: head-of-home": ("not-valid", "approved by the owner alone"),
    "reason: we know": ("not-valid", "says too little why"),
    "reason: null": ("not-valid", "gives no reason"),
    "rule: unbalanced": ("not-valid", "names a rule that does not exist"),
    "rule: null": ("not-valid", "names no rule"),
    "kpi: fats": ("not-valid", "names something that does not exist"),
    "kpi: null": ("not-valid", "names no KPI or goal"),
    "goal: easy": ("not-valid", "names a KPI and a goal"),
    "since: 2026-12-01": ("not-valid", "begins on 1 December 2026"),
    "rule: target-expired": ("in-force", "sets nothing aside any more"),
}


@pytest.mark.parametrize("change", STATES)
def test_an_exception_says_whether_it_holds(change: str) -> None:
    field, value = change.split(": ")
    (row,) = rows(waiver(**{field: None if value == "null" else value}))
    assert (row.state, row.remark) == STATES[change]
    assert row.hides == 0


def test_those_that_end_soonest_come_first_and_the_longest_one_counts() -> None:
    found = rows(waiver(until="2027-02-28"), waiver(until="2026-12-31"), waiver(until=None))
    assert [(str(row.until), row.hides, row.renewed) for row in found] == [
        ("None", 0, 2), ("2026-12-31", 0, 0), ("2027-02-28", 1, 1),
    ]  # fmt: skip


def test_one_that_was_moved_was_renewed() -> None:
    before = f"{FRAME}{KPIS}waivers:\n{waiver(until='2026-12-31')}"
    (row,) = rows(waiver(), before=before)
    assert row.renewed == 1
