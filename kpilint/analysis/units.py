"""What a KPI is counted in, wherever that is written."""

from __future__ import annotations

from functools import lru_cache

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_placeholder
from kpilint.catalogue.quantity import TIME_UNITS, Reader, tokens_of

_SHARES = frozenset({"%", "percentage points", "ratio", "share", "per mille", "‰"})


def unit_of(kpi: Kpi) -> str:
    """The unit in one spelling: as the entry says it, else as its target does; "" if neither."""
    if kpi.unit is not None:
        return plain_unit(kpi.unit)
    value = kpi.target.value if kpi.target is not None else None
    return value.unit if value is not None else ""


@lru_cache(maxsize=1024)
def plain_unit(written: str) -> str:
    """`sec.` and `Seconds` are "seconds", `per cent` is "%"; other words in lower case."""
    text = " ".join(written.casefold().split())
    reader = Reader(text, tokens_of(text[:100]))
    known = reader.known_unit()
    if known and reader.token is None:
        return known
    # A lone sign is a placeholder elsewhere; here it is how people write "number of".
    return "" if text != "#" and is_placeholder(text) else text


def is_time(unit: str) -> bool:
    """Whether a unit, in the spelling of `unit_of`, is a length of time."""
    return unit in TIME_UNITS


def is_share(unit: str) -> bool:
    """Whether a unit, in the spelling of `unit_of`, is a part of a whole."""
    return unit in _SHARES
