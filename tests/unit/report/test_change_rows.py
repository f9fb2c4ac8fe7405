"""What changed, as readers would say it, and in which order."""

from __future__ import annotations

import pytest

from kpilint.report.details import ChangeRow
from kpilint.report.sections.change_rows import change_rows
from tests.checked import FRAME, checked

ONE = {"name": "One", "supports": "easy", "owner": "head-of-home", "direction": "lower"}
PEOPLE = """\
people: [{id: head-of-home, role: Head of the home team}, {id: head-of-shop}]
"""


def rows(before: str, after: str) -> list[ChangeRow]:
    frame = FRAME + PEOPLE
    return list(change_rows(checked(f"{frame}{after}", before=f"{frame}{before}")))


def one(**fields: str) -> str:
    said = ", ".join(f"{key}: {value}" for key, value in {**ONE, **fields}.items() if value)
    return f"kpis: [{{{said}}}]"


WORDS = {
    ("target: 300", "target: 350"): "target made easier: at most 350 (before: at most 300)",
    ("target: {value: 5, floor: 9}", "target: {value: 5, floor: 12}"): (
        "target made easier: at most 5, no worse than 12 (before: at most 5, no worse than 9)"
    ),
    ("owner: head-of-home", "owner: head-of-shop"): (
        "owner: head-of-shop (before: Head of the home team)"
    ),
    ("owner: head-of-home", ""): "owner: nobody (before: Head of the home team)",
    ("supports: easy", "supports: stay"): (
        'serves "Customers stay" (before: "Getting help is easy")'
    ),
    ("review: {last: 2026-07-01}", "review: {last: 2026-10-01}"): (
        "last review: 1 October 2026 (before: 1 July 2026)"
    ),
    ("review: monthly", "review: quarterly"): (
        "how often it is reviewed: quarterly (before: monthly)"
    ),
    ("reviews: []", "reviews: [{date: 2026-10-14, decision: keep}]"): (
        "reviewed: keep, 14 October 2026"
    ),
    ("formula: a", "formula: b, on 2026-01-01"): "formula: b, on 2026-01-01 (before: a)",
    ("formula: a", f"formula: {'b' * 200}"): "counted differently: formula",
    ("publication_lag: P2D", "publication_lag: P5D"): "publication lag: P5D (before: P2D)",
    ("uses: [improvement]", "uses: [improvement, pay]"): (
        "used for improvement, pay (before: improvement)"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after"), WORDS)
def test_a_change_is_told_with_names_and_days(before: str, after: str) -> None:
    field, was = before.split(": ", 1)
    now = after.split(": ", 1)[1] if after else ""
    if "2026-01-01" in now:
        now = f'"{now}"'
    found = rows(one(**{field: was}), one(**{field: now}))
    assert [row.words for row in found] == [WORDS[before, after]]


def test_the_owner_is_whoever_answers_now() -> None:
    (row,) = rows(one(), one(owner="head-of-shop"))
    assert row.owner == "head-of-shop"
    (nobody,) = rows(one(), one(owner=""))
    assert nobody.owner is None


def test_a_lost_brake_comes_first_then_a_target_made_easier_and_entries_stay_together() -> None:
    good = "{name: Good, supports: easy, owner: head-of-home, family: quality, direction: higher, "
    good += "floor: 5}"
    fast = "name: Fast, supports: easy, owner: head-of-home, family: speed, direction: lower"
    two = "name: Two, supports: easy, owner: o"
    before = (
        f"kpis: [{{{two}, direction: lower, target: 5}}, {{{fast}, balanced_by: good}}, {good}, "
        f"{{name: Gone, supports: easy, owner: head-of-home, family: cost}}]"
    )
    after = (
        f"kpis: [{{{two}, direction: lower, target: 6, family: cost}}, {{{fast}, target: 5}}, "
        f"{good}]"
    )
    found = rows(before, after)
    assert [(row.risk, row.subject.name, row.kind) for row in found] == [
        ("risky", "Fast", "brake-lost"),
        ("risky", "Two", "target-loosened"),
        ("risky", "Two", "relabelled"),
        ("risky", "Gone", "removed"),
        ("notable", "Fast", "target-set"),
        ("notable", "Fast", "counterweight-removed"),
    ]
    assert found[3].owner == "Head of the home team"


def test_an_exception_is_told_of_what_it_excepts() -> None:
    reason = "we are setting up a count of what comes back and have it in spring"

    def agreed(until: str) -> str:
        waiver = f"rule: BAL001, kpi: one, reason: {reason}, approved_by: board, until: {until}"
        return f"{one()}\nwaivers: [{{{waiver}}}]\n"

    rule = "a speed KPI has no counterweight that would show a loss"
    found = [
        rows(one(), agreed("2026-12-31")),
        rows(agreed("2026-12-31"), agreed("2027-01-31")),
        rows(agreed("2026-12-31"), one()),
    ]
    assert [[(row.subject.name, row.kind, row.words) for row in row] for row in found] == [
        [("One", "waiver-opened", f"exception agreed until 31 December 2026: {rule}")],
        [("One", "waiver-extended",
          f"exception moved from 31 December 2026 to 31 January 2027: {rule}")],
        [("One", "waiver-ended",
          f"exception taken out, was agreed until 31 December 2026: {rule}")],
    ]  # fmt: skip
    assert found[0][0].subject.kind == "kpi"


def test_without_an_earlier_state_there_is_nothing_to_tell() -> None:
    assert change_rows(checked(f"{FRAME}{one()}")) == ()
