"""What the governance report says, without a word of markup.

These shapes are the contract: HTML, Markdown, PDF and the workbook show them, `--format json`
writes them out, and `schemas/report.schema.json` is made from them. Contract version 1: fields are
only ever added. Lists are complete and in the order in which they are to be read; how many of them
fit on a page is for the page to decide. Texts are plain text from the catalogue or our own words,
never markup.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal

from kpilint.record import record
from kpilint.report.details import (
    BlindSpot,
    ChangeRow,
    FindingRow,
    KpiPage,
    MissionMap,
    PressureRow,
    SpeedRow,
    WaiverRow,
)
from kpilint.report.parts import Count, Fact, Ref, ReviewRow


@record(kw_only=True)
class Tool(Fact):
    """What made this."""

    name: Literal["kpilint"] = "kpilint"
    """Always `kpilint`."""
    version: str
    """The version of kpilint, such as `0.1.0`."""


@record
class Period(Fact):
    """The stretch of time that the report is about, by the organisation's own fiscal calendar."""

    name: str
    """Its name: `2026-Q4`."""
    title: str
    """Its name as people say it: "Q4 2026", or "Q4 2026 so far" while it is not over."""
    start: dt.date
    """Its first day."""
    end: dt.date
    """Its last day."""
    is_over: bool
    """Whether that day had passed on the day of the report."""


@record
class Revision(Fact):
    """A state of the catalogue in git."""

    commit: str
    """The first characters of the commit's id."""
    day: dt.date
    """The day of the commit, in UTC."""
    has_local_changes: bool = False
    """Whether files differed from this commit when they were read."""


@record
class Size(Fact):
    """How much was looked at."""

    files: int
    """Files of the catalogue."""
    goals: int
    """Live goals."""
    kpis: int
    """Live KPIs."""
    retired: int
    """KPIs that are kept for the record only."""
    speed: int
    """Live KPIs that hold people to being fast."""


@record(kw_only=True)
class Decision(Fact):
    """Something to decide, on one line of the agenda."""

    in_lines: ClassVar[frozenset[str]] = frozenset({"snippet"})
    key: str
    """What stays the same from report to report, so that it can be followed."""
    action: str
    """What to do: "Give "Average handle time" a counterweight"."""
    reason: str
    """Why, in one sentence."""
    suggestion: str | None = None
    """A suggested answer, where there is one."""
    owner: str | None = None
    """Who decides; None where nobody is named yet."""
    by: dt.date
    """A suggested day by which it is settled."""
    about: tuple[Ref, ...] = ()
    """The entries that it is about."""
    asked_since: str | None = None
    """The period in which it was first asked for, where that was not this one."""
    blocks_sign_off: bool
    """Whether the report can be signed off without it."""
    snippet: str | None = None
    """Lines for the catalogue that would settle it."""


@record
class Check(Fact):
    """A condition for signing off, with the counts behind it."""

    key: Literal["aligned", "balanced", "questioned", "owned", "goals", "exceptions", "readable"]
    """Which check it is."""
    question: str
    """What it asks, in a word or two: "Aligned?"."""
    label: str
    """What is counted: "KPIs that reach the mission"."""
    passed: bool
    """Whether nothing stands in the way of signing off."""
    count: Count
    """How many pass, of how many."""
    before: Count | None = None
    """The same at the end of the period before, where that is known."""
    excepted: int = 0
    """How many of the others are agreed exceptions."""
    remark: str = ""
    """What else has to be said, such as how many are long overdue."""


@record
class Verdict(Fact):
    """Whether leadership can sign the catalogue off, and what would clear it."""

    ready: bool
    """Whether every check passed."""
    headline: str
    """ "Ready to sign off", or "Not ready to sign off"."""
    sentence: str
    """Why, and what would clear it."""


@record
class TrendPoint(Fact):
    """The findings that stood open at the end of a period."""

    period: str
    """The name of the period: `2026-Q3`."""
    label: str
    """A short label for a chart: "Q3 26"."""
    day: dt.date
    """The day on which it was checked."""
    open: int
    """Errors and warnings that no exception set aside."""
    excepted: int
    """Errors and warnings that exceptions and the baseline set aside."""
    kpis: int
    """Live KPIs on that day."""


@record
class Trend(Fact):
    """Where this is going: never shown without the exceptions, which can hide a number too."""

    points: tuple[TrendPoint, ...]
    """The ends of up to six periods, the present day last."""
    new: int
    """Errors and warnings that were not there at the end of the period before."""
    closed: int
    """Errors and warnings that were there then, and are gone."""
    reopened: int
    """Of the new ones, those that had been there before and were gone in between."""


@record
class GoalRow(Fact):
    """One goal on page one."""

    goal: Ref
    """The goal."""
    owner: str | None
    """Who answers for it."""
    kpis: int
    """Live KPIs that serve it directly."""
    speed: Count
    """Its KPIs that press for speed: how many have a working counterweight."""
    gaps: int
    """Speed KPIs without one, KPIs without an owner, no measure of the result."""
    late: int
    """Reviews of its KPIs that are late."""
    shows_result: bool
    """Whether any of its KPIs shows what became different."""
    to_do: str
    """What is to do, in a few words: "1 gap, 1 late review"; empty where nothing is."""


@record
class PastDecision(Fact):
    """Something that was asked for or decided in the period before, and what became of it."""

    what: str
    """What was asked for or decided."""
    kind: Literal["asked", "decided", "exception"]
    """Asked for by the last report; decided in a review; or an agreed exception."""
    about: Ref
    """What it is about."""
    owner: str | None
    """Who was to do it."""
    day: dt.date
    """When it was asked for or decided."""
    state: Literal["done", "open", "overdue"]
    """What became of it."""
    evidence: str
    """By what that can be seen."""


@record
class MonthLoad(Fact):
    """How many reviews fall due in a month."""

    month: str
    """The month: `2026-12`."""
    label: str
    """Its name: "December 2026"."""
    reviews: tuple[ReviewRow, ...]
    """The reviews that fall due in it."""


@record
class Reviews(Fact):
    """What is still questioned."""

    late: tuple[ReviewRow, ...]
    """Late reviews, the latest first; what no review ever questioned comes before."""
    coming: tuple[MonthLoad, ...]
    """Reviews that fall due until the end of the next period, by month."""
    held: tuple[ReviewRow, ...]
    """Reviews that were held in this period."""


@record
class Method(Fact):
    """How this was made, and what it cannot see."""

    profile: str
    """The profile of rules."""
    rules: int
    """How many rules were checked."""
    sentences: tuple[str, ...]
    """What was done: thresholds, guesses, what was compared with what."""
    limits: tuple[str, ...]
    """What this report cannot know."""


@record(kw_only=True)
class Report(Fact):
    """The governance report of one catalogue for one period."""

    schema_version: Literal[1] = 1
    """The version of this contract."""
    tool: Tool
    """The program that made this report."""
    period: Period
    """What the report is about."""
    as_of: dt.date
    """The day on which everything was checked."""
    revision: Revision | None
    """The commit that was read; None outside git."""
    compared_with: Revision | None
    """The commit at the end of the period before; None where there is none."""
    size: Size
    """How much the catalogue holds."""
    verdict: Verdict
    """The first sentence of page one."""
    decisions: tuple[Decision, ...]
    """What to decide, the most pressing first."""
    checks: tuple[Check, ...]
    """The conditions for signing off."""
    trend: Trend | None
    """None where there is no history."""
    goals: tuple[GoalRow, ...]
    """Goals by what is to do, those with most to do first."""
    past: tuple[PastDecision, ...]
    """Last period's decisions: overdue first, then open, then done."""
    changes: tuple[ChangeRow, ...]
    """What changed since the period before, the riskiest first."""
    map: MissionMap
    """The mission map."""
    speed: tuple[SpeedRow, ...]
    """Every KPI that presses for speed, with its brakes; those without come first."""
    reviews: Reviews
    """Reviews that are late, coming, and held."""
    pressure: tuple[PressureRow, ...]
    """KPIs on which something hangs for people."""
    blind_spots: tuple[BlindSpot, ...]
    """What the numbers do not show."""
    waivers: tuple[WaiverRow, ...]
    """Every exception, those that ended or end soonest first."""
    kpis: tuple[KpiPage, ...]
    """One page for each KPI, by name."""
    findings: tuple[FindingRow, ...]
    """Everything found, for the people who mend it; by file and line."""
    method: Method
    """How the report was made, and its limits."""
