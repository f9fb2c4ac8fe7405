"""Each kind of change has a smallest catalogue that shows it."""

from __future__ import annotations

import pytest

from kpilint.changes.kinds import KINDS
from tests.states import changes

PAIR = (
    "{id: s, family: speed, target: 5, balanced_by: q}, "
    "{id: q, family: quality, owner: a, direction: higher, floor: 5}"
)
LOOSE = PAIR.replace(", balanced_by: q", "")
WAIVER = "waivers: [{rule: BAL001, kpi: a, until: 2026-12-31}]\nkpis: [{id: a}]"
AGREED = "waivers: [{rule: BAL001, kpi: a, until: 2026-12-31, approved_by: a, reason: a pilot}]"

# Kind, field, what of the words matters; before and after.
ROWS = [
    ("added", "", "new", "{id: a}", "{id: a}, {id: b}"),
    ("retired", "status", "retired", "{id: a}", "{id: a, status: retired}"),
    ("removed", "", "removed", "{id: a}, {id: b}", "{id: a}"),
    ("renamed", "id", "b (before: a)", "{id: a, name: One}", "{id: b, name: One}"),
    ("status-changed", "status", "suspended (before: active)", "{id: a}",
     "{id: a, status: suspended}"),
    ("target-loosened", "target", "70 (before: 80)", "{id: a, direction: higher, target: 80}",
     "{id: a, direction: higher, target: 70}"),
    ("target-loosened", "floor", "floor 70 (before: floor 80)",
     "{id: a, direction: higher, floor: 80}",
     "{id: a, direction: higher, floor: 70}"),
    ("target-tightened", "target", "90 (before: 80)", "{id: a, direction: higher, target: 80}",
     "{id: a, direction: higher, target: 90}"),
    ("target-moved", "target", "70 (before: 80)", "{id: a, target: 80}", "{id: a, target: 70}"),
    ("target-set", "target", "80", "{id: a, target: TBD}", "{id: a, target: 80}"),
    ("target-dropped", "target", "80", "{id: a, target: 80}", "{id: a}"),
    ("direction-flipped", "direction", "lower (before: higher)", "{id: a, direction: higher}",
     "{id: a, direction: lower}"),
    ("relabelled", "family", "quality (before: speed)", "{id: a, family: speed}",
     "{id: a, family: quality}"),
    ("relabelled", "role", "role: diagnostic", "{id: a}", "{id: a, role: diagnostic}"),
    ("counterweight-added", "balanced_by", "q", LOOSE, PAIR),
    ("brake-gained", "balanced_by", "q", LOOSE, PAIR),
    ("counterweight-removed", "balanced_by", "q", PAIR, LOOSE),
    ("brake-lost", "balanced_by", "q", PAIR, LOOSE),
    ("brake-lost", "balanced_by", "q", PAIR, PAIR.replace(", owner: a", "")),
    ("owner-changed", "owner", "b (before: a)", "{id: a, owner: a}", "{id: a, owner: b}"),
    ("relinked", "supports", "serves g", "{id: a}", "{id: a, supports: g}"),
    ("definition-changed", "formula", "x / z (before: x / y)", "{id: a, formula: x / y}",
     "{id: a, formula: x / z}"),
    ("definition-changed", "direction", "nothing (before: higher)", "{id: a, direction: higher}",
     "{id: a}"),
    ("uses-changed", "uses", "used for pay", "{id: a}", "{id: a, uses: [pay]}"),
    ("review-recorded", "reviews", "keep, 2026-10-01", "{id: a}",
     "{id: a, reviews: [{date: 2026-10-01, decision: keep}]}"),
    ("review-removed", "reviews", "keep, 2026-10-01",
     "{id: a, reviews: [{date: 2026-10-01, decision: keep}]}", "{id: a}"),
    ("review-plan-changed", "cadence", "yearly (before: quarterly)", "{id: a, review: quarterly}",
     "{id: a, review: yearly}"),
    ("review-plan-changed", "last_reviewed", "2026-11-05 (before: 2026-07-20)",
     "{id: a, last_reviewed: 2026-07-20}", "{id: a, review: {last: 2026-11-05}}"),
    ("waiver-opened", "until", "2026-12-31", "kpis: [{id: a}]", WAIVER),
    ("waiver-extended", "until", "2027-12-31 (before: 2026-12-31)", WAIVER,
     WAIVER.replace("2026-12", "2027-12")),
    ("waiver-ended", "until", "2026-12-31", WAIVER, "kpis: [{id: a}]"),
    ("detail-changed", "frequency", "weekly (before: daily)", "{id: a, frequency: daily}",
     "{id: a, frequency: weekly}"),
    ("detail-changed", "approved_by", "approved by: b (before: a)", f"kpis: [{{id: a}}]\n{AGREED}",
     f"kpis: [{{id: a}}]\n{AGREED.replace('approved_by: a', 'approved_by: b')}"),
    ("detail-changed", "reason", "reason: no staff (before: a pilot)", AGREED,
     AGREED.replace("a pilot", "no staff")),
    ("detail-changed", "active", "has left", "people: [{id: a}]",
     "people: [{id: a, active: no}]"),
    ("detail-changed", "active", "is here again", "people: [{id: a, active: no}]",
     "people: [{id: a}]"),
    ("wording-changed", "name", "wording of name", "{id: a, name: One}", "{id: a, name: Two}"),
    ("wording-changed", "target", "wording of target", "{id: a, target: 300 s}",
     "{id: a, target: {value: 300 s, source: us}}"),
]  # fmt: skip


def whole(text: str) -> str:
    return f"kpis: [{text}]" if text.startswith("{") else text


@pytest.mark.parametrize(("kind", "field", "words", "before", "after"), ROWS)
def test_a_change(kind: str, field: str, words: str, before: str, after: str) -> None:
    found = [c for c in changes(whole(before), whole(after)) if (c.kind, c.field) == (kind, field)]
    assert len(found) == 1
    assert words in found[0].words


def test_no_kind_is_dead() -> None:
    assert {row[0] for row in ROWS} == set(KINDS)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        # Spaces, capitals and order.
        ("{id: a, formula: x / (y+z)}", "{id: a, formula: X/(y + z)}"),
        ("{id: a, scope: {team: [n, s], channel: web}}",
         "{id: a, scope: {channel: web, team: [s, n]}}"),
        ("{id: a, owner: head}", "{id: a, owner: [head]}"),
        ("{id: a, source: crm}", "{id: a, source: {where: crm}}"),
        ("{id: a, balanced_by: [x, y]}", "{id: a, balanced_by: [y, x]}"),
        ("{id: a, uses: [pay, public]}", "{id: a, uses: [{use: public}, pay]}"),
        ("{id: a, last_reviewed: 2026-07-20}", "{id: a, review: {last: 2026-07-20}}"),
        ("{id: a, reviews: [{date: 2026-07-20, by: b}, {date: 2026-04-20, by: c}]}",
         "{id: a, reviews: [{date: 2026-04-20, by: c}, {by: b, date: 2026-07-20}]}"),
    ],
)  # fmt: skip
def test_writing_is_no_change(before: str, after: str) -> None:
    assert not changes(whole(before), whole(after))


def test_a_new_id_is_followed_wherever_it_is_named() -> None:
    then = (
        "teams: [{id: north, name: North}]\npeople: [{id: head, name: Head of North}]\n"
        "kpis: [{id: a, owner: head, scope: north}, {id: b, derived_from: a, name: B},"
        " {id: c, derived_from: b, balanced_by: b, explains: b}]"
    )
    now = (
        then.replace("id: north", "id: team-north").replace("scope: north", "scope: team-north")
        .replace("id: head", "id: head-north").replace("owner: head", "owner: head-north")
        .replace("id: b", "id: bb").replace("from: b", "from: bb").replace("by: b", "by: bb")
        .replace("explains: b", "explains: bb")
    )  # fmt: skip
    assert [(c.kind, c.subject.id) for c in changes(then, now)] == [
        ("renamed", "bb"),
        ("renamed", "team-north"),
        ("renamed", "head-north"),
    ]


@pytest.mark.parametrize(
    ("before", "after", "raised"),
    [("1", "2", True), ("v1.4", "v2", True), ("1.9", "1.10", True), ("2", "1", False),
     ("2", "2", False), ("", "2", True), ("2", "", False), ("spring", "autumn", True)],
)  # fmt: skip
def test_a_raised_version_is_another_one_and_not_lower(
    before: str, after: str, raised: bool
) -> None:
    texts = [f"kpis: [{{id: a, formula: x{i}, version: '{version}'}}]" if version
             else f"kpis: [{{id: a, formula: x{i}}}]"
             for i, version in enumerate((before, after))]  # fmt: skip
    (found,) = [c for c in changes(*texts) if c.kind == "definition-changed"]
    assert getattr(found, "version_raised") is raised  # noqa: B009
