"""Whether a target became easier or harder to reach."""

from __future__ import annotations

from kpilint.analysis.targets import Figure, figures
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.target import TargetText

_SIDES = {"at-least": "higher", "above": "higher", "at-most": "lower", "below": "lower"}
_CHANGES = {"up": "higher", "down": "lower"}
# What is tolerated: each is passed on the bad side of the target.
_TOLERANCES = ("threshold", "worst", "floor")

LOOSER, TIGHTER = -1, 1


def moved(before: Kpi, after: Kpi) -> int:
    """`LOOSER` where any part of the target became easier to reach, `TIGHTER` where some became
    harder and none easier, 0 where it cannot be told.

    A part is the value, a range, the time limit of a share, the day, or a tolerance. What one part
    gives away, another cannot win back: a harder value at a later day is called easier, because
    somebody has to say yes to that.
    """
    parts = [_value(before, after), _range(before, after), _limit(before, after)]
    parts += [_day(before, after), *_tolerances(before, after)]
    if LOOSER in parts:
        return LOOSER
    return TIGHTER if TIGHTER in parts else 0


def _side(kpi: Kpi) -> str | None:
    """Which way is better: what the target says itself, else the direction of the KPI."""
    value = kpi.target.value if kpi.target else None
    own = (
        (_SIDES.get(value.comparison or "") or _CHANGES.get(value.change or "")) if value else None
    )
    return own or kpi.direction


def _value(before: Kpi, after: Kpi) -> int:
    old, new = _reading(before), _reading(after)
    if old is None or new is None or (old.change is None) != (new.change is None):
        return 0
    if old.change is not None:
        sizes = (old.value, new.value)
        if None in sizes or old.unit != new.unit or old.change != new.change:
            return 0
        return _sign((new.value or 0) - (old.value or 0))
    return _compared(before, after, figures(before).get("value"), figures(after).get("value"))


def _compared(before: Kpi, after: Kpi, old: Figure | None, new: Figure | None) -> int:
    """More is harder where higher is better, and easier where lower is."""
    side = _side(after)
    if old is None or new is None or side not in ("higher", "lower") or _side(before) != side:
        return 0
    rose, fell = new.is_above(old), old.is_above(new)
    if rose is None or rose == fell:
        return 0
    return TIGHTER if rose == (side == "higher") else LOOSER


def _range(before: Kpi, after: Kpi) -> int:
    old, new = _reading(before), _reading(after)
    if old is None or new is None or old.unit != new.unit:
        return 0
    ends = (old.low, old.high, new.low, new.high)
    if None in ends:
        return 0
    old_low, old_high, new_low, new_high = (end or 0.0 for end in ends)
    if new_low < old_low or new_high > old_high:
        return LOOSER
    return TIGHTER if (new_low, new_high) != (old_low, old_high) else 0


def _limit(before: Kpi, after: Kpi) -> int:
    """A longer time limit is easier: "80 % within 30 s" for "80 % within 20 s"."""
    old, new = _reading(before), _reading(after)
    if old is None or new is None or old.within is None or new.within is None:
        return 0
    was, now = (Figure(*within, written="") for within in (old.within, new.within))
    later, earlier = now.is_above(was), was.is_above(now)
    if later is None or later == earlier:
        return 0
    return LOOSER if later else TIGHTER


def _day(before: Kpi, after: Kpi) -> int:
    old = before.target.deadline if before.target else None
    new = after.target.deadline if after.target else None
    if old is None or old == new:
        return 0
    # A day that is taken away never comes.
    return LOOSER if new is None or new > old else TIGHTER


def _tolerances(before: Kpi, after: Kpi) -> list[int]:
    old, new = figures(before), figures(after)
    return [_compared(before, after, old.get(name), new.get(name)) for name in _TOLERANCES]


def _reading(kpi: Kpi) -> TargetText | None:
    return kpi.target.value if kpi.target else None


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
