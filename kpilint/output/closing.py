"""The last line of the formats for people."""

from __future__ import annotations

from kpilint.output.summary import plural, summary_of
from kpilint.run import Result


def closing_line(result: Result) -> str:
    """`17 KPIs in 3 files: 1 error, 2 warnings, 4 pieces of advice (1 waived).`"""
    figures = summary_of(result)
    looked_at = f"{plural(figures['kpis'], 'KPI')} in {plural(figures['files'], 'file')}"
    found = [
        plural(figures[key], one, many)
        for key, one, many in (
            ("errors", "error", "errors"),
            ("warnings", "warning", "warnings"),
            ("advice", "piece of advice", "pieces of advice"),
        )
        if figures[key]
    ]
    waived = f" ({figures['waived']:,} waived)" if figures["waived"] else ""
    return f"{looked_at}: {', '.join(found) or 'nothing to report'}{waived}."
