"""Which entity of an earlier catalogue is which of a later one."""

from __future__ import annotations

import pytest

from kpilint.changes.match import Matches
from tests.states import state


@pytest.mark.parametrize(
    ("before", "after", "pairs"),
    [
        # The id decides, whatever else differs.
        ("{id: a, name: One}", "{id: a, name: Two}", "a=a"),
        ("{id: a, name: One}, {id: b, name: Two}", "{id: a, name: Two}, {id: b, name: One}",
         "a=a b=b"),
        # A new id says what it supersedes; what superseded another then has its own id.
        ("{id: a}", "{id: b, supersedes: a}", "a=b"),
        ("{id: b, supersedes: a}", "{id: c, supersedes: b}", "b=c"),
        ("{id: a}, {id: b}", "{id: c, supersedes: [a, b]}", "?=c a=? b=?"),
        ("{id: a}", "{id: a, status: retired}, {id: b, supersedes: a}", "a=a ?=b"),
        # The name, however it is spelt.
        ("{id: a, name: Time to hire}", "{id: b, name: time  to Hire}", "a=b"),
        ("{id: a, name: One}", "{id: b, name: Two}", "?=b a=?"),
        # How it is counted.
        ("{id: a, formula: x / y}", "{id: b, formula: X / y}", "a=b"),
        ("{id: a, formula: x / y, unit: s}", "{id: b, formula: x / y, unit: h}", "?=b a=?"),
        # A unit, a source and a team are shared by many.
        ("{id: a, unit: s, source: crm, scope: n}", "{id: b, unit: s, source: crm, scope: n}",
         "?=b a=?"),
        # Nothing is matched where there is a choice.
        ("{id: a, name: One}", "{id: b, name: One}, {id: c, name: One}", "?=b ?=c a=?"),
        ("{id: a, name: One}, {id: b, name: One}", "{id: c, name: One}", "?=c a=? b=?"),
        ("{id: a}", "{id: b, supersedes: a}, {id: c, supersedes: a}", "?=b ?=c a=?"),
    ],
)  # fmt: skip
def test_pairs(before: str, after: str, pairs: str) -> None:
    old, new = (state(f"kpis: [{kpis}]").catalogue for kpis in (before, after))
    matches = Matches(old, new)
    found = [
        f"{one.id if one else '?'}={other.id if other else '?'}" for one, other in matches.pairs
    ]
    assert " ".join(found) == pairs
    for one, other in matches.pairs:
        if other is not None:
            assert matches.before(other) is one
        if one is not None:
            assert matches.after(one) is other


def test_a_goal_is_no_kpi() -> None:
    old = state("goals: [{id: a, name: One}]").catalogue
    new = state("kpis: [{id: a, name: One}]").catalogue
    assert all(one is None or other is None for one, other in Matches(old, new).pairs)
