"""What may be written in the parts of entities: values, links, uses, targets, reviews ...

`schemas/catalogue.schema.json` is made from these shapes, and editors complete and explain fields
from it. Reading (`kpilint/catalogue/read.py`) accepts exactly what these shapes accept; a test
compares the two on every example and on mutations of them. Not imported by `kpilint check`:
building these classes costs more than checking a catalogue of a hundred KPIs.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    WithJsonSchema,
    model_validator,
)

from kpilint.catalogue import words
from kpilint.catalogue.value import (
    MONTH_DAY,
    QUANTITY,
    parse_day,
    parse_flag,
    parse_month_day,
    parse_quantity,
)

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


def _first_version(value: object) -> object:
    if value != 1 or isinstance(value, bool):  # to Python, True is 1
        raise ValueError("not 1")
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

Version = Annotated[Any, BeforeValidator(_first_version), WithJsonSchema({"const": 1})]

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


class GoalLink(Shape):
    """What a number or a goal serves."""

    goal: Text
    """The id of a goal, or of a mission."""
    because: Text | None = None
    """Why it serves that goal, in one sentence."""
    contribution: words.Contribution | None = None
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
    direction: words.Direction | None = None
    """The direction that this KPI must not be pushed into."""


class Use(Shape):
    """What a number is used for."""

    use: words.UseKind
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
    anchor: words.Anchor | None = None
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
    decision: words.Decision | None = None
    """keep, change, replace or retire; `deferred` does not count as a review."""
    by: Many[Text] = None
    """Who was in the room, as roles."""
    kind: words.ReviewKind | None = None
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
