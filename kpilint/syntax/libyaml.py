"""The C parser of ruamel.yaml, without the thirty modules that come with it.

Importing it the usual way runs all of ruamel.yaml, an eighth of the time of checking a small
catalogue: the package imports every module it has, and the parser imports those that make errors,
to know these errors by name. Here the package runs when somebody asks it for a name, and a module
that makes errors when there is an error to make. Whoever else imports ruamel.yaml, before or after,
finds all of it; and where a release asks for more, it gets more, and takes its time.
"""

from __future__ import annotations

import sys
from _thread import RLock
from functools import partial
from importlib import import_module
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import Any

__all__ = [
    "AliasEvent",
    "CParser",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "MarkedYAMLError",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]

PACKAGE = "ruamel.yaml"
_MAKE_ERRORS = tuple(
    f"{PACKAGE}.{name}"
    for name in (
        *("reader", "scanner", "parser", "composer", "constructor"),
        *("emitter", "serializer", "representer"),
    )
)
_FILLING = RLock()


class _Unfilled(ModuleType):
    """A package that can be imported from, and runs when it is asked for a name of its own."""

    _begun = False

    def __getattr__(self, name: str) -> Any:
        with _FILLING:  # whoever comes second waits until it is whole
            if not self._begun:
                self._begun = True
                loader: Any = self.__spec__ and self.__spec__.loader
                loader.exec_module(self)
        if name in self.__dict__:
            return self.__dict__[name]
        raise AttributeError(f"module {self.__name__!r} has no attribute {name!r}")


class _Errors(ModuleType):
    """Stands for a module while one is imported that only calls the errors of this one."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        if name.endswith("Error"):
            return partial(_error, self.__name__, name)
        self.make_way()
        return getattr(import_module(self.__name__), name)

    def make_way(self) -> None:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]


def _error(module: str, name: str, *args: Any) -> Any:
    return getattr(import_module(module), name)(*args)


def _c_parser() -> Any:
    try:
        if PACKAGE not in sys.modules:
            return _alone()
    except ImportError:
        pass  # it may have another name, which the package knows
    try:
        return import_module(f"{PACKAGE}.cyaml").CParser
    except ImportError:  # a platform without a wheel of ruamel.yaml.clib
        return None


def _alone() -> Any:
    spec = find_spec(PACKAGE)
    if spec is None:
        raise ImportError(PACKAGE)
    package = module_from_spec(spec)
    package.__class__ = _Unfilled
    sys.modules[PACKAGE] = package
    above, _, name = PACKAGE.rpartition(".")
    setattr(sys.modules[above], name, package)
    stand_ins = [_Errors(name) for name in _MAKE_ERRORS if name not in sys.modules]
    sys.modules.update({stand_in.__name__: stand_in for stand_in in stand_ins})
    try:
        return import_module("_ruamel_yaml").CParser
    finally:
        for stand_in in stand_ins:
            stand_in.make_way()


CParser = _c_parser()
"""The C parser; None where there is none, and the pure parser gives the same nodes, slower."""

# Behind the parser, since they would run the whole package.
from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: E402
from ruamel.yaml.events import (  # noqa: E402
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
