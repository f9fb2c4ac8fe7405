"""Data to stdout, messages to stderr. Nothing else in kpilint prints."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from kpilint.cli.exits import UserError
from kpilint.text.show import show

LONGEST = 1000


def prepare() -> None:
    """Let characters that a terminal cannot show become escapes instead of an error.

    A stream that the caller has closed (`>&-`) takes everything, or brings nothing.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def print_out(text: str) -> None:
    """Write data to stdout. A reader who has gone away (`| head`) is no error."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        drop_stdout()
    except OSError:  # a full disk
        drop_stdout()
        raise


def print_exactly(text: str) -> None:
    """Write the text of a file to stdout: in UTF-8, with its line ends, whatever is usual there."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="")
    print_out(text)


def drop_stdout() -> None:
    """Send whatever is still to be written to nowhere, so that closing stdout does not fail."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def say(text: str) -> None:
    """Write a message to stderr, as one harmless line."""
    print(show(text, LONGEST), file=sys.stderr)


def say_error(error: UserError) -> None:
    """Write what is wrong with a call, each mistake with its hint in the line below."""
    for message, hint in error.mistakes:
        say(f"kpilint: {message}")
        if hint:
            print(f"  {show(hint, LONGEST)}", file=sys.stderr)


def print_err(text: str) -> None:
    """Write a text of several lines, which is already fit to be shown, to stderr."""
    sys.stderr.write(text)


def wants_debug() -> bool:
    """Whether the call asks for tracebacks (`--debug`, which every command takes)."""
    return "--debug" in sys.argv[1:]


def wants_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour: as `--color` says, else on a terminal unless NO_COLOR is set."""
    if choice != "auto":
        return choice == "always"
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def width(otherwise: int) -> int:
    """The columns of the terminal; `otherwise` where stdout is none."""
    try:
        return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns, 120))
    except (OSError, ValueError, AttributeError):
        return otherwise
