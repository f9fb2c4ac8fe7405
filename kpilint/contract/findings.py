"""What `--format json` promises, declared once: `schemas/findings.schema.json` is made from it.

Contract version 1. Fields are only ever added; a reader passes over what it does not know.
Not imported by `kpilint check`: building these classes costs more than checking a catalogue.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from kpilint.json_schema import schema_of

_Word = Literal["error", "warning", "advice"]


class Shape(BaseModel):
    model_config = ConfigDict(extra="allow", use_attribute_docstrings=True)


class Tool(Shape):
    """What made this."""

    name: Literal["kpilint"]
    """Always `kpilint`."""
    version: str
    """The version of kpilint, such as `0.1.0`."""


class Summary(Shape):
    """How much was checked, and how much was found. Waived findings are counted apart."""

    files: int = Field(ge=0)
    """Files of the catalogue."""
    missions: int = Field(ge=0)
    """Missions in them."""
    goals: int = Field(ge=0)
    """Goals in them."""
    kpis: int = Field(ge=0)
    """KPIs in them."""
    errors: int = Field(ge=0)
    """Open findings of severity `error`."""
    warnings: int = Field(ge=0)
    """Open findings of severity `warning`."""
    advice: int = Field(ge=0)
    """Open findings of severity `advice`."""
    waived: int = Field(ge=0)
    """Findings that a waiver or the baseline sets aside."""


class Since(Shape):
    """What the findings were narrowed to by `--since`."""

    revision: str
    """The revision as it was named."""
    commit: str
    """The beginning of the hash of the commit that was compared with."""
    day: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    """The day of that commit, in UTC."""
    left_out: int = Field(ge=0)
    """Open findings that the change neither caused nor touched, and that are left out."""


class Position(Shape):
    """A place between two characters."""

    line: int = Field(ge=1)
    """The line, from 1. Lines end at LF, CR LF or CR."""
    column: int = Field(ge=1)
    """The column, from 1, counted in code points."""


class Range(Shape):
    """A part of a file."""

    start: Position
    """Before its first character."""
    end: Position
    """Behind its last character."""


class Subject(Shape):
    """What a finding is about."""

    kind: str
    """`kpi`, `goal`, `mission`, `measure`, `team`, `person`, `scheme`, `trigger`, `waiver` ..."""
    id: str
    """Its id in the catalogue."""
    name: str
    """Its name as people know it."""


class Related(Shape):
    """Another place that belongs to a finding."""

    message: str
    """What is there."""
    path: str
    """The file."""
    range: Range
    """The part of the file."""


class Edit(Shape):
    """One replacement in a file. An empty range inserts, an empty text deletes."""

    range: Range
    """What is replaced."""
    text: str
    """What is put in its place."""


class Fix(Shape):
    """Edits that answer a finding."""

    title: str
    """What they do."""
    safety: Literal["safe", "unsafe"]
    """`safe` is made with --fix, `unsafe` with --unsafe-fixes."""
    path: str
    """The file that they change."""
    edits: list[Edit]
    """The edits; they do not overlap."""


class Cause(Shape):
    """The finding that another one follows from."""

    code: str
    """The code of its rule."""
    rule: str
    """The name of its rule."""
    subject: Subject
    """What it is about."""
    fingerprint: str
    """Its fingerprint."""


class WaivedBy(Shape):
    """Why a finding is not counted."""

    by: Literal["waiver", "baseline"]
    """An agreed exception in the catalogue, or the baseline of the day of adoption."""
    reason: str | None
    """The reason that the waiver gives."""
    approved_by: list[str]
    """Who agreed."""
    until: str | None
    """The last day on which it holds, as `2026-12-31`."""


class ReviewState(Shape):
    """When a review was due."""

    due: str | None
    """The day, as `2026-10-20`; null where no clock ever started."""
    days_overdue: int | None
    """Days since then; null where no clock ever started."""
    state: str
    """`overdue`, `long-overdue`, `never-reviewed` ..."""


class Finding(Shape):
    """One gap in the catalogue."""

    code: str = Field(pattern=r"^[A-Z]{3}[0-9]{3}$")
    """The code of the rule, such as `BAL001`. A code is never used for another rule."""
    rule: str
    """The name of the rule, such as `unbalanced-speed-metric`."""
    severity: _Word
    """How much it matters in this run."""
    reason: str | None
    """Which of the named reasons of the rule it is, where the rule has several."""
    subject: Subject
    """What it is about."""
    message: str
    """What is so, in one sentence."""
    why: str
    """Why it matters, in one sentence."""
    help: str
    """What to do now."""
    path: str
    """The file, with forward slashes, as it was found from the folder of the call."""
    range: Range
    """The part of the file."""
    key_path: list[str | int]
    """The keys and list positions (from 0) that lead there: `["kpis", 3, "balanced_by"]`."""
    related: list[Related]
    """Other places that belong to it."""
    candidates: list[str]
    """Ids of entities that could answer it, the most fitting first."""
    fix: Fix | None
    """Edits that answer it, where kpilint knows any."""
    caused_by: Cause | None
    """The finding that it follows from; answering that one answers this one too."""
    waived_by: WaivedBy | None
    """Why it is not counted; null for open findings."""
    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$")
    """Rule, subject and field as a number: it stays when lines move and messages change."""
    review: ReviewState = Field(default=None)  # type: ignore[assignment]
    """Only of findings about a review: when it was due."""
    was_there: bool = Field(default=None)  # type: ignore[assignment]
    """Only with `--since`, and only true: the change touched its subject, but did not cause it."""


class CrashedRule(Shape):
    """A rule that failed: a mistake of kpilint. All other rules were checked."""

    rule: str
    """The name of the rule."""
    subject: str
    """The id of what it looked at, empty for the whole catalogue."""
    error: str
    """What went wrong."""


class BaselineSubject(Shape):
    """What an entry of the baseline is about."""

    kind: str
    """As in findings."""
    id: str
    """As in findings."""


class BaselineEntry(Shape):
    """An entry of the baseline that no finding answers any more."""

    code: str
    """The code of the rule."""
    subject: BaselineSubject
    """What it is about."""
    field: str
    """The field of the subject."""


class Findings(Shape):
    """The findings of one run of `kpilint check`."""

    schema_version: Literal[1]
    """The version of this contract."""
    tool: Tool
    """What made this."""
    as_of: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    """The day that everything is judged for."""
    profile: Literal["starter", "standard", "strict"]
    """The profile of rules that was used."""
    summary: Summary
    """How much was checked, and how much was found."""
    since: Since = Field(default=None)  # type: ignore[assignment]
    """Only with `--since`: what the findings were narrowed to."""
    crashes: list[CrashedRule]
    """Rules that failed; empty when all is well."""
    stale_baseline: list[BaselineEntry]
    """What the baseline holds in vain; empty where there is no baseline."""
    findings: list[Finding]
    """Open and waived findings, in order of file and place."""


def findings_schema() -> dict[str, Any]:
    """The JSON Schema of what `kpilint check --format json` writes.

    The first line of `jsonl` is the same document without `findings`, each other line one of
    them: `#/definitions/Finding`.
    """
    return schema_of(Findings, "Findings of kpilint")
