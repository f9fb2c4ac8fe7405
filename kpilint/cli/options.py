"""Options that several commands share, and words that are checked with a suggestion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from kpilint.cli.exits import no_such
from kpilint.text.nearest import nearest

F = TypeVar("F", bound=Callable[..., Any])


class Word(click.ParamType[str]):
    """One of some words; the nearest is suggested for any other. `words` may be a function."""

    name = "word"

    def __init__(self, noun: str, words: Sequence[str] | Callable[[], Iterable[str]]) -> None:
        self.noun = noun
        self.words = words

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        del param, ctx
        known = list(self.words() if callable(self.words) else self.words)
        if value in known:
            return str(value)
        near = nearest(str(value).lower(), known)
        raise no_such(self.noun, str(value), near[0] if near else None, known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str | None:
        del param, ctx
        return None if callable(self.words) else f"[{'|'.join(self.words)}]"


def paths_argument(function: F) -> F:
    """Files and folders to read."""
    return click.argument("paths", nargs=-1, type=click.Path(path_type=Path))(function)


def settings_options(function: F) -> F:
    """`--config FILE` and `--isolated`."""
    function = click.option(
        "--isolated", is_flag=True, help="Use no settings file, only what is said here."
    )(function)
    return click.option(
        "--config", type=click.Path(path_type=Path), metavar="FILE",
        help="The settings file; otherwise the nearest kpilint.yaml here or above.",
    )(function)  # fmt: skip


def as_of_option(function: F) -> F:
    """`--as-of DAY`."""
    return click.option(
        "--as-of", metavar="DAY",
        help="Check as on this day, such as 2026-12-31; otherwise today.",
    )(function)  # fmt: skip
