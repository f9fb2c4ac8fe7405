"""kpilint beside its peers, in one run: `python tests/benchmarks/run.py [--sizes 10 1000 10000]`.

Whole processes, one warm-up and then all programs in turn, so that a machine that slows down slows
down for each of them. Prints medians of wall time, the ratio to yamllint and to check-jsonschema,
and peak memory. Only the ratios mean anything on another machine.
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

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.generate import write  # noqa: E402

BIN = Path(sys.executable).parent
SCHEMA = ROOT / "schemas" / "catalogue.schema.json"
KPILINT = [sys.executable, "-m", "kpilint"]


def programs(folder: Path) -> dict[str, list[str]]:
    """Command lines by name; a peer that is not installed is left out."""
    files = sorted(str(path) for path in folder.glob("*.yaml"))
    found = {
        "kpilint": [*KPILINT, "check", str(folder), "--format", "json", "--as-of", "2026-11-22"],
        "floor": [sys.executable, str(ROOT / "tests/benchmarks/floor.py"), str(folder)],
        "yamllint": [str(BIN / "yamllint"), "-d", "relaxed", str(folder)],
        "check-jsonschema": [str(BIN / "check-jsonschema"), "--schemafile", str(SCHEMA), *files],
    }
    if len(files) == 2:
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


def measure(command: list[str]) -> tuple[float, float]:
    """Seconds of wall time and MiB of peak memory of one whole process."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def compare(folder: Path, runs: int) -> dict[str, tuple[float, float]]:
    """Median seconds and peak MiB of each program on one catalogue."""
    commands = programs(folder)
    seen: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for number in range(runs + 1):
        for name, command in commands.items():
            figures = measure(command)
            if number:
                seen[name].append(figures)
    return {
        name: (statistics.median(s for s, _ in runs_), max(m for _, m in runs_))
        for name, runs_ in seen.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 1000, 10_000])
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    print("| KPIs | program | seconds | / yamllint | / check-jsonschema | peak MiB |")
    print("|--:|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as scratch:
        for size in arguments.sizes:
            folder = Path(scratch, f"kpis-{size}")
            write(folder, size)
            figures = compare(folder, arguments.runs if size <= 1000 else 3)
            for name, (seconds, memory) in figures.items():
                ratios = [
                    f"{seconds / figures[peer][0]:.3f}" if peer in figures else ""
                    for peer in ("yamllint", "check-jsonschema")
                ]
                print(
                    f"| {size:,} | {name} | {seconds:.3f} | {' | '.join(ratios)} | {memory:.0f} |",
                    flush=True,
                )


if __name__ == "__main__":
    main()
