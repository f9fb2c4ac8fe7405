"""TGT001: a goal does not say what it is meant to reach, by when, from where and why."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.analysis.stakes import target_in_words
from kpilint.analysis.targets import is_from_the_textbook
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Target
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern
from kpilint.text.phrase import listed

_NOT_LOCAL = pattern(
    r"benchmark|industry|best[ -]practice|textbook|standard|rule of thumb", re.IGNORECASE
)
_WHY = {
    "no-target": "People are held to a number and cannot know when it is good enough.",
    "placeholder": "What is open for long is filled by whoever is pressed first.",
    "not-understood": "What can be read in two ways can always be called reached.",
    "borrowed": "What fits elsewhere can ask too much or too little of the people here.",
}
_HELP = {
    "no-target": "Write `target: {value: ..., by: ..., baseline: ..., source: ...}`; or, if nobody "
    "is held to it, `role: diagnostic`.",
    "placeholder": "Agree on it with those who do the work, or set `role: diagnostic` until then.",
    "not-understood": 'Write a number with a sign and a unit, such as `">= 80 %"`, or '
    '`"80 % within 20 s"`.',
    "borrowed": "Say under `source` why it fits here, or set what your own last year suggests.",
}


@rule(
    "TGT001",
    "incomplete-target",
    "a target without value, date, starting value or reason",
    severity=Severity.WARNING,
    each=Kpi,
)
def incomplete_target(kpi: Kpi, context: Context) -> Iterator[Problem]:
    role = kpi.effective_role
    if kpi.status not in ("active", "suspended") or role not in ("goal", "driver"):
        return
    target = kpi.target
    if target is None or target.value is None:
        is_unread = context.unread.has(kpi, "target", "floor", "role")
        can_be_reached = kpi.controllable is not False and kpi.lowest_acceptable is None
        if role == "goal" and can_be_reached and not is_unread:
            yield _problem(
                kpi, context, "no-target", f'Nothing says what "{kpi.name}" is meant to reach.'
            )
    elif target.value.kind == "placeholder":
        says = f'The target of "{kpi.name}" is still open: it says "{target.written}".'
        yield _problem(kpi, context, "placeholder", says)
    elif target.value.kind == "not-understood":
        says = f'The target of "{kpi.name}" cannot be understood: it says "{target.written}".'
        yield _problem(kpi, context, "not-understood", says)
    elif _is_borrowed(kpi, target, context):
        says = (
            f'The target of "{kpi.name}", {target_in_words(kpi)}, is the figure from the textbook'
        )
        yield _problem(kpi, context, "borrowed", f"{says}; nothing says why it fits here.")
    elif None in (target.deadline, target.baseline, target.source):
        yield _incomplete(kpi, target, context)


def _incomplete(kpi: Kpi, target: Target, context: Context) -> Problem:
    gaps = [
        (reason, words, field)
        for reason, words, field, value in (
            ("no-date", "by when", "by", target.deadline),
            ("no-baseline", "from which value", "baseline", target.baseline),
            ("no-reason", "why", "source", target.source),
        )
        if value is None
    ]
    value = target_in_words(kpi) or target.written
    said = f'The target of "{kpi.name}" is {value}; it is not said'
    fields = listed([f"`{field}`" for _, _, field in gaps])
    return _problem(
        kpi,
        context,
        gaps[0][0],
        f"{said} {listed([words for _, words, _ in gaps])}.",
        f"Add {fields} to the target: the date, the value at the start, why this value."
        if len(gaps) > 1
        else f"Add {fields} to the target.",
    )


def _is_borrowed(kpi: Kpi, target: Target, context: Context) -> bool:
    source = target.source or ""
    is_local = bool(source) and not (len(source.split()) <= 4 and _NOT_LOCAL.search(source))
    return not is_local and is_from_the_textbook(target, context.families.recognised(kpi))


def _problem(kpi: Kpi, context: Context, reason: str, message: str, do: str = "") -> Problem:
    return problem(
        kpi,
        "target",
        message,
        why=_WHY.get(reason, "A target that came from nowhere is believed by nobody."),
        help=do or _HELP[reason],
        reason=reason,
        cause=_cause(kpi, reason, context),
    )


def _cause(kpi: Kpi, reason: str, context: Context) -> tuple[str, str]:
    """A goal comes before a target, and what it is counted in too; what is over comes first."""
    serves_nothing = not context.links.reaches_mission(kpi) and not context.links.guarded_by(kpi)
    if serves_nothing and context.links.have_a_root:
        return "MIS001", kpi.id
    return "DEF003" if reason == "no-target" else "TGT003", kpi.id
