"""`kpilint rules`: list all rules."""

from __future__ import annotations

from typing import Any

import click

from kpilint.cli.options import Word
from kpilint.cli.terminal import print_out
from kpilint.config import Settings
from kpilint.engine.choose import PROFILES, choose
from kpilint.engine.registry import rules
from kpilint.rule import Rule
from kpilint.text.dump import dump

_HEAD = ("Code", "Name", "Severity", "Fix", "Summary")


@click.command("rules")
@click.option(
    "--format",
    "format_name",
    type=Word("format", ("text", "json", "markdown")),
    default="text",
    help="How the table is written; text unless said otherwise.",
)
def command(*, format_name: str) -> None:
    """List all rules. `kpilint explain` says more of each."""  # fmt: skip
    if format_name == "json":
        print_out(dump([rule_as_dict(rule) for rule in rules()], indent=2) + "\n")
    elif format_name == "markdown":
        rows = [_HEAD, ("---",) * len(_HEAD), *map(_row, rules())]
        print_out("".join(f"| {' | '.join(row)} |\n" for row in rows))
    else:
        rows = [_HEAD, *map(_row, rules())]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        print_out(
            "".join(
                "  ".join(
                    cell.ljust(width) for cell, width in zip(row, widths, strict=True)
                ).rstrip()
                + "\n"
                for row in rows
            )
        )


def rule_as_dict(rule: Rule) -> dict[str, Any]:
    """What is known of a rule, as JSON can say it."""
    info = rule.info
    return {
        "code": info.code,
        "name": info.name,
        "summary": info.summary,
        "severity": info.severity.word,
        "fix": info.fix.word if info.fix else None,
        "profiles": [name for name in PROFILES if rule in _rules_of(name)],
        "options": {name: plain(value) for name, value in rule.options.items()},
        "since": info.since,
    }


def plain(value: object) -> object:
    """The default of an option, as JSON and YAML write it."""
    if isinstance(value, frozenset):
        return sorted(value)
    return list(value) if isinstance(value, tuple) else value


def _rules_of(profile: str) -> list[Rule]:
    return [chosen.rule for chosen in choose(Settings(profile=profile))]


def _row(rule: Rule) -> tuple[str, ...]:
    info = rule.info
    return (
        info.code, info.name, info.severity.word, info.fix.word if info.fix else "", info.summary
    )  # fmt: skip
