"""kpilint beside its peers, in one run: `python tests/benchmarks/run.py [--sizes 10 1000 10000]`.

Whole processes, one warm-up and then all programs in turn, so that a machine that slows down slows
down for each of them: first on a clean example, then on catalogues that are written for it. Prints
medians of wall time and of processor time, the ratios of the latter to yamllint and to
check-jsonschema, and peak memory. Only the ratios mean anything on another machine; of processor
time, because others who work on the machine lengthen the wall time of whoever they meet. A "first
run" has nothing that an earlier one kept and keeps what it read; the other runs of kpilint find it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kpilint.store import PLACE  # noqa: E402
from tests.benchmarks.generate import write  # noqa: E402

BIN = Path(sys.executable).parent
SCHEMA = ROOT / "schemas" / "catalogue.schema.json"
KPILINT = [sys.executable, "-m", "kpilint"]
FIRST = "kpilint, first run"
CLEAN = [ROOT / "examples/first-steps" / name for name in ("mission-and-goals", "kpis-workshop")]


class Cost(NamedTuple):
    """What one whole process took."""

    seconds: float
    processor: float
    mebibytes: float


def programs(folder: Path) -> dict[str, list[str]]:
    """Command lines by name; a peer that is not installed is left out."""
    files = sorted(str(path) for path in folder.glob("*.yaml"))
    check = [*KPILINT, "check", str(folder), "--format", "json", "--as-of", "2026-11-22"]
    found = {
        "kpilint": check,
        FIRST: check,
        "yamllint": [str(BIN / "yamllint"), "-d", "relaxed", str(folder)],
        "check-jsonschema": [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), *files],
    }
    if folder.name != "clean":  # the floor takes nothing but what `generate.py` writes
        found["floor"] = [sys.executable, str(ROOT / "tests/benchmarks/floor.py"), str(folder)]
    if folder.name == "kpis-10":
        found["kpilint --version"] = [*KPILINT, "--version"]
        found["kpilint --help"] = [*KPILINT, "--help"]
    spectral = shutil.which("spectral")
    if spectral:
        rules = folder.parent / "spectral.yaml"
        rules.write_text(
            "rules:\n  owner:\n    given: $.kpis[*]\n    severity: error\n"
            "    then: {field: owner, function: truthy}\n"
        )
        found["spectral"] = [spectral, "lint", "--ruleset", str(rules), f"{folder}/*.yaml"]
    return {
        name: command
        for name, command in found.items()
        if Path(command[0]).exists() and sum(map(len, command)) < 1_500_000
    }


def measure(command: list[str], store: Path) -> Cost:
    """The cost of one whole process; memory at its peak."""
    environment = {**os.environ, PLACE: str(store)}
    started = time.perf_counter()
    child = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment
    )
    _, _, usage = os.wait4(child.pid, 0)
    seconds = time.perf_counter() - started
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def compare(folder: Path, runs: int) -> dict[str, Cost]:
    """The median cost of each program on one catalogue; of memory, the most that was seen."""
    commands = programs(folder)
    seen: dict[str, list[Cost]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            store = folder.parent / f"kept-{folder.name}"
            if name == FIRST:
                store = store.with_name(f"first-{number}-{folder.name}")
            cost = measure(command, store)
            if number:
                seen[name].append(cost)
    return {
        name: Cost(
            statistics.median(cost.seconds for cost in costs),
            statistics.median(cost.processor for cost in costs),
            max(cost.mebibytes for cost in costs),
        )
        for name, costs in seen.items()
    }


def show(size: str, costs: dict[str, Cost]) -> None:
    """Print a row of the table for each program."""
    for name, cost in costs.items():
        ratios = [
            f"{cost.processor / costs[peer].processor:.3f}" if peer in costs else ""
            for peer in ("yamllint", "check-jsonschema")
        ]
        figures = (f"{cost.seconds:.3f}", f"{cost.processor:.3f}", *ratios, f"{cost.mebibytes:.0f}")
        print(f"| {size} | {name} | {' | '.join(figures)} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print("| KPIs | program | seconds | processor | / yamllint | / check-jsonschema | peak MiB |")
    print("|--:|---|--:|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as scratch:
        clean = Path(scratch, "clean")
        clean.mkdir()
        for path in CLEAN:
            shutil.copy(path.with_suffix(".yaml"), clean)
        show("9, clean", compare(clean, arguments.runs))
        for size in arguments.sizes:
            folder = Path(scratch, f"kpis-{size}")
            write(folder, size)
            show(f"{size:,}", compare(folder, arguments.runs if size <= 1000 else 3))


if __name__ == "__main__":
    main()
