"""The catalogue as it stood at the ends of earlier periods, and what was found in it then.

Every state is checked by today's settings, baseline and lexicon, as on its own day: what was late
then is late there. So the numbers of a trend differ by what was written and by what fell due, and
never because a rule is new. Rules that compare two states are left out: each state stands alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from kpilint.engine.registry import rules
from kpilint.finding import Finding, Severity
from kpilint.record import record
from kpilint.revisions.compare import later_key, renamed
from kpilint.revisions.git import Commit, RevisionError, commit_on
from kpilint.revisions.runs import Project, run_at
from kpilint.run import Result
from kpilint.syntax.node import Tree
from kpilint.text.source import Source


@record
class Past:
    """The catalogue at the end of a day: the commit that held then, and what was found."""

    day: dt.date
    commit: Commit
    result: Result


@record
class Counts:
    """How many findings a reader had before them: errors and warnings that are root causes.

    What follows from another finding is not counted: it goes when that one goes. `excepted` are
    those that exceptions and the baseline set aside.
    """

    open: int
    excepted: int


@record
class Moves:
    """Counted findings of one state against an earlier one: by fingerprint, so that neither lines
    nor wording matter. Of `new`, `reopened` had been there before and were gone in between."""

    new: int
    closed: int
    reopened: int


def reading_once(parse: Callable[[Source], Tree]) -> Callable[[Source], Tree]:
    """`parse`, but it knows a text again: between the ends of two periods, most files stay."""
    known: dict[tuple[str, bool, str], Tree] = {}

    def read(source: Source) -> Tree:
        if source.trouble is not None:
            return parse(source)
        key = (source.path, source.named, source.text)
        if key not in known:
            known[key] = parse(source)
        return known[key]

    return read


def pasts(days: Iterable[dt.date], project: Project, tip: Commit) -> list[Past]:
    """The states at the ends of these days, oldest first, as far back as history is known."""
    found: list[Past] = []
    for day in sorted(days, reverse=True):
        try:
            commit = commit_on(day, project.folder, tip)
        except RevisionError:
            break  # cut off here: what is not known is not told
        if commit is None:
            break
        found.append(past_at(commit, day, project))
    return found[::-1]


def past_at(commit: Commit, day: dt.date, project: Project) -> Past:
    """The state of a commit, checked as on a day. Raises RevisionError."""
    return Past(day, commit, run_at(commit, project, day))


def counts(result: Result) -> Counts:
    found = list(stands_alone(result))
    aside = sum(finding.waived_by is not None for finding in found)
    return Counts(len(found) - aside, aside)


def moves(before: Result, after: Result, earlier: Iterable[Result]) -> Moves:
    """What became of the findings between two states; `earlier` are those that came before."""
    was, now = _open(before, renamed(before, after)), _open(after, {})
    seen = {key for result in earlier for key in _open(result, renamed(result, after))}
    new = now - was
    return Moves(len(new), len(was - now), len(new & seen))


def stands_alone(result: Result) -> Iterable[Finding]:
    """The findings that are counted: root causes, errors and warnings, of one state alone."""
    comparing = _comparing()
    return (
        finding
        for finding in result.findings
        if finding.severity >= Severity.WARNING
        and (finding.caused_by is None or finding.caused_by.waived_by is not None)
        and finding.rule.code not in comparing
        and finding.problem.reason != CHANGED_ITSELF
    )


CHANGED_ITSELF = "changed-itself"
"""The reason of a finding that rests on an earlier state, of a rule that else does not compare."""


@cache
def _comparing() -> frozenset[str]:
    return frozenset(rule.info.code for rule in rules() if rule.compares)


def _open(result: Result, later_ids: Mapping[str, str]) -> set[tuple[object, ...]]:
    return {
        (*later_key(finding, later_ids), finding.occurrence)
        for finding in stands_alone(result)
        if finding.waived_by is None
    }
