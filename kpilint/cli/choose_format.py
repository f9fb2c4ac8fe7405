"""Which formats a call asks for, and where each goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from importlib import import_module

import kpilint.output
from kpilint.cli.exits import UserError, no_such
from kpilint.discover import discover, module_names
from kpilint.output.format import Format
from kpilint.record import record
from kpilint.text.nearest import nearest
from kpilint.text.path import StrPath, tidy


@record
class Target:
    """A file that a format is to be written to."""

    format: Format
    path: str


def default_format() -> str:
    """`github` in GitHub's runners, `full` on a terminal, `concise` everywhere else."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return "github"
    return "full" if sys.stdout.isatty() else "concise"


def find_format(name: str) -> Format:
    """The format of this name. Raises UserError with the nearest name when there is none."""
    # The usual case, without importing every format: a format's module has its name.
    if name in module_names(kpilint.output):
        found = getattr(import_module(f"kpilint.output.{name}"), "FORMAT", None)
        if isinstance(found, Format) and found.name == name:
            return found
    known = formats()
    if name not in known:
        near = nearest(name.lower(), known)
        raise no_such("format", name, near[0] if near else None, known)
    return known[name]


def formats() -> dict[str, Format]:
    """All formats by name."""
    return {format_.name: format_ for format_ in discover(kpilint.output, Format)}


def choose_targets(wanted: Iterable[str], inputs: Iterable[StrPath]) -> list[Target]:
    """The files of `--output FORMAT:FILE`. None of them may be a file that is read."""
    return [Target(find_format(name), path) for name, path in split_targets(wanted, inputs)]


def split_targets(wanted: Iterable[str], inputs: Iterable[StrPath]) -> list[tuple[str, str]]:
    """The same as names of formats and files."""
    targets: list[tuple[str, str]] = []
    for text in wanted:
        name, colon, file = text.partition(":")
        if not colon or not file:
            raise UserError(
                f'"{text}" does not say both format and file.', "Write --output sarif:kpi.sarif."
            )
        targets.append((name, tidy(file)))
    check_places([path for _, path in targets], inputs)
    return targets


def write_output(path: str, text: str) -> None:
    """Write what a format made to its file, whole or not at all."""
    from pathlib import Path  # noqa: PLC0415

    from kpilint.editing.write import (  # noqa: PLC0415 - most runs write no file
        WriteError,
        replace_file,
    )

    try:
        replace_file(Path(path), text.encode("utf-8", "backslashreplace"))
    except WriteError as error:
        raise UserError(f'"{path}" could not be written: {error}.') from error


def check_places(paths: Iterable[StrPath], inputs: Iterable[StrPath]) -> None:
    """Raise UserError unless each of these files can be written, and none of them is read."""
    read = {os.path.realpath(path) for path in inputs}
    taken: set[str] = set()
    for path in paths:
        real = os.path.realpath(path)
        if real in read:
            raise UserError(f'"{path}" is read in this run; it would be overwritten.')
        if real in taken:
            raise UserError(f'Two outputs go to "{path}".', "Give each a file of its own.")
        if os.path.isdir(path):
            raise UserError(f'"{path}" is a folder.', "Name a file in it.")
        if not os.path.isdir(folder := os.path.dirname(path) or "."):
            raise UserError(f'There is no folder "{folder}".', "Make it first.")
        taken.add(real)
