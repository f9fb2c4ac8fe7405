"""MIS006: a goal or a mission reads like a number to hit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.finding import Problem, Severity
from kpilint.lexicon.wording import stems
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

# A number with a unit, or one to be reached. Years of the calendar are dates, not targets.
_UNIT = (
    r"(?:%|per ?cent\b|percent\b|points?\b|seconds?\b|secs?\b|minutes?\b|mins?\b|hours?\b(?! a day)"
    r"|hrs?\b|days?\b(?! a )|weeks?\b|months?\b|eur\b|euros?\b|usd\b|gbp\b|dollars?\b"
    r"|pounds?\b|[€$£])"
)
_REACHED = r"(?:\b(?:to|by|above|below|at least|at most|more than|less than|up to)|[<>=≥≤])"
_QUANTIFIED = pattern(
    rf"[0-9]\s*{_UNIT}|[€$£]\s*[0-9]"
    rf"|{_REACHED}\s*(?!(?:19|20)[0-9]{{2}}\b(?!\s*{_UNIT}))[0-9]",
    re.IGNORECASE,
)
_DIGITS = frozenset("0123456789")  # a goal without one needs no search
_VERBS = frozenset(
    stems(
        "increase reduce improve raise lower decrease cut boost grow maximise minimise maximize "
        "minimize shorten lift hit reach achieve drive optimise optimize better faster get"
    )
)
_FILLERS = frozenset(stems("a an the our of in and for to its"))


@rule(
    "MIS006",
    "goal-is-a-metric",
    "a goal reads like a number to hit",
    severity=Severity.WARNING,
    each=(Mission, Goal),
    live=True,
)
def goal_is_a_metric(
    entity: Mission | Goal, context: Context, *, least_overlap: float = 0.8
) -> Iterator[Problem]:
    if isinstance(entity, Goal) and entity.quantified_on_purpose:
        return
    texts = {"statement": entity.statement, "name": entity.name if entity.node.get("name") else ""}
    kpis = [
        (kpi, _beginnings(kpi.name))
        for kpi in context.links.below(entity.id)
        if isinstance(kpi, Kpi) and kpi.status != "retired"
    ]
    for field, text in texts.items():
        if not text:
            continue
        if not _DIGITS.isdisjoint(text) and _QUANTIFIED.search(text[:1000]):
            yield _quantified(entity, field)
            return
        said = [word for word in stems(text, 1000) if word not in _FILLERS]
        asks = bool(said) and said[0] in _VERBS
        plain = text[:1000].casefold()
        for kpi, beginnings in kpis:
            # A cheap first look: whether the beginning of its name stands in the text.
            if not asks and not any(map(plain.__contains__, beginnings)):
                continue
            reason = _repeats(said, kpi, least_overlap, context)
            if reason is not None:
                yield _named_after(entity, field, kpi, reason)
                return


def _beginnings(name: str) -> list[str]:
    return [word[:3] for word in name[:100].casefold().split(None, 2)[:2]]


def _repeats(said: list[str], kpi: Kpi, least_overlap: float, context: Context) -> str | None:
    """Whether a goal says no more than the name of a KPI, or asks to improve it."""
    name = [word for word in stems(kpi.name) if word not in _FILLERS]
    if not said or not name:
        return None
    if said[0] in _VERBS:
        rest = said[1:]
        if rest[: len(name)] == name or _is_known_as(rest, kpi, context):
            return "improve-kpi"
    words, others = set(said), set(name)
    shared = len(words & others) / len(words | others)
    if shared >= least_overlap:
        return "kpi-name"
    holds = (
        len(name) > 1
        and others <= words
        and any(
            said[i : i + len(name)] == name
            for i in range(len(said) - len(name) + 1)
            if said[i] == name[0]
        )
    )
    return "kpi-name" if holds else None


def _is_known_as(words: list[str], kpi: Kpi, context: Context) -> bool:
    """Whether these words are another name of the KPI, such as its abbreviation."""
    known = context.lexicon.find(kpi.name) if words else None
    if known is None:
        return False
    names = [stems(name) for name in (known.name, *known.aliases)]
    return any(words[: len(name)] == name for name in names if name)


def _quantified(entity: Goal | Mission, field: str) -> Problem:
    way_out = (
        "; if a law or a promise sets this number, write `quantified_on_purpose: yes`"
        if isinstance(entity, Goal)
        else ""
    )
    return problem(
        entity,
        field,
        f'The {entity.noun} "{entity.name}" names a number to hit.',
        why="The measure has become the goal, and people will serve the number.",
        help="Write what should be different, and for whom; keep the number as the target of a "
        f"KPI{way_out}.",
        reason="number",
    )


def _named_after(entity: Goal | Mission, field: str, kpi: Kpi, reason: str) -> Problem:
    return problem(
        entity,
        field,
        f'The {entity.noun} "{entity.name}" only says that "{kpi.name}" should be good.',
        why="The measure has become the goal, and people will serve the number.",
        help="Write what should be different, and for whom; the KPI then shows whether it is.",
        reason=reason,
        related=[(kpi, "The number that it repeats")],
    )
