"""Options that choose rules: on top of what the settings say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from kpilint.cli.options import Word
from kpilint.engine.choose import PROFILES

F = TypeVar("F", bound=Callable[..., Any])


def rule_options(function: F) -> F:
    """`--select`, `--ignore` and `--profile`."""
    function = click.option(
        "--profile", type=Word("profile", tuple(PROFILES)), help="A named choice of rules."
    )(function)
    function = click.option(
        "--ignore", multiple=True, metavar="RULES", help="Leave out these rules as well."
    )(function)
    return click.option(
        "--select", multiple=True, metavar="RULES",
        help="Check these rules only: codes, names, or beginnings of codes, with commas.",
    )(function)  # fmt: skip
