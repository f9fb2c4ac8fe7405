"""DEF004: a KPI is filed under another family than its name says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.words import CONTEXT_FAMILIES, PRESSURE_FAMILIES, VALUE_FAMILIES
from kpilint.finding import Problem, Severity
from kpilint.lexicon import Recognition
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_EACH = pattern(
    r"\b(?:agent|analyst|caseworker|clerk|consultant|driver|each|employee|engineer|fte|full-time"
    r"|head|nurse|officer|operator|person|rep|technician|worker)\b",
    re.IGNORECASE,
)
_CLASSES = (PRESSURE_FAMILIES, VALUE_FAMILIES, CONTEXT_FAMILIES)


@rule(
    "DEF004",
    "family-contradicts-name",
    "a KPI is filed under another family than its name says",
    severity=Severity.WARNING,
    each=Kpi,
)
def family_contradicts_name(kpi: Kpi, context: Context) -> Iterator[Problem]:
    stated = kpi.family
    if stated is None or kpi.family_reason is not None or kpi.status == "retired":
        return
    read = context.families.recognised(kpi)
    if read.confidence != "certain" or read.family is None or read.family == stated:
        return
    if stated == "volume" and read.family == "speed" and _counts_for_all(kpi, read):
        return
    escapes = read.family in PRESSURE_FAMILIES and stated not in PRESSURE_FAMILIES
    akin = not escapes and any({stated, read.family} <= same for same in _CLASSES)
    yield problem(
        kpi,
        "family",
        f'"{kpi.name}" is filed under {stated}; {_what_it_is(kpi, read)}.',
        why="Filed so, it escapes the question what keeps it honest."
        if escapes
        else "What a number measures decides what it can balance, and what has to balance it.",
        help=f"Correct it (`family: {read.family}`), or say why it belongs where it is in "
        "`family_reason`.",
        # Speed instead of volume changes what is checked; quality instead of outcome hardly does.
        severity=Severity.ADVICE if akin and stated not in PRESSURE_FAMILIES else Severity.WARNING,
        reason="escapes" if escapes else "differs",
        cause=("HIS004", kpi.id),
    )


def _counts_for_all(kpi: Kpi, read: Recognition) -> bool:
    """Whether it counts the work of a whole team: only per person is work per day a speed."""
    if read.known is not None or read.subkind != "throughput" or kpi.level == "individual":
        return False
    texts = (kpi.name, kpi.unit, kpi.definition, kpi.formula)
    return not any(text and _EACH.search(text) for text in texts)


def _what_it_is(kpi: Kpi, read: Recognition) -> str:
    known = read.known
    if known is None:
        return f"it reads as {read.family}, {read.reason}"
    if known.name.casefold() == kpi.name.casefold():
        return f"it is usually counted as {read.family}"
    return f'it is usually called "{known.name}" and counted as {read.family}'
