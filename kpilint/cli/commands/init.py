"""`kpilint init`: begin a catalogue, with settings and schemas."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from kpilint.cli.day import choose_day
from kpilint.cli.exits import UserError
from kpilint.cli.options import as_of_option
from kpilint.cli.terminal import say
from kpilint.editing.write import WriteError, create_file
from kpilint.pages import page

SCHEMAS = ".kpilint"

SETTINGS = """\
# yaml-language-server: $schema={schemas}/settings.schema.json
# How kpilint checks this catalogue. `kpilint config` shows what holds here.

catalogue: kpis.yaml

# starter: the few rules that matter most; standard: all; strict: all, and warnings fail the run.
profile: standard
"""

CATALOGUE = """\
# yaml-language-server: $schema={schemas}/catalogue.schema.json
# What we measure, for which goal, and what keeps each number honest.
# Put your own in the place of these examples; `kpilint check` says what is still missing.

mission: Every customer's problem is solved the first time, with care.

goals:
  - id: easy-help
    name: Getting help is easy
    statement: Whoever needs help gets it without having to ask twice.
    supports: mission
    owner: head-of-support
    unmeasured: whether callers felt that somebody cared

kpis:
  - id: average-handle-time
    name: Average handle time
    purpose: Long calls point to missing training or broken tools; we look here to fix those.
    supports: easy-help
    role: driver
    family: speed
    owner: head-of-support
    definition: Mean time from the greeting to the end of the notes, over all calls answered.
    percentile: [median, p90]
    unit: seconds
    direction: lower
    frequency: monthly
    source: telephone system
    balanced_by: first-contact-resolution
    uses: [improvement]
    gaming_risks:
      - a call ends before the problem is solved; watch first contact resolution
    active_from: {today}
    review: quarterly

  - id: first-contact-resolution
    name: First contact resolution
    purpose: We look at this because a second call means that the first one did not help.
    supports: easy-help
    role: guardrail
    family: quality
    owner: service-quality
    definition: Share of problems after which the same customer does not call again within 7 days.
    formula: problems without a further call within 7 days / all problems
    population: all customers who called about a problem, on any line
    unit: "%"
    direction: higher
    target: {{value: ">= 75 %", by: {in_a_year}, baseline: 68, source: mean of the last 12 months}}
    frequency: monthly
    source: ticket system
    uses: [improvement, decision]
    acts_on: {{who: team lead, how: listen to five further calls a week and fix one cause a month}}
    gaming_risks:
      - a further call is filed as a new problem; compare a sample of tickets each month
    active_from: {today}
    review: quarterly
"""


@click.command("init", short_help="Begin a catalogue, with settings and schemas.")
@click.argument("folder", type=click.Path(path_type=Path), default=Path())
@as_of_option
def command(*, folder: Path, as_of: str | None) -> None:
    """Begin a catalogue: kpis.yaml, kpilint.yaml, and schemas for your editor.

    What is there already is never overwritten.
    """
    today = choose_day(as_of)
    in_a_year = today.replace(year=min(today.year + 1, dt.MAXYEAR), day=min(today.day, 28))
    files = {
        "kpilint.yaml": SETTINGS.format(schemas=SCHEMAS),
        "kpis.yaml": CATALOGUE.format(schemas=SCHEMAS, today=today, in_a_year=in_a_year),
    } | {
        f"{SCHEMAS}/{name}.schema.json": page(f"schemas/{name}.schema.json")
        for name in ("catalogue", "settings")
    }
    there = [name for name in files if (folder / name).exists()]
    if there:
        raise UserError(
            f'"{folder / there[0]}" is there already; nothing was written.',
            "Name another folder: kpilint init FOLDER.",
        )
    try:
        (folder / SCHEMAS).mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            create_file(folder / name, text.encode())
            say(f"wrote {(folder / name).as_posix()}")
    except (OSError, WriteError) as error:
        raise UserError(f'"{folder}" cannot be written to: {error}.') from error
    say("Put your own KPIs in the place of the examples, then run `kpilint check`.")
