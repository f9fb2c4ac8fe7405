"""Which reviews are late, and which fall due: facts, in no form yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from kpilint.analysis.reviews import fiscal_year_of, last_written, promised
from kpilint.cadence.clock import State
from kpilint.cadence.dates import shift
from kpilint.catalogue.model import Kpi, Person, Team
from kpilint.record import record
from kpilint.run import Context


@record(eq=False)
class DueReview:
    """How the next review of a live KPI stands.

    `due` is None only where no clock ever started; such a review counts as late. `days_late` are
    the days since then, None while it is not late: in its days of grace it is not. `last` and
    `decision` are of the last review that counts. `promised` is the day that is agreed for the next
    one, which is `due` where it is earlier than the rhythm asks. `period_end` is the last day of
    the period that the review is about, where each period has its own. `held` is how many reviews
    are recorded, whatever they were about.
    """

    kpi: Kpi
    owners: tuple[str, ...]
    state: State
    due: dt.date | None
    days_late: int | None
    last: dt.date | None
    decision: str | None
    promised: dt.date | None
    period_end: dt.date | None
    held: int

    @property
    def late(self) -> bool:
        return self.state.late

    @property
    def is_agreed(self) -> bool:
        """Whether the day is one that was agreed, and not one that follows from the rhythm."""
        return self.due is not None and self.due == self.promised


def upcoming(context: Context, until: dt.date | None) -> tuple[DueReview, ...]:
    """The reviews of live KPIs that are late or fall due up to a day; all of them without one.

    Late ones come first: those for which nobody knows since when, then the latest; then the others
    by the day on which they are due.
    """
    found = (due_review(kpi, context) for kpi in context.catalogue.kpis if kpi.is_live)
    wanted = [one for one in found if until is None or one.due is None or one.due <= until]
    return tuple(sorted(wanted, key=_order))


def end_of_next_quarter(context: Context) -> dt.date:
    """The last day of the fiscal quarter after the present one.

    Whoever prepares a quarterly meeting has to invite to everything that falls due before the
    meeting after it; a choice of this project. Listed ends of periods, as of a 52-week calendar,
    lie within a week of it.
    """
    fiscal_year = fiscal_year_of(context.catalogue.defaults)
    present = fiscal_year.holding(context.as_of, 3)
    return fiscal_year.holding(shift(present.end, 1), 3).end


def by_owner(
    reviews: Iterable[DueReview], names: Mapping[str, str] = MappingProxyType({})
) -> list[tuple[str | None, list[DueReview]]]:
    """Owners in order of the alphabet, never of lateness, and None for what nobody answers for.

    A KPI that several answer for stands below each of them. `names` are what ids are called.
    """
    owners: dict[str, list[DueReview]] = {}
    nobody: list[DueReview] = []
    for one in reviews:
        for owner in one.owners:
            owners.setdefault(owner, []).append(one)
        if not one.owners:
            nobody.append(one)
    named: list[tuple[str | None, list[DueReview]]] = [
        (owner, owners[owner])
        for owner in sorted(owners, key=lambda id_: (names.get(id_, id_).casefold(), id_))
    ]
    return [*named, (None, nobody)] if nobody else named


def names_of_owners(context: Context) -> dict[str, str]:
    """What owners are called by their entries, by id."""
    owners = dict.fromkeys(owner for kpi in context.catalogue.kpis for owner in kpi.owner)
    found = ((owner, context.catalogue.find(owner)) for owner in owners)
    return {id_: entity.name for id_, entity in found if isinstance(entity, Person | Team)}


def left(context: Context) -> frozenset[str]:
    """The ids of people who have left: nobody can invite them."""
    return frozenset(one.id for one in context.catalogue.people if one.active is False)


def due_review(kpi: Kpi, context: Context) -> DueReview:
    """How the next review of one KPI stands."""
    due = context.reviews.due(kpi)
    decided = context.reviews.decided_last(kpi)
    last = due.last.day if due.last is not None else None
    # The short form stands for a review that decided to keep it.
    decision = decided.decision if decided is not None else "keep" if last is not None else None
    return DueReview(
        kpi=kpi,
        owners=tuple(dict.fromkeys(kpi.owner)),
        state=due.state,
        due=due.due,
        days_late=due.days_overdue,
        last=last,
        decision=decision,
        promised=promised(kpi),
        period_end=due.period_end,
        held=len(kpi.reviews) or int(last_written(kpi) is not None),
    )


def _order(one: DueReview) -> tuple[bool, dt.date, str, str]:
    return (not one.late, one.due or dt.date.min, one.kpi.name.casefold(), one.kpi.id)
