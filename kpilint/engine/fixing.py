"""Making fixes: in memory, until nothing moves, and only while every file stays readable."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from kpilint.config import Limits, Settings
from kpilint.engine.lint import lint
from kpilint.engine.waive import Baseline
from kpilint.finding import Finding, Safety
from kpilint.record import record
from kpilint.run import Result
from kpilint.syntax.parse import parse
from kpilint.text.edit import Edit, apply, overlap
from kpilint.text.source import Source

MAX_ROUNDS = 10
Run = Callable[[Sequence[Source]], Result]


@record
class Fixed:
    """Sources after fixing, what they give now, and the findings that were answered, in order."""

    sources: tuple[Source, ...]
    result: Result
    answered: tuple[Finding, ...]


def fix(
    sources: Sequence[Source],
    settings: Settings,
    as_of: dt.date,
    safety: Safety = Safety.SAFE,
    baseline: Baseline | None = None,
    *,
    run: Run | None = None,
) -> Fixed:
    """Answer findings by their fixes of at least this safety, at most ten rounds.

    `run` is what finds them, where that is not the whole of `lint`.

    Fixes that overlap wait for the next round. A fix after which its file could not be read as
    before is not made.
    """
    current = {source.path: source for source in sources}
    answered: list[Finding] = []
    refused: set[tuple[tuple[str, str, str, str], int]] = set()
    check = run or partial(lint, settings=settings, as_of=as_of, baseline=baseline)
    result = check(tuple(current.values()))
    for _ in range(MAX_ROUNDS):
        fixable = _fixable(result, safety, refused)
        if not fixable:
            break
        for path, findings in fixable.items():
            source = _apply(current[path], findings, settings.limits)
            if source is None:
                # One that is to blame does not keep the others from being made in the next round.
                to_blame = [
                    finding
                    for finding in findings
                    if _apply(current[path], [finding], settings.limits) is None
                ]
                refused |= {(finding.key, finding.occurrence) for finding in to_blame or findings}
                continue
            current[path] = source
            answered += findings
        result = check(tuple(current.values()))
    return Fixed(tuple(current.values()), result, tuple(answered))


def _fixable(
    result: Result, safety: Safety, refused: set[tuple[tuple[str, str, str, str], int]]
) -> dict[str, list[Finding]]:
    """The findings to answer in this round, by file; their edits do not overlap."""
    taken: dict[str, list[Finding]] = {}
    edits: dict[str, list[Edit]] = {}
    for finding in result.open:
        offered = finding.problem.fix
        if offered is None or offered.safety < safety:
            continue
        if (finding.key, finding.occurrence) in refused:
            continue
        path = offered.source.path
        before = edits.setdefault(path, [])
        if not any(overlap(one, other) for one in offered.edits for other in before):
            before += offered.edits
            taken.setdefault(path, []).append(finding)
    return taken


def _apply(source: Source, findings: Sequence[Finding], limits: Limits) -> Source | None:
    """The source after the fixes of findings; None when it would be harder to read than before."""
    fixes = [finding.problem.fix for finding in findings if finding.problem.fix]
    text = apply(source.text, [edit for one in fixes for edit in one.edits])
    edited = Source(source.path, text, bom=source.bom, named=source.named)
    before, after = (parse(one, limits.depth, limits.nodes) for one in (source, edited))
    return edited if len(after.troubles) <= len(before.troubles) else None
