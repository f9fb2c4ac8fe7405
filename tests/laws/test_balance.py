"""One valid counterweight silences the rule on speed, an unlinked one never does, and the order of
entries and files changes nothing."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.finding import Severity
from kpilint.text.source import Source
from tests.today import TODAY

SETTINGS = Settings(select=("BAL",), profile="standard")
BAL001 = Settings(select=("BAL001",), profile="standard")
FAMILIES = ("speed", "volume", "cost", "quality", "outcome", "experience", "people", "financial")
TEAMS = ("north", "support", "south")
# Passes every test for whatever the speed KPI says: no scope, measured and reviewed every week.
VALID = {
    "id": "held-well", "family": "quality", "owner": "quality-office", "direction": "higher",
    "floor": "70", "review": "weekly", "frequency": "daily",
}  # fmt: skip

Entry = dict[str, str]


def ids(number: int) -> list[str]:
    return [f"kpi-{letter}" for letter in "abcde"[:number]]


@st.composite
def catalogues(draw: st.DrawFn) -> list[Entry]:
    """Up to five KPIs with anything that the tests of a counterweight look at."""
    names = ids(draw(st.integers(1, 5)))
    return [draw(entries(id_, names)) for id_ in names]


@st.composite
def entries(draw: st.DrawFn, id_: str, names: list[str]) -> Entry:
    optional = {
        "status": st.sampled_from(["draft", "suspended", "deprecated", "retired"]),
        "role": st.sampled_from(["goal", "driver", "guardrail", "diagnostic"]),
        "owner": st.just("head-of-work"),
        "direction": st.sampled_from(["higher", "lower"]),
        "target": st.sampled_from(["5", "TBD", "'>= 80 %'"]),
        "floor": st.just("0"),
        "review": st.sampled_from(["weekly", "quarterly", "yearly"]),
        "frequency": st.sampled_from(["daily", "half-yearly"]),
        "scope": st.sampled_from([f"{{team: {team}}}" for team in TEAMS]),
        "uses": st.sampled_from(["[pay]", "[coaching]", "[ranking, improvement]"]),
        "supports": st.just("goal-one"),
        "balanced_by": _some([*names, "nowhere"]),
        "derived_from": _some([*names, "raw-data"]),
    }
    family = draw(st.sampled_from(FAMILIES))
    return {"id": id_, "family": family, **draw(st.fixed_dictionaries({}, optional=optional))}


def _some(names: list[str]) -> st.SearchStrategy[str]:
    chosen = st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True)
    return chosen.map(lambda found: f"[{', '.join(found)}]")


def written(kpis: list[Entry], path: str = "kpis.yaml") -> Source:
    lines = [f"  - {{{', '.join(f'{key}: {value}' for key, value in k.items())}}}" for k in kpis]
    return Source(path, "\n".join(["kpis:", *lines]) + "\n")


HOUSE = Source(
    "house.yaml",
    "teams: [{id: support}, {id: north, parent: support}, {id: south, parent: support}]\n"
    "goals: [{id: goal-one, name: One}]\n",
)


def findings(sources: list[Source], settings: Settings) -> set[tuple[str, str, str | None, int]]:
    result = lint(sources, settings, TODAY)
    assert not result.crashes
    return {
        (found.rule.code, found.problem.subject.id, found.problem.reason, int(found.severity))
        for found in result.findings
    }


def unbalanced(kpis: list[Entry]) -> set[str]:
    return {subject for _, subject, _, _ in findings([HOUSE, written(kpis)], BAL001)}


@given(catalogues(), st.data())
def test_one_valid_counterweight_is_enough(kpis: list[Entry], data: st.DataObject) -> None:
    kpi = data.draw(st.sampled_from(kpis))
    linked = kpi.get("balanced_by", "[]")[1:-1]
    more = kpi | {"balanced_by": f"[{linked}, held-well]" if linked else "[held-well]"}
    changed = [more if other is kpi else other for other in kpis]
    assert kpi["id"] not in unbalanced([*changed, VALID])


@given(catalogues())
def test_an_unlinked_kpi_balances_nothing(kpis: list[Entry]) -> None:
    assert unbalanced([*kpis, VALID]) == unbalanced(kpis)


@given(catalogues())
def test_a_pressed_speed_kpi_without_a_link_is_found(kpis: list[Entry]) -> None:
    """Every family is stated here, so only drafts and leavers give a warning."""
    found = {
        subject: severity for _, subject, _, severity in findings([HOUSE, written(kpis)], BAL001)
    }
    for kpi in kpis:
        status = kpi.get("status")
        is_asked = kpi["family"] == "speed" and status != "retired"
        if is_asked and kpi.get("role", "goal") != "diagnostic" and "balanced_by" not in kpi:
            assert kpi["id"] in found
        if not is_asked:
            assert kpi["id"] not in found
        elif kpi["id"] in found:
            lenient = status in ("draft", "deprecated")
            assert found[kpi["id"]] == (Severity.WARNING if lenient else Severity.ERROR)


@given(catalogues(), st.randoms(use_true_random=False), st.integers(0, 5))
def test_the_order_of_entries_and_files_changes_nothing(
    kpis: list[Entry], chance: random.Random, cut: int
) -> None:
    shuffled = list(kpis)
    chance.shuffle(shuffled)
    two_files = [written(shuffled[:cut], "b.yaml"), HOUSE, written(shuffled[cut:], "a.yaml")]
    sources = [source for source in two_files if "id:" in source.text]
    assert findings(sources, SETTINGS) == findings([HOUSE, written(kpis)], SETTINGS)
