"""Whether a target became easier or harder to reach."""

from __future__ import annotations

from kpilint.analysis.targets import Figure, figures
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.target import TargetText
from kpilint.catalogue.words import Day

_SIDES = {"at-least": "higher", "above": "higher", "at-most": "lower", "below": "lower"}
_CHANGES = {"up": "higher", "down": "lower"}
_BARE = {"higher": "at-least", "lower": "at-most"}
# What is tolerated: each is passed on the bad side of the target.
TOLERANCES = ("threshold", "worst", "floor")

LOOSER, TIGHTER = -1, 1


def moved(before: Kpi, after: Kpi) -> int:
    """`LOOSER` where any part of the target became easier to reach, `TIGHTER` where some became
    harder and none easier, 0 where it cannot be told.

    What one part gives away, another cannot win back: a harder value at a later day is called
    easier, because somebody has to say yes to that.
    """
    ways = parts(before, after).values()
    return LOOSER if LOOSER in ways else TIGHTER if TIGHTER in ways else 0


def parts(before: Kpi, after: Kpi) -> dict[str, int]:
    """The parts of a target that became easier or harder, by name: `value`, `range`, `limit` (of a
    share), `day`, `threshold`, `worst`, `floor`."""
    old, new = figures(before), figures(after)
    ways = {
        "value": _value(before, after),
        "range": _range(before, after),
        "limit": _limit(before, after),
        "day": _day(before, after),
    }
    for name in TOLERANCES:
        ways[name] = _tolerance(before, after, old.get(name), new.get(name))
    return {name: way for name, way in ways.items() if way}


def same_target(before: Kpi, after: Kpi) -> bool:
    """Whether two targets are reached in the same cases, however they are written: "300 s" and
    "at most 5 minutes" of a KPI for which less is better. Where they come from is told elsewhere.
    """
    if _as_written(before) == _as_written(after):
        return True
    old, new = figures(before), figures(after)
    return (
        "value" in old
        and old.keys() == new.keys()
        and all(_equal(old[name], new[name]) for name in old)
        and _exact_side(before, after) == _exact_side(after, before)
        and _equal(_within(before), _within(after))
        and deadline(before) == deadline(after)
    )


def _as_written(kpi: Kpi) -> tuple[object, ...]:
    target, floor = kpi.target, kpi.lowest_acceptable
    if target is None:
        return (None, None, None, None, None, floor)
    value = target.value
    understood = value is not None and value.kind == "understood"
    reading: object = value if understood else target.written.split() or None
    return (
        reading, target.deadline, target.threshold, target.worst, target.baseline, floor
    )  # fmt: skip


def _equal(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.is_above(other) is False and other.is_above(one) is False


def _exact_side(kpi: Kpi, other: Kpi) -> str | None:
    """How the value is compared. A bare one takes the direction; one that only one of two states
    names holds for both."""
    value = _reading(kpi)
    return (value.comparison if value else None) or _BARE.get(
        kpi.direction or other.direction or ""
    )


def _side(kpi: Kpi) -> str | None:
    """Which way is better: what the target says itself, else the direction of the KPI."""
    value = _reading(kpi)
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
    side = _side(after) or _side(before)
    sides = {_side(before), _side(after), side} - {None}
    if old is None or new is None or side not in ("higher", "lower") or len(sides) > 1:
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
    was, now = _within(before), _within(after)
    if was is None or now is None:
        return 0
    later, earlier = now.is_above(was), was.is_above(now)
    if later is None or later == earlier:
        return 0
    return LOOSER if later else TIGHTER


def _within(kpi: Kpi) -> Figure | None:
    value = _reading(kpi)
    return Figure(*value.within) if value and value.within else None


def _day(before: Kpi, after: Kpi) -> int:
    old, new = deadline(before), deadline(after)
    if old is None or old == new:
        return 0
    # A day that is taken away never comes.
    return LOOSER if new is None or new > old else TIGHTER


def deadline(kpi: Kpi) -> Day | None:
    return kpi.target.deadline if kpi.target else None


def _tolerance(before: Kpi, after: Kpi, old: Figure | None, new: Figure | None) -> int:
    if old is None:
        return 0 if new is None else TIGHTER
    # Without a limit everything is tolerated.
    return LOOSER if new is None else _compared(before, after, old, new)


def _reading(kpi: Kpi) -> TargetText | None:
    return kpi.target.value if kpi.target else None


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)
