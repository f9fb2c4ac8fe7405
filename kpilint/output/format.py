"""What an output format is."""

from __future__ import annotations

from collections.abc import Callable

from kpilint.finding import Finding, Severity
from kpilint.record import record
from kpilint.run import Result


@record
class View:
    """How a result is to be shown.

    With colours or not; from which severity on; in lines of how many columns; and from which
    severity on a finding fails the run (None: never), for formats that tell the two apart.
    """

    color: bool = False
    min_severity: Severity = Severity.ADVICE
    width: int = 80
    fail_on: Severity | None = Severity.ERROR

    def visible(self, result: Result) -> list[Finding]:
        """The open findings that are severe enough, in order of place."""
        return [f for f in result.open if f.severity >= self.min_severity]

    def recorded(self, result: Result) -> list[Finding]:
        """The same and the waived ones: for formats that keep the record."""
        return [f for f in result.findings if f.severity >= self.min_severity]

    def fails(self, finding: Finding) -> bool:
        """Whether a finding fails the run; what was there before a change never does."""
        failing = self.fail_on is not None and finding.severity >= self.fail_on
        return failing and not finding.was_there


@record
class Format:
    """A format: its name, what it is for, and the function that makes the text."""

    name: str
    summary: str
    render: Callable[[Result, View], str]
