"""HIS004: a KPI is called something else, and an open question went away with that."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.changes.escapes import LABELS, escaped, stays
from kpilint.changes.history import History
from kpilint.changes.kinds import Added
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Base, Context

_GONE = {
    "balance": "the question what keeps it honest",
    "mission": "the question which goal it serves",
    "review": "its overdue review",
}
_ANSWER = {
    "balance": "Name what keeps it honest (`balanced_by: ...`)",
    "mission": "Name the goal that it serves (`supports: ...`)",
    "review": "Hold the review that was due",
}


@rule(
    "HIS004",
    "relabelled-to-escape",
    "a KPI got another label, and a question went away",
    severity=Severity.WARNING,
    each=Kpi,
    compares=True,
)
def relabelled_to_escape(
    kpi: Kpi, context: Context, *, days_between: int = 90, days_to_carry_out: int = 30
) -> Iterator[Problem]:
    history, base = context.history, context.base
    if history is None or base is None or not history.of(kpi):
        return
    for old in _earlier(kpi, history, days_between):
        gone = escaped(old, base.context, kpi, context)
        label = _label(kpi, old, gone, history)
        if not label or not stays(old, kpi) or _is_decided(kpi, old, history, days_to_carry_out):
            continue
        yield problem(
            kpi,
            label if label in ("family", "role", "status", "controllable") else "id",
            f'"{kpi.name}" {_how(label, kpi, old, context, base)} {base.since}, and '
            f"{_GONE[gone[0]]} went away with that.",
            why="Only its label is another one: it is counted and aimed at as before, and does the "
            "same to people.",
            help=f"{_ANSWER[gone[0]]}, or record who found that the label was wrong, and why: "
            f"`reviews: [{{date: {context.as_of}, decision: change, by: [...], note: ...}}]`.",
            reason=label,
        )
        return


def _earlier(kpi: Kpi, history: History, days: int) -> list[Kpi]:
    """What it was: the same entry, or what was retired about when this one was begun."""
    old = history.before(kpi)
    if old is not None:
        return [old]
    if not history.of(kpi, Added):
        return []
    began = kpi.active_from or kpi.created
    found = []
    for retired in history.retired_for(kpi):
        ended = retired.retire_on
        then = history.before(retired)
        apart = abs((began - ended).days) if began and ended else 0
        if then is not None and apart <= days:
            found.append(then)
    return found


def _label(kpi: Kpi, old: Kpi, gone: list[str], history: History) -> str | None:
    """What it is called by that changed; None where nothing went away because of that."""
    if not gone:
        return None
    if history.before(kpi) is None:
        return "begun-anew"
    fields = {change.field for change in history.of(kpi)}
    changed = [field for field in LABELS[gone[0]] if field in fields]
    return changed[0] if changed else "new-id" if old.id != kpi.id else None


def _is_decided(kpi: Kpi, old: Kpi, history: History, days: int) -> bool:
    if history.decided(kpi, "change", earlier=days):
        return True
    left = history.after(old)
    ends = ("change", "replace", "retire")
    return left is not None and left is not kpi and history.decided(left, *ends, earlier=days)


def _how(label: str, kpi: Kpi, old: Kpi, context: Context, base: Base) -> str:
    was, now = base.context.families.of(old).family, context.families.of(kpi).family
    if label == "family" and now is None:
        return f"no longer says that it is about {was}"
    return {
        "family": f"is filed under {now} instead of {was}",
        "role": f"is called a {kpi.effective_role} instead of a {old.effective_role}",
        "status": f"is called a {kpi.status} again",
        "controllable": "is said to be out of the hands of those who do the work",
        "new-id": "has a new id and begins as if it were new",
        "begun-anew": f'takes the place of "{old.name}", which was retired, as if it were new',
    }[label]
