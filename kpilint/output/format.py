"""What an output format is."""

from __future__ import annotations

from collections.abc import Callable

from kpilint.finding import Finding, Severity
from kpilint.record import record
from kpilint.run import Result


@record
class View:
    """How a result is to be shown: with colours or not, and from which severity on."""

    color: bool = False
    min_severity: Severity = Severity.ADVICE

    def visible(self, result: Result) -> list[Finding]:
        """The open findings that are severe enough, in order of place."""
        return [f for f in result.open if f.severity >= self.min_severity]


@record
class Format:
    """A format: its name, what it is for, and the function that makes the text."""

    name: str
    summary: str
    render: Callable[[Result, View], str]
