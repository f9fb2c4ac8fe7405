"""The parts of entities: links, uses, targets, reviews ... Small records that entities are made of.

The annotation of a field decides how it is read (`kpilint/catalogue/read.py`); what may be written
is declared in `kpilint/catalogue/part_shapes.py`. What is absent, or could not be understood, is
None or empty.
"""

from __future__ import annotations

from typing import ClassVar

from kpilint.catalogue.target import TargetText
from kpilint.catalogue.words import (
    Anchor,
    Contribution,
    Day,
    Decision,
    Direction,
    Label,
    Quantity,
    ReviewKind,
    UseKind,
)
from kpilint.record import record
from kpilint.syntax.node import Node, Tree

# The fields of a record and an entity that say where it was read, and nothing of what it means.
PLACE = frozenset({"tree", "index", "path"})


@record(frozen=False, eq=False)
class Record:
    """A mapping of the catalogue, or the bare value that stands for one.

    It keeps where it was read, not a node: one for each record took a twentieth of the memory.
    """

    tree: Tree
    index: int

    # The field that a bare value fills: `uses: [pay]` is short for `uses: [{use: pay}]`.
    short: ClassVar[str] = ""
    # The field without which the record has no meaning.
    required: ClassVar[str] = ""

    @property
    def node(self) -> Node:
        return Node(self.tree, self.index)


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
        tree = self.tree
        at = tree.find(self.index, "value") if tree.is_mapping(self.index) else self.index
        return tree.texts[tree.read(at)] if at is not None else ""

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
