"""What the trade knows about KPIs, and the recogniser that reads what a KPI measures."""

from __future__ import annotations

from kpilint.lexicon.lexicon import Lexicon, builtin
from kpilint.lexicon.model import (
    FAMILIES,
    SUBKINDS,
    KnownKpi,
    Pair,
    Recognition,
    Subkind,
)

__all__ = [
    "FAMILIES",
    "SUBKINDS",
    "KnownKpi",
    "Lexicon",
    "Pair",
    "Recognition",
    "Subkind",
    "builtin",
]
