"""What may be written in a catalogue: the one declaration of every field, with its description.

`schemas/catalogue.schema.json` is made from these shapes, and editors complete and explain fields
from it. Reading (`kpilint/catalogue/read.py`) accepts exactly what these shapes accept; a test
compares the two on every example and on mutations of them. Not imported by `kpilint check`:
building these classes costs more than checking a catalogue of a hundred KPIs.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from pydantic import ConfigDict, model_validator

from kpilint.catalogue import words
from kpilint.catalogue.part_shapes import (
    Action,
    Avoided,
    Consultation,
    DataSource,
    Day,
    Exceptions,
    Flag,
    GoalLink,
    KpiLink,
    Label,
    Many,
    MonthDay,
    Quantity,
    Review,
    ReviewPlan,
    SchemeItem,
    Scope,
    Shape,
    Target,
    Text,
    Use,
    Version,
)
from kpilint.json_schema import schema_of
from kpilint.text.slug import slug

# An id can be made from a name that holds more than white space and punctuation marks.
_SPOKEN: tuple[dict[str, Any], ...] = (
    {"type": "string", "pattern": r"[^\s!-/:-@\[-^`{-~]"},
    {"type": "string", "pattern": r"\S"},
)


def _named(*names: str) -> ConfigDict:
    """The configuration of an entity that needs one of these keys to be spoken of."""
    return ConfigDict(
        json_schema_extra={
            "patternProperties": {"^x-": True},
            "anyOf": [{"required": [name], "properties": {name: _SPOKEN[name == "id"]}}
                      for name in names],
        }
    )  # fmt: skip


class Named(Shape):
    """An entity: it has an id, or a name that an id can be made from."""

    names: ClassVar[tuple[str, ...]] = ("id", "name")

    id: Text | None = None
    """The word by which other entries refer to this one; made from the name when left out."""
    name: Text | None = None
    """A plain title that says what it is."""

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        spoken = [slug(getattr(self, name) or "") for name in self.names if name != "id"]
        if self.names and not (self.id or "").strip() and not any(spoken):
            raise ValueError(f"needs one of {', '.join(self.names)}")
        return self


class Mission(Named):
    """Why the organisation exists."""

    model_config = ConfigDict(json_schema_extra={"patternProperties": {"^x-": True}})
    names: ClassVar[tuple[str, ...]] = ()

    statement: Text | None = None
    """The mission in one sentence."""
    approved_by: Many[Text] = None
    """Who agreed to it."""
    approved_on: Day | None = None
    """When."""
    parent: Many[Text | GoalLink] = None
    """For a unit's mission: the mission of the whole that it supports."""
    review: Text | ReviewPlan | None = None
    """How often it is questioned."""
    reviews: Many[Review] = None
    """The reviews that were held."""


class Goal(Named):
    """What should be different, for whom."""

    model_config = _named("id", "name", "statement")
    names: ClassVar[tuple[str, ...]] = ("id", "name", "statement")

    statement: Text | None = None
    """The goal as a sentence: what should be different for whom, without a number."""
    supports: Many[Text | GoalLink] = None
    """The mission or the larger goal that it serves."""
    owner: Many[Text] = None
    """The role that answers for it."""
    perspective: words.Perspective | None = None
    """customer, internal, financial or learning."""
    kind: words.GoalKind | None = None
    """`outcome`, `enabler` (makes other goals possible) or `obligation` (the law asks for it)."""
    avoid: Many[Text | Avoided] = None
    """What serving this goal must not lead to."""
    unmeasured: Many[Text] = None
    """What matters here and is not, or cannot be, measured."""
    quantified_on_purpose: Flag | None = None
    """yes, where the goal itself is a number by law or by agreement."""
    status: words.Status | None = None
    """draft, active (when left out), suspended, deprecated or retired."""
    active_from: Day | None = None
    """The first day on which it holds."""
    retire_on: Day | None = None
    """The day on which it ends."""
    replaced_by: Many[Text] = None
    """The goal that takes its place."""
    supersedes: Many[Text] = None
    """Earlier ids of this goal."""
    review: Text | ReviewPlan | None = None
    """How often it is questioned."""
    reviews: Many[Review] = None
    """The reviews that were held."""


class Kpi(Named):
    """A number that steers people."""

    model_config = _named("id", "name")

    purpose: Text | None = None
    """Which problem it helps to fix: "We look at this because ..."."""
    definition: Text | None = None
    """What it counts, in words."""
    formula: Text | None = None
    """How it is calculated, as text."""
    numerator: Text | None = None
    """For a share or a ratio: what is counted above the line."""
    denominator: Text | None = None
    """For a share or a ratio: what is counted below the line."""
    population: Text | None = None
    """Who and what is included, and what is not."""
    period: Label | None = None
    """The time that one value covers, such as `calendar month`."""
    percentile: Many[Label] = None
    """Beside or instead of the mean: `median`, `p90`."""
    unit: Text | None = None
    """seconds, days, "%", EUR ..."""
    direction: words.Direction | None = None
    """Which way is better: higher, lower, or inside a range. Never assumed."""
    family: words.Family | None = None
    """What kind of thing it measures; recognised from the name when left out."""
    family_reason: Text | None = None
    """Why it is filed under another family than its name suggests."""
    subkind: words.Subkind | None = None
    """For speed: duration, timeliness, response, throughput, backlog, recovery or latency."""
    role: words.Role | None = None
    """`goal` (people are held to it), `driver`, `guardrail`, or `diagnostic` (it only explains)."""
    level: words.Level | None = None
    """Whom the value describes: the organisation, a team or an individual."""
    scope: Text | Scope | None = None
    """Which team, service, channel or segment it covers."""
    supports: Many[Text | GoalLink] = None
    """The goals that it serves."""
    explains: Many[Text | KpiLink] = None
    """For a diagnostic: the KPIs whose movement it explains."""
    part_of: Many[Text | KpiLink] = None
    """The KPI that this one is a part of."""
    derived_from: Many[Text | KpiLink] = None
    """The KPIs or measures that it is computed from."""
    balanced_by: Many[Text | KpiLink] = None
    """Its counterweights: KPIs that get worse when this one is reached the wrong way."""
    conflicts_with: Many[Text | KpiLink] = None
    """KPIs that pull the same people the other way."""
    priority_rule: Text | None = None
    """Which one wins when they collide, and who may decide."""
    proxy_for: Many[Text] = None
    """The real thing that this number stands for."""
    target: int | float | Text | Target | None = None
    """What it is meant to reach, such as `>= 80 %` or `at or below 50 days by 2027-03-31`."""
    floor: Quantity | None = None
    """The value that must never be passed in the wrong direction."""
    owner: Many[Text] = None
    """The one role that answers for it."""
    owner_pair: Flag | None = None
    """yes, where two people share one job."""
    acts_on: Text | Action | None = None
    """Who acts when it turns bad, and what they do."""
    audience: Many[Text] = None
    """Who sees it."""
    uses: Many[words.UseKind | Use] = None
    """What it is used for."""
    visible_to: Many[Text] = None
    """Who sees the value of a single person; `self` for that person only."""
    consulted: Many[Text | Consultation] = None
    """Who does the work and was asked about it."""
    gaming_risks: Many[Text] = None
    """How it could be reached without helping anyone, and what to watch."""
    exceptions: Text | Exceptions | None = None
    """Who may leave the target aside, for which cases, and how that is counted."""
    limitations: Many[Text] = None
    """What it does not show."""
    controllable: Flag | None = None
    """no, where it is demand that comes in and not effort that is made."""
    parkable: Flag | None = None
    """no, where work cannot be put aside for later."""
    mandated_by: Many[Text] = None
    """The law or the regulator that asks for it."""
    frequency: Text | None = None
    """How often it is measured."""
    publication_lag: Label | None = None
    """How long after the end of a period its value is known."""
    source: Text | DataSource | None = None
    """The system, query, survey or ledger that it comes from."""
    collector: Many[Text] = None
    """Who collects it."""
    verified_by: Many[Text] = None
    """Who else checks it, and how."""
    n: Label | None = None
    """For a survey: the number of answers behind a value."""
    response_rate: Label | None = None
    """For a survey: the share of people asked who answered."""
    review: Text | ReviewPlan | None = None
    """How often its definition is questioned."""
    reviews: Many[Review] = None
    """The reviews that were held, with what was decided."""
    last_reviewed: Day | None = None
    """The day of the last review; the long form of `review.last`."""
    next_review: Day | None = None
    """An agreed day for the next review; the long form of `review.next`."""
    status: words.Status | None = None
    """draft, active (when left out), suspended, deprecated (still used) or retired."""
    created: Day | None = None
    """The day on which it was written down."""
    active_from: Day | None = None
    """The first day on which it holds."""
    valid_until: Day | None = None
    """The day after which it must be decided anew."""
    retire_on: Day | None = None
    """The day on which it ends."""
    replaced_by: Many[Text] = None
    """The KPI that takes its place."""
    supersedes: Many[Text] = None
    """Earlier ids of this KPI."""
    version: Label | None = None
    """Raised whenever the way of counting changes."""


class Measure(Named):
    """A base number that several KPIs are computed from."""

    model_config = _named("id", "name")

    formula: Text | None = None
    """How it is counted."""
    unit: Text | None = None
    """Its unit."""
    source: Text | DataSource | None = None
    """Where it comes from."""
    derived_from: Many[Text | KpiLink] = None
    """Other measures that it is computed from."""


class Team(Named):
    """A team, a department or a unit."""

    model_config = _named("id", "name")

    parent: Many[Text] = None
    """The team that it belongs to."""
    customer_facing: Flag | None = None
    """Whether it serves customers; internal users are customers too."""
    review: Text | ReviewPlan | None = None
    """How often its KPIs are questioned, where they do not say so themselves."""


class Person(Named):
    """A role that owns, collects or approves. Prefer roles to the names of people."""

    model_config = _named("id", "name", "role")
    names: ClassVar[tuple[str, ...]] = ("id", "name", "role")

    role: Text | None = None
    """The role."""
    active: Flag | None = None
    """no, when nobody holds this role any more."""
    team: Many[Text] = None
    """The team, by id."""


class Scheme(Named):
    """Pay, a contract or a ranking that depends on numbers."""

    model_config = _named("id", "name")

    kind: words.SchemeKind | None = None
    """pay, contract or ranking."""
    audience: Many[Text] = None
    """Whom it concerns."""
    items: Many[Text | SchemeItem] = None
    """The KPIs that count, with their weights."""


class Trigger(Shape):
    """A change after which numbers may measure different work."""

    date: Day
    """The day of the change."""
    what: Text | None = None
    """new-channel, bot, reorganisation, system, regulation, or a word of your own."""
    name: Text | None = None
    """What happened, in a few words."""
    scope: Text | Scope | None = None
    """The teams, services or channels that it changed."""


class Waiver(Shape):
    """An exception to a rule: agreed, reasoned, and with an end."""

    rule: Text | None = None
    """The code or the name of the rule."""
    kpi: Text | None = None
    """The KPI that is excepted, by id."""
    goal: Text | None = None
    """The goal that is excepted, by id."""
    reason: Text | None = None
    """Why, in at least ten words."""
    approved_by: Many[Text] = None
    """Who agreed to it: somebody other than the owner of the KPI."""
    until: Day | None = None
    """The last day on which it holds."""
    since: Day | None = None
    """The first day on which it holds."""


class Defaults(Shape):
    """What holds where an entry says nothing."""

    review: Text | ReviewPlan | None = None
    """Cadence, anchor and grace of every KPI that does not say otherwise."""
    fiscal_year_start: MonthDay | None = None
    """The first day of the fiscal year as month and day, such as "04-06"."""
    period_ends: Many[Day] = None
    """For 4-4-5 calendars: the last day of each period."""
    language: Text | None = None
    """The language of names and definitions, such as `en` or `de`."""


class Catalogue(Shape):
    """A file of a KPI catalogue. All files together are one catalogue, in any order."""

    version: Version | None = None
    """The version of this format: 1."""
    mission: Many[Text | Mission] = None
    """Why the organisation exists: a sentence, an entry, or a list of entries."""
    missions: Many[Text | Mission] = None
    """The same as `mission`."""
    goals: Many[Goal] = None
    """What should be different, for whom."""
    kpis: Many[Kpi] = None
    """The numbers that steer people."""
    measures: Many[Measure] = None
    """Base numbers that KPIs are computed from."""
    teams: Many[Team] = None
    """Teams and how they nest."""
    people: Many[Person] = None
    """Roles that own, collect or approve."""
    schemes: Many[Scheme] = None
    """Pay, contracts and rankings that depend on KPIs."""
    triggers: Many[Trigger] = None
    """Changes after which numbers may measure different work."""
    waivers: Many[Waiver] = None
    """Agreed exceptions to rules, each with an end."""
    defaults: Defaults | None = None
    """What holds where an entry says nothing."""
    external: Many[Text] = None
    """Ids that are kept in another catalogue; they count as live and linked."""


def catalogue_schema() -> dict[str, Any]:
    """The JSON Schema of one catalogue file."""
    return schema_of(Catalogue, "KPI catalogue")
