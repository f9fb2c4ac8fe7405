"""DEF003: it is not said which way is better, or what a KPI is counted in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.analysis.units import unit_of
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.quantity import TIME_UNITS
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import add_entry, scalar
from kpilint.text.pattern import pattern

_OF_COMPARISON = {
    "at-least": "higher", "above": "higher", "at-most": "lower", "below": "lower",
    "between": "range",
}  # fmt: skip


_OF_SPEED = {
    **dict.fromkeys(("duration", "response", "backlog", "recovery", "latency"), "lower"),
    **dict.fromkeys(("timeliness", "throughput"), "higher"),
}

# A name that says what is counted: "Days to decision", "Number of complaints".
_UNIT_IN_NAME = pattern(
    r"%|\b(?:number|count|percent|percentage|share|ratio|per|seconds|minutes|hours|days|weeks"
    r"|months|years)\b",
    re.IGNORECASE,
)
# A definition that begins with what is counted: "The percentage of offers that ...".
_COUNTS = pattern(
    r"(?:the )?(?:(?:total|average|mean|median) )?"
    r"(?:number|count|percent|percentage|share|proportion|seconds|minutes|hours|days)"
    r" (?:of|between|spent)\b",
    re.IGNORECASE,
)


@rule(
    "DEF003",
    "missing-unit-or-direction",
    "the unit of a KPI is missing, or which way is better",
    severity=Severity.ERROR,
    each=Kpi,
    live=True,
    fix=Safety.SAFE,
)
def missing_unit_or_direction(kpi: Kpi, context: Context) -> Iterator[Problem]:
    reason = _fault(kpi, context)
    if reason is None or context.unread.has(kpi, "direction", "unit"):
        return
    is_unsaid = reason in ("no-direction", "neither")
    way, fix = _suggestion(kpi, context) if is_unsaid else (None, None)
    what, why, do = _sentences(kpi, reason, way, context)
    yield problem(
        kpi,
        "unit" if reason == "no-unit" else "direction",
        what,
        why=why,
        help=do,
        severity=Severity.ERROR if kpi.has_target else Severity.WARNING,
        reason=reason,
        fix=fix,
    )


def _fault(kpi: Kpi, context: Context) -> str | None:
    has_unit = bool(unit_of(kpi)) or _name_says_unit(kpi, context)
    if kpi.direction is None and not _needs_none(kpi, context):
        return "no-direction" if has_unit else "neither"
    if kpi.direction == "range" and kpi.has_target and not _has_two_ends(kpi):
        return "no-range"
    return None if has_unit else "no-unit"


def _needs_none(kpi: Kpi, context: Context) -> bool:
    """What comes in is neither good nor bad: where that is said, or where it only explains."""
    only_shown = kpi.controllable is False or kpi.effective_role == "diagnostic"
    return only_shown and _comes_in(kpi, context)


def _comes_in(kpi: Kpi, context: Context) -> bool:
    return context.balance.is_demand(kpi) and not kpi.has_target


def _name_says_unit(kpi: Kpi, context: Context) -> bool:
    if _UNIT_IN_NAME.search(kpi.name):
        return True
    known = context.families.recognised(kpi).known
    usual = known.unit if known is not None else None
    if usual is not None and usual in kpi.name.casefold():
        return True
    return any(_COUNTS.match(text) for text in (kpi.definition, kpi.formula) if text)


def _has_two_ends(kpi: Kpi) -> bool:
    target = kpi.target
    value = target.value if target is not None else None
    if target is None or value is None:
        return False
    return (
        value.kind == "not-understood"
        or value.low is not None
        or kpi.lowest_acceptable is not None
        or target.threshold is not None
        or target.worst is not None
    )


def _sentences(kpi: Kpi, reason: str, way: str | None, context: Context) -> tuple[str, str, str]:
    """What is so, why it matters, and what to do now."""
    which_way = f"`direction: {way}`" if way else "`direction: higher`, `lower` or `range`"
    known = context.families.recognised(kpi).known
    usual = known.unit if known is not None else None
    unit = f"`unit: {scalar(usual)}`" if usual else '`unit: days` or `unit: "%"`'
    two_views = (
        "Two people can look at the same change, and one sees progress where the other sees a loss."
    )
    if reason == "no-unit":
        return (
            f'It is not said what "{kpi.name}" is counted in.',
            "One reads such a number as minutes and another one as hours."
            if usual in TIME_UNITS or context.families.is_speed(kpi)
            else "One reads such a number as a count and another one as a share.",
            f"Add the unit, such as {unit}.",
        )
    if reason == "no-range":
        return (
            f'"{kpi.name}" should stay inside a range, and it is not said which.',
            "Without its two ends nobody can tell whether a value is good.",
            'Write both ends, such as `target: "between 3 and 5"`.',
        )
    if reason == "neither":
        return (
            f'It is not said what "{kpi.name}" is counted in, nor whether more or less is better.',
            two_views,
            f"Add both: {which_way} and {unit}.",
        )
    if way is not None and _way_of_target(kpi) == way:
        return (
            f'Only the target of "{kpi.name}" lets one guess which way is better.',
            two_views,
            f"Say it: {which_way}.",
        )
    return (
        f'It is not said whether more or less of "{kpi.name}" is better.',
        two_views,
        f"Say which way is better: {which_way}"
        + ("; if neither is, `role: diagnostic`." if _comes_in(kpi, context) else "."),
    )


def _way_of_target(kpi: Kpi) -> str | None:
    value = kpi.target.value if kpi.target is not None and kpi.target.is_set else None
    return _OF_COMPARISON.get(value.comparison or "") if value is not None else None


def _usual_way(kpi: Kpi, context: Context) -> str | None:
    read = context.families.recognised(kpi)
    if read.confidence != "certain":
        return None
    if read.known is not None:
        return read.known.direction
    return _OF_SPEED.get(read.subkind or "") if read.family == "speed" else None


def _suggestion(kpi: Kpi, context: Context) -> tuple[str | None, Fix | None]:
    """Which way is better: as the target says it, else as the trade takes a KPI known by name."""
    way = _way_of_target(kpi)
    safety = Safety.SAFE
    if way is None:
        way = _usual_way(kpi, context)
        safety = Safety.UNSAFE
    if way is None or kpi.node.get("direction") is not None:
        return way, None
    edit = add_entry(kpi.node, "direction", way)
    if edit is None:
        return way, None
    return way, Fix(f"Add `direction: {way}`", safety, kpi.node.source, (edit,))
