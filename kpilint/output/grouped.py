"""Who has what to do: the findings by owner, in order of the alphabet."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.catalogue.model import Kpi
from kpilint.output.closing import closing
from kpilint.output.folding import Folded, fold, what_follows, who_else
from kpilint.output.format import Format, View
from kpilint.output.paint import BOLD, color_of, paint
from kpilint.output.wording import address, help_of, message_of
from kpilint.run import Result
from kpilint.text.show import show
from kpilint.text.wrap import wrap

NOBODY = "KPIs without an owner"
GOALS = "Goals and missions"
CATALOGUE = "The catalogue as a whole"
_MAX_OWNER = 80


def render(result: Result, view: View) -> str:
    blocks = [
        "\n".join([paint(heading, BOLD, view), *_lines(folded, view)])
        for heading, folded in by_owner(fold(view.visible(result), result), result)
    ]
    ending = [part for line in closing(result).splitlines() for part in wrap(line, view.width)]
    return "\n\n".join([*blocks, "\n".join(ending)]) + "\n"


def by_owner(folded: Iterable[Folded], result: Result) -> list[tuple[str, list[Folded]]]:
    """Headings with what stands below them: owners by name, then what has no single owner.

    A KPI that several answer for stands below each of them. What nearly every KPI lacks is a
    matter of the whole catalogue.
    """
    owners: dict[str, list[Folded]] = {}
    shared: dict[str, list[Folded]] = {NOBODY: [], GOALS: [], CATALOGUE: []}
    for one in folded:
        subject = one.finding.problem.subject
        entity = result.catalogue.find(subject.id)
        if isinstance(entity, Kpi) and subject.kind == entity.noun and not one.alike:
            for owner in entity.owner:
                owners.setdefault(owner, []).append(one)
            if not entity.owner:
                shared[NOBODY].append(one)
        elif subject.kind in ("goal", "mission"):
            shared[GOALS].append(one)
        else:
            shared[CATALOGUE].append(one)
    named = sorted(owners.items(), key=lambda item: (item[0].casefold(), item[0]))
    return [(show(name, _MAX_OWNER), found) for name, found in named] + [
        (heading, found) for heading, found in shared.items() if found
    ]


def _lines(folded: list[Folded], view: View) -> list[str]:
    lines: list[str] = []
    for one in folded:
        problem = one.finding.problem
        head = f"{one.finding.severity.word} {one.finding.rule.code}"
        first, *others = wrap(f"{head} {message_of(one.finding)}", view.width - 4)
        lines += [
            f"  {paint(head, color_of(one.finding.severity), view)}{first[len(head) :]}",
            *(f"    {line}" for line in others),
            f"    at {address(problem.place)}",
        ]
        extras = [f"do: {help_of(problem)}", what_follows(one), who_else(one)]
        for text in filter(None, extras):
            lines += [f"    {line}" for line in wrap(text, view.width - 4, "    ")]
    return lines


FORMAT = Format("grouped", "who has what to do: by owner of the KPI", render)
