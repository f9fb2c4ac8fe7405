"""How much a report looks at."""

from __future__ import annotations

from kpilint.report.facts import Size
from kpilint.report.sections.signoff import live_goals, live_kpis, speed_kpis
from kpilint.run import Result


def size(result: Result) -> Size:
    catalogue = result.catalogue
    return Size(
        files=len(catalogue.trees),
        goals=len(live_goals(result)),
        kpis=len(live_kpis(result)),
        retired=sum(kpi.status == "retired" for kpi in catalogue.kpis),
        speed=len(speed_kpis(result)),
    )
