"""The catalogue as objects: mission, goals, KPIs and all that belongs to them.

Each entity holds the node that it was read from. The annotation of a field decides how the field
is read (`kpilint/catalogue/read.py`); what may be written is declared in
`kpilint/catalogue/shape.py`. What is absent, or could not be understood, is None or empty.
"""

from __future__ import annotations

from typing import ClassVar

from kpilint.catalogue.parts import (
    Action,
    Avoided,
    Consultation,
    DataSource,
    Exceptions,
    GoalLink,
    KpiLink,
    Record,
    Review,
    ReviewPlan,
    SchemeItem,
    Scope,
    Target,
    Use,
)
from kpilint.catalogue.words import (
    LIVE,
    Day,
    Direction,
    Family,
    GoalKind,
    Label,
    Level,
    MonthDay,
    Perspective,
    Quantity,
    Role,
    SchemeKind,
    Status,
    Subkind,
)
from kpilint.record import record
from kpilint.syntax.node import KeyPath


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
    def teams(self) -> tuple[str, ...]:
        """The teams whose work it measures, as far as its scope names any."""
        return self.scope.team if self.scope is not None else ()

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
