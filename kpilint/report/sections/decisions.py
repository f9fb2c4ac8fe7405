"""The agenda: what leadership is to decide, the most pressing first.

Entries of one owner about which the same is asked share a line.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence

from kpilint.cadence.clock import Due
from kpilint.cadence.rhythm import Rhythm
from kpilint.cadence.words import parse_rhythm
from kpilint.catalogue.model import Kpi
from kpilint.editing.snippet import snippet_of
from kpilint.finding import Severity
from kpilint.record import record
from kpilint.report.entries import called, ref
from kpilint.report.facts import Decision
from kpilint.report.parts import Ref
from kpilint.report.sections.asks import Ask, action_of
from kpilint.report.sections.signoff import SignOff
from kpilint.report.sections.wording import without_code
from kpilint.run import Context
from kpilint.text.phrase import counted, day_in_words, listed
from kpilint.text.show import show

# A speed KPI that decides pay or rank comes before one that does not.
_FOR_HIGH_STAKES = 5
_LATE = "overdue-review"


@record
class Asked:
    """The end of the period, and its title, at which something was asked for first."""

    day: dt.date
    period: str


def decisions(
    found: Sequence[Ask],
    context: Context,
    period_end: dt.date,
    sign_off: SignOff,
    asked: Mapping[str, Asked],
) -> tuple[Decision, ...]:
    """The agenda. `period_end` is the end of the running period; `asked` tells, by key, what
    earlier reports asked for without a pause since."""
    groups: dict[tuple[str, str, str | None], list[Ask]] = {}
    for ask in found:
        groups.setdefault((ask.wording.one, ask.wording.all_of, ask.owner), []).append(ask)
    ordered = sorted(groups.values(), key=lambda group: _order(group, context, sign_off))
    return tuple(_decision(group, context, period_end, sign_off, asked) for group in ordered)


def _order(
    group: Sequence[Ask], context: Context, sign_off: SignOff
) -> tuple[int, int, int, int, str]:
    """What would clear the report comes first; reviews have a place of their own on page one."""
    worst = max(finding.severity for ask in group for finding in ask.findings)
    if group[0].rule == _LATE:
        turn = 2
    elif any(map(sign_off.blocks, group)):
        turn = 0
    else:
        turn = 1 if worst is Severity.ERROR else 3
    weight = max(_weight(ask, context) for ask in group)
    return (turn, -weight, -worst, -len(group), action_of(group))


def _weight(ask: Ask, context: Context) -> int:
    high = isinstance(ask.entity, Kpi) and context.stakes.are_high(ask.entity)
    for_stakes = _FOR_HIGH_STAKES * (high and ask.rule == "unbalanced-speed-metric")
    return ask.wording.weight + for_stakes


def _decision(
    group: Sequence[Ask],
    context: Context,
    period_end: dt.date,
    sign_off: SignOff,
    asked: Mapping[str, Asked],
) -> Decision:
    first = group[0]
    alone = len(group) == 1
    since = min((asked[a.key] for a in group if a.key in asked), key=lambda a: a.day, default=None)
    return Decision(
        key=first.key if alone else f"{first.rule}/of/{first.owner or 'nobody'}",
        action=action_of(group),
        reason=_reason(first, context) if alone else _reason_of_all(group, context),
        suggestion=_suggestion(group, context),
        owner=first.owner,
        by=min(ask.by(context.as_of, period_end) for ask in group),
        about=tuple(map(_about, group)),
        asked_since=since.period if since else None,
        blocks_sign_off=any(map(sign_off.blocks, group)),
        snippet=_snippet(group),
    )


def _about(ask: Ask) -> Ref:
    if ask.entity is not None:
        return ref(ask.entity.noun, ask.entity.id, ask.entity.name)
    subject = ask.finding.problem.subject
    return ref(subject.kind, subject.id, subject.name)


def _reason(ask: Ask, context: Context) -> str:
    said = _late(ask, context) or _without_name(ask)
    besides = list(dict.fromkeys(a.wording.besides for a in ask.folded if a.wording.besides))
    return f"{said} Besides, {listed(besides)}." if besides else said


def _without_name(ask: Ask) -> str:
    """What is so; the action has just named the entry."""
    said, name = ask.finding.problem.message, _quote(ask.finding.problem.subject.name)
    for known in _KNOWN_BY_NOW:
        said = said.replace(known, "")
    for beginning in (f"{name} ", f"The goal {name} "):
        if said.startswith(beginning):
            return f"It {said.removeprefix(beginning)}"
    said = said.removeprefix(f"For the goal {name} ")
    said = said.replace(f"it was decided to retire {name}", "this was decided")
    said = re.sub(
        rf"\bthe ((?:[a-z]+ )?[a-z]+) of {re.escape(name)}", r"its \1", said, flags=re.IGNORECASE
    )
    return f"{said[0].upper()}{said[1:]}"


def _late(ask: Ask, context: Context) -> str | None:
    """How late a review is, more briefly than the rule says it."""
    due = _due(ask, context)
    if due is None:
        return None
    if due.last is None or due.days_overdue is None:
        return "No review of it is recorded."
    return (
        f"The last decision is from {day_in_words(due.last.day)}; the next review is "
        f"{counted(due.days_overdue, 'day')} late."
    )


def _due(ask: Ask, context: Context) -> Due | None:
    is_late = ask.rule == _LATE and isinstance(ask.entity, Kpi)
    return context.reviews.due(ask.entity) if is_late and isinstance(ask.entity, Kpi) else None


def _reason_of_all(group: Sequence[Ask], context: Context) -> str:
    dues = [due for ask in group if (due := _due(ask, context)) is not None]
    days = [due.days_overdue for due in dues if due.days_overdue is not None]
    if not dues:
        return group[0].wording.all_of
    never = sum(due.last is None for due in dues)
    said = [f"the longest wait is {counted(max(days), 'day')}"] if days else []
    said += [f"{counted(never, 'of them was', 'of them were')} never reviewed"] * bool(never)
    return f"{group[0].wording.all_of.rstrip('.')}; {listed(said)}."


def _suggestion(group: Sequence[Ask], context: Context) -> str | None:
    if len(group) == 1:
        return _advice(group[0], context)
    pairs = [(ask.name, pair) for ask in group if (pair := _pair(ask, context))]
    if not pairs:
        return None
    return f"{'; '.join(f'{_quote(name)} with {pair}' for name, pair in pairs[:3])}."


def _advice(ask: Ask, context: Context) -> str | None:
    pair = _pair(ask, context)
    if pair is not None:
        return f"Pair it with {pair}."
    meant = ask.finding.problem.candidates if ask.rule == "dangling-link" else ()
    if len(meant) == 1:
        return f"Probably {_quote(called(meant[0], context.catalogue))} was meant."
    advice = without_code(ask.finding.problem.help)
    if advice is None or (ask.rule == _LATE and ask.owner and _quote(ask.owner) in advice):
        return None  # whoever decides need not be asked as well
    for long, short in _SHORTER:
        advice = advice.replace(long, short)
    return advice.replace(_SAID_ALREADY.get(ask.rule, "\0"), "").strip() or None


def _pair(ask: Ask, context: Context) -> str | None:
    """What is measured already and would do as a counterweight: "X", already measured weekly."""
    candidates = ask.finding.problem.candidates
    other = context.catalogue.find(candidates[0]) if candidates else None
    if ask.rule != "unbalanced-speed-metric" or not isinstance(other, Kpi):
        return None
    rhythm = parse_rhythm(other.frequency) if other.frequency else None
    if not isinstance(rhythm, Rhythm):
        return f"{_quote(other.name)}, which is measured already"
    often = other.frequency if other.frequency in _ADVERBS else rhythm.in_words()
    return f"{_quote(other.name)}, already measured {often}"


_ADVERBS = frozenset({"daily", "weekly", "monthly", "quarterly", "yearly"})
# What a counterweight is for; each finding says it, and one agenda would say it many times.
_KNOWN_BY_NOW = (
    ": nothing would show if the work got worse",
    ", which can look good while the work gets worse",
)
# Advice that a meeting needs in fewer words.
_SHORTER = (
    (
        "Add a measure of quality or of the result with at least the same weight",
        "Give quality or results at least the same weight",
    ),
    (" Or decide in a review that this number only explains.", ""),
)
# What the action has just said.
_SAID_ALREADY = {
    "orphaned-kpi": "Name the goal it serves, or retire it at the next review.",
    "no-accountable-owner": "Name one role that answers for it.",
    "overdue-review": "Put it on the next meeting with one question - keep, change, replace or "
    "retire? - and record the answer under.",
    "expired-kpi": "Retire it now.",
    "orphaned-goal": "Tie it to the mission or close it; what depends on it follows.",
    "waiver-not-valid": "Do what the rule asks and take this out, or ask again for a new end.",
}


# What the help of these rules offers to paste is the way out, not the answer.
_WAYS_ROUND = frozenset({"goal-without-outcome-kpi"})


def _snippet(group: Sequence[Ask]) -> str | None:
    """Lines for the catalogue; of several entries, each below its name."""
    lines: list[str] = []
    for ask in group:
        found = snippet_of(ask.finding.problem) if ask.rule not in _WAYS_ROUND else []
        if found and len(group) > 1:
            lines.append(f"# {show(ask.name)}")
        lines += found
    return "\n".join(lines) or None


def _quote(name: str) -> str:
    return f'"{name}"'
