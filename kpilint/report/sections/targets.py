"""What a KPI is meant to reach, as a reader would say it."""

from __future__ import annotations

from kpilint.analysis.stakes import target_in_words
from kpilint.catalogue.model import Kpi
from kpilint.text.phrase import day_in_words

_GOOD_SIDE = {"lower": "at most ", "higher": "at least "}


def target_of(kpi: Kpi) -> str | None:
    """ "at most 410 seconds by 31 March 2027"; None where there is no target."""
    said = target_in_words(kpi)
    if said is None or kpi.target is None:
        return None
    value = kpi.target.value
    if value is not None and value.kind == "understood" and not (value.comparison or value.change):
        said = f"{_GOOD_SIDE.get(kpi.direction or '', '')}{said}"
    by = kpi.target.deadline
    return f"{said} by {day_in_words(by)}" if by else said


def target_or_floor_of(kpi: Kpi) -> str | None:
    """The same, with the value at which somebody acts."""
    floor = kpi.lowest_acceptable
    unit = kpi.unit or (kpi.target.value.unit if kpi.target and kpi.target.value else "")
    worst = f"no worse than {floor:,g}{f' {unit}' if unit else ''}" if floor is not None else None
    return ", ".join(filter(None, (target_of(kpi), worst))) or None
