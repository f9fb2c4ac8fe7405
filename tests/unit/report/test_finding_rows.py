"""Everything that was found, and what of it is new."""

from __future__ import annotations

from kpilint.report.sections.finding_rows import finding_rows
from tests.checked import FRAME, checked

TEXT = f"""{FRAME}
kpis:
  - {{name: Fast, family: speed, supports: easy}}
  - {{name: Lost, supports: esay}}
"""


def test_every_finding_is_there_in_order_of_place() -> None:
    result = checked(TEXT)
    found = finding_rows(result, None)
    assert [row.fingerprint for row in found] == [one.fingerprint for one in result.findings]
    assert [row.new for row in found] == [None] * len(found)
    unbalanced = next(row for row in found if row.code == "BAL001")
    assert unbalanced.place == "a.yaml:7:12"
    assert (unbalanced.subject.kind, unbalanced.subject.name) == ("kpi", "Fast")
    assert (unbalanced.severity, unbalanced.waived, unbalanced.follows) == ("error", False, False)
    # That it serves nothing follows from the link that is misspelt.
    assert [row.follows for row in found if row.code == "MIS001"] == [True]


def test_what_was_not_there_before_is_new() -> None:
    before = checked(TEXT.replace("esay", "easy"))
    known = {finding.fingerprint for finding in before.findings}
    found = finding_rows(checked(TEXT), known)
    assert {row.code for row in found if row.new} >= {"MIS001", "MIS002"}
    assert not any(row.new for row in found if row.subject.id == "fast")


def test_what_is_set_aside_says_so() -> None:
    first = checked(TEXT).findings[0]
    found = finding_rows(checked(TEXT, baseline={first.key: 1}), ())
    assert [row.fingerprint for row in found if row.waived] == [first.fingerprint]
