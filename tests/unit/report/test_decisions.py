"""What is asked of leadership: which findings, in which words, on which line of the agenda."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.engine.registry import rules
from kpilint.finding import Severity
from kpilint.record import changed
from kpilint.report.facts import Decision
from kpilint.report.parts import plain
from kpilint.report.sections.asks import asks
from kpilint.report.sections.decisions import Asked, decisions
from kpilint.report.sections.signoff import SignOff
from kpilint.report.sections.wording import names, without_code
from kpilint.run import Result
from kpilint.text.source import Source
from tests.today import TODAY

END = dt.date(2026, 12, 31)
RULES = ("STR", "MIS", "BAL001", "REV001", "REV006", "OWN001", "TGT002", "WAV001")
TOP = """\
mission: {id: m, statement: Everyone is helped.}
goals: [{id: g, name: Help is easy, supports: m, owner: head-of-service}]
kpis:
"""
FCR = (
    "  - {id: fcr, name: First contact resolution, supports: g, owner: quality, direction: higher, "
    "floor: 70, frequency: weekly, review: {cadence: quarterly, last: 2026-10-01}}\n"
)


BALANCED = "    balanced_by: fcr\n"


def result_of(kpis: str, more: str = "", select: tuple[str, ...] = RULES) -> Result:
    result = lint([Source("a.yaml", f"{TOP}{kpis}{more}")], Settings(select=select), TODAY)
    assert not result.crashes
    return result


def agenda(result: Result, asked: dict[str, Asked] | None = None) -> tuple[Decision, ...]:
    return decisions(asks(result), result.context, END, SignOff(result), asked or {})


def speed(name: str, owner: str = "head-of-service", last: str = "2026-10-01") -> str:
    return (
        f"  - name: {name}\n    family: speed\n    supports: g\n    owner: {owner}\n"
        f"    review: {{cadence: quarterly, last: {last}}}\n"
    )


def actions(found: tuple[Decision, ...]) -> list[str]:
    return [decision.action for decision in found]


def test_a_gap_is_asked_about_with_an_answer_at_hand() -> None:
    [decision] = agenda(result_of(speed("Handle time") + FCR))
    assert plain(decision) == {
        "key": "unbalanced-speed-metric/kpi/handle-time",
        "action": 'Give "Handle time" a counterweight',
        "reason": "It measures speed, and has no counterweight.",
        "suggestion": 'Pair it with "First contact resolution", already measured weekly.',
        "owner": "Head of service",
        "by": str(TODAY + dt.timedelta(days=21)),
        "about": [{"kind": "kpi", "id": "handle-time", "name": "Handle time"}],
        "asked_since": None,
        "blocks_sign_off": True,
        "snippet": "balanced_by: fcr",
    }


def test_the_same_question_to_one_owner_is_one_decision() -> None:
    many = "".join(speed(f"Time {i}") for i in range(5)) + speed("Delay", "quality") + FCR
    joined, alone = agenda(result_of(many))
    assert joined.action == 'Give "Time 0", "Time 1", "Time 2" and 2 more a counterweight each'
    assert joined.key == "unbalanced-speed-metric/of/Head of service"
    assert [about.name for about in joined.about] == [f"Time {i}" for i in range(5)]
    assert alone.action == 'Give "Delay" a counterweight'
    assert alone.owner == "Quality"


def test_lines_to_paste_stand_below_the_name_they_are_for() -> None:
    [joined] = agenda(result_of(speed("Time 0") + speed("Time 1") + FCR))
    assert joined.snippet == "# Time 0\nbalanced_by: fcr\n# Time 1\nbalanced_by: fcr"


def test_whether_a_kpi_stays_comes_before_anything_else_about_it() -> None:
    result = result_of("  - {id: x, name: Time to reply, family: speed, review: yearly}\n" + FCR)
    open_ = {finding.rule.name for finding in result.open}
    assert open_ >= {"orphaned-kpi", "unbalanced-speed-metric", "no-accountable-owner"}
    [decision] = agenda(result)
    assert decision.action == 'Tie "Time to reply" to a goal, or retire it'
    assert decision.reason.endswith(
        "Besides, nothing holds it in check, nobody answers for it and its review is late."
    )
    assert decision.blocks_sign_off
    assert decision.owner is None


def test_who_decides_where_nobody_answers_for_a_kpi_is_who_answers_for_its_goal() -> None:
    [decision] = agenda(result_of(speed("Handle time", "''") + BALANCED + FCR))
    assert decision.action == 'Name somebody who answers for "Handle time"'
    assert decision.owner == "Head of service"


def test_an_exception_is_settled_with_what_it_excepts() -> None:
    waiver = "waivers: [{rule: BAL001, kpi: handle-time, until: 2026-10-31, reason: no}]\n"
    [decision] = agenda(result_of(speed("Handle time") + FCR, waiver))
    assert decision.action == 'Give "Handle time" a counterweight'
    assert decision.reason.endswith("Besides, the exception for it does not hold.")


def test_what_a_number_does_to_people_is_one_decision() -> None:
    kpi = speed("Handle time").replace("family: speed", "family: speed\n    uses: ranking")
    result = result_of(kpi + BALANCED + FCR, select=(*RULES, "USE"))
    assert {f.rule.name for f in result.open} >= {"paid-on-pressure-only", "punitive-use"}
    [decision] = [one for one in agenda(result) if "Handle time" in one.action]
    assert decision.action == 'Let quality or results count beside "Handle time"'
    assert "Besides, it is used to judge people" in decision.reason


def test_what_law_asks_for_is_not_to_be_retired() -> None:
    kpi = "  - {id: x, name: Duties met, owner: o, mandated_by: the act, review: yearly}\n"
    assert 'Tie "Duties met" to a goal that holds such duties' in actions(agenda(result_of(kpi)))


def test_reviews_come_after_what_would_clear_the_report_and_errors() -> None:
    late = speed("Handle time", last="2026-01-01") + BALANCED
    turned = (
        "  - {id: t, name: Returns, supports: g, owner: o, family: quality, direction: lower, "
        "target: {value: 8, baseline: 5, by: 2027-01-01, source: x}, review: yearly, "
        "last_reviewed: 2026-10-01}\n"
    )
    found = agenda(result_of(late + turned + speed("Delay") + FCR))
    assert actions(found) == [
        'Give "Delay" a counterweight',
        'Correct the target of "Returns"',
        'Review "Handle time": keep, change, replace or retire',
    ]
    assert found[-1].reason == (
        "The last decision is from 1 January 2026; the next review is 235 days late."
    )
    assert [decision.blocks_sign_off for decision in found] == [True, False, True]
    assert [decision.by for decision in found] == [dt.date(2026, 12, 13)] * 2 + [END]


def test_a_day_is_never_suggested_that_is_too_soon() -> None:
    result = result_of(speed("Handle time", last="2026-01-01") + FCR)
    reviews = [ask for ask in asks(result) if ask.rule == "overdue-review"]
    assert [ask.by(TODAY, TODAY) for ask in reviews] == [TODAY + dt.timedelta(days=21)]


def test_an_error_of_any_rule_gets_a_decision() -> None:
    result = result_of(speed("Handle time") + FCR)
    finding = next(f for f in result.findings if f.rule.code == "BAL001")
    info = changed(finding.rule, code="ZZZ001", name="house-rule", summary="a number is odd")
    odd = [
        changed(finding, rule=info),
        changed(finding, rule=info, problem=changed(finding.problem, subject=changed(
            finding.problem.subject, id="fcr", name="FCR"))),
        changed(finding, rule=changed(info, name="mild"), severity=Severity.WARNING),
    ]  # fmt: skip
    found = agenda(changed(result, findings=tuple(odd)))
    assert actions(found) == ['Put "FCR" right', 'Put "Handle time" right']
    assert found[1].reason.startswith("It measures speed")


def test_since_when_it_is_asked_for_is_the_earliest_of_all() -> None:
    result = result_of(speed("Time 0") + speed("Time 1") + FCR)
    asked = {
        "unbalanced-speed-metric/kpi/time-0": Asked(dt.date(2026, 9, 30), "Q3 2026"),
        "unbalanced-speed-metric/kpi/time-1": Asked(dt.date(2025, 12, 31), "Q4 2025"),
    }
    [joined] = agenda(result, asked)
    assert joined.asked_since == "Q4 2025"


def test_names_that_look_like_patterns_are_names() -> None:
    [decision] = agenda(result_of(speed("'{} {0} %s'") + FCR))
    assert decision.action == 'Give "{} {0} %s" a counterweight'


def test_at_most_three_names() -> None:
    assert names("abc") == '"a", "b" and "c"'
    assert names(str(i) for i in range(1_203)) == '"0", "1", "2" and 1,200 more'


@pytest.mark.parametrize(
    ("advice", "plain"),
    [
        ("Say which way is better: `direction: higher`, `lower` or `range`.",
         "Say which way is better."),
        ("Tie it to the mission (`supports: m`) or close it; the rest follows.",
         "Tie it to the mission or close it; the rest follows."),
        ("Add one measure; if it only prepares others, write `kind: enabler`.", "Add one measure."),
        ("Write `kind: enabler`; or wait.", None),
        ('Write who may decide, such as `rule: "a wins; b decides"`.', "Write who may decide."),
        ("Did you mean `x`? Look at it.", "Look at it."),
        ("", None),
    ],
)  # fmt: skip
def test_advice_for_leaders_has_no_code(advice: str, plain: str | None) -> None:
    assert without_code(advice) == plain


def test_every_name_in_the_table_is_that_of_a_rule() -> None:
    from kpilint.report.sections import wording

    known = {rule.info.name for rule in rules()}
    assert {name.partition(" ")[0] for name in wording._WORDINGS} <= known
    for found in wording._WORDINGS.values():
        assert not re.search(r"`|[A-Z]{3}\d{3}", found.one + found.many + found.all_of)


def test_what_two_rules_ask_is_asked_apart() -> None:
    target = "    target: under 3 days\n"
    kpis = speed("Handle time") + target + speed("Waiting time") + target + "    created: soon\n"
    found = agenda(result_of(kpis, select=("DEF003", "STR002")))
    assert actions(found) == [
        'Put "Handle time" and "Waiting time" right', 'Put "Waiting time" right',
    ]  # fmt: skip
    assert "which way is better" in found[0].reason
    assert "cannot be read" in found[1].reason
