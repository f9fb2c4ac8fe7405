"""What a format of a difference is."""

from __future__ import annotations

from collections.abc import Callable

from kpilint.output.format import View
from kpilint.record import record
from kpilint.revisions.difference import Difference


@record
class DifferenceFormat:
    """A format: its name, what it is for, and the function that makes the text."""

    name: str
    summary: str
    render: Callable[[Difference, View], str]
