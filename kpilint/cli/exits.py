"""How a command ends."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    CLEAN = 0
    FINDINGS = 1
    CALL = 2  # arguments, settings, paths or git
    BUG = 3  # a rule crashed: our mistake
    INTERRUPTED = 130


class UserError(Exception):
    """The call is wrong. Shown as one line and a hint; ends with `ExitCode.CALL`."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint
