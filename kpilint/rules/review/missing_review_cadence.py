"""REV002: it is not said how often a KPI is to be questioned."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.ceilings import ceiling
from kpilint.analysis.reviews import Written
from kpilint.cadence.rhythm import Rhythm
from kpilint.cadence.words import Refused, parse_cadence
from kpilint.catalogue.model import Kpi, Team
from kpilint.catalogue.value import parse_day
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import replace_scalar
from kpilint.text.nearest import nearest

_COMMON = ("weekly", "fortnightly", "monthly", "quarterly", "half-yearly", "yearly")
_WHY = "What has no date is not questioned, and goes on steering people."


@rule(
    "REV002",
    "missing-review-cadence",
    "it is not said how often a KPI is to be questioned",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
    fix=Safety.SAFE,
)
def missing_review_cadence(kpi: Kpi, context: Context) -> Iterator[Problem]:
    read = context.reviews.terms(kpi).written
    if isinstance(read, Rhythm):
        return
    written = context.reviews.cadence(kpi)
    if written is not None and read is not None:
        yield _not_understood(kpi, written, read, context)
    elif not context.unread.has(kpi, "review"):
        yield _nothing_said(kpi, context)


def _nothing_said(kpi: Kpi, context: Context) -> Problem:
    """Where nothing is said of any KPI, one line answers all, and the first stands for all."""
    alike = context.reviews.none_written()
    stands_for_all = len(alike) > 1 and alike[0] is kpi
    do = f"Write `review: {_suggested(kpi, context)}` here, or a rhythm for all KPIs under "
    cause = None
    if context.reviews.due(kpi).due is not None:
        # The last review is older than any rhythm allows: that counts first.
        cause = ("REV001", kpi.id)
    elif len(alike) > 1 and not stands_for_all:
        cause = ("REV002", alike[0].id)
    return problem(
        kpi,
        "review",
        f'It is not said how often "{kpi.name}" is to be questioned'
        f"{', nor any other KPI' if stands_for_all else ''}.",
        why=_WHY,
        help="Write one rhythm for all KPIs: `defaults: {review: quarterly}`."
        if stands_for_all
        else f"{do}`defaults`.",
        reason="no-cadence",
        cause=cause,
    )


def _not_understood(kpi: Kpi, written: Written, refused: Refused, context: Context) -> Problem:
    first = context.reviews.first_with(written) or kpi
    near = nearest(written.text.casefold(), _COMMON) if "weekly" in refused.instead else []
    meant = f' Did you mean "{near[0]}"?' if len(near) == 1 else ""
    last = (
        f" A day is written beside it: `review: {{cadence: quarterly, last: {written.text}}}`."
        if parse_day(written.text)
        else ""
    )
    where = f" in {_where(written)}" if written.holder is not kpi else ""
    return problem(
        kpi,
        "review",
        f'Nobody can tell how often "{kpi.name}" is to be questioned: its rhythm is '
        f'"{written.text}".',
        why=f"{refused.why} {_WHY}",
        help=f"{refused.sentence.removeprefix(refused.why).strip()[:-1]}{where}.{meant}{last}",
        at=written.node if first is kpi else None,
        reason="not-understood",
        cause=("REV002", first.id) if first is not kpi else None,
        fix=_default_instead(written, refused, context),
    )


def _where(written: Written) -> str:
    if isinstance(written.holder, Team):
        return f'the team "{written.holder.name}"'
    return "`defaults`"


def _suggested(kpi: Kpi, context: Context) -> str:
    return ceiling(kpi, context.families, context.stakes).cadence


def _default_instead(written: Written, refused: Refused, context: Context) -> Fix | None:
    """The rhythm of the catalogue, where the entry only says that none was decided yet."""
    default = context.reviews.default_cadence()
    if written.holder is None or default is None or refused != parse_cadence("TBD"):
        return None
    edit = replace_scalar(written.node, default)
    if edit is None or isinstance(parse_cadence(default), Refused):
        return None
    title = f'Take the rhythm of the whole catalogue, "{default}"'
    return Fix(title, Safety.SAFE, written.node.source, (edit,))
