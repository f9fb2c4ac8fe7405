"""Speed and its brakes: which KPIs are in the list, how they stand, and what is suggested."""

from __future__ import annotations

import pytest

from kpilint.report.details import SpeedRow
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.speed_rows import speed_rows
from tests.checked import FRAME, checked

FAST = "supports: easy, owner: o, family: speed, direction: lower, review: {last: 2026-11-01}"
GOOD = (
    "supports: easy, owner: o, family: quality, direction: higher, floor: 5, "
    "review: {last: 2026-11-01}"
)


def rows(text: str) -> list[SpeedRow]:
    return list(speed_rows(Answers(checked(f"{FRAME}kpis:\n{text}"))))


def test_only_what_presses_for_speed_is_in_the_list() -> None:
    found = rows(f"""
  - {{name: Fast, {FAST}, balanced_by: good}}
  - {{name: Only explains, {FAST}, role: diagnostic}}
  - {{name: Planned, {FAST}, status: draft}}
  - {{name: Gone, {FAST}, status: retired}}
  - {{name: Amount, {FAST.replace("speed", "volume")}, target: 9, uses: pay}}
  - {{name: Good, {GOOD}}}
""")
    assert [row.kpi.name for row in found] == ["Fast"]


def test_what_has_no_working_brake_comes_first() -> None:
    found = rows(f"""
  - {{name: Balanced, {FAST}, balanced_by: good}}
  - {{name: Agap, {FAST}}}
  - {{name: Weak, {FAST}, balanced_by: [good, agap]}}
  - {{name: Zgap, {FAST}}}
  - {{name: Good, {GOOD}}}
""")
    assert [(row.kpi.name, row.state) for row in found] == [
        ("Agap", "gap"), ("Zgap", "gap"), ("Weak", "weak"), ("Balanced", "balanced"),
    ]  # fmt: skip
    assert found[-1].suggestion is None
    assert found[2].weakness == '"Agap" does not hold: measures speed as well'


# What is linked (the other KPI), why it does not work, and what is suggested.
FAULTS = {
    "status: draft": (
        "is only planned",
        'Start "Other" now, or link a KPI that is measured today.',
    ),
    "status: draft, active_from: 2027-01-01": (
        "is only planned from 1 January 2027",
        'Start "Other" now, or link a KPI that is measured today.',
    ),
    "owner: []": ("nobody answers for it", 'Name who answers for "Other".'),
    "direction: null": (
        "does not say which way is better", 'Say for "Other" which way is better.',
    ),
    "floor: null": (
        "has neither a target nor a floor",
        'Say how bad "Other" may get before somebody acts.',
    ),
    "scope: {team: north}": (
        'covers only "Team north"', 'Measure "Other" for the same work, or link what covers it.',
    ),
    "scope: {team: south}": (
        "looks at other work", 'Measure "Other" for the same work, or link what covers it.',
    ),
    "review: {cadence: yearly, last: 2026-11-01}": (
        "is reviewed less often", 'Review "Other" as often as this KPI: every quarter.',
    ),
    "frequency: yearly": (
        "is measured too rarely",
        'Measure "Other" as often as this KPI is reviewed: every quarter.',
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_brake_says_why_it_does_not_work_and_what_mends_it(fault: str) -> None:
    fields = dict(
        field.split(": ", 1)
        for field in ("supports: stay", "owner: o", "family: quality", "direction: higher",
                      "floor: 5", "review: {cadence: quarterly, last: 2026-11-01}")
    )  # fmt: skip
    own = "scope: {team: [north, west]}, review: {cadence: quarterly, last: 2026-11-01}"
    if "status" in fault:
        for field in fault.split(", "):
            fields |= dict([field.split(": ", 1)])
    else:
        fields |= dict([fault.split(": ", 1)])
    other = ", ".join(f"{key}: {value}" for key, value in fields.items())
    fast = FAST.replace("review: {last: 2026-11-01}", own)
    teams = "teams: [{id: north, name: Team north}, {id: south}, {id: west}]\n"
    text = f"{FRAME}{teams}kpis:\n  - {{name: Fast, {fast}, balanced_by: other}}\n"
    (row,) = speed_rows(Answers(checked(f"{text}  - {{name: Other, {other}}}\n")))
    why_not, suggestion = FAULTS[fault]
    assert (row.state, row.brakes[0].works, row.brakes[0].why_not) == ("gap", False, why_not)
    assert row.suggestion == suggestion


def test_where_nothing_is_linked_what_is_there_is_offered() -> None:
    (row,) = rows(f"""
  - {{name: Fast, {FAST}}}
  - {{name: Good, {GOOD}}}
  - {{name: Better, {GOOD}}}
""")
    assert row.suggestion == (
        'Link it to "Good", which is measured already ("Better" would do too).'
    )
    (alone,) = rows(f"  - {{name: Average handle time, {FAST}}}")
    assert alone.suggestion is not None
    assert alone.suggestion.startswith('Measure "First contact resolution"')
    (slip,) = rows(f"""
  - {{name: Fast, {FAST}, balanced_by: quality-of-wrok}}
  - {{name: Quality of work, family: quality}}
""")
    assert slip.suggestion == 'Correct the link: is "Quality of work" meant?'


def test_the_risk_is_the_stated_one_or_what_the_trade_knows() -> None:
    stated, usual = rows(f"""
  - {{name: Aaa, {FAST}, gaming_risks: [hang up early -> watch repeats, hold]}}
  - {{name: Average handle time, {FAST}}}
""")
    assert stated.risk == "hang up early: watch repeats; hold"
    assert usual.risk is not None
    assert usual.risk.startswith("Not written down; usually people ")


def test_what_is_agreed_asks_for_nothing_now() -> None:
    (row,) = speed_rows(
        Answers(
            checked(f"""{FRAME}
kpis:
  - {{name: Fast, {FAST}, target: at most 5 minutes by 2027-03-31, uses: [public, coaching]}}
waivers:
  - rule: unbalanced-speed-metric
    kpi: fast
    reason: we are setting up a count of what comes back and have it in spring
    approved_by: board
    until: 2027-01-31
""")
        )
    )
    assert row.state == "excepted"
    assert row.suggestion == "Nothing now: this is agreed until 31 January 2027."
    assert row.target == "at most 5 minutes by 31 March 2027"
    assert (row.owner, row.hangs_on_it) == ("O", ("publication",))
