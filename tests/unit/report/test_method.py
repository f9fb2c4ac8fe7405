"""How the report was made, in sentences that hold for the run."""

from __future__ import annotations

from kpilint.config import Settings
from kpilint.engine.registry import rules
from kpilint.report.sections.method import method
from tests.checked import FRAME, checked

KPIS = """
kpis:
  - {name: Anything, family: quality, supports: easy}
  - {name: Average handle time, supports: easy}
  - {name: Zorgblatt, supports: easy}
  - {name: Old one, family: cost, status: retired}
"""


def test_rules_are_counted_that_ran() -> None:
    few = method(checked(FRAME + KPIS, settings=Settings(select=("BAL001", "REV"))))
    assert (few.profile, few.rules) == ("standard", 8)
    # Of the rules on history none runs where there is nothing to compare with.
    alone, compared = checked(FRAME + KPIS), checked(FRAME + KPIS, before=FRAME)
    on_history = sum(rule.compares for rule in rules())
    assert method(compared).rules - method(alone).rules == on_history


def test_it_says_what_was_compared_and_what_that_leaves_unknown() -> None:
    alone, compared = method(checked(FRAME)), method(checked(FRAME, before=FRAME))
    assert alone.sentences[0] == (
        "Checked as on 22 November 2026; nothing earlier to compare it with was found."
    )
    assert compared.sentences[0] == (
        "Checked as on 22 November 2026, and compared with how it stood on 30 September 2026 (v1)."
    )
    (unknown,) = set(alone.limits) - set(compared.limits)
    assert unknown.startswith("Without an earlier state in git it knows nothing of the past")


def test_it_says_how_sure_it_is_what_is_measured() -> None:
    said = method(checked(FRAME + KPIS)).sentences
    assert "What a KPI measures is stated for 1, recognised by its name for 1 and open for 1 of 3."\
        in said  # fmt: skip
    assert not any(
        "What a KPI measures" in sentence for sentence in method(checked(FRAME)).sentences
    )


def test_it_counts_what_is_set_aside() -> None:
    first = checked(FRAME + KPIS).findings[0]
    said = method(checked(FRAME + KPIS, baseline={first.key: 1})).sentences
    assert "Set aside because they were there before kpilint was (the baseline): 1 finding." in said


def test_it_names_the_grace_of_the_catalogue_and_what_others_add() -> None:
    text = f"{FRAME}defaults: {{review: {{cadence: monthly, grace: 9}}}}\n"
    said = method(checked(text), ["Days for decisions are suggestions."]).sentences
    assert any("the days of grace that the catalogue gives (9)" in sentence for sentence in said)
    assert said[-1] == "Days for decisions are suggestions."
