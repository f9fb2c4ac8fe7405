"""What a governance report weighs, and how long it takes beside a check of the same catalogue.

    python tests/benchmarks/report.py [RUNS]

Budgets: 250 KB for 200 KPIs, 2 MB for 2,000; at 2,000 the whole command under three times the time
of `kpilint check`. Checks and reports run in turn, so that a busy machine slows both; the medians
are compared. Exits with 1 where a budget is not kept.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = {200: 250_000, 2000: 2_000_000}
MOST_TIMES = 3.0


def seconds(folder: Path, *arguments: str) -> float:
    """The wall time of a call of kpilint in a folder; findings are no failure here."""
    begin = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "kpilint", *arguments],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT)}, stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode not in (0, 1):
        raise RuntimeError(done.stderr)
    return time.perf_counter() - begin


def main(runs: int) -> int:
    kept = True
    with tempfile.TemporaryDirectory() as name:
        for kpis, most in MOST_BYTES.items():
            folder, page = Path(name) / str(kpis), Path(name) / f"{kpis}.html"
            subprocess.run(
                [sys.executable, str(ROOT / "tests/benchmarks/generate.py"), str(folder),
                 "--kpis", str(kpis)], check=True,
            )  # fmt: skip
            day = ("--as-of", "2026-11-22")
            checks, reports = [], []
            for _ in range(runs):
                checks.append(seconds(folder, "check", *day))
                reports.append(seconds(folder, "report", *day, "--output", str(page)))
            times = median(reports) / median(checks)
            size = page.stat().st_size
            kept &= size <= most and (kpis < 2000 or times < MOST_TIMES)
            print(
                f"{kpis:5,} KPIs: {size:9,} bytes of {most:9,}; report {median(reports):.2f} s, "
                f"check {median(checks):.2f} s, {times:.2f} times"
            )
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5))
