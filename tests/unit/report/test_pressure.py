"""Pressure on people: which KPIs, in which order, and what to ask."""

from __future__ import annotations

import pytest

from kpilint.report.details import PressureRow
from kpilint.report.sections.pressure import pressure
from tests.checked import FRAME, checked


def rows(text: str) -> list[PressureRow]:
    return list(pressure(checked(f"{FRAME}{text}")))


def test_only_what_people_feel_is_there_and_the_hardest_use_comes_first() -> None:
    found = rows("""
kpis:
  - {name: Published, uses: [public, improvement]}
  - {name: Paid, uses: pay}
  - {name: Disciplined, uses: [decision, discipline]}
  - {name: Coached, uses: [coaching, improvement, decision]}
  - {name: Each one, level: individual, target: 5}
  - {name: Explains, level: individual, role: diagnostic, uses: coaching}
  - {name: Retired, uses: pay, status: retired}
  - {name: In a scheme}
schemes: [{name: Yearly bonus, kind: pay, items: [in-a-scheme]}]
""")
    assert [(row.kpi.name, row.uses, row.level) for row in found] == [
        ("Disciplined", ("discipline",), None),
        ("In a scheme", ('pay: a part of "Yearly bonus"',), None),
        ("Paid", ("pay",), None),
        ("Published", ("publication",), None),
        ("Each one", (), "one person"),
    ]


SHARES = {
    "[{kpi: one, weight: 30}, {kpi: two, weight: 70}]": '30 % of "Desk bonus"',
    "[{kpi: one, weight: 0.3}, {kpi: two, weight: 0.7}]": '30 % of "Desk bonus"',
    "[{kpi: one, weight: 3}, {kpi: two, weight: 4}]": '3 of 7 parts of "Desk bonus"',
    "[{kpi: one, weight: 30}, two]": 'a part of "Desk bonus"',
    "[one]": 'a part of "Desk bonus"',
}


@pytest.mark.parametrize("items", SHARES)
def test_the_share_in_a_scheme_is_told(items: str) -> None:
    found = rows(f"""
kpis: [{{name: One}}, {{name: Two}}]
schemes: [{{id: desk-bonus, name: Desk bonus, kind: pay, items: {items}}}]
""")
    assert found[0].uses == (f"pay: {SHARES[items]}",)


def test_a_scheme_that_only_kpis_name_is_told_as_they_name_it() -> None:
    (row,) = rows("kpis: [{name: One, uses: [{use: ranking, scheme: the board, weight: 2}]}]")
    assert row.uses == ('ranking: weight 2 in "the board"',)
    (named,) = rows("""
kpis: [{name: One, uses: [{use: pay, scheme: Desk bonus, weight: 40}]}]
schemes: [{id: desk-bonus, name: Desk bonus, kind: pay, items: [{kpi: gone, weight: 60}]}]
""")
    assert named.uses == ('pay: 40 % of "Desk bonus"',)


def test_who_was_asked_and_who_may_leave_it_aside_is_told() -> None:
    (row,) = rows("""
kpis:
  - name: One
    uses: pay
    consulted: [{who: six agents, on: 2026-03-18}, two-agents]
    exceptions: {who: any agent, cases: hard calls, bounds: no limit, count: shown apart}
""")
    assert row.consulted == "six agents, 18 March 2026; Two agents"
    assert row.exceptions == (
        "any agent, in these cases: hard calls; how far: no limit; counted: shown apart"
    )


QUESTIONS = {
    "family: speed, consulted: o, uses: [pay, improvement], balanced_by: good, "
    "exceptions: {cases: hard calls}": "Which measure of good work counts beside it, with at least "
    "its weight?",
    "family: quality, uses: [public, improvement]": "Who does the work and was asked?",
    "family: speed, consulted: o, uses: [public, improvement], balanced_by: good": (
        "May somebody take longer when a case needs it?"
    ),
    "family: quality, consulted: o, uses: [public, improvement]": (
        "Does it still make the work better, or only the number?"
    ),
    "family: quality, consulted: o, uses: [discipline]": (
        "Whom does it help to do the work better, and whom does it only judge?"
    ),
}


@pytest.mark.parametrize("fields", QUESTIONS)
def test_there_is_always_something_to_ask(fields: str) -> None:
    base = "supports: easy, owner: o, direction: higher, floor: 1, acts_on: ask, "
    base += "gaming_risks: [none], "
    good = "{name: Good, supports: easy, owner: o, family: quality, direction: higher, floor: 1}"
    found = rows(f"kpis:\n  - {{name: One, {base}{fields}}}\n  - {good}\n")
    assert found[0].questions[0] == QUESTIONS[fields]
    assert len(set(found[0].questions)) == len(found[0].questions)
