"""The catalogue as objects.

Each record holds the node that it was read from. The annotation of a field decides how the field
is read (`kpilint/catalogue/read.py`); what may be written is declared in
`kpilint/catalogue/shape.py`. What is absent, or could not be understood, is None or empty.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Literal, get_args

from kpilint.catalogue.target import TargetText
from kpilint.record import record
from kpilint.syntax.node import KeyPath, Node

Family = Literal[
    "speed", "volume", "cost",
    "quality", "reliability", "outcome", "experience", "safety",
    "compliance", "people", "financial",
]  # fmt: skip
Subkind = Literal[
    "duration", "timeliness", "response", "throughput", "backlog", "recovery", "latency"
]
Role = Literal["goal", "driver", "guardrail", "diagnostic"]
Status = Literal["draft", "active", "suspended", "deprecated", "retired"]
Direction = Literal["higher", "lower", "range"]
Level = Literal["organisation", "team", "individual"]
UseKind = Literal[
    "decision", "improvement", "coaching", "pay", "ranking", "gamification", "discipline",
    "penalty", "public", "contract", "charge",
]  # fmt: skip
Contribution = Literal["positive", "negative"]
Anchor = Literal["rolling", "period"]
ReviewKind = Literal["relevance", "performance", "target"]
Decision = Literal["keep", "change", "replace", "retire", "deferred"]
Perspective = Literal["customer", "internal", "financial", "learning"]
GoalKind = Literal["outcome", "enabler", "obligation"]
SchemeKind = Literal["pay", "contract", "ranking"]
Day = dt.date
MonthDay = str
Label = str  # a text that may also be written as a number: version: 2, n: 412
Quantity = float  # a number that may also be written with its unit: baseline: 72 %

FAMILIES: tuple[str, ...] = get_args(Family)
PRESSURE_FAMILIES = frozenset({"speed", "volume", "cost"})
VALUE_FAMILIES = frozenset({"quality", "reliability", "outcome", "experience", "safety"})
CONTEXT_FAMILIES = frozenset({"compliance", "people", "financial"})
LIVE = frozenset({"active", "suspended", "deprecated"})


@record(frozen=False, eq=False)
class Record:
    """A mapping of the catalogue, or the bare value that stands for one."""

    node: Node

    # The field that a bare value fills: `uses: [pay]` is short for `uses: [{use: pay}]`.
    short: ClassVar[str] = ""
    # The field without which the record has no meaning.
    required: ClassVar[str] = ""


@record(frozen=False, eq=False)
class GoalLink(Record):
    """A link to a goal or a mission that something supports."""

    goal: str = ""
    because: str | None = None
    contribution: Contribution | None = None
    short: ClassVar[str] = "goal"
    required: ClassVar[str] = "goal"

    @property
    def id(self) -> str:
        return self.goal


@record(frozen=False, eq=False)
class KpiLink(Record):
    """A link to another KPI, or to a measure."""

    kpi: str = ""
    because: str | None = None
    lag: Label | None = None
    short: ClassVar[str] = "kpi"
    required: ClassVar[str] = "kpi"

    @property
    def id(self) -> str:
        return self.kpi


Link = GoalLink | KpiLink


@record(frozen=False, eq=False)
class Avoided(Record):
    """Something that serving a goal must not lead to, such as `fewer contacts`."""

    what: str | None = None
    kpi: str | None = None
    direction: Direction | None = None
    short: ClassVar[str] = "what"


@record(frozen=False, eq=False)
class Use(Record):
    """What a number is used for."""

    use: UseKind | None = None
    scheme: str | None = None
    weight: Quantity | None = None
    since: Day | None = None
    short: ClassVar[str] = "use"
    required: ClassVar[str] = "use"


@record(frozen=False, eq=False)
class Scope(Record):
    """Which part of the work a number covers."""

    team: tuple[str, ...] = ()
    service: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()
    segment: tuple[str, ...] = ()
    customer_facing: bool | None = None
    short: ClassVar[str] = "team"


@record(frozen=False, eq=False)
class DataSource(Record):
    """Where a number comes from."""

    kind: str | None = None
    where: str | None = None
    query: str | None = None
    short: ClassVar[str] = "where"


@record(frozen=False, eq=False)
class Target(Record):
    """What a KPI is meant to reach. `value` says what was understood of what is written."""

    value: TargetText | None = None
    by: Day | None = None
    baseline: Quantity | None = None
    threshold: Quantity | None = None
    worst: Quantity | None = None
    floor: Quantity | None = None
    source: str | None = None
    short: ClassVar[str] = "value"

    @property
    def is_set(self) -> bool:
        """Whether there is a value to reach; a placeholder such as TBD is none."""
        return self.value is not None and self.value.kind != "placeholder"

    @property
    def written(self) -> str:
        """The value as it stands in the file."""
        node = self.node.get("value") if self.node.is_mapping else self.node
        return node.text if node is not None else ""

    @property
    def deadline(self) -> Day | None:
        """The day by which it is to be reached, wherever that is written."""
        return self.by or (self.value.by if self.value is not None else None)


@record(frozen=False, eq=False)
class Action(Record):
    """Who acts when a number turns bad, and what they do."""

    who: str | None = None
    how: str | None = None
    short: ClassVar[str] = "how"


@record(frozen=False, eq=False)
class Consultation(Record):
    """Who does the work and was asked about a number, and when."""

    who: str | None = None
    on: Day | None = None
    short: ClassVar[str] = "who"


@record(frozen=False, eq=False)
class Exceptions(Record):
    """Who may leave a target aside, in which cases, how far, and how that is counted."""

    who: str | None = None
    cases: str | None = None
    bounds: str | None = None
    count: str | None = None
    short: ClassVar[str] = "cases"


@record(frozen=False, eq=False)
class Answers(Record):
    """The three questions of a relevance review."""

    goals: str | None = None
    obligations: str | None = None
    users: str | None = None


@record(frozen=False, eq=False)
class ReviewPlan(Record):
    """How often something is questioned. `cadence` and `grace` are rhythms as written."""

    cadence: str | None = None
    anchor: Anchor | None = None
    grace: Label | None = None
    close_lag: Label | None = None
    next: Day | None = None
    last: Day | None = None
    short: ClassVar[str] = "cadence"


@record(frozen=False, eq=False)
class Review(Record):
    """A review that was held."""

    date: Day | None = None
    decision: Decision | None = None
    by: tuple[str, ...] = ()
    kind: ReviewKind | None = None
    period: Label | None = None
    note: str | None = None
    evidence: str | None = None
    answers: Answers | None = None
    meeting: str | None = None


@record(frozen=False, eq=False)
class SchemeItem(Record):
    """One number that a scheme counts."""

    kpi: str = ""
    weight: Quantity | None = None
    short: ClassVar[str] = "kpi"
    required: ClassVar[str] = "kpi"


@record(frozen=False, eq=False)
class Entity(Record):
    """Something with an id. `path` leads to it in its file: `("kpis", 3)`."""

    path: KeyPath = ()
    id: str = ""
    name: str = ""
    noun: ClassVar[str] = ""

    @property
    def is_live(self) -> bool:
        """Whether it counts today; entities with a status say when they do not."""
        return True

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.id!r})"


@record(frozen=False, eq=False)
class Mission(Entity):
    statement: str | None = None
    approved_by: tuple[str, ...] = ()
    approved_on: Day | None = None
    parent: tuple[GoalLink, ...] = ()
    review: ReviewPlan | None = None
    reviews: tuple[Review, ...] = ()
    noun: ClassVar[str] = "mission"
    short: ClassVar[str] = "statement"

    @property
    def supports(self) -> tuple[GoalLink, ...]:
        return self.parent


@record(frozen=False, eq=False)
class Goal(Entity):
    statement: str | None = None
    supports: tuple[GoalLink, ...] = ()
    owner: tuple[str, ...] = ()
    perspective: Perspective | None = None
    kind: GoalKind | None = None
    avoid: tuple[Avoided, ...] = ()
    unmeasured: tuple[str, ...] = ()
    quantified_on_purpose: bool | None = None
    status: Status = "active"
    active_from: Day | None = None
    retire_on: Day | None = None
    replaced_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    review: ReviewPlan | None = None
    reviews: tuple[Review, ...] = ()
    noun: ClassVar[str] = "goal"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE


@record(frozen=False, eq=False)
class Kpi(Entity):
    purpose: str | None = None
    definition: str | None = None
    formula: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    population: str | None = None
    period: Label | None = None
    percentile: tuple[Label, ...] = ()
    unit: str | None = None
    direction: Direction | None = None
    family: Family | None = None
    family_reason: str | None = None
    subkind: Subkind | None = None
    role: Role | None = None
    level: Level | None = None
    scope: Scope | None = None
    supports: tuple[GoalLink, ...] = ()
    explains: tuple[KpiLink, ...] = ()
    part_of: tuple[KpiLink, ...] = ()
    derived_from: tuple[KpiLink, ...] = ()
    balanced_by: tuple[KpiLink, ...] = ()
    conflicts_with: tuple[KpiLink, ...] = ()
    priority_rule: str | None = None
    proxy_for: tuple[str, ...] = ()
    target: Target | None = None
    floor: Quantity | None = None
    owner: tuple[str, ...] = ()
    owner_pair: bool | None = None
    acts_on: Action | None = None
    audience: tuple[str, ...] = ()
    uses: tuple[Use, ...] = ()
    visible_to: tuple[str, ...] = ()
    consulted: tuple[Consultation, ...] = ()
    gaming_risks: tuple[str, ...] = ()
    exceptions: Exceptions | None = None
    limitations: tuple[str, ...] = ()
    controllable: bool | None = None
    parkable: bool | None = None
    mandated_by: tuple[str, ...] = ()
    frequency: str | None = None
    publication_lag: Label | None = None
    source: DataSource | None = None
    collector: tuple[str, ...] = ()
    verified_by: tuple[str, ...] = ()
    n: Label | None = None
    response_rate: Label | None = None
    review: ReviewPlan | None = None
    reviews: tuple[Review, ...] = ()
    last_reviewed: Day | None = None
    next_review: Day | None = None
    status: Status = "active"
    created: Day | None = None
    active_from: Day | None = None
    valid_until: Day | None = None
    retire_on: Day | None = None
    replaced_by: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()
    version: Label | None = None
    noun: ClassVar[str] = "kpi"

    @property
    def is_live(self) -> bool:
        return self.status in LIVE

    @property
    def effective_role(self) -> Role:
        """The role as written; else diagnostic where it only explains, else goal."""
        if self.role is not None:
            return self.role
        return "diagnostic" if self.explains and not self.supports else "goal"

    @property
    def has_target(self) -> bool:
        return self.target is not None and self.target.is_set

    @property
    def lowest_acceptable(self) -> float | None:
        """The floor, wherever it is written."""
        if self.floor is not None:
            return self.floor
        return self.target.floor if self.target is not None else None

    def used_for(self, *kinds: str) -> bool:
        return any(use.use in kinds for use in self.uses)

    @property
    def is_pressured(self) -> bool:
        """Whether people are held to it: any role but diagnostic, a target, or a use that bites."""
        return (
            self.effective_role != "diagnostic"
            or self.has_target
            or any(use.use not in ("coaching", "improvement") for use in self.uses)
        )


@record(frozen=False, eq=False)
class Measure(Entity):
    formula: str | None = None
    unit: str | None = None
    source: DataSource | None = None
    derived_from: tuple[KpiLink, ...] = ()
    noun: ClassVar[str] = "measure"


@record(frozen=False, eq=False)
class Team(Entity):
    parent: tuple[str, ...] = ()
    customer_facing: bool | None = None
    review: ReviewPlan | None = None
    noun: ClassVar[str] = "team"


@record(frozen=False, eq=False)
class Person(Entity):
    role: str | None = None
    active: bool | None = None
    team: tuple[str, ...] = ()
    noun: ClassVar[str] = "person"


@record(frozen=False, eq=False)
class Scheme(Entity):
    kind: SchemeKind | None = None
    audience: tuple[str, ...] = ()
    items: tuple[SchemeItem, ...] = ()
    noun: ClassVar[str] = "scheme"


@record(frozen=False, eq=False)
class Trigger(Entity):
    date: Day | None = None
    what: str | None = None
    scope: Scope | None = None
    noun: ClassVar[str] = "trigger"
    required: ClassVar[str] = "date"


@record(frozen=False, eq=False)
class Waiver(Entity):
    rule: str | None = None
    kpi: str | None = None
    goal: str | None = None
    reason: str | None = None
    approved_by: tuple[str, ...] = ()
    until: Day | None = None
    since: Day | None = None
    noun: ClassVar[str] = "waiver"


@record(frozen=False, eq=False)
class Defaults(Record):
    """What holds where an entry says nothing."""

    review: ReviewPlan | None = None
    fiscal_year_start: MonthDay | None = None
    period_ends: tuple[Day, ...] = ()
    language: str | None = None
