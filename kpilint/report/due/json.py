"""What `kpilint due --format json` promises, and the document itself.

`schemas/due.schema.json` is made from these shapes. Contract version 1: fields are only ever added.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from kpilint.record import record
from kpilint.report.due.reviews import DueReview
from kpilint.report.due.text import DueList
from kpilint.report.facts import Tool
from kpilint.report.parts import Fact, Ref, plain
from kpilint.text.dump import dump
from kpilint.version import VERSION

_Count = Annotated[int, {"minimum": 0}]


@record
class Summary(Fact):
    """How many there are."""

    kpis: _Count
    """KPIs in use, with or without a review in this list."""
    late: _Count
    """Reviews that should have been held, grace included."""
    never_held: _Count
    """Of these, reviews of KPIs that no review ever questioned."""
    coming: _Count
    """Reviews that are not late yet."""


@record
class Review(Fact):
    """The next review of one KPI."""

    kpi: Ref
    """The KPI."""
    owners: tuple[str, ...]
    """Who answers for it; empty where nobody is named."""
    state: Literal["ok", "due-soon", "in-grace", "overdue", "long-overdue", "never-reviewed"]
    """How it stands. `never-reviewed` is late too."""
    due: dt.date | None
    """The day on which it is due; null where nothing says since when the KPI is in use."""
    days_late: int | None
    """Days since then, where it is late."""
    last: dt.date | None
    """The day of the last review that counts."""
    decision: str | None
    """What that review decided."""
    promised: dt.date | None
    """The day that is agreed for the next one, where one is written down."""
    path: str
    """The file in which the KPI stands."""
    line: Annotated[int, {"minimum": 1}]
    """The line, from 1."""


@record(kw_only=True)
class DueReviews(Fact):
    """Reviews that are late, and those that fall due until a day."""

    schema_version: Literal[1] = 1
    """The version of this contract."""
    tool: Tool
    """The program that made this list."""
    as_of: dt.date
    """The day that everything is judged for."""
    until: dt.date | None
    """The last day of the list; null where it has no end."""
    summary: Summary
    """Late and coming reviews, counted."""
    reviews: tuple[Review, ...]
    """The reviews: late ones first, then by the day on which they are due."""


def render_json(found: DueList) -> str:
    """The document."""
    late = [one for one in found.reviews if one.late]
    document = DueReviews(
        tool=Tool(version=VERSION),
        as_of=found.as_of,
        until=found.until,
        summary=Summary(
            kpis=found.kpis,
            late=len(late),
            never_held=sum(one.last is None for one in late),
            coming=len(found.reviews) - len(late),
        ),
        reviews=tuple(map(_review, found.reviews)),
    )
    return dump(plain(document), indent=2) + "\n"


def _review(one: DueReview) -> Review:
    node = one.kpi.node
    return Review(
        kpi=Ref(kind="kpi", id=one.kpi.id, name=one.kpi.name),
        owners=one.owners,
        state=one.state.value,
        due=one.due,
        days_late=one.days_late,
        last=one.last,
        decision=one.decision,
        promised=one.promised,
        path=node.source.path,
        line=node.source.position(node.start).line,
    )
