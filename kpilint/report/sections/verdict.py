"""The first sentence of page one: whether it can be signed off, and what would clear it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from kpilint.cadence.clock import State
from kpilint.report.entries import called
from kpilint.report.facts import Check, Decision, Verdict
from kpilint.report.sections.signoff import live_goals, live_kpis
from kpilint.run import Result
from kpilint.text.phrase import counted_in_words, day_in_words, listed

READY, NOT_READY = "Ready to sign off", "Not ready to sign off"
_MOST_SAID = 3
_SOON = 60
"""Days ahead from which a ready report names what comes next (a choice of this project)."""


def verdict(result: Result, checks: Sequence[Check], decisions: Sequence[Decision]) -> Verdict:
    """The verdict that follows from the checks, with the decisions that would clear it."""
    if not live_kpis(result) and not live_goals(result) and not _fails(checks, "readable"):
        return Verdict(ready=False, headline=NOT_READY, sentence=_nothing(result))
    if all(check.passed for check in checks):
        sentence = f"{_what_holds(checks)} {_what_comes(result, decisions)}".strip()
        return Verdict(ready=True, headline=READY, sentence=sentence)
    would_clear = _what_would_clear(decisions) or _adopted(result)
    sentence = f"{_what_fails(checks)} {would_clear}".strip()
    return Verdict(ready=False, headline=NOT_READY, sentence=sentence)


def _nothing(result: Result) -> str:
    kept = " What it holds is retired or not yet in force." * bool(
        result.catalogue.kpis or result.catalogue.goals
    )
    return (
        f"The catalogue holds no KPI and no goal that is in force.{kept} Write down why the "
        "organisation exists, one goal and the first number that shows whether it is reached."
    )


def _fails(checks: Sequence[Check], key: str) -> bool:
    return any(check.key == key and not check.passed for check in checks)


def _failing(check: Check) -> int:
    return check.count.of - check.count.count - check.excepted


def _what_fails(checks: Sequence[Check]) -> str:
    """One sentence; reviews that are late are counted in the next one, unless nothing else is."""
    failing = {check.key: _failing(check) for check in checks if not check.passed}
    if "aligned" in failing and any(c.key == "aligned" and c.remark for c in checks):
        del failing["aligned"]
        said = ["there is no mission that goals and KPIs could lead to"]
    else:
        said = []
    said += [words(failing[key]) for key, words in _SAID.items() if key in failing]
    if not said and "questioned" in failing:
        late = failing["questioned"]
        said = [f"{counted_in_words(late, 'review')} {'is' if late == 1 else 'are'} late"]
    more = len(said) - _MOST_SAID
    if more > 0:
        said[_MOST_SAID:] = [f"{counted_in_words(more, 'more check')} {_fail(more)}"]
    sentence = listed(said)
    return f"{sentence[0].upper()}{sentence[1:]}."


def _fail(number: int) -> str:
    return "fails" if number == 1 else "fail"


def _number(number: int, one: str, many: str) -> str:
    """`one speed KPI has`, `three speed KPIs have`: the noun with its verb."""
    return counted_in_words(number, one, many)


_SAID: dict[str, Callable[[int], str]] = {
    "readable": lambda n: _number(n, "file cannot be read in full", "files cannot be read in full"),
    "balanced": lambda n: _number(
        n, "speed KPI has nothing to hold it in check",
        "speed KPIs have nothing to hold them in check",
    ),
    "aligned": lambda n: _number(
        n, "KPI does not lead to the mission", "KPIs do not lead to the mission"
    ),
    "goals": lambda n: _number(n, "goal shows no result", "goals show no result"),
    "owned": lambda n: _number(
        n, "KPI has nobody who answers for it", "KPIs have nobody who answers for them"
    ),
    "exceptions": lambda n: _number(n, "exception does not hold", "exceptions do not hold"),
}  # fmt: skip


def _what_would_clear(decisions: Sequence[Decision]) -> str:
    blocking = [decision for decision in decisions if decision.blocks_sign_off]
    reviews = [d for d in blocking if d.key.startswith("overdue-review/")]
    late = sum(len(decision.about) for decision in reviews)
    others = len(blocking) - len(reviews)
    parts = [counted_in_words(others, "decision")] * bool(others)
    parts += [counted_in_words(late, "late review")] * bool(late)
    if not parts:
        return ""
    if not others:
        return f"Holding {'it' if late == 1 else 'them'} would clear the report."
    sentence = f"{listed(parts)} would clear the report."
    return f"{sentence[0].upper()}{sentence[1:]}"


def _adopted(result: Result) -> str:
    """Why there is nothing to decide where nothing is ready."""
    waived = (finding.waived_by for finding in result.findings)
    if any(one is not None and one.by == "baseline" for one in waived):
        return "What was set aside in the beginning has to be worked off first."
    return ""


def _what_holds(checks: Sequence[Check]) -> str:
    """Why it is ready, with what passes only because that is agreed."""
    asked = {check.key: check for check in checks}
    said = [_HOLDS[key] for key in _HOLDS if key in asked and asked[key].count.of]
    excepted = sum(check.excepted for check in checks)
    agreed = counted_in_words(excepted, "agreed exception") if excepted else ""
    sentence = listed(said)
    start = f"{sentence[0].upper()}{sentence[1:]}" if sentence else "Nothing stands in the way"
    return f"{start}, with {agreed}." if agreed else f"{start}."


_HOLDS = {
    "aligned": "every KPI serves the mission",
    "balanced": "every speed KPI has a counterweight that works",
    "goals": "every goal has a measure of its result",
    "owned": "somebody answers for each number",
    "questioned": "no review is late",
}


def _what_comes(result: Result, decisions: Sequence[Decision]) -> str:
    """What a reader should look at next although nothing is in the way."""
    said = _ending(result) + _due(result)
    if decisions:
        left = len(decisions)
        verb = "does" if left == 1 else "do"
        said.append(f"{counted_in_words(left, 'decision')} that {verb} not stand in the way")
    return f"Next to look at: {listed(said)}." if said else ""


def _ending(result: Result) -> list[str]:
    until = [
        (waiver.until, called(waiver.kpi or waiver.goal or "", result.catalogue))
        for waiver in result.context.waivers.in_force()
        if waiver.until is not None and (waiver.until - result.context.as_of).days <= _SOON
    ]
    if not until:
        return []
    day, name = min(until)
    return [f'the exception for "{name}", which ends on {day_in_words(day)}']


def _due(result: Result) -> list[str]:
    due = result.context.reviews.due
    waiting: list[tuple[dt.date, str]] = []
    for kpi in live_kpis(result):
        day = due(kpi).due
        soon = due(kpi).state in (State.IN_GRACE, State.DUE_SOON)
        if day is not None and soon:
            waiting.append((day, kpi.name))
    if not waiting:
        return []
    day, name = min(waiting)
    was = "was" if day < result.context.as_of else "is"
    return [f'the review of "{name}", which {was} due on {day_in_words(day)}']
