"""HIS005: a number is counted differently, and its version does not say so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import listed

if TYPE_CHECKING:
    from kpilint.changes.kinds import Change

_LONGEST_SHOWN = 60
_BETTER = {"higher": "more", "lower": "less", "range": "a range"}
_WORDS = {
    "derived_from": "what it is computed from",
    "scope": "which part of the work it covers",
    "direction": "which way is better",
}


@rule(
    "HIS005",
    "definition-changed-silently",
    "a number is counted differently under the same version",
    severity=Severity.WARNING,
    each=Kpi,
    compares=True,
)
def definition_changed_silently(kpi: Kpi, context: Context) -> Iterator[Problem]:
    history, base = context.history, context.base
    if history is None or base is None or not kpi.is_live:
        return
    old = history.before(kpi)
    silent = history.recounted(kpi, silently=True)
    if old is None or not old.is_live or not silent:
        return
    yield problem(
        kpi,
        silent[0].field,
        f'"{kpi.name}" is counted differently {base.since}: {_what(silent)}.',
        why="Before and after are two numbers under one name, and whoever compares them is misled.",
        help=f"Write `version: {_next(old)}` and say in the next report where the series breaks; "
        "or count it as before.",
    )


def _what(changes: list[Change]) -> str:
    """The field that differs, with both values where they are short; or all that differ."""
    named = [_WORDS.get(change.field, f"its {change.field}") for change in changes]
    was, now = changes[0].before or "", changes[0].after or "nothing"
    if len(changes) > 1 or max(len(was), len(now)) > _LONGEST_SHOWN:
        return f"{listed(named)} changed"
    if changes[0].field == "direction":
        return f"{_BETTER.get(was, was)} was better, and now {_BETTER.get(now, now)} is"
    return f'{named[0]} was "{was}" and now is "{now}"'


def _next(kpi: Kpi) -> str:
    """The next whole version; what has none yet was the first."""
    found = re.match(r"v?(\d{1,9})", kpi.version or "1")
    return str(int(found[1]) + 1) if found else "2"
