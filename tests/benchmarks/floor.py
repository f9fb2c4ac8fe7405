"""The least that a linter of KPI catalogues must do: `python tests/benchmarks/floor.py FOLDER`.

Parse every file with the C parser, walk from the mission to the KPIs, and ask three questions with
no places, no messages and no tolerance. Nothing that parses with this parser can be faster.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def main() -> None:
    load = YAML(typ="safe", pure=False).load
    goals: dict[str, Any] = {}
    kpis: list[dict[str, Any]] = []
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        document = load(path.read_text(encoding="utf-8"))
        goals |= {goal["id"]: goal for goal in document.get("goals", ())}
        kpis += document.get("kpis", ())
    linked = {"mission"}
    while grown := {i for i, g in goals.items() if i not in linked and g["supports"] in linked}:
        linked |= grown
    late = dt.date(2026, 8, 22)
    orphans = sum(kpi["supports"][0]["goal"] not in linked for kpi in kpis)
    unbalanced = sum(kpi.get("family") == "speed" and "balanced_by" not in kpi for kpi in kpis)
    overdue = sum(kpi["review"]["last"] < late for kpi in kpis)
    print(f"{len(kpis)} KPIs: {orphans} orphans, {unbalanced} unbalanced, {overdue} overdue")


if __name__ == "__main__":
    main()
