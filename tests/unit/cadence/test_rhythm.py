"""Rhythms added to dates, and compared."""

from __future__ import annotations

from datetime import date

import pytest

from kpilint.cadence.rhythm import Rhythm, slower


def test_a_day_that_the_month_lacks() -> None:
    assert Rhythm(months=1).after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert Rhythm(months=1).after(date(2028, 1, 31)) == date(2028, 2, 29)
    assert Rhythm(months=1).after(date(2100, 1, 31)) == date(2100, 2, 28)
    assert Rhythm(months=1).after(date(2000, 1, 31)) == date(2000, 2, 29)
    assert Rhythm(months=12).after(date(2024, 2, 29)) == date(2025, 2, 28)
    assert Rhythm(months=1).after(date(2026, 3, 31), -1) == date(2026, 2, 28)


def test_the_ends_of_the_calendar() -> None:
    assert Rhythm(months=1).after(date.max) == date.max
    assert Rhythm(every_days=10**30).after(date(2026, 1, 1)) == date.max
    assert Rhythm(months=10**30).after(date(2026, 1, 1)) == date.max
    assert Rhythm(every_days=1).after(date.min, -1) == date.min
    assert Rhythm(months=1).after(date.min, -1) == date.min


def test_lengths() -> None:
    assert Rhythm(months=1).days == 30.4375
    assert Rhythm(months=12).days == 365.25
    assert Rhythm(months=12).whole_days == 366
    assert Rhythm(every_days=7).days == Rhythm(every_days=7).whole_days == 7


def test_rhythms_within_ten_per_cent_are_equal() -> None:
    quarter, ten_days = Rhythm(months=3), Rhythm(every_days=10)
    assert not slower(Rhythm(every_days=91), quarter)
    assert not slower(quarter, Rhythm(every_days=84))
    assert slower(quarter, Rhythm(every_days=83))
    assert not slower(Rhythm(every_days=11), ten_days)
    assert slower(Rhythm(every_days=12), ten_days)
    assert not slower(ten_days, Rhythm(every_days=12))


def test_a_lag_makes_slower() -> None:
    month, quarter = Rhythm(months=1), Rhythm(months=3)
    assert not slower(month, quarter, lag=Rhythm(months=2))
    assert slower(month, quarter, lag=Rhythm(months=3))


@pytest.mark.parametrize("numbers", [(-1, 0), (0, -1), (1, 1)])
def test_no_such_rhythm(numbers: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="months or a number of days"):
        Rhythm(*numbers)
