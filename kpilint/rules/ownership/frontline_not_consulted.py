"""OWN003: the people who do the work were not asked about a target."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.cadence.rhythm import Rhythm
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Consultation
from kpilint.catalogue.phrases import is_placeholder
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern
from kpilint.text.phrase import day_in_words

_WORK = {
    "nobody-asked": "were not asked about it.",
    "planned": "have not been asked about it yet.",
    "too-long-ago": "were last asked about it on {}.",
    "managers-only": "were not asked about it: only those who lead them were.",
}
_MANAGER = pattern(
    r"(?<!account )(?<!care )(?<!case )(?<!community )(?<!housing )(?<!product )(?<!project )"
    r"(?<!property )\b(?:board|ceo|cfo|chief|chiefs|cio|coo|director|directors|executives?"
    r"|heads?|leaders?|leadership|leads?|management|managers?|president|supervisors?|vp)\b",
    re.IGNORECASE,
)
_AND = pattern(r",|;|/|&|\+|\band\b|\bwith\b", re.IGNORECASE)


@rule(
    "OWN003",
    "frontline-not-consulted",
    "those who do the work were not asked about a target",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def frontline_not_consulted(
    kpi: Kpi, context: Context, *, max_months: int = 12
) -> Iterator[Problem]:
    if kpi.level not in ("team", "individual") or not kpi.has_target:
        return
    reason = _reason(kpi, context, max_months)
    if reason is None or context.unread.has(kpi, "consulted"):
        return
    days = [entry.on for entry in kpi.consulted if entry.on and entry.on <= context.as_of]
    yield problem(
        kpi,
        "consulted",
        f'"{kpi.name}" has a target, and the people who do the work '
        + _WORK[reason].format(day_in_words(max(days)) if days else ""),
        why="They know how it can be met without helping anyone, and what they need to meet it "
        "well.",
        help="Ask two of them how this target could be met the wrong way, and record it: "
        "`consulted: {who: ..., on: ...}`.",
        reason=reason,
    )


def _reason(kpi: Kpi, context: Context, max_months: int) -> str | None:
    """Why the consultations that are recorded do not count; None when one of them does."""
    today = context.as_of
    since = Rhythm(months=max_months).after(today, -1)
    named = [entry for entry in kpi.consulted if not entry.who or not is_placeholder(entry.who)]
    held = [entry for entry in named if entry.on is None or entry.on <= today]
    recent = [entry for entry in held if entry.on is None or entry.on >= since]
    if not held:
        return "planned" if named else "nobody-asked"
    if not recent:
        return "too-long-ago"
    return "managers-only" if all(_only_managers(entry, kpi) for entry in recent) else None


def _only_managers(entry: Consultation, kpi: Kpi) -> bool:
    who = entry.who
    if who is None:
        return False
    return who in kpi.owner or all(
        _MANAGER.search(part.replace("-", " ")) for part in _AND.split(who) if part.strip()
    )
