"""Settings to rules: which run, how severe their findings are, with which options."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kpilint.config import OFF, Off, PathSettings, Settings
from kpilint.engine.registry import matches, rules
from kpilint.finding import Finding, Problem, Severity
from kpilint.record import changed, record
from kpilint.rule import Rule
from kpilint.text.glob import path_matches


@record
class Profile:
    """A named choice of rules. Profiles are cumulative: each holds the one before it."""

    summary: str
    select: tuple[str, ...]
    severity: Mapping[str, Severity | Off]
    options: Mapping[str, Mapping[str, Any]]
    fail_on: Severity


_TIME_BASED = ("REV001", "REV004", "REV005", "TGT003")

PROFILES: dict[str, Profile] = {
    "starter": Profile(
        "can it be read, does it serve the mission, is speed balanced, is it still questioned",
        ("STR", "MIS001", "MIS002", "MIS003", "MIS004", "BAL001", "REV001", "WAV001"),
        {}, {}, Severity.ERROR,
    ),
    "standard": Profile("every rule", ("all",), {}, {}, Severity.ERROR),
    "strict": Profile(
        "every rule; what is late is an error, and warnings fail the run",
        ("all",),
        dict.fromkeys(_TIME_BASED, Severity.ERROR),
        {"review-not-credible": {"require_answers": True}},
        Severity.WARNING,
    ),
}  # fmt: skip


@record
class Chosen:
    """A rule that runs, with its severity (None: as the rule says) and its options."""

    rule: Rule
    severity: Severity | None
    options: Mapping[str, Any]


def choose(settings: Settings) -> list[Chosen]:
    """The rules that settings ask for, in order of codes."""
    profile = PROFILES[settings.profile]
    selected = (*(settings.select or profile.select), *settings.extend_select)
    chosen = []
    for rule in rules():
        wanted, unwanted = _weight(rule, selected), _weight(rule, settings.ignore)
        severity = graded(rule, settings.severity, profile.severity)
        if wanted > unwanted and severity != OFF:
            options = {
                **profile.options.get(rule.info.name, {}),
                **settings.options.get(rule.info.name, {}),
            }
            chosen.append(Chosen(rule, severity, options))
    return chosen


def stages(chosen: Iterable[Chosen]) -> tuple[list[Chosen], list[Chosen]]:
    """The rules that run first, and those that judge which waivers hid something."""
    chosen = list(chosen)
    return (
        [one for one in chosen if not one.rule.judges_waivers],
        [one for one in chosen if one.rule.judges_waivers],
    )


def _weight(rule: Rule, words: Iterable[str]) -> int:
    """How exactly words name a rule: 0 not at all; a whole name or code outweighs a beginning."""
    weights = [len(word) if word.lower() != "all" else 1 for word in words if matches(rule, word)]
    return max(weights, default=0)


def graded(rule: Rule, *grades: Mapping[str, Severity | Off]) -> Severity | Off | None:
    """The severity that the first of `grades` which names the rule gives it.

    None when none does: each finding's own severity holds.
    """
    for grade in grades:
        named = [(len(word), word) for word in grade if matches(rule, word)]
        if named:
            return grade[max(named)[1]]
    return None


def severity_of(problem: Problem, rule: Rule, grade: Severity | None) -> Severity:
    """The settings' grade; but what a rule itself holds to be milder never rises above that."""
    own = problem.severity or rule.info.severity
    if grade is None:
        return own
    return min(own, grade) if own < rule.info.severity else grade


def grade_by_path(findings: Iterable[Finding], rule: Rule, settings: Settings) -> Iterator[Finding]:
    """The findings of a rule as the settings for their files want them; the last entry wins."""
    entries = [
        entry
        for entry in reversed(settings.per_path)
        if graded(rule, entry.severity) is not None or _weight(rule, entry.ignore)
    ]
    for finding in findings:
        grade: Severity | Off | None = None
        for entry in entries:
            if _holds(entry, finding, settings.root):
                grade = OFF if _weight(rule, entry.ignore) else graded(rule, entry.severity)
                break
        if grade is None:
            yield finding
        elif grade != OFF:
            yield changed(finding, severity=severity_of(finding.problem, rule, grade))


def _holds(entry: PathSettings, finding: Finding, root: str) -> bool:
    path = finding.problem.place.source.path
    if root:
        path = os.path.relpath(path, root).replace(os.sep, "/")
    return any(path_matches(path, pattern) for pattern in entry.paths)
