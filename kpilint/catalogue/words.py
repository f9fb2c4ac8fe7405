"""The words that a catalogue may use, and what they stand for."""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

Family = Literal[
    "speed", "volume", "cost",
    "quality", "reliability", "outcome", "experience", "safety",
    "compliance", "people", "financial",
]  # fmt: skip
Subkind = Literal[
    "duration", "timeliness", "response", "throughput", "backlog", "recovery", "latency"
]
Role = Literal["goal", "driver", "guardrail", "diagnostic"]
Status = Literal["draft", "active", "suspended", "deprecated", "retired"]
Direction = Literal["higher", "lower", "range"]
Level = Literal["organisation", "team", "individual"]
UseKind = Literal[
    "decision", "improvement", "coaching", "pay", "ranking", "gamification", "discipline",
    "penalty", "public", "contract", "charge",
]  # fmt: skip
Contribution = Literal["positive", "negative"]
Anchor = Literal["rolling", "period"]
ReviewKind = Literal["relevance", "performance", "target"]
Decision = Literal["keep", "change", "replace", "retire", "deferred"]
Perspective = Literal["customer", "internal", "financial", "learning"]
GoalKind = Literal["outcome", "enabler", "obligation"]
SchemeKind = Literal["pay", "contract", "ranking"]
Day = dt.date
MonthDay = str
Label = str  # a text that may also be written as a number: version: 2, n: 412
Quantity = float  # a number that may also be written with its unit: baseline: 72 %

FAMILIES: tuple[str, ...] = get_args(Family)
SUBKINDS: tuple[str, ...] = get_args(Subkind)
PRESSURE_FAMILIES = frozenset({"speed", "volume", "cost"})
VALUE_FAMILIES = frozenset({"quality", "reliability", "outcome", "experience", "safety"})
CONTEXT_FAMILIES = frozenset({"compliance", "people", "financial"})
LIVE = frozenset({"active", "suspended", "deprecated"})

# What people write for them. Only words that nobody would read in two ways.
CHOICES_MEANT = {
    **dict.fromkeys(
        ("up", "increase", "increasing", "more", "maximise", "maximize", "high", "rising"), "higher"
    ),
    **dict.fromkeys(
        ("down", "decrease", "decreasing", "less", "minimise", "minimize", "low", "falling"),
        "lower",
    ),
    **dict.fromkeys(("between", "within range", "in range", "stable"), "range"),
    **dict.fromkeys(("live", "current", "in force", "in use"), "active"),
    **dict.fromkeys(("paused", "on hold"), "suspended"),
    **dict.fromkeys(("archived", "closed", "inactive"), "retired"),
    **dict.fromkeys(("bonus", "salary", "compensation"), "pay"),
    **dict.fromkeys(("kept", "retain", "continue"), "keep"),
    **dict.fromkeys(("changed", "revise", "revised", "adjust", "adjusted"), "change"),
    "kpi": "goal",
    "replaced": "replace",
    "organization": "organisation",
    "company": "organisation",
    "person": "individual",
}
KEYS_MEANT = {
    **dict.fromkeys(("title", "kpi", "metric", "indicator"), "name"),
    "description": "definition",
    "calculation": "formula",
    "polarity": "direction",
    **dict.fromkeys(("serves", "goals", "objectives"), "supports"),
    **dict.fromkeys(("accountable", "responsible"), "owner"),
    **dict.fromkeys(("counterweight", "counterweights", "balance"), "balanced_by"),
    **dict.fromkeys(("cadence", "review_cadence", "review_frequency"), "review"),
    "last_review": "last_reviewed",
}
