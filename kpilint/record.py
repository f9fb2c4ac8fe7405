"""Plain records: classes with slots, made from their annotations.

They do what `dataclasses` does for this project, without compiling source text for each class.
At start-up that took a third of the time of checking a small file: 40 of 125 ms for 71 classes,
against 2 ms here. Type checkers know `record` as they know `dataclass`; that a frozen record is
not changed is theirs to watch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform, overload

T = TypeVar("T")

# From so many records of a kind on, compiling its constructor pays.
_MANY = 100


@overload
def record(cls: type[T], /) -> type[T]: ...
@overload
def record(
    *, frozen: bool = True, eq: bool = True, order: bool = False, kw_only: bool = False
) -> Callable[[type[T]], type[T]]: ...
@dataclass_transform(frozen_default=True)
def record(
    cls: type[T] | None = None,
    /,
    *,
    frozen: bool = True,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> type[T] | Callable[[type[T]], type[T]]:
    """Make a record of a class.

    Its annotated names become slots and the parameters of its constructor, behind those of the
    classes it is derived from; a value in the class body is the default (shared, so never a
    mutable one). A method `__post_init__`, its own or that of a class above, may check the values.
    Records are equal by value; with `eq=False` each equals only itself. `order` compares fields in
    their order. With `kw_only` values are given by name only, and a field without a default may
    follow one that has one. `frozen` only speaks to type checkers.
    """
    del frozen

    def made(plain: type[T]) -> type[T]:
        return _build(plain, eq=eq, order=order, kw_only=kw_only)

    return made if cls is None else made(cls)


def changed(old: T, **changes: Any) -> T:
    """A copy of a record with some fields changed."""
    return type(old)(**(as_dict(old) | changes))


def as_dict(old: object) -> dict[str, Any]:
    """The fields of a record by name."""
    return dict(items(old))


def items(old: Any) -> Iterator[tuple[str, Any]]:
    """The names of the fields of a record, in order, with what they hold."""
    return zip(old._fields, old._values(old))  # noqa: B905 - a field has one value


def _build(plain: type[T], *, eq: bool, order: bool, kw_only: bool) -> type[T]:
    body = dict(plain.__dict__)
    own = [
        name
        for name, annotation in body.get("__annotations__", {}).items()
        if not str(annotation).startswith("ClassVar")
    ]
    inherited: tuple[str, ...] = getattr(plain, "_fields", ())
    added = [name for name in own if name not in inherited]
    defaults = dict(getattr(plain, "_defaults", {}))
    defaults |= {name: body.pop(name) for name in own if name in body}
    fields = (*inherited, *added)
    first_default = min(
        (i for i, name in enumerate(fields) if name in defaults), default=len(fields)
    )
    if not kw_only and any(name not in defaults for name in fields[first_default:]):
        raise TypeError(f"{plain.__name__}: a field without a default follows one that has one")
    body |= {"__slots__": tuple(added), "_fields": fields, "_defaults": defaults}
    body["_values"] = _reader(fields)
    check = getattr(plain, "__post_init__", None)
    body["__init__"] = _constructor(plain.__name__, fields, defaults, check, kw_only)
    if plain.__repr__ is object.__repr__:
        body["__repr__"] = _repr
    body |= (
        {"__eq__": _eq, "__hash__": _hash}
        if eq
        else {"__eq__": object.__eq__, "__hash__": object.__hash__}
    )
    if order:
        body |= {"__lt__": _lt, "__le__": _le}
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    made: type[T] = type.__call__(type(plain), plain.__name__, plain.__bases__, body)
    return made


def _constructor(
    title: str,
    fields: tuple[str, ...],
    defaults: dict[str, Any],
    check: Callable[[Any], None] | None,
    kw_only: bool,
) -> Callable[..., None]:
    made = 0
    most = 0 if kw_only else len(fields)

    def __init__(self: object, *args: Any, **kwargs: Any) -> None:  # noqa: N807
        nonlocal made
        made += 1
        if made == _MANY:
            setattr(type(self), "__init__", _compiled(fields, defaults, check, kw_only))  # noqa: B010
        values = {**defaults, **kwargs, **dict(zip(fields, args, strict=False))}
        if len(values) != len(fields) or len(args) > most:
            wrong = set(fields).symmetric_difference(values) or {f"{len(args)} values"}
            raise TypeError(f"{title} has {', '.join(fields)}; wrong: {', '.join(sorted(wrong))}")
        for name, value in values.items():
            setattr(self, name, value)
        if check is not None:
            check(self)

    return __init__


def _compiled(
    fields: tuple[str, ...],
    defaults: dict[str, Any],
    check: Callable[[Any], None] | None,
    kw_only: bool,
) -> Callable[..., None]:
    """The same constructor as source text that was compiled: four times as fast, but slow to make.

    The names come from classes of this package, never from a catalogue.
    """
    parameters = [f"{name}=defaults[{name!r}]" if name in defaults else name for name in fields]
    lines = [f"def __init__(self, {'*, ' * kw_only}{', '.join(parameters)}):"]
    lines += [f"    self.{name} = {name}" for name in fields]
    if check is not None:
        lines.append("    check(self)")
    namespace: dict[str, Any] = {"defaults": defaults, "check": check}
    exec("\n".join(lines), namespace)  # noqa: S102
    made: Callable[..., None] = namespace["__init__"]
    return made


def _reader(fields: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of these fields; for two and more, at a fifth of the cost."""
    if len(fields) > 1:
        return attrgetter(*fields)
    return staticmethod(lambda self: tuple(getattr(self, name) for name in fields))


def _values(self: Any) -> tuple[Any, ...]:
    values: tuple[Any, ...] = self._values(self)
    return values


def _eq(self: object, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    return _values(self) == _values(other)


def _hash(self: object) -> int:
    return hash(_values(self))


def _lt(self: object, other: object) -> bool:
    return bool(_values(self) < _values(other))


def _le(self: object, other: object) -> bool:
    return bool(_values(self) <= _values(other))


def _repr(self: Any) -> str:
    given = ", ".join(f"{name}={getattr(self, name)!r}" for name in self._fields)
    return f"{type(self).__name__}({given})"
