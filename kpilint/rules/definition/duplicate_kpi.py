"""DEF006: two KPIs measure the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.twins import Twin, Twins
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "DEF006",
    "duplicate-kpi",
    "two KPIs measure the same thing",
    severity=Severity.WARNING,
)
def duplicate_kpi(context: Context) -> Iterator[Problem]:
    for twin in Twins(context.catalogue, context.families, context.teams).find():
        kpi, earlier = twin.kpi, twin.earlier
        yield problem(
            kpi,
            "formula" if twin.how == "same-formula" else "name",
            f"{_call(kpi, earlier)} {_how(twin)} {_call(earlier, kpi)}, and looks at the same work"
            + (" with another target." if _targets_differ(kpi, earlier) else "."),
            why="Where two numbers say the same thing, people choose the kinder one.",
            help=f"Keep one and retire the other (`status: retired`, `replaced_by: {earlier.id}`). "
            "If they are meant to be two, say what tells them apart in their names, or link them "
            "with `part_of`.",
            reason=twin.how,
            related=[(earlier, f'"{earlier.name}" stands here')],
        )


def _how(twin: Twin) -> str:
    if twin.how == "same-formula":
        return "is calculated in the same way as"
    if twin.how == "similar-name":
        return "has nearly the same name as"
    words, others = ({*kpi.name.casefold().split()} for kpi in (twin.kpi, twin.earlier))
    return "has the same name as" if words == others else "is another name for"


def _call(kpi: Kpi, other: Kpi) -> str:
    """The name, with the id where both have the same name."""
    same = kpi.name.casefold() == other.name.casefold()
    return f'"{kpi.name}" ("{kpi.id}")' if same else f'"{kpi.name}"'


def _targets_differ(kpi: Kpi, other: Kpi) -> bool:
    if kpi.target is None or other.target is None:
        return False
    return kpi.target.is_set and other.target.is_set and kpi.target.written != other.target.written
