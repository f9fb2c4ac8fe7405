"""DAT004: a survey result is shown without the number of answers behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_placeholder
from kpilint.catalogue.value import parse_quantity
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_SURVEY = pattern(r"\b(?:survey|surveys|questionnaire|questionnaires|poll)\b", re.IGNORECASE)


@rule(
    "DAT004",
    "survey-without-base",
    "a survey result comes without its number of answers",
    severity=Severity.WARNING,
    each=Kpi,
    live=True,
)
def survey_without_base(kpi: Kpi, context: Context, *, min_answers: int = 30) -> Iterator[Problem]:
    if not _is_survey(kpi, context):
        return
    reason, what, do = _fault(kpi, min_answers)
    if not reason or context.unread.has(kpi, "n", "response_rate"):
        return
    yield problem(
        kpi,
        "response_rate" if reason == "no-response-rate" else "n",
        what,
        why="A few answers from the most content customers give any result one likes.",
        help=do,
        severity=Severity.ADVICE if reason == "no-response-rate" else Severity.WARNING,
        reason=reason,
    )


def _is_survey(kpi: Kpi, context: Context) -> bool:
    source = kpi.source
    if source is not None and source.kind is not None:
        return source.kind.casefold() == "survey"
    texts = (source.where if source is not None else None, kpi.definition, kpi.formula)
    if not any(text and _SURVEY.search(text) for text in texts):
        return False
    classified = context.families.of(kpi)
    return classified.family == "experience" and classified.is_believed


def _fault(kpi: Kpi, min_answers: int) -> tuple[str, str, str]:
    """The reason, what is so, and what to do now; empty where nothing is wrong."""
    if kpi.n is None or is_placeholder(kpi.n):
        return (
            "no-answers",
            f'"{kpi.name}" is the result of a survey, and it is not said of how many answers.',
            "Show the number of answers beside the value: `n: ...` and `response_rate: ...`.",
        )
    answers = parse_quantity(kpi.n)
    if answers is not None and answers < min_answers:
        return (
            "too-few-answers",
            f'"{kpi.name}" rests on {answers:g} answers, and each of them moves it.',
            f"Join periods until there are {min_answers} answers, or read them one by one.",
        )
    if kpi.response_rate is None or is_placeholder(kpi.response_rate):
        return (
            "no-response-rate",
            f'"{kpi.name}" does not say how many of those who were asked answered.',
            "Add the share of those asked who answered: `response_rate: ...`.",
        )
    return "", "", ""
