"""All rules, by code and by name."""

from __future__ import annotations

from functools import cache

import kpilint.rules
from kpilint.discover import discover
from kpilint.rule import Rule


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in order of codes."""
    return tuple(sorted(discover(kpilint.rules, Rule), key=lambda rule: rule.info.code))


@cache
def known_rules() -> dict[str, str]:
    """Codes and names in lower case, each with its code."""
    codes = {rule.info.code.lower(): rule.info.code for rule in rules()}
    return codes | {rule.info.name: rule.info.code for rule in rules()}


def find_rule(word: str) -> Rule | None:
    """The rule with this code or name, in any case; None when there is none."""
    wanted = word.strip().lower()
    return next(
        (rule for rule in rules() if wanted in (rule.info.code.lower(), rule.info.name)), None
    )


def matches(rule: Rule, word: str) -> bool:
    """Whether `word` names the rule: its code, its name, or the beginning of its code."""
    wanted = word.strip().lower()
    return wanted in ("all", rule.info.name) or (
        bool(wanted) and rule.info.code.lower().startswith(wanted)
    )
