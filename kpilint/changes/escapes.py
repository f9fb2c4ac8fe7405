"""Questions that went away because a KPI was called something else."""

from __future__ import annotations

from collections.abc import Callable

from kpilint.catalogue.model import Kpi
from kpilint.changes.fields import FORMULAS
from kpilint.changes.match import by_definition
from kpilint.changes.state import State
from kpilint.changes.targets import same_target
from kpilint.changes.value import same, same_formula
from kpilint.record import record


@record
class Escape:
    """What `old` was called differently by (`label`), and the question that went away with it.

    `label` is a field, or `new-id`, or `begun-anew` where `old` was retired and this is new.
    """

    old: Kpi
    label: str
    question: str


# Which labels can make each question go away; what went away with none of them has another reason.
LABELS: dict[str, tuple[str, ...]] = {
    "balance": ("family", "role", "controllable"),
    "mission": ("status",),
    "review": ("status",),
}


def stays(old: Kpi, new: Kpi) -> bool:
    """Whether it is the same number: its formula and target are, and its name, where the formula
    does not say it all."""
    same_formulas = all(same_formula(getattr(old, f), getattr(new, f)) for f in FORMULAS)
    same_number = same(old.name, new.name) or by_definition(old) == by_definition(new) is not None
    return same_formulas and same_number and same_target(old, new)


def escaped(old: Kpi, before: State, new: Kpi, after: State) -> list[str]:
    """The questions that were put to it and are put no more, and that nothing answers.

    `balance`: what holds speed or amount in check; `mission`: which goal it serves; `review`: it
    was overdue. What was retired for good is not asked any more, and that is an answer.
    """
    if not old.is_live or new.status == "retired":
        return []
    return [name for name, escapes in _QUESTIONS.items() if escapes(old, before, new, after)]


def _balance(old: Kpi, before: State, new: Kpi, after: State) -> bool:
    then, now = before.balance, after.balance
    if now.valid(new):
        return False
    if then.presses_for_speed(old):
        # Called an amount, it would be asked more mildly.
        return not now.presses_for_speed(new)
    return then.presses_for_amount(old) and not now.is_unbalanced(new)


def _mission(old: Kpi, before: State, new: Kpi, after: State) -> bool:
    was_open = before.links.have_a_root and not before.links.reaches_mission(old)
    return was_open and not new.is_live and not after.links.reaches_mission(new)


def _review(old: Kpi, before: State, new: Kpi, after: State) -> bool:
    if not before.reviews.due(old).state.late:
        return False
    due = after.reviews.due(new)
    # A clock that began anew without a review is no answer.
    return not new.is_live if due.state.late else due.last is None


_QUESTIONS: dict[str, Callable[[Kpi, State, Kpi, State], bool]] = {
    "balance": _balance,
    "mission": _mission,
    "review": _review,
}
