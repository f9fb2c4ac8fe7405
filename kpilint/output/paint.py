"""Colours of a terminal."""

from __future__ import annotations

from kpilint.finding import Severity
from kpilint.output.format import View

BOLD = "1"
QUIET = "34"
_COLORS = {Severity.ERROR: "31;1", Severity.WARNING: "33;1", Severity.ADVICE: "36;1"}


def color_of(severity: Severity) -> str:
    return _COLORS[severity]


def paint(text: str, color: str, view: View) -> str:
    """`text` in a colour, where the view has colours."""
    return f"\x1b[{color}m{text}\x1b[0m" if view.color and text else text
