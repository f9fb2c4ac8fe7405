"""WAV002: exceptions that have become the rule."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Waiver
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.node import Node
from kpilint.syntax.patch import remove_entry, remove_item
from kpilint.text.phrase import counted


@rule(
    "WAV002",
    "waiver-habit",
    "an exception has become the rule, or excepts nothing",
    severity=Severity.WARNING,
    fix=Safety.SAFE,
    judges_waivers=True,
)
def waiver_habit(
    context: Context, *, renewals: int = 2, share: float = 0.1, fewest: int = 2
) -> Iterator[Problem]:
    if not context.catalogue.waivers:
        return
    for waiver in context.catalogue.waivers:
        if context.waivers.hides_nothing(waiver):
            yield _useless(waiver, context)
    yield from _renewed(context, renewals)
    yield from _too_many(context, share, fewest)


def _useless(waiver: Waiver, context: Context) -> Problem:
    return problem(
        waiver,
        "rule",
        f'The exception for "{_name(waiver, context)}" no longer excepts anything.',
        why="The next gap in the same place would be hidden, and nobody has agreed to that one.",
        help="Take it out.",
        reason="hides-nothing",
        fix=_take_out(waiver),
    )


def _renewed(context: Context, renewals: int) -> Iterator[Problem]:
    alike: dict[object, list[Waiver]] = {}
    for waiver in context.catalogue.waivers:
        if (excepted := context.waivers.excepted(waiver)) is not None:
            alike.setdefault(excepted, []).append(waiver)
    for same in alike.values():
        if len(same) > max(renewals, 1):
            yield problem(
                same[-1],
                "rule",
                f'The same exception for "{_name(same[-1], context)}" was agreed '
                f"{counted(len(same), 'time')}.",
                why="An exception that is renewed again and again is a rule that nobody decided.",
                help="Do what the rule asks, or turn the rule off in the settings and say why.",
                reason="renewed",
                related=[(other, "Agreed before") for other in same[:-1]],
            )


def _too_many(context: Context, share: float, fewest: int) -> Iterator[Problem]:
    live = {kpi.id for kpi in context.catalogue.kpis if kpi.is_live}
    waivers = [waiver for waiver in context.waivers.in_force() if waiver.kpi in live]
    excepted = {waiver.kpi for waiver in waivers}
    if len(excepted) >= max(fewest, 1) and len(excepted) > share * len(live):
        yield problem(
            waivers[0],
            "kpi",
            f"{counted(len(excepted), 'KPI has an exception', 'KPIs have an exception')}, of "
            f"{len(live):,} that are in use.",
            why="Where so much is excepted, the rules no longer say what holds here.",
            help="Decide at the next review which of them can go; what has been there from the "
            "first day belongs into a baseline.",
            reason="too-many",
            related=[(waiver, "Another exception") for waiver in waivers[1:]],
        )


def _name(waiver: Waiver, context: Context) -> str:
    subject = context.catalogue.find(waiver.kpi or waiver.goal or "")
    return subject.name if subject else waiver.id


def _take_out(waiver: Waiver) -> Fix | None:
    root: Node | None = waiver.node.tree.root
    waivers = root.get("waivers") if root is not None else None
    if root is None or waivers is None:
        return None
    is_one_of_many = waivers.is_sequence and len(list(waivers.items())) > 1
    edit = remove_item(waivers, waiver.node) if is_one_of_many else remove_entry(root, "waivers")
    if edit is None:
        return None
    return Fix("Take out the exception that excepts nothing", Safety.SAFE, waivers.source, (edit,))
