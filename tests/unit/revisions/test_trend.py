"""Counts of findings at the ends of periods, and what is remembered between them."""

from __future__ import annotations

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.output.json import finding_as_dict
from kpilint.revisions.trend import Counts, Moves, counts, moves, reading_once
from kpilint.run import Result
from kpilint.syntax.parse import parse
from kpilint.text.source import Source, Trouble
from tests.today import TODAY

TOP = "mission: {id: m, statement: Everyone is helped.}\n"
FAST = (
    "family: speed, supports: g, owner: o, purpose: to help, definition: d, direction: lower, "
    "review: {last: 2026-11-01}"
)
GOAL = "goals: [{id: g, name: Help is easy, supports: m, owner: o}]\n"
RULES = ("MIS001", "MIS003", "BAL001", "POR004", "REV001")


def result_of(kpis: str, goals: str = GOAL) -> Result:
    text = f"{TOP}{goals}kpis:\n{kpis}"
    return lint([Source("a.yaml", text)], Settings(select=RULES), TODAY)


def fast(*ids: str) -> str:
    return "".join(f"  - {{id: {id_}, name: {id_.upper()}, {FAST}}}\n" for id_ in ids)


def test_what_follows_and_what_is_advice_is_not_counted() -> None:
    assert counts(result_of(fast("a", "b"))) == Counts(2, 0)
    cut_off = result_of(fast("a", "b"), GOAL.replace("supports: m, ", ""))
    assert len(cut_off.open) > 3
    assert counts(cut_off) == Counts(3, 0)  # two without a brake, and the goal: not its KPIs


def test_exceptions_are_counted_apart_and_so_is_what_follows_from_one() -> None:
    waiver = (
        "waivers: [{rule: MIS003, goal: g, approved_by: [x], until: 2027-01-31, reason: "
        "it is written anew by the board before the first of January}]\n"
    )
    result = result_of(fast("a") + waiver, GOAL.replace("supports: m, ", ""))
    assert counts(result) == Counts(2, 1)


def test_moves_by_what_a_finding_is_about() -> None:
    first, second, third = (result_of(fast(*ids)) for ids in ("ab", "b", "abc"))
    assert moves(first, second, []) == Moves(0, 1, 0)
    assert moves(second, third, [first]) == Moves(2, 0, 1)
    renamed = result_of(fast("b").replace("id: b", "id: bb"))
    assert moves(second, renamed, []) == Moves(0, 0, 0)


def test_a_text_that_is_known_is_not_read_again() -> None:
    read = reading_once(parse)
    text = f"{TOP}{GOAL}kpis:\n{fast('a')}"
    first = read(Source("a.yaml", text))
    assert read(Source("a.yaml", text)) is first
    assert read(Source("b.yaml", text)) is not first
    assert read(Source("a.yaml", f"{text}#")) is not first
    broken = read(Source("a.yaml", text, trouble=Trouble("The disk is full.", 0)))
    assert broken.troubles
    assert not read(Source("a.yaml", text)).troubles


def test_reading_once_changes_nothing_that_is_found() -> None:
    read = reading_once(parse)
    states = ["a", "ab", "b", "ab"]
    for ids in states:
        text = f"{TOP}{GOAL}kpis:\n{fast(*ids)}"
        sources = [Source("a.yaml", text), Source("b.yaml", "teams: [{id: t}]\n")]
        plain = lint(sources, Settings(), TODAY)
        remembered = lint(sources, Settings(), TODAY, read=read)
        assert list(map(finding_as_dict, plain.findings)) == list(
            map(finding_as_dict, remembered.findings)
        )
