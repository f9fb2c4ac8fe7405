"""What the numbers do not show."""

from __future__ import annotations

import datetime as dt

from kpilint.report.details import BlindSpot
from kpilint.report.sections.blind_spots import blind_spots
from tests.checked import checked

START, END = dt.date(2026, 7, 1), dt.date(2026, 12, 31)


def spots(text: str) -> tuple[BlindSpot, ...]:
    return blind_spots(checked(f"mission: {{id: m, name: Everyone is helped}}\n{text}"), START, END)


def test_what_is_said_to_be_unmeasured_and_what_nobody_said() -> None:
    found = spots("""
goals:
  - {name: Told, supports: m, unmeasured: [who gave up, what they felt]}
  - name: Avoids
    supports: m
    unmeasured: something
    avoid: [{what: fewer talks}, {what: fewer calls, kpi: calls, direction: lower},
            {what: longer waits, kpi: gone}]
  - {name: Silent, supports: m}
  - {name: Without numbers, supports: m}
  - {name: Past, supports: m, status: retired, unmeasured: all of it}
kpis: [{name: Calls, supports: [silent, told]}]
""")
    watched = "It must not lead to this, and no KPI would show it:"
    assert [(spot.kind, spot.about.name, spot.text) for spot in found] == [
        ("unmeasured", "Told", "who gave up"),
        ("unmeasured", "Told", "what they felt"),
        ("unmeasured", "Avoids", "something"),
        ("unmeasured", "Avoids", f"{watched} fewer talks"),
        ("unmeasured", "Avoids", f"{watched} longer waits"),
        ("not-said", "Silent", "It is not written down what its numbers leave out."),
    ]


def test_what_was_heard_in_this_period_and_the_last_is_told_and_bare_values_are_not() -> None:
    found = spots("""
kpis:
  - name: One
    reviews:
      - {date: 2026-06-30, decision: keep, note: This was said before all that counts here.}
      - {date: 2026-07-15, decision: keep, note: Twelve of twenty had called three times.,
         evidence: notes of twenty calls}
      - {date: 2026-10-14, decision: keep, note: "342 seconds, well done."}
      - {date: 2026-10-15, kind: performance, note: Hard callers wait the longest.}
      - {date: 2026-12-09, decision: keep, note: This has not been said by anybody yet.}
""")
    assert [(spot.kind, spot.text, str(spot.day)) for spot in found] == [
        ("evidence", "Hard callers wait the longest.", "2026-10-15"),
        (
            "evidence",
            "Twelve of twenty had called three times. Evidence: notes of twenty calls",
            "2026-07-15",
        ),
    ]


def test_what_limits_a_number_is_told() -> None:
    found = spots("""
kpis:
  - {name: B, limitations: [says nothing about chat, nor of letters]}
  - {name: A, exceptions: {who: anyone, cases: hard calls, count: shown apart}}
  - {name: C, exceptions: {cases: old people}}
  - {name: Gone, status: retired, limitations: it is over}
""")
    assert [(spot.kind, spot.about.name, spot.text) for spot in found] == [
        ("limitation", "A", "Leaves cases aside: hard calls (counted: shown apart)"),
        ("limitation", "B", "says nothing about chat"),
        ("limitation", "B", "nor of letters"),
        ("limitation", "C", "Leaves cases aside: old people (nobody counts how often)"),
    ]
