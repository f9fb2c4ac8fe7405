"""The facts behind page one: the map, the brakes, the pressure, a page for each KPI."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from kpilint.record import record
from kpilint.report.parts import Fact, Ref, ReviewRow


@record
class ChangeRow(Fact):
    """One change since the period before."""

    subject: Ref
    """What changed."""
    owner: str | None
    """Who answers for it."""
    kind: str
    """The kind of change, such as `target-loosened`."""
    risk: Literal["risky", "notable", "routine", "wording"]
    """How much a reader should care."""
    words: str
    """The change in a few words."""
    before: str | None
    """What stood there."""
    after: str | None
    """What stands there now."""


@record
class Brake(Fact):
    """A counterweight of a KPI."""

    kpi: Ref
    """The counterweight."""
    works: bool
    """Whether it passes every test of a counterweight."""
    why_not: str | None = None
    """What is wrong with it, in a few words."""
    goal: Ref | None = None
    """The goal that it serves, where that is another one."""


@record
class Pair(Fact):
    """A KPI that presses for speed, beside what holds it in check."""

    kpi: Ref
    """The KPI that presses."""
    brakes: tuple[Brake, ...]
    """What is linked to hold it in check."""
    state: Literal["balanced", "weak", "gap", "excepted"]
    """Whether one of them works; whether the gap is an agreed exception."""
    weakness: str | None = None
    """Where one works and still leaves a way round: which, in a few words."""
    remark: str = ""
    """What else a reader should know: "review 41 days late"; empty where nothing is."""


@record
class MapKpi(Fact):
    """Any other KPI of a goal."""

    kpi: Ref
    """The KPI."""
    remark: str = ""
    """What a reader should know: "review 41 days late"; empty where nothing is."""


@record
class GoalCard(Fact):
    """A goal on the map: gaps first, then pairs, then everything else."""

    goal: Ref
    """The goal; the mission itself for KPIs that serve it directly."""
    owner: str | None
    """Who answers for it."""
    part_of: tuple[Ref, ...]
    """Goals that it serves, where it does not serve the mission directly."""
    gaps: tuple[str, ...]
    """What is missing, such as a measure of the result."""
    pairs: tuple[Pair, ...]
    """Its KPIs that press for speed."""
    others: tuple[MapKpi, ...]
    """Its other KPIs."""
    families: dict[str, int]
    """How many of its KPIs measure what: speed, quality, people ..."""


@record
class MissionCard(Fact):
    """A mission and the goals that serve it."""

    mission: Ref
    """The mission; of kind `external` where it is kept in another catalogue."""
    statement: str
    """Its sentence."""
    goals: tuple[GoalCard, ...]
    """The goals below it, those with gaps first; last, what serves it without a goal."""


@record
class Loose(Fact):
    """Something that serves nothing, and why."""

    entry: Ref
    """The KPI or goal."""
    why: str
    """Why it does not reach the mission, in a few words."""


@record
class MissionMap(Fact):
    """Mission, goals and KPIs, with counterweights beside what they hold in check."""

    missions: tuple[MissionCard, ...]
    """The missions."""
    loose: tuple[Loose, ...]
    """What does not reach any of them."""
    families: tuple[str, ...]
    """The families that are measured anywhere, in the order in which they are shown."""


@record(kw_only=True)
class SpeedRow(Fact):
    """A KPI that presses for speed, and what holds it in check."""

    kpi: Ref
    """The KPI."""
    owner: str | None
    """Who answers for it."""
    target: str | None
    """What it is meant to reach."""
    hangs_on_it: tuple[str, ...]
    """What hangs on it for people: pay, ranking ..."""
    brakes: tuple[Brake, ...]
    """What is linked to hold it in check."""
    state: Literal["balanced", "weak", "gap", "excepted"]
    """Whether a brake works; `weak` where one works and still leaves a way round."""
    weakness: str | None = None
    """That way round, in a few words."""
    risk: str | None
    """How such a number is met without helping anybody."""
    suggestion: str | None
    """What to do."""


@record
class PressureRow(Fact):
    """A KPI on which something hangs for people."""

    kpi: Ref
    """The KPI."""
    owner: str | None
    """Who answers for it."""
    uses: tuple[str, ...]
    """What it is used for that people feel."""
    level: str | None
    """Whether it counts an organisation, a team or one person."""
    consulted: str | None
    """Who does the work and was asked, and when."""
    exceptions: str | None
    """Who may leave the target aside, and in which cases."""
    questions: tuple[str, ...]
    """What to ask about it."""


@record
class BlindSpot(Fact):
    """Something that the numbers do not show."""

    about: Ref
    """The goal or KPI."""
    kind: Literal["unmeasured", "limitation", "evidence", "not-said"]
    """Said to be unmeasured; a limit of a number; something heard in a review; or nothing said."""
    text: str
    """What it is."""
    day: dt.date | None = None
    """When it was heard."""


@record
class WaiverRow(Fact):
    """An agreed exception."""

    about: Ref
    """The KPI or goal."""
    rule: str
    """What is set aside, in words."""
    reason: str
    """Why."""
    approved_by: tuple[str, ...]
    """Who agreed."""
    since: dt.date | None
    """From when."""
    until: dt.date | None
    """Its last day."""
    state: Literal["in-force", "ended", "not-valid"]
    """Whether it sets anything aside today."""
    hides: int
    """How many findings it sets aside."""
    renewed: int
    """How often its last day was moved, as far as the history shows."""
    remark: str = ""
    """What is wrong with it."""


@record
class HeldReview(Fact):
    """A review that is written down."""

    day: dt.date | None
    """When it was held."""
    decision: str | None
    """What was decided."""
    by: tuple[str, ...]
    """Who was there."""
    note: str | None
    """What was said."""
    evidence: str | None = None
    """What that rests on."""


@record
class OpenFinding(Fact):
    """What was found about one KPI."""

    severity: Literal["error", "warning", "advice"]
    """How much it matters."""
    message: str
    """What is so."""
    help: str
    """What to do now."""
    excepted: bool = False
    """Whether an exception sets it aside."""


@record
class KpiPage(Fact):
    """All that a reader wants to know of one KPI."""

    kpi: Ref
    """The KPI."""
    status: str
    """`active`, `draft`, `suspended`, `deprecated`, `retired`."""
    what: str | None
    """What it is for or how it is defined."""
    counted: str | None
    """How it is counted: formula, population, unit."""
    measures: str | None
    """What it measures: "speed (as stated)", "quality (recognised by its name)"."""
    role: str
    """`goal`, `driver`, `guardrail` or `diagnostic`."""
    target: str | None
    """What it is meant to reach."""
    path: str
    """The path to the mission as a sentence, or why there is none."""
    reaches_mission: bool
    """Whether there is one."""
    presses: bool
    """Whether it needs a counterweight."""
    brakes: tuple[Brake, ...]
    """What is linked to hold it in check."""
    holds: tuple[Ref, ...]
    """What it holds in check itself."""
    owner: str | None
    """Who answers for it."""
    used_for: tuple[str, ...]
    """What it is used for."""
    review: ReviewRow | None
    """How its review stands; None where none is due any more."""
    reviews: tuple[HeldReview, ...]
    """Its reviews, the latest first."""
    findings: tuple[OpenFinding, ...]
    """What was found, the worst first."""
    place: str
    """Where it is written: file and line."""


@record
class FindingRow(Fact):
    """One finding, for the people who mend it."""

    code: str
    """The code of the rule."""
    rule: str
    """The name of the rule."""
    severity: Literal["error", "warning", "advice"]
    """How much it matters."""
    subject: Ref
    """What it is about."""
    message: str
    """What is so."""
    why: str
    """Why it matters."""
    help: str
    """What to do now."""
    place: str
    """File, line and column."""
    new: bool | None
    """Whether it was not there at the end of the period before; None where that is unknown."""
    waived: bool
    """Whether an exception or the baseline sets it aside."""
    follows: bool
    """Whether it follows from another finding."""
    fingerprint: str
    """What stays the same when lines move and messages change."""
