"""Facts from plain values, and facts that nobody made plain: what only tests need."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from kpilint.record import as_dict
from kpilint.report.parts import Fact

Made = TypeVar("Made", bound=Fact)


def read(shape: type[Made], values: dict[str, Any]) -> Made:
    """The fact that JSON, or values as they stand in a fact, are read as. Raises TypeError and
    ValueError where they are none."""
    hints = get_type_hints(shape)
    return shape(**{name: _read(hints[name], value) for name, value in values.items()})


def with_fields(fact: Made, **changes: object) -> Made:
    """The fact with other values, which are not made harmless on the way."""
    assert set(changes) <= set(as_dict(fact))
    made = copy.copy(fact)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def _read(hint: Any, value: Any) -> Any:
    origin, parts = get_origin(hint), get_args(hint)
    if origin is tuple:
        return tuple(_read(parts[0], one) for one in value)
    if origin is dict:
        return {_read(parts[0], key): _read(parts[1], one) for key, one in value.items()}
    if origin is Literal:
        if value not in parts:
            raise ValueError(f"{value!r} is none of {parts}")
        return value
    if parts:  # one thing or nothing
        return None if value is None else _read(parts[0], value)
    if isinstance(value, dict):
        return read(hint, value)
    if hint is dt.date and isinstance(value, str):
        return dt.date.fromisoformat(value)
    if type(value) is not hint:
        raise TypeError(f"{value!r} is no {hint}")
    return value
