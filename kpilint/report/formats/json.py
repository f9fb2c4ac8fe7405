"""The report as JSON: its facts, as `schemas/report.schema.json` declares them."""

from __future__ import annotations

from kpilint.report.facts import Report
from kpilint.text.dump import dump


def render(report: Report) -> str:
    return dump(report.model_dump(mode="json"), indent=2) + "\n"
