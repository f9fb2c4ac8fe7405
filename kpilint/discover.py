"""Every object of a kind that is defined below a package: how rules and formats are found."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def discover(package: ModuleType, kind: type[T]) -> list[T]:
    """The objects of `kind` in the modules below `package`, in order of module names.

    An object is found where it is defined; a module that only imports it does not count twice.
    """
    found: dict[int, T] = {}
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        for value in vars(import_module(info.name)).values():
            if isinstance(value, kind):
                found.setdefault(id(value), value)
    return list(found.values())
