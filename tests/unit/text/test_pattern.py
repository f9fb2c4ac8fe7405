"""Patterns that are compiled late, so that no mistake in one waits for a user."""

from __future__ import annotations

import re
from importlib import import_module
from pkgutil import walk_packages

import kpilint
from kpilint.text.pattern import _Uncompiled, pattern


def test_a_pattern_does_what_the_compiled_one_does() -> None:
    late, early = pattern(r"a(b+)", re.IGNORECASE), re.compile(r"a(b+)", re.IGNORECASE)
    assert late.findall("ab ABB") == early.findall("ab ABB") == ["b", "BB"]
    assert (late.pattern, late.flags) == (early.pattern, early.flags)


def test_every_pattern_of_the_package_compiles() -> None:
    late = [
        value
        for info in walk_packages(kpilint.__path__, "kpilint.")
        if info.name != "kpilint.__main__"
        for value in vars(import_module(info.name)).values()
        if isinstance(value, _Uncompiled)
    ]
    assert len(late) > 50
    assert all(isinstance(value.pattern, str) for value in late)
