"""HIS004: a KPI is called something else, and an open question went away with that."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Base, Context
from kpilint.text.phrase import day_in_words

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
    escape = history.escape(kpi, days_between=days_between, earlier=days_to_carry_out)
    if escape is None:
        return
    label, question = escape.label, escape.question
    how = _how(label, kpi, escape.old, context, base)
    yield problem(
        kpi,
        "id" if label in ("new-id", "begun-anew") else label,
        f'Since {day_in_words(base.day)} "{kpi.name}" {how}, and {_GONE[question]} went away with '
        "that.",
        why="Only its label is another one: it is counted and aimed at as before, and does the "
        "same to people.",
        help=f"{_ANSWER[question]}, or record who found that the label was wrong, and why: "
        f"`reviews: [{{date: {context.as_of}, decision: change, by: [...], note: ...}}]`.",
        reason=label,
    )


def _how(label: str, kpi: Kpi, old: Kpi, context: Context, base: Base) -> str:
    was, now = base.context.families.of(old).family, context.families.of(kpi).family
    if label == "family" and now is None:
        return f"no longer says that it is about {was}"
    return {
        "family": f"is filed under {now} instead of {was}",
        "role": f"is called a {kpi.effective_role} instead of a {old.effective_role}",
        "status": f"is called a {kpi.status} again",
        "controllable": "is said to be out of the hands of those who do the work",
        "new-id": "has another id and counts as new",
        "begun-anew": f'takes the place of "{old.name}", which was retired, and counts as new',
    }[label]
