"""REV006: a KPI whose time is over is still in use."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Review
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import add_entry, replace_scalar
from kpilint.text.phrase import counted, day_in_words


@rule(
    "REV006",
    "expired-kpi",
    "a KPI whose time is over is still in use",
    severity=Severity.ERROR,
    each=Kpi,
    fix=Safety.SAFE,
)
def expired_kpi(
    kpi: Kpi, context: Context, *, retire_within_days: int = 30, draft_days: int = 180
) -> Iterator[Problem]:
    if kpi.status == "draft":
        yield from _old_draft(kpi, context.as_of, draft_days)
    if not kpi.is_live:
        return
    if kpi.retire_on is not None and kpi.retire_on < context.as_of:
        was = f'"{kpi.name}" was to be retired on {day_in_words(kpi.retire_on)}'
        yield _still_there(kpi, "retire_on", was, "retire-on-passed", fix=_retire(kpi, context))
    elif kpi.valid_until is not None and kpi.valid_until < context.as_of:
        was = f'"{kpi.name}" was agreed until {day_in_words(kpi.valid_until)}'
        yield _still_there(kpi, "valid_until", was, "valid-until-passed")
    elif kpi.reviews and kpi.retire_on is None and kpi.status != "deprecated":
        decided = context.reviews.decided_last(kpi)
        if decided is None or decided.decision != "retire" or decided.date is None:
            return
        if (context.as_of - decided.date).days > retire_within_days:
            was = f'On {day_in_words(decided.date)} it was decided to retire "{kpi.name}"'
            yield _still_there(kpi, "reviews", was, "decision-not-carried-out", at=decided)


def _still_there(
    kpi: Kpi,
    field: str,
    was: str,
    reason: str,
    *,
    at: Review | None = None,
    fix: Fix | None = None,
) -> Problem:
    renew = " or decide anew and write a later `valid_until`" * (field == "valid_until")
    return problem(
        kpi,
        field,
        f"{was}; it is still {kpi.status}.",
        why="A number that outlives its purpose takes time and steers people for nothing.",
        help=f"Retire it now (`status: retired`){renew}.",
        at=at,
        reason=reason,
        fix=fix,
    )


def _old_draft(kpi: Kpi, as_of: dt.date, draft_days: int) -> Iterator[Problem]:
    if kpi.created is None or (days := (as_of - kpi.created).days) <= draft_days:
        return
    yield problem(
        kpi,
        "status",
        f'"{kpi.name}" has been a draft since {day_in_words(kpi.created)}, for '
        f"{counted(days, 'day')}.",
        why="A draft that nobody decides on is measured by some and unknown to others.",
        help="Put it into force (`status: active`), or take it out of the catalogue.",
        severity=Severity.ADVICE,
        reason="old-draft",
    )


def _retire(kpi: Kpi, context: Context) -> Fix | None:
    """Retire it, where nothing leans on it that would then lean on nothing."""
    if context.references.to(kpi):
        return None
    status = kpi.node.get("status")
    if status is None:
        edit = add_entry(kpi.node, "status", "retired")
    else:
        edit = replace_scalar(status, "retired") if kpi.node.key("status") else None
    if edit is None:
        return None
    return Fix(f'Retire "{kpi.name}", as was decided', Safety.SAFE, kpi.node.source, (edit,))
