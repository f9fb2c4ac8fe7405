"""The report as JSON: its facts, as `schemas/report.schema.json` declares them."""

from __future__ import annotations

from kpilint.report.facts import Report
from kpilint.report.parts import plain
from kpilint.text.dump import dump


def render(report: Report) -> str:
    return dump(plain(report), indent=2) + "\n"
