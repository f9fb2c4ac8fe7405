"""Laws of the facts behind the report: equal for equal catalogues, plain text, cost in line."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.report.parts import LONGEST, Fact, plain
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.asks import asks
from kpilint.report.sections.blind_spots import blind_spots
from kpilint.report.sections.change_rows import change_rows
from kpilint.report.sections.decisions import decisions
from kpilint.report.sections.finding_rows import finding_rows
from kpilint.report.sections.goals import goals
from kpilint.report.sections.kpi_pages import kpi_pages
from kpilint.report.sections.method import method
from kpilint.report.sections.past import past
from kpilint.report.sections.period import Calendar
from kpilint.report.sections.pressure import pressure
from kpilint.report.sections.review_rows import review_rows
from kpilint.report.sections.signoff import SignOff
from kpilint.report.sections.speed_rows import speed_rows
from kpilint.report.sections.strategy_map import strategy_map
from kpilint.report.sections.verdict import verdict
from kpilint.report.sections.waiver_rows import waiver_rows
from kpilint.run import Base, Result
from kpilint.text.source import Source
from tests.benchmarks.generate import write
from tests.literate.runner import ROOT
from tests.rich import HOSTILE
from tests.today import TODAY


def page_one(result: Result) -> tuple[Fact, ...]:
    """What stands on it beside rows of the sections."""
    sign_off = SignOff(result)
    checks = sign_off.checks(sign_off)
    agenda = decisions(asks(result), result.context, END, sign_off, {})
    told = past(result, Calendar(), dt.date(2026, 7, 1), None)
    return (verdict(result, checks, agenda), *agenda, *checks, *goals(result), *told)


START, END, HORIZON = dt.date(2026, 10, 1), dt.date(2026, 12, 31), dt.date(2027, 3, 31)
GATHERERS: dict[str, Callable[[Result], Fact | tuple[Fact, ...]]] = {
    "map": lambda result: strategy_map(Answers(result)),
    "speed": lambda result: speed_rows(Answers(result)),
    "reviews": lambda result: review_rows(Answers(result), START, END, HORIZON),
    "pressure": pressure,
    "blind spots": lambda result: blind_spots(result, dt.date(2026, 7, 1), END),
    "waivers": waiver_rows,
    "kpis": lambda result: kpi_pages(Answers(result)),
    "changes": change_rows,
    "findings": lambda result: finding_rows(result, frozenset()),
    "method": method,
    "page one": page_one,
}
EXAMPLES = sorted(path.parent.name for path in (ROOT / "examples").glob("*/mission-and-goals.yaml"))


def facts(result: Result) -> dict[str, Any]:
    assert not result.crashes
    return {name: plain(gathered(result)) for name, gathered in GATHERERS.items()}


def example(name: str) -> list[Source]:
    folder = ROOT / "examples" / name
    return [
        Source(path.name, path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*.yaml"))
        if path.name != "kpilint.yaml"
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_files_in_any_order_give_equal_facts(name: str) -> None:
    sources = example(name)
    base = Base(lint(sources[1:], Settings(), TODAY).context, "v1", START)
    first = facts(lint(sources, Settings(), TODAY, base=base))
    assert first["changes"]
    for seed in range(3):
        Random(seed).shuffle(sources)  # noqa: S311 - an order, not a secret
        assert facts(lint(sources, Settings(), TODAY, base=base)) == first


# Wherever an organisation writes a text of its own.
WRITTEN = """\
mission: {{id: m, name: {text}, statement: {text}, reviews: [{{date: 2026-10-02, note: {text}}}]}}
goals:
  - {{id: g, name: {text}, supports: m, owner: {text}, unmeasured: {text}, avoid: {{what: {text}}}}}
  - {{id: h, name: {text}}}
teams: [{{id: t, name: {text}}}]
schemes: [{{id: s, name: {text}, kind: pay, items: [{{kpi: k, weight: 4}}, {{kpi: l, weight: 3}}]}}]
kpis:
  - id: k
    name: {text}
    supports: [g, {text}]
    owner: {text}
    family: speed
    purpose: {text}
    definition: {text}
    formula: {text}
    population: {text}
    unit: {text}
    target: {text}
    scope: {{team: [t, {text}]}}
    balanced_by: [l, {text}]
    gaming_risks: {text}
    limitations: {text}
    uses: [{{use: pay, scheme: {text}, weight: 3}}, public]
    consulted: {{who: {text}, on: 2026-05-01}}
    exceptions: {{who: {text}, cases: {text}, bounds: {text}, count: {text}}}
    reviews: [{{date: 2026-10-02, decision: keep, by: {text}, note: {text}, evidence: {text}}}]
  - {{id: l, name: {text}, supports: h, family: quality, scope: {{team: {text}}}}}
  - {{id: x, name: {text}, explains: k, status: draft}}
  - {{id: r, name: {text}, status: retired, replaced_by: {text}}}
waivers:
  - {{rule: {text}, kpi: {text}, reason: {text}, approved_by: {text}, until: 2026-12-01}}
  - {{rule: BAL001, kpi: k, reason: {text}, approved_by: {text}, until: 2026-12-01}}
"""


def texts(value: Any) -> Iterator[str]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if isinstance(value, dict) and value.get("snippet"):
        # The one text that has lines.
        inner = [*value["snippet"].split("\n"), *(value | {"snippet": None}).values()]
    if isinstance(value, str):
        yield value
    for one in inner:
        yield from texts(one)


def of(text: str, earlier: str = "Before") -> dict[str, Any]:
    """The facts of a catalogue in which everything is called like this."""
    before = lint([Source("a.yaml", _written(earlier))], Settings(), TODAY)
    base = Base(before.context, text, START)
    return facts(lint([Source("a.yaml", _written(text))], Settings(), TODAY, base=base))


def _written(text: str) -> str:
    return WRITTEN.format(text=json.dumps(text))


def _assert_plain(found: dict[str, Any]) -> None:
    for text in texts(found):
        assert text.isprintable()
        assert len(text) <= LONGEST
    json.dumps(found, ensure_ascii=False).encode("utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "\x1b[31mred\x1b[0m",
        "\u202egnp.exe",
        "two\nlines",
        "half \ud83d",
        "a{b}%s%(c)s",
        "</script><img src=x>",
        "=1+1",
        '"" "',
        "x" * 5_000,
        HOSTILE,
    ],
    ids=range(10),
)
def test_hostile_texts_stay_plain_text(name: str) -> None:
    found = of(name)
    _assert_plain(found)
    # What only looks dangerous is still what somebody wrote, to the letter.
    if name.isprintable() and len(name) < 200:
        assert found["kpis"][0]["kpi"]["name"] == name


@settings(max_examples=60)
@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
def test_any_text_stays_plain_text(text: str, earlier: str) -> None:
    _assert_plain(of(text, earlier))


def test_nothing_at_all_gives_facts_too() -> None:
    found = facts(lint([Source("a.yaml", "")], Settings(), TODAY))
    assert found["map"] == {"missions": [], "loose": [], "families": []}
    assert found["kpis"] == []


# Shapes that a walk over links can stumble on: deep, wide, round.
SHAPES: dict[str, Callable[[int], str]] = {
    "goals in a line": lambda n: (
        "mission: {id: m}\ngoals:\n"
        + "".join(f"  - {{id: g{i}, supports: {f'g{i - 1}' if i else 'm'}}}\n" for i in range(n))
        + "kpis:\n"
        + "".join(f"  - {{id: k{i}, supports: g{i}}}\n" for i in range(n))
    ),
    "kpis that explain each other in a line": lambda n: (
        "mission: {id: m}\ngoals: [{id: g, supports: m}]\nkpis:\n  - {id: k0, supports: g}\n"
        + "".join(f"  - {{id: k{i}, explains: k{i - 1}}}\n" for i in range(n - 1, 0, -1))
    ),
    "kpis that explain each other in a circle": lambda n: (
        "mission: {id: m}\nkpis:\n"
        + "".join(f"  - {{id: k{i}, explains: k{(i + 1) % n}}}\n" for i in range(n))
    ),
    "one brake for all": lambda n: (
        "mission: {id: m}\nkpis:\n"
        "  - {id: b, family: quality, owner: o, floor: 1, direction: lower}\n"
        + "".join(
            f"  - {{id: k{i}, supports: m, family: speed, balanced_by: b}}\n" for i in range(n)
        )
    ),
    "one scheme for all": lambda n: (
        "mission: {id: m}\nkpis:\n"
        + "".join(f"  - {{id: k{i}, supports: m, family: volume}}\n" for i in range(n))
        + "schemes:\n  - kind: pay\n    id: s\n    items:\n"
        + "".join(f"      - {{kpi: k{i}, weight: 1}}\n" for i in range(n))
    ),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_cost_grows_as_the_catalogue_does(shape: str) -> None:
    few, many = (
        _calls(lint([Source("a.yaml", SHAPES[shape](n))], Settings(), TODAY)) for n in (60, 480)
    )
    assert many < 8 * few * 1.2


def test_cost_grows_as_a_usual_catalogue_does(tmp_path: Path) -> None:
    calls = []
    for kpis in (150, 1_200):
        write(tmp_path / str(kpis), kpis)
        files = sorted((tmp_path / str(kpis)).iterdir())
        sources = [Source(path.name, path.read_text("utf-8")) for path in files]
        calls.append(_calls(lint(sources, Settings(), TODAY)))
    assert calls[1] < 8 * calls[0] * 1.2


def _calls(result: Result) -> int:
    """How many functions the gatherers call: the time would depend on the machine."""
    facts(lint([], Settings(), TODAY))  # what is loaded once is not counted
    count = 0

    def called(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        for gathered in GATHERERS.values():
            gathered(result)
    finally:
        sys.setprofile(before)
    return count
