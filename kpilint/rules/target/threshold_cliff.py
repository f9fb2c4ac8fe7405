"""TGT004: beyond a limit a case no longer matters to the number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_MAXIMUM = pattern(r"\bmax(?:imum)?\b|\bno (?:more|later|longer) than\b", re.IGNORECASE)
_MEAN = pattern(r"\baverage\b|\bmean\b|\bmedian\b|\bavg\b", re.IGNORECASE)


@rule(
    "TGT004",
    "threshold-cliff",
    "beyond a limit a case no longer matters to the number",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def threshold_cliff(kpi: Kpi, context: Context) -> Iterator[Problem]:
    found = _limit(kpi, context)
    if found is None or not context.stakes.is_pressured(kpi) or context.tails.is_seen(kpi):
        return
    reason, limit = found
    yield problem(
        kpi,
        "target",
        f'A case that has passed {limit} no longer matters to "{kpi.name}".',
        why="Those who wait longest are then forgotten first, and the number stays green.",
        help="Put the longest waits beside it: `percentile: [p95]`, or a KPI for the same goal "
        "such as the age of the oldest open case.",
        reason=reason,
        # Whoever counts open work sees the longest waits too.
        cause=("BAL005", kpi.id),
    )


def _limit(kpi: Kpi, context: Context) -> tuple[str, str] | None:
    """Why a KPI has a cliff, and where: a share within a limit, or a limit for each case."""
    value = kpi.target.value if kpi.target is not None else None
    if value is not None and value.within is not None:
        return "share-within", f"the limit of {_amount(*value.within)}"
    classified = context.families.of(kpi)
    if classified.family != "speed" or not classified.is_believed:
        return None
    if classified.subkind == "timeliness":
        return "share-within", "its time limit"
    if kpi.target is None or value is None or value.value is None or kpi.percentile:
        return None
    if _MAXIMUM.search(kpi.target.written):
        described = f"{kpi.name} {kpi.definition or ''} {kpi.formula or ''}"
        if not _MEAN.search(described):
            unit = value.unit or kpi.unit or ""
            return "limit", f"the limit of {_amount(value.value, unit)}"
    return None


def _amount(value: float, unit: str) -> str:
    return f"{value:g} {unit.removesuffix('s') if value == 1 else unit}".strip()
