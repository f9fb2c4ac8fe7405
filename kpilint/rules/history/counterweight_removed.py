"""HIS003: a speed KPI was held in check, and nothing does that any more."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.record import record
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import listed, quoted

_UNLINKED = "unlinked"


@record
class _Loss:
    """How one counterweight was lost; `now` is what became of it."""

    reason: str
    what: str
    help: str
    now: Kpi | None = None


@rule(
    "HIS003",
    "counterweight-removed",
    "a speed KPI has lost its last counterweight",
    severity=Severity.ERROR,
    each=Kpi,
    compares=True,
)
def counterweight_removed(kpi: Kpi, context: Context) -> Iterator[Problem]:
    history, base = context.history, context.base
    if history is None or base is None or not history.of(kpi, "brake-lost"):
        return
    old = history.before(kpi)
    if old is None or not context.balance.presses_for_speed(kpi):
        return
    held = [verdict.kpi for verdict in base.context.balance.valid(old) if verdict.kpi]
    losses = [loss for other in held if (loss := _loss(kpi, other, history.after(other), context))]
    if not losses:
        return
    only = "its only counterweight" if len(held) == 1 else "all its counterweights"
    candidates = context.balance.candidates(kpi)
    lost = [loss.now for loss in losses]
    first = next((other for other in candidates if other not in lost), None)
    instead = f', or link it to "{first.name}" (`balanced_by: {first.id}`)' if first else ""
    yield problem(
        kpi,
        "balanced_by",
        f'"{kpi.name}" has lost {only} {base.since}: {_told(losses)}.',
        why="It is pressed on as before, and nothing would show any more if the work got worse.",
        help=f"{losses[0].help}{instead}. Or decide in a review that this number only explains "
        "(`role: diagnostic`, no target).",
        severity=context.shortfalls.severity(kpi),
        reason=losses[0].reason,
        related=[(loss.now, loss.what) for loss in losses if loss.now],
        candidates=candidates,
    )


def _told(losses: list[_Loss]) -> str:
    """What happened to each; those that are only named no more are told together."""
    unlinked = [loss.now.name for loss in losses if loss.now and loss.reason == _UNLINKED]
    if len(unlinked) < 2:
        return listed([loss.what for loss in losses])
    others = [loss.what for loss in losses if loss.reason != _UNLINKED]
    return listed([f"{quoted(unlinked)} are no longer linked to it", *others])


def _loss(kpi: Kpi, other: Kpi, now: Kpi | None, context: Context) -> _Loss | None:
    """None where it is still there, and only its new id is not named yet."""
    linked = [link.id for link in kpi.balanced_by]
    if now is None:
        gone = f'"{other.name}" was taken out of the catalogue'
        return _Loss("removed", gone, f'Put "{other.name}" back')
    verdict = next((v for v in context.balance.verdicts(kpi) if v.kpi is now), None)
    if verdict is not None and verdict.failed:
        fault = context.shortfalls.fault(kpi, verdict)
        remedy = context.shortfalls.remedy(kpi, verdict)
        stay = "in use" if verdict.failed[0] == "not-active" else "as it was"
        keep = remedy.removesuffix(".") if remedy else f'Keep "{now.name}" {stay}'
        return _Loss(verdict.failed[0], fault, keep, now)
    if other.id in linked:
        return None
    named = ", ".join([*linked, now.id])
    write = f"[{named}]" if linked else named
    unlinked = f'"{now.name}" is no longer linked to it'
    return _Loss(_UNLINKED, unlinked, f"Name it again (`balanced_by: {write}`)", now)
