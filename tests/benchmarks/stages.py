"""Where the time of a check goes: `python tests/benchmarks/stages.py [--kpis 10000] [--runs 5]`.

Processor time inside the process, in microseconds a KPI, over a catalogue of `generate.py`:
parsing, reading fields, recognising, asking all rules; and what writing JSON adds to a run with
many findings. Each figure is taken in a process of its own, as a second run in one process finds
what the first one remembered. The lowest of all runs counts: whatever else the machine does can
only lengthen it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kpilint.catalogue.catalogue import read_catalogue  # noqa: E402
from kpilint.catalogue.files import read_source  # noqa: E402
from kpilint.config import Settings  # noqa: E402
from kpilint.engine.lint import lint  # noqa: E402
from kpilint.lexicon import builtin  # noqa: E402
from kpilint.lexicon.kept import keep_guesses  # noqa: E402
from kpilint.output import json as json_output  # noqa: E402
from kpilint.output.format import View  # noqa: E402
from kpilint.run import Result  # noqa: E402
from kpilint.syntax.node import Tree  # noqa: E402
from kpilint.syntax.parse import parse  # noqa: E402
from kpilint.text.source import Source  # noqa: E402
from tests.benchmarks.generate import write  # noqa: E402

DAY = dt.date(2026, 11, 22)
LEFT_OUT = re.compile(
    r"^    (?:purpose|owner|source|acts_on|supports|formula|review|verified_by|floor|balanced_by)"
    r"\b.*\n",
    re.MULTILINE,
)
"""Fields without which nearly every KPI has several findings."""


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """The processor time of a piece of work, in seconds, and what it gives."""
    begin = time.process_time()
    done = work()
    return time.process_time() - begin, done


def once(stage: str, folder: Path) -> dict[str, float]:
    """The seconds that one stage takes in this process, and the number of KPIs or findings."""
    gc.disable()  # as in a run of the program
    sources = [read_source(str(path)) for path in sorted(folder.glob("*.yaml"))]
    if stage == "json":
        return _json([Source(s.path, LEFT_OUT.sub("", s.text)) for s in sources])
    parsing, trees = timed(lambda: {source.path: parse(source) for source in sources})
    if stage == "parse":
        return {"seconds": parsing}
    if stage == "fields":
        return {"seconds": timed(lambda: read_catalogue(trees.values()))[0]}
    if stage == "recognise":
        context = _check(sources, trees, nothing=True).context
        of = context.families.of
        return {"seconds": timed(lambda: [of(kpi) for kpi in context.catalogue.kpis])[0]}
    # Guesses come from the store, so that rules are not charged for recognising.
    close = keep_guesses(builtin())
    seconds, _ = timed(lambda: _check(sources, trees, nothing=stage == "frame"))
    close()
    return {"seconds": seconds}


def _check(sources: list[Source], trees: dict[str, Tree], *, nothing: bool = False) -> Result:
    settings = Settings(ignore=("all",)) if nothing else Settings()
    return lint(sources, settings, DAY, read=lambda source: trees[source.path])


def _json(sources: list[Source]) -> dict[str, float]:
    seconds, result = timed(lambda: lint(sources, Settings(), DAY))
    rendering, _ = timed(lambda: json_output.render(result, View()))
    return {"seconds": rendering / seconds, "findings": len(result.findings)}


def lowest(stage: str, folder: Path, runs: int) -> dict[str, float]:
    """The run of a stage that took least, each in its own process."""
    call = [sys.executable, __file__, "--stage", stage, "--folder", str(folder)]
    environment = os.environ | {"KPILINT_CACHE_DIR": str(folder.parent / "kept")}
    seen = []
    for _ in range(runs):
        done = subprocess.run(call, env=environment, capture_output=True, text=True, check=True)
        seen.append(json.loads(done.stdout))
    best: dict[str, float] = min(seen, key=lambda one: float(one["seconds"]))
    return best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kpis", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--stage", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.stage:
        print(json.dumps(once(asked.stage, asked.folder)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch, "catalogue")
        write(folder, asked.kpis)
        lowest("rules", folder, 1)  # keeps guesses for those that are counted
        cost = {
            stage: lowest(stage, folder, asked.runs)["seconds"] / asked.kpis * 1e6
            for stage in ("parse", "fields", "recognise", "frame", "rules")
        }
        cost["rules"] -= cost.pop("frame")
        for stage, microseconds in cost.items():
            print(f"{stage:10} {microseconds:6.1f} microseconds a KPI", flush=True)
        written = lowest("json", folder, asked.runs)
        print(
            f"json       {1 + written['seconds']:6.2f} of the run, {written['findings']} findings"
        )


if __name__ == "__main__":
    main()
