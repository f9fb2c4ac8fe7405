"""Fields of two states of an entity: whether they mean the same, and how they are shown."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kpilint.catalogue.parts import PLACE, GoalLink, KpiLink, Record, Target, Use
from kpilint.record import as_dict

_NOTHING: Mapping[str, str] = {}


def meaning(value: object, renamed: Mapping[str, str] = _NOTHING) -> object:
    """The value without places, spacing, case and order: equal where only the writing differs.

    `renamed` holds the new ids of what has one: to name the same thing by its new id is no change.
    """
    if isinstance(value, str):
        return " ".join(renamed.get(value, value).casefold().split())
    if isinstance(value, tuple):
        return tuple(sorted((meaning(item, renamed) for item in value), key=repr))
    if isinstance(value, Record):
        return tuple(
            (name, meaning(field, renamed))
            for name, field in as_dict(value).items()
            if name not in PLACE
        )
    return value


def same(one: object, other: object, renamed: Mapping[str, str] = _NOTHING) -> bool:
    """Whether an earlier and a later value mean the same; see `meaning`."""
    return one == other or meaning(one, renamed) == meaning(other)


def same_formula(one: str | None, other: str | None) -> bool:
    """The same of formulas, in which spaces beside signs mean nothing: "a / b" is "a/b"."""
    was, now = (re.sub(r"\s*([-+*/()=<>,:;%×÷])\s*", r"\1", text or "") for text in (one, other))
    return same(was, now)


def shown(value: object) -> str | None:
    """A value as people would write it on one line; None where there is nothing."""
    if isinstance(value, tuple):
        return ", ".join(filter(None, map(shown, value))) or None
    if isinstance(value, Target):
        return target_shown(value)
    if isinstance(value, Record):
        return _record_shown(value)
    return None if value is None else _bare(value)


def _bare(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return " ".join(str(value).split()) or None


def _record_shown(value: Record) -> str | None:
    """The one thing that it names, else its fields: "two agents; on 2026-09-14". The field that a
    bare value would fill needs no name.
    """
    if isinstance(value, GoalLink | KpiLink):
        return value.id
    if isinstance(value, Use):
        return value.use
    fields = [
        text if name == value.short else f"{name.replace('_', ' ')} {text}"
        for name, field in as_dict(value).items()
        if name not in PLACE and (text := shown(field))
    ]
    return "; ".join(fields) or None


def target_shown(target: Target | None, floor: float | None = None) -> str | None:
    """A target with all that makes it easy or hard: "80 % by 2027-03-31, threshold 75".

    `floor` is the floor that is written beside the target.
    """
    parts = [target.written] if target is not None and target.written else []
    if target is not None and target.by is not None:
        parts.append(f"by {target.by.isoformat()}")
    limits = [
        f"{name} {number:g}"
        for name in ("threshold", "worst", "floor")
        if (number := getattr(target, name, None) if name != "floor" or floor is None else floor)
        is not None
    ]
    return ", ".join(filter(None, [" ".join(parts), *limits])) or None
