"""A page for each KPI: its way to the mission, how it is counted, what was found."""

from __future__ import annotations

import datetime as dt

import pytest

from kpilint.report.details import KpiPage
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.kpi_pages import kpi_pages
from tests.checked import FRAME, checked


def pages(text: str) -> dict[str, KpiPage]:
    return {page.kpi.name: page for page in kpi_pages(Answers(checked(text)))}


def one(fields: str, more: str = "") -> KpiPage:
    return pages(f"{FRAME}{more}kpis:\n  - {{name: One, {fields}}}\n")["One"]


def test_what_is_in_force_comes_by_name_then_drafts_then_what_is_retired() -> None:
    found = pages(f"""{FRAME}
kpis:
  - {{name: Zed}}
  - {{name: Old, status: retired}}
  - {{name: New, status: draft}}
  - {{name: about, status: suspended}}
""")
    assert list(found) == ["about", "Zed", "New", "Old"]
    assert found["Old"].review is None
    assert found["New"].review is None


HELPED = 'the mission "Everyone is helped"'
GUARDS = 'Serves no goal of its own; it holds "Fast" in check, which serves "Customers stay"'
PATHS = {
    "supports: easy": (f'Serves "Getting help is easy", which serves {HELPED}.', True),
    "supports: [easy, stay]": (
        f'Serves "Getting help is easy", which serves {HELPED}. It serves "Customers stay" too.',
        True,
    ),
    "supports: helped": (f"Serves {HELPED}.", True),
    "supports: part": (
        f'Serves "A part", which serves "Customers stay", which serves {HELPED}.',
        True,
    ),
    "explains: good": (f'Explains "Good", which serves "Customers stay", which serves {HELPED}.',
                       True),
    "part_of: good": (f'Is part of "Good", which serves "Customers stay", which serves {HELPED}.',
                      True),
    "supports: group": ('Serves "group", which is kept in another catalogue.', True),
    "supports: stay, status: draft": (
        f'Is planned, and is to serve "Customers stay", which serves {HELPED}.',
        True,
    ),
    "supports: stay, status: retired, replaced_by: good": (
        'Retired; "Good" has taken its place.', False,
    ),
    "id: brake": (f"{GUARDS}, which serves {HELPED}.", False),
    "owner: o": ("Does not reach the mission: it serves no goal.", False),
    "supports: esay": (
        'Does not reach the mission: it serves "esay", which does not exist.', False,
    ),
    "supports: past": (
        'Does not reach the mission: it serves "The past", which is retired.', False,
    ),
}  # fmt: skip


@pytest.mark.parametrize("fields", PATHS)
def test_the_way_to_the_mission_is_a_sentence(fields: str) -> None:
    page = pages(f"""{FRAME}
  - {{id: part, name: A part, supports: stay}}
  - {{id: past, name: The past, supports: helped, status: retired}}
external: group
kpis:
  - {{name: One, {fields}}}
  - {{name: Good, supports: stay}}
  - {{name: Fast, family: speed, supports: stay, balanced_by: brake}}
""")["One"]
    assert (page.path, page.reaches_mission) == PATHS[fields]


def test_a_long_way_is_told_in_short() -> None:
    goals = [f"  - {{id: g{n}, name: Goal {n}, supports: g{n - 1}}}\n" for n in range(1, 12)]
    goals[0] = goals[0].replace("g0", "easy")
    page = one("supports: g11", "".join(goals))
    assert page.path == (
        'Serves "Goal 11", which serves "Goal 10", which serves "Goal 9", which serves "Goal 8", '
        f"which leads in 8 more steps to {HELPED}."
    )


def test_a_mission_without_a_name_is_told_by_its_first_words() -> None:
    text = (
        "mission: Every household and every shop that relies on our line can rely on us too.\n"
        "goals: [{id: easy, name: Easy, supports: mission}]\nkpis: [{name: One, supports: easy}]"
    )
    assert pages(text)["One"].path == (
        'Serves "Easy", which serves the mission '
        '"Every household and every shop that relies on our line can \u2026".'
    )


COUNTED = {
    "formula: a / b, unit: seconds": "a / b; in seconds",
    "numerator: those solved, denominator: all": "those solved / all",
    "formula: a, population: all calls, period: month, percentile: [median, p90]": (
        "a; of all calls; period: month; shown as median and p90"
    ),
    "purpose: to mend, definition: what it is": "what it is",
    "definition: what it is": None,
}


@pytest.mark.parametrize(("fields", "counted"), COUNTED.items())
def test_how_it_is_counted(fields: str, counted: str | None) -> None:
    assert one(fields).counted == counted


MEASURES = {
    "name: Anything, family: quality": "quality, as stated",
    "name: Average handle time": "speed, recognised by its name",
    "name: Zorgblatt": None,
}


@pytest.mark.parametrize(("fields", "measures"), MEASURES.items())
def test_what_it_measures_and_how_sure_that_is(fields: str, measures: str | None) -> None:
    (page,) = pages(f"{FRAME}kpis:\n  - {{{fields}}}\n").values()
    assert page.measures == measures


TARGETS = {
    "target: 300, unit: seconds, direction: lower": "at most 300 seconds",
    "target: 80, direction: higher": "at least 80",
    "target: '>= 80 % by 2027-03-31'": "at least 80 % by 31 March 2027",
    "target: {value: 2.5, by: 2027-06-30}, direction: lower": "at most 2.5 by 30 June 2027",
    "floor: 28, unit: '%'": "no worse than 28 %",
    "target: 5, floor: 1200": "5, no worse than 1,200",
    "target: TBD": None,
    "target: as good as we can": '"as good as we can"',
}


@pytest.mark.parametrize(("fields", "target"), TARGETS.items())
def test_what_it_is_meant_to_reach(fields: str, target: str | None) -> None:
    assert one(fields).target == target


def test_reviews_are_told_the_latest_first() -> None:
    page = one("""reviews: [
      {date: 2026-05-01, decision: keep, by: [head-of-service, two-agents], note: As it was.},
      {decision: keep},
      {date: 2026-11-01, decision: change, evidence: forty calls}]""")
    assert [(held.day, held.decision) for held in page.reviews] == [
        (dt.date(2026, 11, 1), "change"), (dt.date(2026, 5, 1), "keep"), (None, "keep"),
    ]  # fmt: skip
    assert page.reviews[0].evidence == "forty calls"
    assert page.reviews[1].by == ("Head of service", "Two agents")
    (short,) = one("review: {cadence: monthly, last: 2026-11-02}").reviews
    assert (short.day, short.decision) == (dt.date(2026, 11, 2), "keep")


def test_findings_are_root_causes_the_worst_first_and_what_is_agreed_last() -> None:
    page = pages(f"""{FRAME}
kpis:
  - {{name: One, supports: easy, family: speed, direction: lower, owner: o, target: 5}}
waivers:
  - rule: BAL001
    kpi: one
    reason: we are setting up a count of what comes back and have it in spring
    approved_by: board
    until: 2027-01-31
""")["One"]
    severities = [found.severity for found in page.findings if not found.excepted]
    assert severities == sorted(severities, key=["error", "warning", "advice"].index)
    assert [found.excepted for found in page.findings] == [False] * len(severities) + [True]
    # That it has no rhythm is why it was never reviewed; only the cause is told.
    assert not any("No review of" in found.message for found in page.findings)


def test_a_page_names_what_it_holds_and_where_it_is_written() -> None:
    found = pages(f"""{FRAME}
kpis:
  - {{name: Fast, supports: easy, family: speed, balanced_by: good}}
  - {{name: Gone, status: retired, family: speed, balanced_by: good}}
  - {{name: Good, supports: easy, uses: [coaching, decision, public]}}
""")
    assert [ref.name for ref in found["Good"].holds] == ["Fast"]
    assert found["Good"].place == "a.yaml:9"
    assert found["Good"].used_for == ("publication", "decisions", "coaching")
    assert found["Fast"].presses
    assert not found["Good"].presses
