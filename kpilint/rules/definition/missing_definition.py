"""DEF002: it is not said what a KPI counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.analysis.units import is_share, is_time, unit_of
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_said
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_AVERAGE = pattern(r"\b(?:average|avg|mean)\b", re.IGNORECASE)
_SPREAD = pattern(
    r"\b(?:median|percentile|p\d\d|oldest|largest|longest|slowest|maxim(?:um|al)|max)\b",
    re.IGNORECASE,
)
# How English says that a part is taken of a whole: "resolved / all", "share of calls that ...".
_OF_A_WHOLE = pattern(
    r"[/÷]|(?:%|\b(?:share|part|percent|percentage|proportion|fraction|ratio|rate))\s+of\b"
    r"|\b(?:of (?:all|the|total|those|every|each)|out of|in every|divided by|per|among)\b",
    re.IGNORECASE,
)

_FIELDS = (
    "definition", "formula", "numerator", "denominator", "population", "period", "percentile",
)  # fmt: skip


@rule(
    "DEF002",
    "missing-definition",
    "it is not said what a KPI counts",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def missing_definition(kpi: Kpi, context: Context) -> Iterator[Problem]:
    reason = _fault(kpi, context)
    if reason is None or context.unread.has(kpi, *_FIELDS):
        return
    what, do = _sentences(kpi, reason, context)
    yield problem(
        kpi,
        {"no-population": "population", "mean-only": "percentile"}.get(reason, "definition"),
        what,
        why="Those who wait longest disappear in an average."
        if reason == "mean-only"
        else "Two people will count differently, and the kinder way of counting wins.",
        help=do,
        severity=Severity.WARNING if reason in ("nothing-said", "no-base") else Severity.ADVICE,
        reason=reason,
    )


def _fault(kpi: Kpi, context: Context) -> str | None:
    """The first reason that applies."""
    said = [text for text in (kpi.formula, kpi.definition) if text and is_said(text)]
    both_sides = bool(kpi.numerator and kpi.denominator)
    if not said and not both_sides:
        return "nothing-said"
    unit = unit_of(kpi)
    if is_share(unit):
        if not both_sides and not any(map(_says_of_what, said)) and _is_english(context):
            return "no-base"
        return "no-population" if _unsaid(kpi) else None
    if is_time(unit) and not kpi.percentile and _is_mean(kpi.name, said):
        return "mean-only"
    return None


def _sentences(kpi: Kpi, reason: str, context: Context) -> tuple[str, str]:
    """What is so, and what to do now."""
    if reason == "nothing-said":
        known = context.families.recognised(kpi).known
        usual = f' Usually it is: "{known.definition}"' if known and known.definition else ""
        return (
            f'It is not said what "{kpi.name}" counts, and what it leaves out.',
            "Write who and what is counted in `definition`, or how it is calculated in `formula`."
            + usual,
        )
    if reason == "no-base":
        return (
            f'"{kpi.name}" is a share, and it is not said of what.',
            "Write what stands above and below the line in `numerator` and `denominator`.",
        )
    if reason == "no-population":
        return (
            f'"{kpi.name}" is a share, and it is not said {" nor ".join(_unsaid(kpi))}.',
            "Say who is included in `population`, and the time of one value in `period`.",
        )
    return (
        f'"{kpi.name}" is an average of times, and nothing shows how long the slowest take.',
        "Show the spread beside it: `percentile: [median, p90]`.",
    )


def _says_of_what(text: str) -> bool:
    return "/" in text or _OF_A_WHOLE.search(text) is not None


def _unsaid(kpi: Kpi) -> list[str]:
    missing = []
    if kpi.population is None and kpi.scope is None:
        missing.append("who is counted")
    if kpi.period is None and kpi.frequency is None:
        missing.append("over which time")
    return missing


def _is_mean(name: str, said: list[str]) -> bool:
    texts = [name, *said]
    return any(map(_AVERAGE.search, texts)) and not any(map(_SPREAD.search, texts))


def _is_english(context: Context) -> bool:
    defaults = context.catalogue.defaults
    language = defaults.language if defaults is not None else None
    return language is None or language.lower().startswith("en")
