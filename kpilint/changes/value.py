"""Fields of two states of an entity: whether they mean the same, and how they are shown."""

from __future__ import annotations

from kpilint.catalogue.parts import GoalLink, KpiLink, Record, Target, Use
from kpilint.record import as_dict

_NOT_MEANING = frozenset({"node", "path"})


def meaning(value: object) -> object:
    """The value without places, spacing and case: equal where nothing but the writing differs."""
    if isinstance(value, str):
        return " ".join(value.casefold().split())
    if isinstance(value, tuple):
        return tuple(map(meaning, value))
    if isinstance(value, Record):
        return tuple(
            (name, meaning(field))
            for name, field in as_dict(value).items()
            if name not in _NOT_MEANING
        )
    return value


def same(one: object, other: object) -> bool:
    """Whether two values mean the same."""
    return meaning(one) == meaning(other)


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
    """The one thing that it names, else its fields: "team north; channel voice"."""
    if isinstance(value, GoalLink | KpiLink):
        return value.id
    if isinstance(value, Use):
        return value.use
    fields = [
        f"{name.replace('_', ' ')} {text}"
        for name, field in as_dict(value).items()
        if name not in _NOT_MEANING and (text := shown(field))
    ]
    return "; ".join(fields) or None


def target_shown(target: Target | None) -> str | None:
    """A target with all that makes it easy or hard: "80 % by 2027-03-31, act at 75"."""
    if target is None:
        return None
    parts = [target.written] if target.written else []
    deadline = target.by
    if deadline is not None:
        parts.append(f"by {deadline.isoformat()}")
    said = " ".join(parts)
    limits = [
        f"{name} {number:g}"
        for name in ("threshold", "worst", "floor")
        if (number := getattr(target, name)) is not None
    ]
    return ", ".join(filter(None, [said, *limits])) or None
