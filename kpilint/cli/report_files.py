"""Where a report goes: which formats there are, and what writes them."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

from kpilint.cli.exits import UserError, no_such
from kpilint.cli.terminal import print_exactly
from kpilint.editing.write import WriteError, replace_file
from kpilint.record import record
from kpilint.report.facts import Report
from kpilint.text.nearest import nearest

# The endings by which a file says what it is to hold.
_ENDINGS = {
    ".html": "html", ".htm": "html", ".md": "markdown", ".json": "json", ".pdf": "pdf",
    ".xlsx": "xlsx",
}  # fmt: skip
_BINARY = frozenset({"pdf", "xlsx"})
# What is installed only by those who want it, and the extra that brings it.
_EXTRAS = {"weasyprint": "pdf", "xlsxwriter": "xlsx"}


@record
class Target:
    """A file that the report is written to."""

    format: str
    path: Path


def formats() -> list[str]:
    """The formats of a report: each is a module of `kpilint/report/formats` that is called so."""
    return list(dict.fromkeys(_ENDINGS.values()))


def report_format(name: str) -> str:
    """A name, if it is that of a format. Raises UserError with the nearest otherwise."""
    known = formats()
    if name not in known:
        near = nearest(name.lower(), known)
        raise no_such("format of a report", name, near[0] if near else None, known)
    return name


def report_targets(wanted: Iterable[str]) -> list[Target]:
    """The files of `--output FORMAT:FILE`, or `--output FILE` with an ending that says it."""
    return [_target(text) for text in wanted]


def render(report: Report, name: str) -> str | bytes:
    """A report in a format. Raises UserError where what that takes is not installed."""
    try:
        made: str | bytes = import_module(f"kpilint.report.formats.{name}").render(report)
    except ModuleNotFoundError as error:
        extra = _EXTRAS.get((error.name or "").partition(".")[0])
        if extra is None:
            raise
        raise UserError(
            f"{name} needs something that is not installed.", f'pip install "kpilint[{extra}]"'
        ) from error
    except OSError as error:
        if name != "pdf":
            raise
        raise UserError(
            "A PDF needs Pango, the library of the system that sets its text.",
            "Install it (on Debian: libpango-1.0-0 and libpangoft2-1.0-0), or print the HTML page.",
        ) from error
    return made


def check_stdout(name: str) -> None:
    """Raise UserError where a format would only fill a terminal with noise."""
    if name in _BINARY and sys.stdout.isatty():
        ending = next(end for end, format_ in _ENDINGS.items() if format_ == name)
        raise UserError(
            f"{name} is nothing to look at in a terminal.", f"Write --output report{ending}."
        )


def print_report(made: str | bytes) -> None:
    """Write a report to stdout: text in UTF-8, anything else byte for byte."""
    if isinstance(made, str):
        print_exactly(made)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()


def write_report(path: Path, made: str | bytes) -> None:
    """Put a report into a file, completely or not at all. Raises UserError."""
    data = made.encode("utf-8", "backslashreplace") if isinstance(made, str) else made
    try:
        replace_file(path, data)
    except WriteError as error:
        raise UserError(f'"{path}" could not be written: {error}.') from error


def _target(text: str) -> Target:
    name, colon, file = text.partition(":")
    ending = _ENDINGS.get(Path(text).suffix.lower())
    # `C:\\report.html` begins with a drive, not with a format.
    if colon and file and (name in formats() or ending is None or len(name) > 1):
        return Target(report_format(name), Path(file))
    if ending is None or not Path(text).stem:
        raise UserError(
            f'"{text}" does not say which format it is to have.',
            "Write --output report.html, or the format in front: --output html:report.",
        )
    return Target(report_format(ending), Path(text))
