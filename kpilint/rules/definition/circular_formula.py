"""DEF007: a KPI is computed from itself."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi, Measure
from kpilint.finding import Problem, Severity
from kpilint.graph.circles import circles
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "DEF007",
    "circular-formula",
    "a KPI is computed from itself",
    severity=Severity.ERROR,
)
def circular_formula(context: Context) -> Iterator[Problem]:
    kpis = [kpi for kpi in context.catalogue.kpis if kpi.derived_from and kpi.status != "retired"]
    measures = [measure for measure in context.catalogue.measures if measure.derived_from]
    computed: dict[str, Kpi | Measure] = {kpi.id: kpi for kpi in kpis}
    computed |= {measure.id: measure for measure in measures}
    if not computed:
        return
    inputs = {id_: [link.id for link in entity.derived_from] for id_, entity in computed.items()}
    for circle in circles(inputs):
        first, *others = [computed[id_] for id_ in circle.members]
        way = [computed[id_].name for id_ in circle.shortest]
        yield problem(
            first,
            "derived_from",
            _what_is_so(way),
            why="A number that goes round in a circle has no source: nobody can calculate it.",
            help="Give one of them a source of its own, and take the others out of its "
            "`derived_from`.",
            related=[(other, f'"{other.name}" is part of the circle') for other in others],
        )


def _what_is_so(way: list[str]) -> str:
    first, *others = way
    if not others:
        return f'"{first}" is computed from itself.'
    steps = " and ".join(
        f'"{name}" from "{source}"' for name, source in zip(way[1:], [*way[2:], first], strict=True)
    )
    return f'"{first}" is computed from "{way[1]}", and {steps}.'
