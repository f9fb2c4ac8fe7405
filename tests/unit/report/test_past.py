"""What became of decisions: small histories, and whether they end done, open or overdue."""

from __future__ import annotations

import datetime as dt

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.report.facts import PastDecision
from kpilint.report.sections.history import History, on_day
from kpilint.report.sections.past import past
from kpilint.report.sections.period import Calendar
from kpilint.revisions.git import Commit
from kpilint.revisions.trend import Past
from kpilint.run import Base, Result
from kpilint.text.source import Source
from tests.today import TODAY

END = dt.date(2026, 9, 30)
START = dt.date(2026, 7, 1)
RULES = ("MIS001", "BAL001", "REV001", "REV006", "OWN001", "WAV001")
TOP = """\
mission: {id: m, statement: Everyone is helped.}
goals: [{id: g, name: Help is easy, supports: m}]
kpis:
  - {id: fcr, name: Solved at once, supports: g, owner: q, family: quality, direction: higher,
     floor: 7, review: {cadence: quarterly, last: 2026-09-20}}
"""
AHT = "  - {id: aht, name: Handle time, supports: g, owner: o, family: speed, "
YEARLY = "review: {cadence: yearly, last: 2026-05-01}}\n"
BARE = AHT + YEARLY
BALANCED = f"{AHT}balanced_by: fcr, {YEARLY}"
ORPHAN = f"  - {{id: news, name: Subscribers, owner: o, {YEARLY}"
LATE = BALANCED.replace("yearly", "quarterly")
OWNED = f"  - {{id: nps, name: Opinion, supports: g, owner: o, {YEARLY}"
WAIVER = (
    "waivers: [{{rule: BAL001, kpi: aht, approved_by: [x, y], since: 2026-02-01, until: {}, "
    "reason: it is being set up and counts from the new year on as agreed}}]\n"
)
GIVE = 'Give "Handle time" a counterweight'
REVIEW = 'Review "Handle time": keep, change, replace or retire'
STILL = "still so on 22 November 2026"
NOT_OWNED = OWNED.replace("owner: o, ", "")


def checked(kpis: str, day: dt.date, base: Base | None = None) -> Result:
    result = lint([Source("a.yaml", TOP + kpis)], Settings(select=RULES), day, base=base)
    assert not result.crashes
    return result


def told(before: str | None, now: str, *, earlier: str | None = None) -> list[PastDecision]:
    """What a report of today tells, where this stood at the end of September (and of June)."""
    if before is None:
        return list(past(checked(now, TODAY), Calendar(), START, None))
    calendar = Calendar()
    then = state(before, END)
    base = Base(on_day(then.result, TODAY), "abc", END)
    ends = [(calendar.holding(END), then)]
    if earlier is not None:
        june = dt.date(2026, 6, 30)
        ends.insert(0, (calendar.holding(june), state(earlier, june)))
    history = History(then, "the end of Q3 2026", tuple(ends))
    return list(past(checked(now, TODAY, base), calendar, START, history))


def state(kpis: str, day: dt.date) -> Past:
    return Past(day, Commit("a" * 40, "aaaaaaa", day, ""), checked(kpis, day))


@pytest.mark.parametrize(
    ("before", "now", "what", "state_", "evidence"),
    [
        (BARE, BARE, GIVE, "overdue", STILL),
        (BARE, BALANCED, GIVE, "done",
         'it is now held in check by "Solved at once"'),
        (BARE, BARE.replace("family", "status: retired, family"),
         GIVE, "done", "it is retired"),
        (BARE, "", GIVE, "done",
         "it was taken out of the catalogue"),
        (BARE, BARE.replace("id: aht", "id: handling"), GIVE,
         "overdue", STILL),
        (BARE, BARE.replace("speed", "volume"), GIVE, "done",
         "it is said to measure volume now"),
        (BARE, BARE + WAIVER.format("2027-01-31"), GIVE, "open",
         "an exception is agreed until 31 January 2027"),
        (ORPHAN, ORPHAN.replace("owner", "supports: g, owner"),
         'Tie "Subscribers" to a goal, or retire it', "done", 'it serves "Help is easy" now'),
        (NOT_OWNED, OWNED, 'Name somebody who answers for "Opinion"', "done",
         "O answers for it now"),
        (LATE, LATE, REVIEW, "open",
         STILL),
        (LATE, LATE.replace("2026-05-01", "2026-10-20"),
         REVIEW, "done",
         "reviewed on 20 October 2026"),
        (LATE, LATE.replace("review:", "reviews: [{date: 2026-10-20, decision: keep}], review:"),
         REVIEW, "done",
         "reviewed on 20 October 2026: keep"),
    ],
)  # fmt: skip
def test_what_was_asked_for(before: str, now: str, what: str, state_: str, evidence: str) -> None:
    [one] = [one for one in told(before, now) if one.kind == "asked"]
    assert (one.what, one.state, one.evidence, one.day) == (what, state_, evidence, END)


def reviewed(decision: str, day: str, more: str = "") -> str:
    return OWNED.replace(
        "review:", f"reviews: [{{date: {day}, decision: {decision}}}], {more}review:"
    )


@pytest.mark.parametrize(
    ("before", "now", "state_", "evidence"),
    [
        (OWNED, reviewed("retire", "2026-10-20"), "overdue", "it is still in use"),
        (OWNED, reviewed("retire", "2026-11-10"), "open", "it is still in use"),
        (OWNED, reviewed("retire", "2026-10-01", "retire_on: 2026-12-31, "), "open",
         "it ends on 31 December 2026"),
        (OWNED, reviewed("retire", "2026-10-20", "status: retired, "), "done", "it is retired"),
        (reviewed("retire", "2026-09-20"), "", "done", "it was taken out of the catalogue"),
        (OWNED, reviewed("replace", "2026-10-20", "replaced_by: fcr, "), "done",
         '"Solved at once" has taken its place'),
        (OWNED, reviewed("replace", "2026-07-20"), "overdue", "it is still in use"),
        (OWNED, reviewed("change", "2026-10-20"), "open", "it is as it was"),
        (OWNED, reviewed("change", "2026-10-20", "consulted: [agents], purpose: x, "), "open",
         "it is as it was"),
        (OWNED, reviewed("change", "2026-10-20", "target: 5, "), "done",
         "its target changed since"),
        (OWNED, reviewed("change", "2026-10-20", "target: 5, unit: s, floor: 2, direction: lower, "
                         "frequency: weekly, "), "done", None),
    ],
)  # fmt: skip
def test_what_reviews_decided(before: str, now: str, state_: str, evidence: str | None) -> None:
    [one] = [one for one in told(before, now) if one.kind == "decided"]
    assert one.state == state_
    assert one.evidence == evidence or (evidence is None and " and more changed" in one.evidence)


def test_a_change_decided_before_the_base_is_seen_from_the_state_before_that() -> None:
    now = reviewed("change", "2026-08-10", "target: 5, ")
    [one] = [one for one in told(now, now) if one.kind == "decided"]
    assert (one.state, one.evidence) == (
        "open", "no earlier state is known that would show a change",
    )  # fmt: skip
    [one] = [one for one in told(now, now, earlier=OWNED) if one.kind == "decided"]
    assert (one.state, one.evidence) == ("done", "its target changed since")
    unchanged = reviewed("change", "2026-08-10")
    [one] = [one for one in told(unchanged, unchanged, earlier=OWNED) if one.kind == "decided"]
    assert (one.state, one.evidence) == ("overdue", "it is as it was")


@pytest.mark.parametrize(
    ("reviews", "expected"),
    [
        # What is done long ago is told no more; what is not done is told until it is.
        ("{date: 2025-01-10, decision: retire}", ["overdue"]),
        ("{date: 2025-01-10, decision: keep}", []),
        ("{date: 2026-08-10, decision: deferred}", []),
        ("{date: 2026-12-24, decision: retire}", []),
        # A later decision takes the place of an earlier one.
        ("{date: 2026-07-10, decision: retire}, {date: 2026-10-10, decision: keep}", ["done"]),
        ("{date: 2026-10-10, decision: keep}, {date: 2026-07-10, decision: retire}", ["done"]),
        ("{date: 2025-07-10, decision: retire}, {date: 2026-10-10, decision: keep}", []),
        ("{date: 2026-07-10, decision: change}, {date: 2026-11-10, decision: retire}", ["open"]),
    ],
)
def test_which_decisions_are_followed_without_a_history(reviews: str, expected: list[str]) -> None:
    now = OWNED.replace("review:", f"reviews: [{reviews}], review:")
    assert [one.state for one in told(None, now)] == expected


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        ("2027-01-31", [("open", "holds until 31 January 2027")]),
        ("2026-10-31", [("done", "ended 31 October 2026")]),
        ("2026-05-31", []),
        ("2029-05-31", []),  # too long: it does not hold, and that is asked about
    ],
)
def test_exceptions(until: str, expected: list[tuple[str, str]]) -> None:
    found = told(None, BALANCED + WAIVER.format(until))
    assert [(one.state, one.evidence) for one in found if one.kind == "exception"] == expected


def test_overdue_comes_first_and_what_is_told_as_a_decision_is_not_asked_for_again() -> None:
    retire = reviewed("retire", "2026-07-20")
    found = told(retire + BARE, retire + BALANCED)
    assert [(one.kind, one.state) for one in found] == [("decided", "overdue"), ("asked", "done")]
