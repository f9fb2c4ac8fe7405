"""Floor 8: the command line. One file a command, imported when it is called."""

from __future__ import annotations

import os
import sys

from kpilint.cli.exits import AT_END, ExitCode, UserError
from kpilint.cli.plain import plain_call
from kpilint.cli.terminal import prepare, say, say_error, wants_debug
from kpilint.text.show import show_error


def main() -> None:
    """Run the command line and exit."""
    prepare()
    try:
        with AT_END:
            code = _called()
    except UserError as error:
        say_error(error)
        code = ExitCode.CALL
    except KeyboardInterrupt:
        code = ExitCode.INTERRUPTED
    except OSError as error:
        code = _refused(error)
    except Exception as error:
        # Nobody but us can mend it: it is named as ours, and ends with a status of its own.
        code = _failed(error)
    sys.exit(int(code))


def _called() -> ExitCode:
    """Run the command; a plain call of `check` without click, which costs more to import."""
    plain = plain_call(sys.argv[1:])
    if plain is None:
        from kpilint.cli.group import call  # noqa: PLC0415 - most calls are plain ones

        return call()
    from kpilint.cli.checking import Flags, check  # noqa: PLC0415 - only `check` needs it

    return check(Flags(**plain))


def _refused(error: OSError) -> ExitCode:
    """Say what the system does not allow: a full disk, a name that is too long, a closed folder."""
    of = f' of "{os.fsdecode(error.filename)}"' if isinstance(error.filename, str | bytes) else ""
    say(f"kpilint: The system says{of}: {error.strerror or type(error).__name__}.")
    _trace(error)
    return ExitCode.CALL


def _failed(error: Exception) -> ExitCode:
    """Say that kpilint itself is at fault; with `--debug`, where."""
    say(
        f"kpilint: {show_error(error)}. That is a mistake of kpilint, not of your catalogue; "
        "`--debug` shows where it happened."
    )
    _trace(error)
    return ExitCode.BUG


def _trace(error: Exception) -> None:
    if wants_debug():
        import traceback  # noqa: PLC0415 - only after a failure

        traceback.print_exception(error)
