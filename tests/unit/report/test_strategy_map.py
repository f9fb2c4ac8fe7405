"""The mission map: what stands where, in which order, and what is said of it."""

from __future__ import annotations

import pytest

from kpilint.report.details import GoalCard, MissionMap
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.strategy_map import strategy_map
from tests.checked import FRAME, checked

QUALITY = "owner: o, family: quality, direction: higher, floor: 5, review: {last: 2026-11-01}"
SPEED = "owner: o, family: speed, direction: lower, review: {last: 2026-11-01}"


def drawn(text: str) -> MissionMap:
    return strategy_map(Answers(checked(text)))


def cards(text: str) -> dict[str, GoalCard]:
    (mission,) = drawn(text).missions
    return {card.goal.id: card for card in mission.goals}


def test_a_pair_stands_beside_its_brakes_and_the_state_says_whether_they_work() -> None:
    found = cards(f"""{FRAME}
kpis:
  - {{name: Fast, supports: easy, {SPEED}, balanced_by: [good, gone]}}
  - {{name: Faster, supports: easy, {SPEED}}}
  - {{name: Fastest, supports: easy, {SPEED}, balanced_by: good}}
  - {{name: Agreed, supports: easy, {SPEED}}}
  - {{name: Good, supports: stay, {QUALITY}}}
waivers:
  - rule: BAL001
    kpi: agreed
    reason: we are setting up a count of what comes back and have it in spring
    approved_by: board
    until: 2027-01-31
""")
    easy = found["easy"]
    assert [(pair.kpi.name, pair.state) for pair in easy.pairs] == [
        ("Faster", "gap"), ("Fast", "weak"), ("Agreed", "excepted"), ("Fastest", "balanced"),
    ]  # fmt: skip
    fast = easy.pairs[1]
    assert [(one.kpi.name, one.works, one.why_not) for one in fast.brakes] == [
        ("Good", True, None), ("gone", False, "does not exist"),
    ]  # fmt: skip
    assert fast.weakness == '"gone" does not hold: does not exist'
    # The brake serves another goal than that of the card, and that goal is named.
    assert fast.brakes[0].goal is not None
    assert fast.brakes[0].goal.name == "Customers stay"
    assert easy.families == {"speed": 4}
    assert found["stay"].families == {"quality": 1}


def test_goals_with_gaps_come_first_and_say_what_is_missing() -> None:
    text = f"""{FRAME}
  - {{id: made, name: Work is made, supports: helped}}
  - {{id: part, name: A part of it, supports: stay, kind: outcome}}
  - {{id: felt, name: Felt only, supports: helped, unmeasured: how it feels}}
kpis:
  - {{name: Good, supports: [easy, stay], {QUALITY}}}
  - {{name: Calls taken, supports: part, owner: o, family: volume, role: driver,
     review: {{last: 2026-11-01}}}}
  - {{name: Later, supports: made, {QUALITY}, status: draft, active_from: 2027-01-01}}
"""
    found = cards(text)
    assert list(found) == ["made", "part", "easy", "stay", "felt"]
    assert found["made"].gaps == ('no KPI in force; planned: "Later"',)
    assert found["part"].gaps == ("no measure of the result",)
    assert found["felt"].gaps == found["easy"].gaps == ()
    assert [above.name for above in found["part"].part_of] == ["Customers stay"]
    assert found["easy"].owner == "Head of service"
    assert found["stay"].owner is None
    assert [(one.kpi.name, one.remark) for one in found["made"].others] == [
        ("Later", "planned from 1 January 2027")
    ]
    without = cards(FRAME)
    assert without["easy"].gaps == ("no KPI at all",)


def test_a_kpi_for_two_goals_stands_in_both() -> None:
    found = cards(f"{FRAME}kpis: [{{name: Good, supports: [easy, stay], {QUALITY}}}]")
    assert found["easy"].others[0].remark == 'also serves "Customers stay"'
    assert found["stay"].others[0].remark == 'also serves "Getting help is easy"'


@pytest.mark.parametrize(
    ("fields", "remark"),
    [
        ("owner: o, review: {last: 2026-11-01}", ""),
        ("review: {last: 2026-11-01}", "nobody answers for it"),
        ("owner: o", "never reviewed"),
        ("owner: o, review: {cadence: monthly, last: 2026-09-22}", "review 31 days late"),
        ("owner: o, status: suspended, review: {last: 2026-11-01}", "suspended"),
        (
            "owner: o, family: volume, target: 9, review: {last: 2026-11-01}",
            "no working counterweight",
        ),
    ],
)
def test_a_remark_says_what_a_reader_should_know(fields: str, remark: str) -> None:
    family = "" if "family" in fields else "family: quality, "
    found = cards(f"{FRAME}kpis: [{{name: One, supports: easy, {family}{fields}}}]")
    assert found["easy"].others[0].remark == remark


def test_what_only_explains_stands_with_what_it_explains() -> None:
    found = cards(f"""{FRAME}
kpis:
  - {{name: Good, supports: stay, {QUALITY}}}
  - {{name: Hours, explains: good, {QUALITY}}}
  - {{name: Breaks, explains: hours, {QUALITY}}}
  - {{name: Directly, supports: helped, {QUALITY}}}
""")
    assert [(one.kpi.name, one.remark) for one in found["stay"].others] == [
        ("Breaks", 'explains "Hours"'), ("Good", ""), ("Hours", 'explains "Good"'),
    ]  # fmt: skip
    # What serves the mission without a goal is not lost.
    assert [one.kpi.name for one in found["helped"].others] == ["Directly"]
    assert found["helped"].goal.kind == "mission"


LOOSE = {
    "": "it serves no goal",
    "supports: esay": 'it serves "esay", which does not exist',
    "supports: good": 'it serves "good", which is a KPI',
    "supports: past": 'it serves "The past", which is retired',
    "supports: adrift": 'it serves "Adrift", which does not reach it either',
    "explains: loose": "it leads back to itself",
    "supports: [7, {a: b}]": "what it serves cannot be read",
}


@pytest.mark.parametrize(("link", "why"), LOOSE.items())
def test_what_is_loose_says_why(link: str, why: str) -> None:
    found = drawn(f"""{FRAME}
  - {{id: past, name: The past, supports: helped, status: retired}}
  - {{id: adrift, name: Adrift}}
kpis:
  - {{name: Good, supports: easy, {QUALITY}}}
  - {{name: Loose, {QUALITY}{", " + link if link else ""}}}
""")
    assert [(one.entry.name, one.why) for one in found.loose] == [
        ("Adrift", "it serves no mission"), ("Loose", why),
    ]  # fmt: skip


def test_what_only_guards_is_loose_and_says_what_it_guards() -> None:
    found = drawn(f"""{FRAME}
kpis:
  - {{name: Fast, supports: easy, {SPEED}, balanced_by: good}}
  - {{name: Good, {QUALITY}}}
""")
    assert [(one.entry.name, one.why) for one in found.loose] == [
        ("Good", 'it only holds "Fast" in check')
    ]


def test_without_a_mission_everything_is_loose() -> None:
    found = drawn("goals: [{name: Easy}]\nkpis: [{name: Fast, supports: easy}]")
    assert found.missions == ()
    assert {one.why for one in found.loose} == {"no mission is written down"}


def test_what_is_served_elsewhere_has_a_card_too() -> None:
    found = drawn(f"external: [group]\nkpis: [{{name: Good, supports: group, {QUALITY}}}]")
    (card,) = found.missions
    assert (card.mission.kind, card.mission.id) == ("external", "group")
    assert [one.kpi.name for one in card.goals[0].others] == ["Good"]
    assert found.loose == ()


def test_families_are_those_that_are_measured_anywhere() -> None:
    found = drawn(f"""{FRAME}
kpis:
  - {{name: Good, supports: easy, {QUALITY}}}
  - {{name: Zorgblatt, supports: easy, owner: o}}
  - {{name: Old, supports: easy, family: cost, status: retired}}
""")
    assert found.families == ("quality", "not clear")
    assert found.missions[0].goals[1].families == {"quality": 1, "not clear": 1}


def test_a_number_that_pushes_what_a_goal_wants_to_avoid_says_so() -> None:
    found = cards(
        f"""
mission: {{id: helped, name: Everyone is helped}}
goals:
  - id: stay
    name: Customers stay
    supports: helped
    avoid: {{what: fewer talks, kpi: volume, direction: lower}}
  - {{id: cost, name: Money is well spent, supports: helped, kind: enabler}}
kpis:
  - {{id: volume, name: Contact volume, supports: cost, {QUALITY}, direction: lower}}
""".replace("direction: higher, ", "")
    )
    assert found["cost"].others[0].remark == 'works against "Customers stay"'
