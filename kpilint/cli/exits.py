"""How a command ends."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from enum import IntEnum


class ExitCode(IntEnum):
    CLEAN = 0
    FINDINGS = 1
    CALL = 2  # arguments, settings, paths or git
    BUG = 3  # a rule crashed: our mistake
    INTERRUPTED = 130


AT_END = ExitStack()
"""What a call leaves to be done when it ends, however it ends."""


class UserError(Exception):
    """The call is wrong. Shown as one line and a hint; ends with `ExitCode.CALL`.

    `more` are further mistakes, each with its hint, that were found on the way.
    """

    def __init__(self, message: str, hint: str = "", more: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__(message)
        self.hint = hint
        self.mistakes = ((message, hint), *more)


def no_such(noun: str, word: str, near: str | None, known: Iterable[str]) -> UserError:
    """The error for a word that names nothing, with the name that was probably meant."""
    hint = f'Did you mean "{near}"?' if near else f"There are: {', '.join(known)}."
    return UserError(f'There is no {noun} "{word}".', hint)
