"""Figures of a target in one unit, and figures that come from a textbook."""

from __future__ import annotations

from functools import cache

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Record, Target
from kpilint.catalogue.target import TargetText, read_target_text
from kpilint.catalogue.value import Worded
from kpilint.lexicon.model import Recognition
from kpilint.record import record

_SECONDS = {
    "milliseconds": 0.001, "seconds": 1.0, "minutes": 60.0, "hours": 3_600.0, "days": 86_400.0,
    "weeks": 604_800.0, "months": 30.4375 * 86_400, "years": 365.25 * 86_400,
}  # fmt: skip

# What is copied from one organisation to the next, from the lowest to the highest value (common
# practice in each field; a choice of this project).
_TEXTBOOK: dict[str, tuple[float, float]] = {
    "first-contact-resolution": (70, 80),
    "service-level": (80, 80),
    "abandonment-rate": (5, 5),
    "occupancy": (85, 85),
    "net-promoter-score": (50, 50),
    "availability": (99.9, 99.9),
    "overall-equipment-effectiveness": (85, 85),
}


@record
class Figure:
    """A number with its unit; the unit is empty where nothing says it."""

    value: float
    unit: str
    holder: Record | None = None
    field: str = ""

    @property
    def written(self) -> str:
        """As it stands in the file."""
        return _written(self.holder, self.field) if self.holder is not None else ""

    def is_above(self, other: Figure) -> bool | None:
        """Whether it is larger than another one; None where the two cannot be compared."""
        if self.unit == other.unit:
            return self.value > other.value
        if {self.unit, other.unit} == {"%", ""} and min(self.value, other.value) <= 1:
            return None  # 0.72 may be 72 %
        if self.unit in _SECONDS and other.unit in _SECONDS:
            return self.value * _SECONDS[self.unit] > other.value * _SECONDS[other.unit]
        if self.unit and other.unit and self.unit != other.unit:
            return None
        return self.value > other.value


def figures(kpi: Kpi) -> dict[str, Figure]:
    """The numbers of a KPI's target: value, baseline, threshold, worst and floor.

    A value that is a range, or a distance from today ("10 % less"), is no such number.
    """
    target = kpi.target
    if target is None and kpi.floor is None:
        return {}
    unit = _unit(kpi.unit) if kpi.unit else ""
    found: dict[str, Figure] = {}
    if target is not None:
        value = target.value
        if value is not None and value.value is not None and value.change is None:
            found["value"] = Figure(value.value, value.unit or unit, target, "value")
        for name in ("baseline", "threshold", "worst"):
            number = getattr(target, name)
            if number is not None:
                found[name] = _figure(number, unit, target, name)
    floor = kpi.lowest_acceptable
    if floor is not None:
        holder = kpi if kpi.floor is not None or target is None else target
        found["floor"] = _figure(floor, unit, holder, "floor")
    return found


def is_from_the_textbook(target: Target, read: Recognition) -> bool:
    """Whether a target is the figure that the trade copies for this KPI."""
    value = target.value
    if value is None or value.change is not None or value.unit not in ("", "%"):
        return False
    if value.within == (20.0, "seconds") and value.value == 80:
        return True
    usual = _TEXTBOOK.get(read.known.id) if read.known else None
    return usual is not None and _lies_between(value, *usual)


def _lies_between(value: TargetText, lowest: float, highest: float) -> bool:
    ends = (value.low, value.high) if value.comparison == "between" else (value.value, value.value)
    return all(end is not None and lowest <= end <= highest for end in ends)


def _figure(number: float, unit: str, holder: Record, name: str) -> Figure:
    own = read_target_text(_written(holder, name)).unit if isinstance(number, Worded) else ""
    return Figure(number, own or unit, holder, name)


def _written(holder: Record, field: str) -> str:
    if isinstance(holder, Target) and field == "value":
        return holder.written
    node = holder.node.get(field)
    return node.text if node is not None else ""


@cache
def _unit(written: str) -> str:
    return read_target_text(f"1 {written}").unit
