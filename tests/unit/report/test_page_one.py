"""What stands on page one, and in what order."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpilint.report.facts import TrendPoint
from kpilint.report.formats.charts import BASE, TALLEST, WIDTH, steps
from kpilint.report.formats.page_one import cut, definitions_that_changed, near, page_one
from tests import report_samples
from tests.report_samples import with_prefix


def test_it_is_the_beginning_of_every_list() -> None:
    report = report_samples.not_ready()
    page = page_one(report)
    assert page.decisions == report.decisions[:5]
    assert page.goals == report.goals
    assert page.late == report.reviews.late[: len(page.late)]
    assert [row.due for row in page.next] == [dt.date(2026, 12, 4)]
    assert page.in_force == 1
    assert page.next_end == dt.date(2026, 12, 13)


def test_moved_targets_come_first_and_good_news_stays_away() -> None:
    kinds = [row.kind for row in definitions_that_changed(report_samples.not_ready())]
    assert kinds == ["target-loosened", "target-tightened", "definition-changed"]


def test_long_texts_leave_fewer_rows_but_never_none() -> None:
    report = report_samples.not_ready()
    page = page_one(
        with_prefix(report, "a long and winding way to say what could be said shortly ")
    )
    plain = page_one(report)
    assert len(page.goals) < len(plain.goals)
    assert all((page.decisions, page.goals, page.late, page.changed))
    assert page.more_changed + len(page.changed) == 3


@pytest.mark.parametrize(
    ("text", "longest", "seen"),
    [
        ("short", 10, "short"),
        ("ends in an ellipsis\u2026", 30, "ends in an ellipsis\u2026"),
        ("one two three four", 12, "one two\u2026"),
        ("one, two, three", 12, "one, two\u2026"),
        ("unbreakablyverylong", 8, "unbreak\u2026"),
        ("two\nlines \u202e", 40, "two lines \\u202e"),
    ],
)
def test_a_text_is_cut_between_words(text: str, longest: int, seen: str) -> None:
    assert cut(text, longest) == seen


@pytest.mark.parametrize(
    ("day", "seen"),
    [
        (dt.date(2026, 12, 13), "13 December"),
        (dt.date(2027, 1, 4), "4 January"),
        (dt.date(2027, 11, 23), "23 November 2027"),
        (dt.date(2026, 11, 21), "21 November 2026"),
    ],
)
def test_a_year_is_told_where_it_is_in_doubt(day: dt.date, seen: str) -> None:
    assert near(day, dt.date(2026, 11, 22)) == seen


def point(label: str, opened: int, excepted: int) -> TrendPoint:
    day = dt.date(2026, 9, 30)
    return TrendPoint(period=label, label=label, day=day, open=opened, excepted=excepted, kpis=9)


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 5000)), max_size=6))
def test_bars_stay_in_the_drawing_and_in_proportion(numbers: list[tuple[int, int]]) -> None:
    drawn = steps([point(f"Q{n}", *both) for n, both in enumerate(numbers)])
    bars = [bar for step in drawn for bar in (step.open, step.aside) if bar]
    assert len(drawn) == len(numbers)
    assert all(bar.x >= 0 and bar.x + bar.width <= WIDTH for bar in bars)
    assert all(bar.y + bar.height == BASE and bar.height <= TALLEST for bar in bars)
    assert all((bar.height == 0) == (bar.number == 0) for bar in bars)
    assert sorted(bars, key=lambda bar: bar.number) == sorted(
        bars, key=lambda bar: (bar.number, bar.height)
    )
    ends = [step.is_last for step in drawn]
    assert ends == [False] * (len(ends) - 1) + [True] * bool(ends)


def test_exceptions_are_drawn_throughout_or_not_at_all() -> None:
    assert [step.aside for step in steps([point("a", 3, 0), point("b", 2, 0)])] == [None, None]
    with_some = steps([point("a", 3, 0), point("b", 2, 1)])
    assert [step.aside.number for step in with_some if step.aside] == [0, 1]
