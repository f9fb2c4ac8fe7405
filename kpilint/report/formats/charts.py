"""Where the bars of the trend stand: numbers for a small drawing, and no drawing.

Two bars for each point: what is open, and beside it what exceptions set aside, on one scale. A
falling number of findings that is bought with exceptions is to be seen at a glance.
"""

from __future__ import annotations

from collections.abc import Sequence

from kpilint.record import record
from kpilint.report.facts import TrendPoint

WIDTH = 400
BASE = 112  # where the bars stand
TALLEST = 94
OPEN = 30  # the width of a bar
ASIDE = 14


@record
class Bar:
    """One bar, in units of the drawing; a number of nothing is a bar of no height."""

    x: int
    y: int
    width: int
    height: int
    number: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@record
class Step:
    """What stands above one label."""

    label: str
    middle: int
    open: Bar
    aside: Bar | None
    is_last: bool


def steps(points: Sequence[TrendPoint]) -> tuple[Step, ...]:
    """The bars for the points in their order, spread over the whole width.

    Bars of exceptions are left out throughout where there never was an exception.
    """
    if not points:
        return ()
    most = max(1, *(max(point.open, point.excepted) for point in points))
    has_aside = any(point.excepted for point in points)
    slot = WIDTH / len(points)
    found = []
    for number, point in enumerate(points):
        middle = round(slot * (number + 0.5))
        left = middle - (OPEN + ASIDE + 2 if has_aside else OPEN) // 2
        found.append(
            Step(
                label=point.label,
                middle=middle,
                open=_bar(left, OPEN, point.open, most),
                aside=_bar(left + OPEN + 2, ASIDE, point.excepted, most) if has_aside else None,
                is_last=number == len(points) - 1,
            )
        )
    return tuple(found)


def _bar(x: int, width: int, number: int, most: int) -> Bar:
    height = round(TALLEST * number / most)
    if number and not height:
        height = 1
    return Bar(x=x, y=BASE - height, width=width, height=height, number=number)
