"""BAL003: a KPI that counts amounts or costs has no valid counterweight."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Safety, Severity
from kpilint.graph.breaks import serves_the_past
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_WHAT = {"volume": "counts an amount", "cost": "counts what is spent"}
_EMPTY = pattern(r"\b(?:empty|idle|unoccupied|vacan|voids?\b)", re.IGNORECASE)
_FILLED = pattern(
    r"\b(?:billab|capacity|empty|idle|load|occupan|productiv|utili[sz]|vacan|voids?\b)",
    re.IGNORECASE,
)
_WHY = {
    ("volume", "higher"): "An amount can always be raised by lowering the standard.",
    ("volume", "lower"): "An amount can always be lowered by turning people away.",
    ("cost", "higher"): "Capacity can always be used up by leaving no time to do the work well.",
    ("cost", "lower"): "A cost can always be cut by giving people less.",
    ("room", "lower"): "What stands empty can always be filled with what does not fit there.",
}


@rule(
    "BAL003",
    "unbalanced-volume-or-cost-metric",
    "an amount or a cost has no counterweight",
    severity=Severity.WARNING,
    each=Kpi,
    fix=Safety.SAFE,
)
def unbalanced_volume_or_cost_metric(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if not context.balance.presses_for_amount(kpi) or context.balance.valid(kpi):
        return
    family = context.families.of(kpi).family or "volume"
    usual = "higher" if family == "volume" else "lower"
    way, what = kpi.direction or usual, _WHAT[family]
    if family == "cost" and _FILLED.search(kpi.name):
        what = "shows how fully capacity is used"
    elif family == "cost":
        way = "lower"  # a share of costs that is to rise is about money, not about full hours
    shortfall = context.shortfalls.of(kpi)
    or_say_so = (
        " If it is the result itself, such as people housed, write `family: outcome`."
        if family == "volume" and not kpi.balanced_by and not shortfall.candidates
        else ""
    )
    yield problem(
        kpi,
        "balanced_by",
        f'"{kpi.name}" {context.stakes.held_to(kpi) or what}, and {shortfall.what}',
        why=_WHY.get((_kind(kpi, family), way), _WHY[family, usual]),
        help=shortfall.help + or_say_so,
        at=shortfall.link,
        severity=Severity.ADVICE if kpi.status in ("draft", "deprecated") else None,
        reason=shortfall.reason,
        related=shortfall.related,
        candidates=shortfall.candidates,
        fix=shortfall.fix,
        cause=shortfall.cause or _cause(kpi, context),
    )


def _cause(kpi: Kpi, context: Context) -> tuple[str, str]:
    """What cannot be read comes first, then a number that serves the past; and what people do
    instead of paying a charge is asked for by the rule on charges: another number would not show
    it."""
    if context.unread.has(kpi, "balanced_by"):
        return "STR002", kpi.id
    return ("MIS001" if serves_the_past(kpi, context.links) else "USE007", kpi.id)


def _kind(kpi: Kpi, family: str) -> str:
    return "room" if family == "cost" and _EMPTY.search(kpi.name) else family
