"""MIS004: there is no mission that goals and KPIs could lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.finding import Place, Problem, Severity, Subject
from kpilint.rule import problem, problem_at, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern
from kpilint.text.source import Span

_WHY = "Without it nobody can say what the numbers are for, and every goal is as good as any other."
_TEMPLATE = "`mission: Every customer's problem is solved the first time.`"
_KEY = pattern(r"^[\"']?missions?[\"']?[ \t]*:", re.MULTILINE)


@rule("MIS004", "no-mission", "the catalogue has no mission", severity=Severity.ERROR)
def no_mission(context: Context) -> Iterator[Problem]:
    catalogue = context.catalogue
    for mission in catalogue.missions:
        if mission.statement is None:
            yield problem(
                mission,
                "statement",
                f'The mission "{mission.name}" is a name only: what it says is not written.',
                why=_WHY,
                help="Write it as one sentence under `statement`, and who agreed to it under "
                "`approved_by`.",
                reason="no-statement",
            )
    asks_for_one = catalogue.goals or catalogue.kpis
    if asks_for_one and not context.links.have_a_root:
        yield problem_at(
            Subject("catalogue", "catalogue", "the catalogue"),
            _place(context),
            "mission",
            "The catalogue has no mission, so no goal and no KPI can be linked to it.",
            why=_WHY,
            help=f"Write in one sentence why the organisation exists: {_TEMPLATE}",
            reason="no-mission",
            cause=_lost(context),
        )


def _place(context: Context) -> Place:
    """The key without a mission, where somebody wrote one; else the first place there is."""
    trees = context.catalogue.trees
    for tree in trees:
        for key in ("mission", "missions"):
            found = tree.root.key(key) if tree.root is not None else None
            if found is not None:
                return Place(found.source, found.span, (key,))
    first = next(iter(trees[0].root.pairs()), None) if trees[0].root is not None else None
    return Place(trees[0].source, first[0].span if first else Span(0, 0))


def _lost(context: Context) -> tuple[str, str] | None:
    """A file that could not be read to its end and speaks of a mission, or a misspelt one."""
    for tree in context.catalogue.trees:
        if tree.troubles and _KEY.search(tree.source.text):
            return "STR001", tree.source.path
    lost = context.missing.lost_mission
    return lost.cause if lost is not None else None
