"""The three sentences of a finding, and its address, as people read them: safe and not too long."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.finding import Finding, Place, Problem
from kpilint.text.show import show

MAX_NAME = 80
# Enough for any path that a file system takes, and for any sentence of a rule.
MAX_PATH = 4096
MAX_MESSAGE, MAX_WHY, MAX_HELP = 300, 300, 600
# What code hosts take of a finding.
MAX_SENTENCES = 1_000


def message_of(finding: Finding) -> str:
    """What is so, and whether it was before."""
    said = show(_short(finding.problem.message, finding.problem), MAX_MESSAGE)
    return f"{said} (It was there before.)" if finding.was_there else said


def why_of(problem: Problem) -> str:
    """Why it matters."""
    return show(_short(problem.why, problem), MAX_WHY)


def help_of(problem: Problem) -> str:
    """What to do now."""
    return show(_short(problem.help, problem), MAX_HELP)


def sentences(finding: Finding) -> str:
    """All three, in at most 1,000 characters."""
    problem = finding.problem
    text = f"{message_of(finding)} {why_of(problem)} {help_of(problem)}"
    return show(text, MAX_SENTENCES)


def path_of(place: Place) -> str:
    return show(place.source.path, MAX_PATH)


def address(place: Place) -> str:
    """`path:line:column`, which terminals and editors open."""
    at = place.source.position(place.span.start)
    return f"{path_of(place)}:{at.line}:{at.column}"


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """By severity, and of one severity what was not there before first; else in order of place."""
    return sorted(findings, key=lambda finding: (-finding.severity, finding.was_there))


def _short(text: str, problem: Problem) -> str:
    # A name of ten thousand characters must not push out what is said of it.
    name = problem.subject.name
    return text.replace(name, show(name, MAX_NAME)) if len(name) > MAX_NAME else text
