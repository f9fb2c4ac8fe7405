"""How a catalogue is written down is no change of it."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.finding import Finding
from kpilint.revisions.compare import compare_findings
from kpilint.revisions.difference import Difference
from kpilint.revisions.git import Commit
from kpilint.revisions.runs import base_of
from kpilint.run import Result
from kpilint.text.dump import dump
from kpilint.text.source import Source

DAY = dt.date(2026, 11, 22)
BASE = Commit("a" * 40, "a" * 7, DAY, "")
NAMES = ("Average handle time", "First contact resolution", "Complaints", "Cost", "Wait", "Backlog")
WORDS = st.text("abc \u00e4", max_size=6)
FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "supports": st.sampled_from(["help", ["help", "grow"], "gone"]),
        "owner": st.sampled_from(["head-of-desk", ["one", "other"]]),
        "direction": st.sampled_from(["higher", "lower", "sideways"]),
        "target": st.sampled_from(["80 %", 80, {"value": "80 % within 20 s", "by": "2027-01-01"}]),
        "balanced_by": st.lists(st.sampled_from(["kpi-0", "kpi-1", "kpi-9"]), max_size=2),
        "uses": st.sampled_from(["pay", ["improvement", "ranking"]]),
        "status": st.sampled_from(["active", "retired"]),
        "formula": WORDS,
        "purpose": WORDS,
        "reviews": st.lists(
            st.fixed_dictionaries({"date": st.just("2026-07-01"), "decision": st.just("keep")}),
            max_size=2,
        ),
    },
)
CATALOGUES = st.lists(FIELDS, max_size=len(NAMES)).map(
    lambda entries: [
        {"id": f"kpi-{number}", "name": NAMES[number], **fields}
        for number, fields in enumerate(entries)
    ]
)
HEAD: dict[str, Any] = {
    "mission": "Every caller is helped.",
    "goals": [{"id": "help", "supports": "mission"}, {"id": "grow", "supports": "mission"}],
}


def block(entry: dict[str, Any], chance: random.Random) -> str:
    """An entry as YAML, laid out as chance has it."""
    fields = list(entry.items())
    chance.shuffle(fields)
    if chance.random() < 0.5:
        inner = ", ".join(f"{dump(key)}: {dump(value)}" for key, value in fields)
        return f"- {{{inner}}}  # {chance.random()}\n"
    blanks = [chance.choice(["", "\n", "  # a remark\n"]) for _ in fields]
    lines = [f"  {key}:   {dump(value)}\n" for key, value in fields]
    text = "".join(blank + line for blank, line in zip(blanks, lines, strict=True))
    return "-\n" + text


def files(kpis: list[dict[str, Any]], chance: random.Random) -> list[Source]:
    """The catalogue in some files, its entries in some order, under some names."""
    entries = list(kpis)
    chance.shuffle(entries)
    cut = chance.randint(0, len(entries))
    parts = [entries[:cut], entries[cut:]]
    sources = [Source(f"{chance.random()}.yaml", dump(HEAD) + "\n")]
    for part in filter(None, parts):
        text = "kpis:\n" + "".join(block(entry, chance) for entry in part)
        sources.append(Source(f"{chance.random()}.yaml", text))
    return sources


@given(CATALOGUES, st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_layout_is_no_change(
    kpis: list[dict[str, Any]], one: random.Random, other: random.Random
) -> None:
    before = lint(files(kpis, one), Settings(), DAY)
    after = lint(files(kpis, other), Settings(), DAY, base=base_of(before, BASE, "main"))
    found = Difference("main", BASE, None, before, after)
    assert after.context.changes == ()
    assert found.compared.new == found.compared.gone == ()
    assert found.entries == ()


@given(CATALOGUES, CATALOGUES, st.randoms(use_true_random=False))
def test_every_finding_is_accounted_for(
    old: list[dict[str, Any]], new: list[dict[str, Any]], chance: random.Random
) -> None:
    before, after = (lint(files(kpis, chance), Settings(), DAY) for kpis in (old, new))
    there = compare_findings(before, after)
    assert len(there.new) + len(there.standing) == len(after.open)
    assert {f.fingerprint for f in there.gone} <= {f.fingerprint for f in before.open}
    assert {f.key for f in there.new} & {f.key for f in before.open} <= {
        f.key for f in after.open if before_had_less(f, before, after)
    }


def before_had_less(finding: Finding, before: Result, after: Result) -> bool:
    """Whether the state before had fewer findings of this key, or a milder one."""
    was, now = ([one.severity for one in state.open if one.key == finding.key]
                for state in (before, after))  # fmt: skip
    return len(was) < len(now) or min(was) < finding.severity
