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
PRESSURE_FAMILIES = frozenset({"speed", "volume", "cost"})
VALUE_FAMILIES = frozenset({"quality", "reliability", "outcome", "experience", "safety"})
CONTEXT_FAMILIES = frozenset({"compliance", "people", "financial"})
LIVE = frozenset({"active", "suspended", "deprecated"})
