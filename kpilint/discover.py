"""Every object of a kind that is defined below a package: how rules and formats are found."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib import import_module
from types import ModuleType
from typing import TypeVar

T = TypeVar("T")


def discover(package: ModuleType, kind: type[T]) -> list[T]:
    """The objects of `kind` in the modules below `package`, in order of module names.

    An object is found where it is defined; a module that only imports it does not count twice.
    """
    found: dict[int, T] = {}
    for module in _modules_below(package):
        for value in vars(module).values():
            if isinstance(value, kind):
                found.setdefault(id(value), value)
    return list(found.values())


def module_names(package: ModuleType) -> list[str]:
    """The names of the modules and packages right in a package, in order.

    What `pkgutil` tells, which would first import `inspect` and look into each file name.
    """
    folder = package.__path__[0]
    names = os.listdir(folder)
    return sorted({name.removesuffix(".py") for name in names if _is_module(folder, name)})


def _is_module(folder: str, name: str) -> bool:
    if name.endswith(".py"):
        return name != "__init__.py"
    return "." not in name and os.path.isfile(os.path.join(folder, name, "__init__.py"))


def _modules_below(package: ModuleType) -> Iterator[ModuleType]:
    for name in module_names(package):
        module = import_module(f"{package.__name__}.{name}")
        yield module
        if hasattr(module, "__path__"):
            yield from _modules_below(module)
