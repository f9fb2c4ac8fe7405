"""What may be written in a catalogue: the one declaration of every field, with its description.

`schemas/catalogue.schema.json` is made from these shapes, and editors complete and explain fields
from it. Reading (`kpilint/catalogue/read.py`) accepts exactly what these shapes accept; a test
compares the two on every example and on mutations of them. Not imported by `kpilint check`:
building these classes costs more than checking a catalogue of a hundred KPIs.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal, Self, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    WithJsonSchema,
    model_validator,
)

from kpilint.catalogue import model
from kpilint.catalogue.value import (
    MONTH_DAY,
    QUANTITY,
    parse_day,
    parse_flag,
    parse_month_day,
    parse_quantity,
)
from kpilint.json_schema import schema_of

T = TypeVar("T")


def _day(text: str) -> str:
    if parse_day(text) is None:
        raise ValueError("not a day such as 2026-11-22")
    return text


def _month_day(text: str) -> str:
    if parse_month_day(text) is None:
        raise ValueError("not a month and day such as 04-06")
    return text


def _quantity(value: float | str) -> float | str:
    if parse_quantity(value) is None:
        raise ValueError("not a number")
    return value


def _flag(value: object) -> object:
    if not isinstance(value, bool | str) or parse_flag(value) is None:
        raise ValueError("neither yes nor no")
    return value


# A name, an id or a sentence. Not a number: `id: 007` would lose its zeros on the way.
Text = str
Label = str | int | float
Day = Annotated[
    str,
    AfterValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}),
]
MonthDay = Annotated[
    str,
    AfterValidator(_month_day),
    WithJsonSchema({"type": "string", "pattern": f"^{MONTH_DAY}$"}),
]
Quantity = Annotated[
    int | float | str,
    AfterValidator(_quantity),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string", "pattern": f"^{QUANTITY}"}]}),
]
Flag = Annotated[
    Any,
    BeforeValidator(_flag),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "boolean"},
                {
                    "type": "string",
                    "pattern": "^([Yy][Ee][Ss]|[Nn][Oo]|[Oo][Nn]|[Oo][Ff][Ff]"
                    "|[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$",
                },
            ]
        }
    ),
]

# Wherever a list is allowed, one bare value is allowed, and so is nothing.
Many: TypeAlias = T | list[T] | None


class Shape(BaseModel):
    """A mapping with known keys; keys that begin with `x-` are the organisation's own."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        use_attribute_docstrings=True,
        json_schema_extra={"patternProperties": {"^x-": True}},
    )

    @model_validator(mode="before")
    @classmethod
    def _without_own_keys(cls, data: object) -> object:
        if isinstance(data, dict):
            return {key: value for key, value in data.items() if not str(key).startswith("x-")}
        return data


def _named(*names: str) -> ConfigDict:
    """The configuration of an entity that needs one of these keys to be spoken of."""
    return ConfigDict(
        json_schema_extra={
            "patternProperties": {"^x-": True},
            "anyOf": [{"required": [name], "properties": {name: {"type": "string"}}}
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
        if not any(getattr(self, name) is not None for name in self.names):
            raise ValueError(f"needs one of {', '.join(self.names)}")
        return self


class GoalLink(Shape):
    """What a number or a goal serves."""

    goal: Text
    """The id of a goal, or of a mission."""
    because: Text | None = None
    """Why it serves that goal, in one sentence."""
    contribution: model.Contribution | None = None
    """`negative` when it works against the goal and that is accepted on purpose."""


class KpiLink(Shape):
    """Another KPI, or a measure."""

    kpi: Text
    """The id of a KPI or a measure."""
    because: Text | None = None
    """Why the two belong together."""
    lag: Label | None = None
    """How much later the other one reacts, such as `P2M` for two months."""


class Avoided(Shape):
    """Something that serving the goal must not lead to."""

    what: Text | None = None
    """In words, such as `fewer contacts`."""
    kpi: Text | None = None
    """The id of the KPI that would show it."""
    direction: model.Direction | None = None
    """The direction that this KPI must not be pushed into."""


class Use(Shape):
    """What a number is used for."""

    use: model.UseKind
    """decision, improvement, coaching, pay, ranking, gamification, discipline, penalty, public,
    contract, or charge (whoever asks has to pay)."""
    scheme: Text | None = None
    """The id of the pay, contract or ranking scheme."""
    weight: Quantity | None = None
    """How much it counts in that scheme."""
    since: Day | None = None
    """The first day of this use."""


class Scope(Shape):
    """Which part of the work a number covers. What is left out covers everything."""

    team: Many[Text] = None
    """Teams, by id."""
    service: Many[Text] = None
    """Services."""
    channel: Many[Text] = None
    """Channels, such as voice or chat."""
    segment: Many[Text] = None
    """Groups of customers or cases."""
    customer_facing: Flag | None = None
    """Whether customers are served here; internal users are customers too."""


class DataSource(Shape):
    """Where a number comes from."""

    kind: Text | None = None
    """system, survey, census, manual, or a word of your own."""
    where: Text | None = None
    """The system, table, query, survey or ledger."""
    query: Text | None = None
    """How it is taken from there."""


class Target(Shape):
    """What a KPI is meant to reach, from where, by when and why."""

    value: int | float | Text | None = None
    """The value to reach: a number, or a text such as `>= 80 %` or `80 % within 20 s`."""
    by: Day | None = None
    """The day by which it is to be reached."""
    baseline: Quantity | None = None
    """The value at the start."""
    threshold: Quantity | None = None
    """The value from which on somebody acts."""
    worst: Quantity | None = None
    """The worst value that can be expected."""
    floor: Quantity | None = None
    """The value that must never be passed in the wrong direction."""
    source: Text | None = None
    """Why this value: where it comes from, and why it fits here."""


class Action(Shape):
    """Who acts when the number turns bad, and what they do."""

    who: Text | None = None
    """Who acts."""
    how: Text | None = None
    """What they do."""


class Consultation(Shape):
    """Somebody who does the work and was asked about this number."""

    who: Text | None = None
    """Who was asked: people who do the work, not only managers."""
    on: Day | None = None
    """The day of that conversation."""


class Exceptions(Shape):
    """The licence to leave the target aside where a case needs it."""

    who: Text | None = None
    """Who may decide."""
    cases: Text | None = None
    """For which cases."""
    bounds: Text | None = None
    """How far."""
    count: Text | None = None
    """How such cases are counted and shown."""


class Answers(Shape):
    """The three questions of a relevance review."""

    goals: Text | None = None
    """Does it still serve the goals?"""
    obligations: Text | None = None
    """Does it still meet what the law and contracts ask?"""
    users: Text | None = None
    """Does it still show what the people served really need?"""


class ReviewPlan(Shape):
    """How often the definition is questioned (not how often the value is looked at)."""

    cadence: Text | None = None
    """weekly, monthly, quarterly, half-yearly, yearly, or a duration such as `P3M`."""
    anchor: model.Anchor | None = None
    """`rolling`: counted from the last review. `period`: once for each closed fiscal period."""
    grace: Label | None = None
    """Days of grace after the due date, as a number or as `P5D`."""
    close_lag: Label | None = None
    """With `anchor: period`, the days after the end of a period by which its review is held."""
    next: Day | None = None
    """An agreed day that is earlier than the rhythm asks."""
    last: Day | None = None
    """The day of the last review that decided to keep it; short for a list of reviews."""


class Review(Shape):
    """A review that was held."""

    date: Day | None = None
    """The day it was held."""
    decision: model.Decision | None = None
    """keep, change, replace or retire; `deferred` does not count as a review."""
    by: Many[Text] = None
    """Who was in the room, as roles."""
    kind: model.ReviewKind | None = None
    """`relevance` (is this still the right number?) unless said otherwise."""
    period: Label | None = None
    """The fiscal period that it covers, such as `2026-Q3`."""
    note: Text | None = None
    """What was found and why it was decided so."""
    evidence: Text | None = None
    """One thing that was looked at and is not a number."""
    answers: Answers | None = None
    """The three questions: goals, obligations, users."""
    meeting: Text | None = None
    """A word for the meeting, where one meeting reviewed many KPIs."""


class SchemeItem(Shape):
    """One number that a scheme counts."""

    kpi: Text
    """The id of the KPI."""
    weight: Quantity | None = None
    """How much it counts, in any unit that is the same for the whole scheme."""


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
    perspective: model.Perspective | None = None
    """customer, internal, financial or learning."""
    kind: model.GoalKind | None = None
    """`outcome`, `enabler` (makes other goals possible) or `obligation` (the law asks for it)."""
    avoid: Many[Text | Avoided] = None
    """What serving this goal must not lead to."""
    unmeasured: Many[Text] = None
    """What matters here and is not, or cannot be, measured."""
    quantified_on_purpose: Flag | None = None
    """yes, where the goal itself is a number by law or by agreement."""
    status: model.Status | None = None
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
    direction: model.Direction | None = None
    """Which way is better: higher, lower, or inside a range. Never assumed."""
    family: model.Family | None = None
    """What kind of thing it measures; recognised from the name when left out."""
    family_reason: Text | None = None
    """Why it is filed under another family than its name suggests."""
    subkind: model.Subkind | None = None
    """For speed: duration, timeliness, response, throughput, backlog, recovery or latency."""
    role: model.Role | None = None
    """`goal` (people are held to it), `driver`, `guardrail`, or `diagnostic` (it only explains)."""
    level: model.Level | None = None
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
    uses: Many[model.UseKind | Use] = None
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
    status: model.Status | None = None
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

    kind: model.SchemeKind | None = None
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

    version: Literal[1] | None = None
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
