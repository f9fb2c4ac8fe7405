"""Records behave like dataclasses, before and after their constructor was compiled."""

from __future__ import annotations

from typing import ClassVar

import pytest

from kpilint.record import as_dict, changed, record


@record(order=True)
class Point:
    across: int
    up: int = 0
    unit: ClassVar[str] = "steps"


@record(eq=False)
class Named(Point):
    name: str = ""

    def __post_init__(self) -> None:
        if self.across < 0:
            raise ValueError("to the left of everything")


@pytest.mark.parametrize("made", [1, 500], ids=["as built", "after many"])
def test_a_record_is_made_from_its_fields(made: int) -> None:
    for _ in range(made):
        point = Point(3)
    assert (point.across, point.up, Point.unit) == (3, 0, "steps")
    assert point == Point(across=3, up=0)
    assert point != Point(3, 1)
    assert hash(point) == hash(Point(3))
    assert Point(1) < Point(1, 2) <= Point(1, 2)
    assert repr(point) == "Point(across=3, up=0)"
    assert changed(point, up=7) == Point(3, 7)
    assert as_dict(point) == {"across": 3, "up": 0}


@pytest.mark.parametrize("made", [1, 500], ids=["as built", "after many"])
def test_a_record_refuses_what_it_has_no_field_for(made: int) -> None:
    for _ in range(made):
        Point(1)
    with pytest.raises(TypeError):
        Point(1, 2, 3)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(up=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Point(1, down=2)  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        Point(1).down = 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("made", [1, 500], ids=["as built", "after many"])
def test_a_derived_record_has_the_fields_of_its_base_and_its_own_check(made: int) -> None:
    for _ in range(made):
        named = Named(1, 2, "here")
    assert as_dict(named) == {"across": 1, "up": 2, "name": "here"}
    assert named != Named(1, 2, "here"), "each equals only itself"
    with pytest.raises(ValueError, match="to the left"):
        Named(-1)


@record
class Further(Named):
    pass


@record(kw_only=True)
class Told:
    how: str = "in words"
    what: str


def test_a_check_holds_for_what_is_derived_too() -> None:
    with pytest.raises(ValueError, match="to the left"):
        Further(-1)


@pytest.mark.parametrize("made", [1, 500], ids=["as built", "after many"])
def test_a_record_may_be_told_by_names_only(made: int) -> None:
    for _ in range(made):
        told = Told(what="the day")
    assert as_dict(told) == {"how": "in words", "what": "the day"}
    with pytest.raises(TypeError):
        Told("aloud", "the day")  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Told(how="aloud")  # type: ignore[call-arg]


def test_a_field_without_default_cannot_follow_one_that_has_one() -> None:
    with pytest.raises(TypeError, match="follows one that has one"):

        @record
        class Wrong:
            first: int = 1
            second: int  # type: ignore[misc]
