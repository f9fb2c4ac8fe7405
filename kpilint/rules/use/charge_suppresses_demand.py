"""USE007: asking costs something, and nothing shows what people do instead."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import day_in_words

# Where the way round a charge shows: passwords on monitors, repairs that nobody reported.
_SHOW_THE_WORKAROUND = frozenset({"safety", "compliance", "outcome"})


@rule(
    "USE007",
    "charge-suppresses-demand",
    "asking costs, and nothing shows what people do instead",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def charge_suppresses_demand(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if not _falls_on_those_who_ask(kpi, context):
        return
    if any(_shows_the_workaround(link.id, context) for link in kpi.balanced_by):
        return
    since = min((use.since for use in kpi.uses if use.use == "charge" and use.since), default=None)
    yield problem(
        kpi,
        "uses",
        f'Those who ask pay for "{kpi.name}"{f" since {day_in_words(since)}" if since else ""}, '
        "and nothing shows what they do instead of asking.",
        why="People may have stopped asking, not stopped needing.",
        help="Look for the way round it, and name in `balanced_by` a KPI about safety, compliance "
        "or the result that would show it.",
    )


def _falls_on_those_who_ask(kpi: Kpi, context: Context) -> bool:
    """A charge does; so does a penalty on an amount of which less is wanted."""
    if not kpi.used_for("charge", "penalty"):
        return False
    return kpi.used_for("charge") or (
        kpi.direction == "lower" and context.families.of(kpi).family == "volume"
    )


def _shows_the_workaround(id_: str, context: Context) -> bool:
    """Its scope does not matter: people go round a charge elsewhere than where they pay it."""
    other = context.catalogue.by_id.get(id_)
    if not isinstance(other, Kpi):
        return id_ in context.catalogue.external
    classified = context.families.of(other)
    return (
        other.status == "active"
        and classified.is_believed
        and classified.family in _SHOW_THE_WORKAROUND
    )
