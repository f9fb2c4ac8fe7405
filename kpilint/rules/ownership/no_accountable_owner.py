"""OWN001: nobody answers for a KPI."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi, Person
from kpilint.catalogue.phrases import is_placeholder
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context


@rule(
    "OWN001",
    "no-accountable-owner",
    "nobody answers for a KPI",
    severity=Severity.ERROR,
    each=Kpi,
    live=True,
)
def no_accountable_owner(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if context.balance.owner_of(kpi) is not None:
        return
    if context.unread.has(kpi, "owner"):
        return
    reason, what, do = _what_is_missing(kpi, context)
    lost = context.missing.lost(kpi.owner[0]) if reason == "unknown" else None
    yield problem(
        kpi,
        "owner",
        what,
        why="A number that nobody answers for is explained away when it turns bad.",
        help=do,
        reason=reason,
        cause=lost.cause if lost else None,
    )


def _what_is_missing(kpi: Kpi, context: Context) -> tuple[str, str, str]:
    """The reason, what is so, and what to do now."""
    one_role = "one role that answers for it: `owner: ...`"
    written = [owner for owner in kpi.owner if not is_placeholder(owner)]
    if not written:
        # A placeholder is no name, but a reader who sees one in the file wants to be understood.
        nobody = f'Nobody answers for "{kpi.name}"'
        if kpi.owner:
            return "undecided", f"{nobody}: its owner is still to be named.", f"Name {one_role}."
        return "missing", f"{nobody}.", f"Name {one_role}."
    owner = written[0]
    left = context.catalogue.find(owner)
    if isinstance(left, Person):
        return (
            "left",
            f'Nobody answers for "{kpi.name}": "{left.name}" has left.',
            "Name the role that took over, and hand the number over in person.",
        )
    near = context.missing.near(owner, (Person,))
    meant = f' Did you mean "{near[0]}"?' if near else ""
    return (
        "unknown",
        f'Nobody can be found who answers for "{kpi.name}": the catalogue knows no "{owner}".',
        f"Correct the name, or add the role under `people`.{meant}",
    )
