"""What `kpilint diff --format json` promises: `schemas/diff.schema.json` is made from it.

Contract version 1. Fields are only ever added; a reader passes over what it does not know.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from kpilint.contract.findings import CrashedRule, Finding, Shape, Subject, Tool
from kpilint.json_schema import schema_of

_Risk = Literal["wording", "routine", "notable", "risky"]
_DAY = r"^\d{4}-\d{2}-\d{2}$"


class Head(Shape):
    """A commit."""

    commit: str = Field(pattern=r"^[0-9a-f]{40,64}$")
    """Its whole hash."""
    day: str = Field(pattern=_DAY)
    """The day of the committer, in UTC."""


class Base(Head):
    """The earlier commit, and the name that led to it."""

    revision: str
    """The revision as it was named; the commit is where the later state left its history."""


class Counts(Shape):
    """Counts of changes by risk, and of findings."""

    to_settle: int = Field(ge=0)
    """Entries to which somebody has yet to say yes."""
    risky: int = Field(ge=0)
    """Changes that make it easier to look good, or take a safeguard away."""
    notable: int = Field(ge=0)
    """Changes that a reader wants to know of."""
    routine: int = Field(ge=0)
    """Changes that good governance consists of."""
    wording: int = Field(ge=0)
    """Changes after which no number will ever differ."""
    new_findings: int = Field(ge=0)
    """Findings that were not there before, or have become more severe."""
    gone_findings: int = Field(ge=0)
    """Findings that were there before."""
    standing_findings: int = Field(ge=0)
    """Findings that are there as before; they are not listed."""


class Change(Shape):
    """One change."""

    kind: str
    """Which kind it is: `target-loosened`, `brake-lost` ... New kinds may come."""
    risk: _Risk
    """How much a reader should care."""
    field: str | None
    """The field in which it is; null for the entry as a whole."""
    before: str | None
    """What stood there before, on one line; null for nothing."""
    after: str | None
    """What stands there now; null for nothing."""
    words: str
    """The change in a few words."""


class Entry(Shape):
    """An entry that changed or gained a finding."""

    subject: Subject
    """What it is."""
    risk: _Risk
    """That of its riskiest change; a gained error is risky, a gained warning notable."""
    to_settle: bool
    """Whether somebody has yet to say yes: to an error, or to a risk that no review covers."""
    changes: list[Change]
    """What changed, the riskiest first; empty where it only gained a finding."""
    effects: list[str]
    """What follows, in sentences."""
    findings: list[str]
    """Fingerprints of the errors and warnings that it gained, without those that follow from
    another one; they are among `new_findings`."""


class Difference(Shape):
    """What differs between two states of a catalogue."""

    schema_version: Literal[1]
    """The version of this contract."""
    tool: Tool
    """Which program made this."""
    as_of: str = Field(pattern=_DAY)
    """The day for which both states are judged."""
    base: Base
    """The earlier state."""
    head: Head | None
    """The later state; null for the files as they are now, or as they are staged."""
    staged: bool = False
    """Whether the later state is what is staged."""
    settings_changed: tuple[str, ...] = ()
    """The names of the files of settings and of the baseline that differ; both states are judged
    by the later ones."""
    summary: Counts
    """How much changed."""
    entries: list[Entry]
    """What changed or gained a finding: what is to settle first, then by risk."""
    new_findings: list[Finding]
    """Findings of the later state that the change caused."""
    gone_findings: list[Finding]
    """Findings of the earlier state that are settled; their places are in its files."""
    crashes: list[CrashedRule]
    """Rules that failed; empty when all is well."""


def difference_schema() -> dict[str, Any]:
    """The JSON Schema of what `kpilint diff --format json` writes."""
    return schema_of(Difference, "Difference of kpilint")
