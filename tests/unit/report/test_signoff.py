"""Whether a catalogue can be signed off: the counts, and the sentence that says it."""

from __future__ import annotations

import datetime as dt

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.report.facts import Check, Verdict
from kpilint.report.parts import Count
from kpilint.report.sections.asks import asks
from kpilint.report.sections.decisions import decisions
from kpilint.report.sections.goals import goals
from kpilint.report.sections.signoff import SignOff
from kpilint.report.sections.verdict import verdict
from kpilint.run import Result
from kpilint.text.source import Source
from tests.today import TODAY

RULES = ("STR", "MIS", "BAL001", "REV001", "OWN001", "WAV")
TOP = """\
mission: {id: m, statement: Everyone is helped.}
goals: [{id: g, name: Help is easy, supports: m, owner: head-of-service}]
kpis:
"""
LIVE = "owner: quality, review: {cadence: quarterly, last: 2026-11-01}"
SPEED = f"  - {{id: aht, name: Handle time, family: speed, supports: g, {LIVE}}}\n"
BALANCED = SPEED.replace("}}", "}, balanced_by: fcr}")
FCR = (
    "  - {id: fcr, name: Solved at once, supports: g, direction: higher, floor: 7, "
    f"family: quality, {LIVE}}}\n"
)
GOOD = TOP + BALANCED + FCR


def result_of(text: str, **settings: object) -> Result:
    chosen = Settings(**({"select": RULES} | settings))  # type: ignore[arg-type]
    result = lint([Source("a.yaml", text)], chosen, TODAY)
    assert not result.crashes
    return result


def checks_of(result: Result) -> dict[str, Check]:
    return {check.key: check for check in SignOff(result).checks()}


def verdict_of(result: Result) -> Verdict:
    sign_off = SignOff(result)
    agenda = decisions(asks(result), result.context, dt.date(2026, 12, 31), sign_off, {})
    return verdict(result, sign_off.checks(), agenda)


LATE = FCR.replace("2026-11-01", "2026-01-01")
NO_OWNER = FCR.replace("quality, review", "'', review").replace("fcr", "f2").replace("Solved", "So")
ORPHAN = f"  - {{id: x, name: Subscribers, family: quality, {LIVE}}}\n"
WAIVED = (
    "waivers:\n  - {rule: BAL001, kpi: aht, approved_by: [board], until: 2027-01-31, reason: "
    "the other number is being set up and counts from the new year on}\n"
)


ALL_HOLDS = (
    "Every KPI serves the mission, every speed KPI has a counterweight that works, every goal has "
    "a measure of its result, somebody answers for each number and no review is late."
)
NO_BRAKE = "One speed KPI has nothing to hold it in check"
NO_GOAL = "one KPI does not lead to the mission"
ONE = "One decision would clear the report."
NO_MISSION = GOOD.replace("mission: {id: m, statement: Everyone is helped.}\n", "").replace(
    "supports: m, ", ""
)
TWO_GOALS = TOP.replace("goals: [", "goals: [{id: h, name: Trust, supports: m}, ")


@pytest.mark.parametrize(
    ("text", "failing", "why", "what_clears"),
    [
        (GOOD, "", ALL_HOLDS, ""),
        (TOP + SPEED + FCR, "balanced", f"{NO_BRAKE}.", ONE),
        (TOP + BALANCED + LATE, "questioned", "One review is late.",
         "Holding it would clear the report."),
        (TOP + SPEED + LATE, "balanced questioned", f"{NO_BRAKE}.",
         "One decision and one late review would clear the report."),
        (GOOD + ORPHAN, "aligned", "One KPI does not lead to the mission.", ONE),
        (GOOD + NO_OWNER, "owned", "One KPI has nobody who answers for it.", ONE),
        (TWO_GOALS + BALANCED + FCR, "goals", "One goal shows no result.", ONE),
        (GOOD + WAIVED.replace("2027-01-31", "2026-09-30"), "exceptions",
         "One exception does not hold.", ONE),
        (NO_MISSION, "aligned", "There is no mission that goals and KPIs could lead to.", ONE),
        (TOP + SPEED + ORPHAN + NO_OWNER, "aligned balanced owned",
         f"{NO_BRAKE}, {NO_GOAL} and one KPI has nobody who answers for it.",
         "Three decisions would clear the report."),
        (TWO_GOALS + SPEED + ORPHAN + NO_OWNER, "aligned balanced owned goals",
         f"{NO_BRAKE}, {NO_GOAL}, one goal shows no result and one more check fails.",
         "Four decisions would clear the report."),
    ],
)  # fmt: skip
def test_the_verdict_names_what_fails_and_what_would_clear_it(
    text: str, failing: str, why: str, what_clears: str
) -> None:
    result = result_of(text)
    assert " ".join(k for k, check in checks_of(result).items() if not check.passed) == failing
    said = verdict_of(result)
    assert (said.sentence, said.ready) == (f"{why} {what_clears}".strip(), not failing)
    assert said.headline == ("Not ready to sign off" if failing else "Ready to sign off")


def test_a_ready_catalogue_says_what_comes_next() -> None:
    soon = BALANCED.replace("2026-11-01", "2026-09-01")
    said = verdict_of(result_of(TOP + soon + FCR))
    assert said.ready
    assert said.sentence.endswith(
        'Next to look at: the review of "Handle time", which is due on 1 December 2026.'
    )


def test_an_agreed_exception_passes_and_is_counted_apart() -> None:
    result = result_of(TOP + SPEED + FCR + WAIVED)
    check = checks_of(result)["balanced"]
    assert check.passed
    assert (check.count.count, check.count.of, check.excepted) == (0, 1, 1)
    assert ", with one agreed exception." in verdict_of(result).sentence


def test_what_the_baseline_sets_aside_was_never_agreed_to() -> None:
    found = result_of(TOP + SPEED + FCR).findings
    baseline = {finding.key: 1 for finding in found}
    sources = [Source("a.yaml", TOP + SPEED + FCR)]
    result = lint(sources, Settings(select=RULES), TODAY, baseline)
    assert not result.open
    assert not checks_of(result)["balanced"].passed
    assert verdict_of(result).sentence == (
        "One speed KPI has nothing to hold it in check. "
        "What was set aside in the beginning has to be worked off first."
    )


def test_what_no_rule_looked_at_is_not_asked() -> None:
    assert list(checks_of(result_of(GOOD, select=("STR", "BAL001")))) == ["balanced", "readable"]


@pytest.mark.parametrize("text", ["", "mission: Everyone is helped.\n"])
def test_an_empty_catalogue_is_not_ready(text: str) -> None:
    said = verdict_of(result_of(text or "\n# nothing\nkpis: []\n"))
    assert not said.ready
    assert said.sentence.startswith(
        "The catalogue holds no KPI and no goal that is in force. Write"
    )


def test_a_catalogue_of_drafts_says_so() -> None:
    said = verdict_of(result_of("mission: {id: m}\nkpis: [{id: x, supports: m, status: draft}]\n"))
    assert "What it holds is retired or not yet in force." in said.sentence


def test_a_file_that_cannot_be_read_comes_first() -> None:
    result = lint([Source("a.yaml", GOOD), Source("b.yaml", "kpis: [\n")], Settings(), TODAY)
    assert checks_of(result)["readable"].count == Count(count=1, of=2)
    assert verdict_of(result).sentence.startswith("One file cannot be read in full")


def test_guarding_a_number_that_serves_the_mission_is_a_purpose() -> None:
    guard = FCR.replace("supports: g, ", "")
    assert checks_of(result_of(TOP + BALANCED + guard))["aligned"].passed
    assert not checks_of(result_of(TOP + SPEED + guard))["aligned"].passed


def test_a_late_review_of_what_only_explains_is_for_the_goal_that_it_explains() -> None:
    explains = LATE.replace("supports: g", "explains: aht").replace("fcr", "age")
    [row] = goals(result_of(TOP + BALANCED + FCR + explains))
    assert (row.to_do, row.kpis) == ("1 late review", 3)


def test_where_there_is_no_exception_none_is_counted() -> None:
    check = checks_of(result_of(GOOD))["exceptions"]
    assert (check.passed, check.count.of, check.remark) == (True, 0, "")


def test_goals_with_gaps_come_first_and_exceptions_are_none() -> None:
    rows = goals(result_of(TWO_GOALS + SPEED + LATE))
    assert [(row.goal.name, row.to_do) for row in rows] == [
        ("Help is easy", "1 brake missing, 1 late review"), ("Trust", "result not measured"),
    ]  # fmt: skip
    assert [row.shows_result for row in rows] == [True, False]
    [row] = goals(result_of(TOP + SPEED + FCR + WAIVED))
    assert (row.to_do, row.gaps, row.speed) == ("", 0, Count(count=0, of=1))


def test_a_goal_that_is_cut_off_is_tied_to_the_mission_first() -> None:
    result = result_of(TOP.replace("supports: m,", "supports: another,") + SPEED)
    assert checks_of(result)["goals"].passed
    assert all("result not measured" not in row.to_do for row in goals(result))
