"""What the trade knows about KPIs, and the recogniser that reads what a KPI measures."""

from __future__ import annotations

from kpilint.lexicon.lexicon import Lexicon, builtin
from kpilint.lexicon.model import KnownKpi, Pair, Recognition, Subkind

__all__ = [
    "KnownKpi",
    "Lexicon",
    "Pair",
    "Recognition",
    "Subkind",
    "builtin",
]
