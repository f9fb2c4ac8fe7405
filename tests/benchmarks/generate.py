"""Realistic catalogues of any size: `python tests/benchmarks/generate.py FOLDER --kpis 1000`.

Ten KPIs a file, about 25 lines a KPI, teams that nest, goals that lead to the mission, and in one
KPI of twenty a fault that a rule reports. The same call writes the same bytes.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from random import Random

PER_FILE = 10
FAULTY = 20  # one KPI of so many has a fault
SUBJECTS = (
    "calls", "emails", "claims", "orders", "permits", "incidents", "invoices", "deliveries",
    "repairs", "admissions", "applications", "inspections", "refunds", "audits", "releases",
)  # fmt: skip
SPEED = ("Average handling time of {s}", "{s} answered within target time", "Cycle time of {s}")
VALUE = (
    ("Share of {s} right the first time", "quality"),
    ("Share of {s} closed without a repeat within 30 days", "quality"),
    ("Satisfaction with {s}", "experience"),
    ("Share of {s} without an error", "quality"),
)


def write(folder: Path, kpis: int) -> None:
    """A catalogue with this many KPIs, as files in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    random = Random(20261122)  # noqa: S311 - the same catalogue each time
    goals = max(3, kpis // 50)
    teams = max(2, kpis // 100)
    (folder / "frame.yaml").write_text(_frame(goals, teams), encoding="utf-8")
    for first in range(0, kpis, PER_FILE):
        numbers = range(first, min(first + PER_FILE, kpis))
        text = "".join(_kpi(number, goals, teams, random) for number in numbers)
        path = folder / f"kpis-{first // PER_FILE:05}.yaml"
        path.write_text(f"# KPIs {numbers[0]} to {numbers[-1]}\nkpis:\n{text}", encoding="utf-8")


def _frame(goals: int, teams: int) -> str:
    lines = [
        "version: 1",
        "mission: Every customer's problem is solved the first time, with care.",
        "defaults:",
        "  review: {cadence: quarterly, grace: 14}",
        "teams:",
        "  - {id: operations, name: Operations, customer_facing: yes}",
        *(f"  - {{id: team-{i}, name: Team {i}, parent: operations}}" for i in range(teams)),
        "goals:",
    ]
    for i in range(goals):
        above = "mission" if i < 3 else f"goal-{i % 3}"
        lines += [
            f"  - id: goal-{i}",
            f"    name: Customers of area {i} get what they came for",
            f"    supports: {above}",
            "    unmeasured: how people felt who gave up before they asked",
        ]
    lines.append("kpis:")
    for i in range(teams):
        lines += [
            f"  - name: Complaints about team {i}",
            "    family: experience",
            "    purpose: What comes back to us as a complaint was not solved the first time.",
            f"    supports: goal-{i % 3}",
            "    role: guardrail",
            "    owner: head-of-complaints",
            "    direction: lower",
            "    unit: complaints a month",
            "    formula: count of formal complaints",
            "    source: complaints register",
            "    floor: 12",
            "    acts_on: the head of complaints calls back within a day",
            f"    scope: {{team: team-{i}}}",
            "    review: {cadence: quarterly, last: 2026-10-05}",
        ]
    return "\n".join(lines) + "\n"


def _kpi(number: int, goals: int, teams: int, random: Random) -> str:
    pair = number // 2
    subject = f"{SUBJECTS[pair % len(SUBJECTS)]} {pair}"
    is_speed = number % 2 == 0
    partner = f"kpi-{number + 1 if is_speed else number - 1}"
    faulty = random.randrange(FAULTY) == 0
    if is_speed:
        name, family = SPEED[pair % len(SPEED)].format(s=subject), "speed"
        direction, unit, target = "lower", "minutes", "at most 30 minutes"
        formula = f"sum of minutes spent on {subject} / number of {subject} closed"
    else:
        form, family = VALUE[pair % len(VALUE)]
        name, direction, unit, target = form.format(s=subject), "higher", '"%"', ">= 85 %"
        formula = f"good {subject} / {subject} looked at"
    baseline = 40 if is_speed else 72
    last = "2026-03-02" if faulty and not is_speed else f"2026-1{number % 2}-{number % 20 + 1:02}"
    reason = "median of the last twelve months and what the team holds possible"
    lines = [
        f"- id: kpi-{number}",
        f"  name: {name.capitalize()}",
        f"  purpose: Long waits for {subject} point to missing tools; we look here to mend them.",
        f"  supports: [{{goal: goal-{pair % goals}, because: nobody should wait for {subject}}}]",
        f"  role: {'goal' if number % 5 else 'guardrail'}",
        f"  family: {family}" if number % 3 or not is_speed else "  # read from the name",
        f"  owner: head-of-{SUBJECTS[pair % len(SUBJECTS)]}",
        f"  direction: {direction}",
        f"  unit: {unit}",
        f"  formula: {formula}",
        f"  population: all {subject} of the area, complex cases flagged and counted apart",
        "  percentile: [median, p90]",
        "  frequency: weekly",
        "  source: {kind: system, where: warehouse.events_v3}",
        "  collector: planning-office",
        "  verified_by: the quality office samples twenty cases a month",
        f"  scope: {{team: team-{pair % teams}, channel: voice}}  # other channels follow",
        f'  target: {{value: "{target}", by: 2027-06-30, baseline: {baseline}, source: {reason}}}',
        f"  balanced_by: {partner}" if is_speed and not faulty else "  floor: 60",
        "  uses: [improvement, coaching]",
        "  acts_on: {who: team lead, how: look at five of the longest cases together each week}",
        "  gaming_risks: [pass the case on early -> watch transfers, close it before it is done]",
        "  exceptions: {who: anyone, cases: complex or distressed people, count: shown apart}",
        "  consulted: [{who: six people of the team, on: 2026-09-14}]",
        "  active_from: 2025-04-01",
        f"  review: {{cadence: quarterly, last: {last}}}",
    ]
    return "".join(f"  {line}\n" for line in lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kpis", type=int, default=1000)
    arguments = parser.parse_args()
    write(arguments.folder, arguments.kpis)


if __name__ == "__main__":
    main()
