"""What a change is said to be, for whom it is, and how it is written down."""

from __future__ import annotations

import datetime as dt
import json
import re

import jsonschema
import pytest
from markdown_it import MarkdownIt

from kpilint.config import Settings
from kpilint.contract.difference import difference_schema
from kpilint.engine.lint import lint
from kpilint.output.difference import json as as_json
from kpilint.output.difference import markdown, text
from kpilint.output.difference.map import MAX_NODES, map_of
from kpilint.output.format import View
from kpilint.revisions.difference import Difference
from kpilint.revisions.git import Commit
from kpilint.revisions.runs import base_of
from kpilint.run import Base, Result
from kpilint.text.dump import dump
from kpilint.text.source import Source
from tests.rich import HOSTILE

DAY = dt.date(2026, 11, 22)
BASE = Commit("a" * 40, "a" * 7, dt.date(2026, 7, 1), "Before")
GOALS = "mission: Every caller is helped.\ngoals: [{id: help, name: Help, supports: mission}]\n"
FORMATS = (text.FORMAT, markdown.FORMAT, as_json.FORMAT)


def kpi(name: str, **fields: object) -> str:
    return dump({"id": name.casefold(), "name": name, "supports": "help", **fields})


def difference(before: list[str], after: list[str], revision: str = "main") -> Difference:
    def sources(kpis: list[str]) -> list[Source]:
        return [Source("kpis.yaml", f"{GOALS}kpis: [{', '.join(kpis)}]\n")]

    earlier = lint(sources(before), Settings(), DAY)
    later = lint(sources(after), Settings(), DAY, base=base_of(earlier, BASE, revision))
    return Difference(revision, BASE, None, earlier, later)


def listed(found: Difference) -> dict[str, tuple[bool, str]]:
    return {entry.subject.id: (entry.is_to_settle, entry.risk.word) for entry in found.entries}


def test_a_risk_is_to_settle_until_a_review_agrees() -> None:
    old, new = kpi("Quality", target="80 %", direction="higher"), {"target": "70 %"}
    agreed = {"date": "2026-11-20", "decision": "change", "by": ["head-of-desk"], "note": "Why."}
    for reviews, to_settle in (
        ([], True),
        ([agreed | {"decision": "keep"}], True),
        ([agreed], False),
    ):
        found = difference([old], [kpi("Quality", direction="higher", **new, reviews=reviews)])
        quality = next(entry for entry in found.entries if entry.subject.id == "quality")
        assert quality.risk.word == "risky"
        errors = [one for one in quality.findings if one.severity.word == "error"]
        assert quality.is_to_settle is (to_settle or bool(errors))
        assert ("decided in the review of 20 November 2026" in text.render(found, View())) is (
            not to_settle
        )


def test_an_error_is_to_settle_also_where_nothing_was_changed() -> None:
    people = "people: [{id: old-hand, name: Old hand, active: %s}]\n"
    owned = kpi("Quality", owner="old-hand")

    def checked(active: str, base: Base | None = None) -> Result:
        body = f"{GOALS}{people % active}kpis: [{owned}]\n"
        return lint([Source("kpis.yaml", body)], Settings(), DAY, base=base)

    before = checked("true")
    after = checked("false", base_of(before, BASE, "main"))
    found = Difference("main", BASE, None, before, after)
    quality = next(entry for entry in found.entries if entry.subject.id == "quality")
    assert "old-hand" in {entry.subject.id for entry in found.entries}
    assert (quality.changes, quality.is_to_settle) == ((), True)
    assert "nothing of its own changed" in text.render(found, View())


def test_wording_is_counted_and_says_nothing_in_a_comment() -> None:
    found = difference([kpi("Quality", purpose="One.")], [kpi("Quality", purpose="Other.")])
    assert listed(found) == {"quality": (False, "wording")}
    assert not found.is_relevant
    assert markdown.render(found, View()) == ""
    assert "Other words" in text.render(found, View())


def test_nothing_changed() -> None:
    found = difference([kpi("Quality")], [kpi("Quality")])
    assert found.entries == ()
    assert text.render(found, View()).startswith("Nothing changed: main (aaaaaaa, 1 July 2026)")
    assert markdown.render(found, View()) == ""
    assert json.loads(as_json.render(found, View()))["entries"] == []


def quoted(text: str) -> str:
    """A text in YAML, with whatever is odd in it as an escape."""
    signs = [c if c.isascii() and c.isalnum() else f"\\U{ord(c):08X}" for c in text]
    return f'"{"".join(signs)}"'


@pytest.fixture(scope="module")
def hostile() -> Difference:
    # Half a pair of surrogates is nothing that YAML can hold.
    odd = re.sub("[\ud800-\udfff]", "", HOSTILE)

    def entry(**fields: str) -> str:
        inner = ", ".join(f"{key}: {quoted(text)}" for key, text in fields.items())
        return f"{{{inner}}}"

    before = [
        entry(id=f"a{odd}", name=odd, direction="higher", owner=odd, target="80 %"),
        entry(id="gone", name=odd, supports="help"),
        entry(id="b", name="B", purpose=odd, supports="help"),
    ]
    after = [
        entry(id=f"a{odd}", name=odd, direction="higher", owner=f"{odd}2", target="70 %"),
        entry(id="b", name="B", purpose="Other.", formula=odd, supports="help"),
        entry(id="new", name=f"{odd}3", supports=odd),
    ]
    return difference(before, after, f"feature/{odd}")


def test_what_a_catalogue_holds_stays_text(hostile: Difference) -> None:
    shown = text.render(hostile, View())
    assert all(line.isprintable() for line in shown.splitlines())
    assert not re.search(r"^\s*::|##\w*\[", shown, re.MULTILINE)

    written = markdown.render(hostile, View())
    html = MarkdownIt("commonmark").enable("table").render(written)
    assert html.count("<table>") == 1
    rows = [line for line in written.splitlines() if line.startswith("|")]
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
    tags = set(re.findall(r"<([a-z]\w*)", html))
    assert tags.isdisjoint({"a", "img", "script"})
    assert {"table", "details", "br"} <= tags
    assert written.count("```") % 2 == 0


def test_json_keeps_its_contract(hostile: Difference) -> None:
    schema = difference_schema()
    for found in (hostile, difference([], [kpi("Quality")])):
        document = json.loads(as_json.render(found, View()))
        jsonschema.Draft7Validator(schema).validate(document)
        assert document["summary"]["to_settle"] == len(found.to_settle)
    del document["base"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(schema).validate(document)


def test_a_comment_is_cut_between_rows() -> None:
    many = [kpi(f"Quality {n} " + "\u00e4" * 60) for n in range(500)]
    found = difference([], many)
    written = markdown.render(found, View())
    assert 40_000 < len(written.encode()) <= markdown.MAX_BYTES
    rows = [line for line in written.splitlines() if line.startswith("| ")]
    assert all(row.endswith(" |") for row in rows)
    assert "**What to do**" in written
    left = re.search(r"([\d,]+) more rows would not fit here; `kpilint diff main`", written)
    assert left is not None
    assert len(rows) - 1 + int(left[1].replace(",", "")) == len(found.entries)
    assert written.rstrip().endswith(".")


def test_a_map_is_small_or_missing() -> None:
    chain = [kpi(f"Quality {n}", balanced_by=[f"quality {n + 1}"]) for n in range(40)]
    drawn = map_of(difference([], chain)).splitlines()
    boxes = [line for line in drawn if re.match(r"  n\d+\W*\"", line)]
    assert 3 <= len(boxes) <= MAX_NODES
    assert map_of(difference([], [dump({"id": "alone", "name": "Alone"})])) == ""
    assert map_of(difference(chain, chain)) == ""
