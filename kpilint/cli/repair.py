"""`--fix` and `--diff`: showing what fixes change, and writing it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from kpilint.cli.exits import UserError
from kpilint.cli.terminal import print_exactly, print_out, say
from kpilint.editing.write import Change, write_changes
from kpilint.engine.fixing import Fixed
from kpilint.finding import Finding
from kpilint.text.source import Source


def pairs_of(before: Sequence[Source], fixed: Fixed) -> list[tuple[Source, Source]]:
    """The sources that fixing changed: before and after."""
    old = {source.path: source for source in before}
    return [
        (old[source.path], source)
        for source in fixed.sources
        if source.text != old[source.path].text
    ]


def print_diff(pairs: Iterable[tuple[Source, Source]]) -> None:
    """Print what fixes would change as a unified diff, as `git apply` takes it."""
    import difflib  # noqa: PLC0415 - slow to import, and only a diff needs it

    for old, new in pairs:
        lines = difflib.unified_diff(
            _lines(whole_text(old)), _lines(whole_text(new)),
            _name(f"a/{old.path}"), _name(f"b/{new.path}"),
        )  # fmt: skip
        text = "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )
        if sys.stdout.isatty():
            print_out(_escaped(text))
        else:
            print_exactly(text)


def whole_text(source: Source) -> str:
    """The text of a file with its byte order mark, if it has one."""
    return f"\ufeff{source.text}" if source.bom else source.text


def _name(path: str) -> str:
    """The name of a file in a diff; quoted as git does where it could be taken for more lines."""
    if path.isprintable() and not set(path) & set('"\\'):
        return path
    return '"' + "".join(
        f"\\{byte:03o}" if not 0x20 <= byte < 0x7F or byte in b'"\\' else chr(byte)
        for byte in os.fsencode(path)
    ) + '"'  # fmt: skip


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; only LF ends a line, as for git."""
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _escaped(text: str) -> str:
    """A text that cannot steer a terminal; only for people, since it is no exact copy."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)


def write_fixes(pairs: Sequence[tuple[Source, Source]], answered: Sequence[Finding]) -> bool:
    """Write fixed sources to their files, and say what was done. False when a file failed."""
    changes = [_change(old, new) for old, new in pairs]
    written = write_changes(changes)
    done = {path.as_posix() for path in written.done}
    for finding in answered:
        fix = finding.problem.fix
        if fix is not None and fix.source.path in done:
            say(f"fixed {fix.source.path}: {fix.title} ({finding.rule.code})")
    for path, why in written.failed:
        say(f'kpilint: "{path}" could not be written and is as it was: {why}.')
    return not written.failed


def _change(old: Source, new: Source) -> Change:
    try:
        return Change(Path(old.path), old.encode(), new.encode())
    except UnicodeEncodeError as error:
        # Planned before anything is written: so no file is.
        raise UserError(
            f'A fix of "{old.path}" would put a character into it that no file can hold.',
            "Correct this file by hand; no file was changed.",
        ) from error
