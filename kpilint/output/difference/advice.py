"""What to do about what is to settle, with lines that can be pasted."""

from __future__ import annotations

import json
import re

from kpilint.catalogue.model import Kpi
from kpilint.changes import kinds
from kpilint.changes.kinds import Change, Risk
from kpilint.editing.snippet import snippet_of
from kpilint.finding import Finding
from kpilint.output.difference.effect import heading_of, untold
from kpilint.output.wording import help_of, path_of
from kpilint.record import record
from kpilint.revisions.difference import Difference, Entry
from kpilint.text.phrase import quoted
from kpilint.text.show import show

_PLAIN_WORD = r"[a-z][a-z0-9_-]*"
# What a review may decide; whoever takes something away altogether has nothing to review it by.
_DECIDABLE: tuple[type[Change], ...] = (
    kinds.TargetLoosened, kinds.TargetDropped, kinds.DirectionFlipped, kinds.DefinitionChanged,
    kinds.UsesChanged, kinds.Relabelled, kinds.ReviewPlanChanged, kinds.BrakeLost,
)  # fmt: skip


@record
class Advice:
    """What to do about one thing: of which entry, where, and the lines to paste, if there are."""

    name: str
    help: str
    path: str
    line: int
    snippet: tuple[str, ...]


def advice_of(difference: Difference) -> list[Advice]:
    """For everything that is to settle, in order."""
    settle = difference.to_settle
    given = [_answer(one, entry, difference) for entry in settle for one in entry.findings]
    given += [_keep(entry, difference) for entry in settle if _is_removed(entry)]
    undecided = [
        kpi
        for entry in settle
        if _needs_a_decision(entry)
        and isinstance(kpi := difference.after.catalogue.find(entry.subject.id), Kpi)
    ]
    return given + ([_record_the_decision(undecided, difference)] if undecided else [])


def _is_removed(entry: Entry) -> bool:
    return any(isinstance(change, kinds.Removed) for change in entry.changes)


def _keep(entry: Entry, difference: Difference) -> Advice:
    return Advice(
        heading_of(entry, difference),
        "Put it back, retired, so that what was decided about it can still be read.",
        "", 0, ("status: retired",),
    )  # fmt: skip


def _needs_a_decision(entry: Entry) -> bool:
    return entry.agreed is None and any(
        isinstance(change, _DECIDABLE) and change.risk is Risk.RISKY for change, _ in untold(entry)
    )


def _answer(finding: Finding, entry: Entry, difference: Difference) -> Advice:
    problem = finding.problem
    place = problem.place
    line = place.source.position(place.span.start).line
    snippet = tuple(snippet_of(problem))
    return Advice(heading_of(entry, difference), help_of(problem), path_of(place), line, snippet)


def _record_the_decision(kpis: list[Kpi], difference: Difference) -> Advice:
    """One for all: whoever changes five numbers in one meeting writes the same five times."""
    owners = dict.fromkeys(owner for kpi in kpis for owner in kpi.owner)
    source = kpis[0].node.source
    line = source.position(kpis[0].node.span.start).line
    which = "its `reviews`" if len(kpis) == 1 else "the `reviews` of each"
    return Advice(
        quoted(show(kpi.name, 60) for kpi in kpis),
        f"If this was decided, record that in {which}, with who decided and why.",
        source.path if len(kpis) == 1 else "",
        line,
        (
            "reviews:",
            f"  - date: {difference.after.context.as_of.isoformat()}",
            "    decision: change",
            f"    by: [{', '.join(map(_word, owners)) or '...'}]",
            "    note: ...",
        ),
    )


def _word(word: str) -> str:
    return word if re.fullmatch(_PLAIN_WORD, word) else json.dumps(word)
