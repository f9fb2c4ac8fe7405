"""USE001: pay, a contract or a ranking counts pressure, and nothing that shows good work."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.schemes import Counted, Split
from kpilint.analysis.stakes import consequences
from kpilint.catalogue.model import Scheme
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import quoted


@rule(
    "USE001",
    "paid-on-pressure-only",
    "pay or ranking counts speed and amount only",
    severity=Severity.ERROR,
)
def paid_on_pressure_only(context: Context) -> Iterator[Problem]:
    for scheme in context.schemes.all():
        number = context.schemes.number(scheme)
        weight = context.schemes.weight(scheme)
        if number.pressure and number.pressure == number.total:
            yield _problem(scheme, "pressure-only", _only(scheme), number.sure)
        elif scheme.is_whole and number.total == 1 and scheme.members:
            yield _problem(scheme, "single-measure", _single(scheme), is_sure=True)
        elif weight is not None and weight.pressure > weight.value:
            yield _problem(scheme, "pressure-outweighs-value", _outweighs(weight), weight.sure)


def _problem(scheme: Counted, reason: str, what: str, is_sure: bool) -> Problem:
    is_single = reason == "single-measure"
    kind = {"contract": "the contract", "ranking": "the ranking"}.get(scheme.kind or "", "pay")
    more = "Add a measure of quality or of the result with at least the same weight"
    return problem(
        scheme.subject,
        "items" if isinstance(scheme.subject, Scheme) else "uses",
        f'"{scheme.subject.name}" {what}',
        why="A single number is soon taken for the whole of the work."
        if is_single
        else "You get exactly what is counted, whatever it does to the work.",
        help="Add a measure of another kind, such as what customers say or what comes back."
        if is_single
        else f"{more}, or take speed and amount out of {kind}.",
        severity=None if is_sure else Severity.WARNING,
        reason=reason,
        related=[
            (kpi, f'"{kpi.name}" is counted')
            for kpi, _ in scheme.members
            if kpi is not scheme.subject
        ],
    )


def _names(scheme: Counted) -> str:
    return quoted(kpi.name for kpi, _ in scheme.members)


def _only(scheme: Counted) -> str:
    if not isinstance(scheme.subject, Scheme):
        hangs = consequences(frozenset({scheme.kind or "pay"}))[0]
        return f"{hangs}, and no measure of quality or result does."
    if len(scheme.members) == 1:
        return f"counts {_names(scheme)} and nothing else."
    return f"counts speed, amount and cost only: {_names(scheme)}."


def _single(scheme: Counted) -> str:
    return f"counts a single number, {_names(scheme)}."


def _outweighs(weight: Split) -> str:
    return (
        f"gives {weight.pressure:g} of {weight.total:g} to speed, amount and cost, and "
        f"{weight.value:g} to quality and result."
    )
