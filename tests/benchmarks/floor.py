"""The least that a linter of KPI catalogues must do: `python tests/benchmarks/floor.py FOLDER`.

Take the events of the C parser, build dicts and lists of plain text, walk from the mission to the
KPIs, and ask three questions: no places, no messages, no tolerance, no second file format. A
program on this parser cannot be faster.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

from ruamel.yaml.cyaml import CParser  # type: ignore[attr-defined]
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)


def load(text: str) -> Any:
    """Dicts, lists and texts of one document without aliases."""
    open_values: list[list[Any]] = [[]]
    for event in iter(CParser(text).get_event, None):
        kind = event.__class__
        if kind is ScalarEvent:
            open_values[-1].append(event.value)
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            open_values.append([])
        elif kind is MappingEndEvent:
            flat = open_values.pop()
            open_values[-1].append(dict(zip(flat[::2], flat[1::2], strict=True)))
        elif kind is SequenceEndEvent:
            done = open_values.pop()
            open_values[-1].append(done)
    return open_values[0][0]


def main() -> None:
    gc.disable()
    goals: dict[str, Any] = {}
    kpis: list[dict[str, Any]] = []
    for path in sorted(Path(sys.argv[1]).glob("*.yaml")):
        document = load(path.read_text(encoding="utf-8"))
        goals |= {goal["id"]: goal for goal in document.get("goals", ())}
        kpis += document.get("kpis", ())
    linked = {"mission"}
    while grown := {i for i, g in goals.items() if i not in linked and g["supports"] in linked}:
        linked |= grown
    orphans = sum(_goal(kpi) not in linked for kpi in kpis)
    unbalanced = sum(kpi.get("family") == "speed" and "balanced_by" not in kpi for kpi in kpis)
    overdue = sum(kpi["review"]["last"] < "2026-08-22" for kpi in kpis)
    print(f"{len(kpis)} KPIs: {orphans} orphans, {unbalanced} unbalanced, {overdue} overdue")


def _goal(kpi: dict[str, Any]) -> str:
    supports = kpi["supports"]
    return str(supports if isinstance(supports, str) else supports[0]["goal"])


if __name__ == "__main__":
    main()
