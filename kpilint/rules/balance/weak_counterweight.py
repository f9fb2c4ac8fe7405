"""BAL002: a speed KPI has a valid counterweight, but a weak one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kpilint.analysis.balance import Verdict
from kpilint.analysis.stakes import consequences
from kpilint.analysis.weaknesses import unknown_scope
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.graph.scope import values
from kpilint.record import record
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import counted_in_words, listed, quoted


@rule(
    "BAL002",
    "weak-counterweight",
    "the counterweight of a speed KPI is a weak one",
    severity=Severity.WARNING,
    each=Kpi,
)
def weak_counterweight(
    kpi: Kpi, context: Context, *, max_per_counterweight: int = 5
) -> Iterator[Problem]:
    balance = context.balance
    if kpi.status not in ("active", "suspended") or not balance.presses_for_speed(kpi):
        return
    valid = balance.valid(kpi)
    weakness = context.weaknesses.strongest(kpi, max_per_counterweight) if valid else None
    if weakness is None:
        return
    verdict = weakness.verdict or valid[0]
    said = _SENTENCES[weakness.reason](Case(kpi, verdict, context))
    yield problem(
        kpi,
        "balanced_by",
        f'"{kpi.name}" {said.what}',
        why=said.why,
        help=said.do,
        at=weakness.verdict.link if weakness.verdict else None,
        reason=weakness.reason,
        related=[(brake, f'"{brake.name}" is its counterweight')] if (brake := verdict.kpi) else (),
        cause=_cause(weakness.reason, kpi, verdict),
    )


def _cause(reason: str, kpi: Kpi, verdict: Verdict) -> tuple[str, str] | None:
    if verdict.kpi is None:
        return ("MIS002", kpi.id) if reason == "not-valid" else None
    if reason == "not-valid" and verdict.kpi.status == "retired":
        return "REV007", kpi.id
    other_rule = {"self-marked": "DAT002", "review-overdue": "REV001"}.get(reason)
    return (other_rule, verdict.kpi.id) if other_rule else None


@record
class Case:
    """A KPI with the counterweight that is weak."""

    kpi: Kpi
    verdict: Verdict
    context: Context

    @property
    def name(self) -> str:
        return _name(self.verdict)

    def brake_covers(self, dimension: str) -> tuple[str, ...]:
        return values(self.verdict.kpi.scope, dimension) if self.verdict.kpi else ()


@record
class Sentences:
    """What is so (behind the name of the KPI), why it matters, what to do now."""

    what: str
    why: str
    do: str


def _as_yaml(ids: tuple[str, ...]) -> str:
    return ids[0] if len(ids) == 1 else f"[{', '.join(ids)}]"


def _name(verdict: Verdict) -> str:
    if verdict.kpi is not None:
        return f'"{verdict.kpi.name}"'
    return f'"{verdict.link.id}"' if verdict.link else ""


def _single_brake(case: Case) -> Sentences:
    brakes = [_name(verdict) for verdict in case.context.balance.valid(case.kpi)]
    only = (
        f"{brakes[0]} alone keeps it honest"
        if len(brakes) == 1
        else f"{listed(brakes)} look at it from one side only"
    )
    return Sentences(
        what=f"{consequences(case.context.stakes.uses(case.kpi))[0]}, and {only}.",
        why="Where much hangs on a number, people find the way round a single brake.",
        do=f"Name a second counterweight of another kind, {_missing_side(case)}.",
    )


def _missing_side(case: Case) -> str:
    families = case.context.families
    valid = case.context.balance.valid(case.kpi)
    seen = {families.of(verdict.kpi).family for verdict in valid if verdict.kpi}
    if "experience" in seen:
        return "one that counts what goes wrong or comes back"
    if "outcome" in seen:
        return "one that shows how those who are served live through it"
    return "one that shows the result for those who are served, or how they live through it"


def _lower_weight(case: Case) -> Sentences:
    return Sentences(
        what=f"weighs more in pay than what keeps it honest, {case.name}.",
        why="Where the two pull apart, people follow the larger share of their pay.",
        do="Give the counterweight at least the same weight, or take the speed out of pay.",
    )


def _self_marked(case: Case) -> Sentences:
    return Sentences(
        what=f"relies on {case.name}, which is counted by those whom it judges.",
        why="Good values may then mean that less is reported, not that the work is better.",
        do=f"Let someone else check a sample of {case.name}, and name them in `verified_by`.",
    )


def _experience_only(case: Case) -> Sentences:
    return Sentences(
        what=f"is balanced by how people feel, {case.name}, and by nothing that shows whether "
        "the problem came back.",
        why="People can be content with those who help them while the same problem returns.",
        do="Name a second counterweight that counts what comes back, such as reopened cases or "
        "repeat contacts.",
    )


def _diluted(case: Case) -> Sentences:
    teams = case.kpi.teams
    wide = case.brake_covers("team")
    return Sentences(
        what=f"is measured for {quoted(teams)} and relies on {case.name}, which covers "
        + (f"all of {quoted(wide)}." if wide else "the whole organisation."),
        why="A drop in one team would not be visible there.",
        do=f"Measure {case.name} for this team too, or name a counterweight that is. If it is "
        f"about this team already, say so: `scope: {{team: {_as_yaml(teams)}}}`.",
    )


def _overloaded(case: Case) -> Sentences:
    brake = case.verdict.kpi
    number = len(case.context.weaknesses.only_brake_on(brake)) - 1 if brake else 0
    others = counted_in_words(number, "other speed KPI")
    return Sentences(
        what=f"relies on {case.name}, which is also the only brake on {others}.",
        why="One number cannot show which of them went wrong.",
        do="Give it a counterweight of its own: measure "
        f"{case.context.families.what_could_balance(case.kpi)} for this work.",
    )


def _not_valid(case: Case) -> Sentences:
    shortfalls = case.context.shortfalls
    return Sentences(
        what="has one counterweight that holds and one that does not: "
        f"{shortfalls.fault(case.kpi, case.verdict)}.",
        why="It looks better guarded than it is.",
        do=shortfalls.remedy(case.kpi, case.verdict)
        or f"Take {case.name} out of `balanced_by`, or put a KPI in its place that would show "
        "a loss.",
    )


def _review_overdue(case: Case) -> Sentences:
    due = case.context.reviews.due(case.verdict.kpi) if case.verdict.kpi else None
    days = due.days_overdue if due else None
    late = f"is {counted_in_words(days, 'day')} late" if days else "was never held"
    return Sentences(
        what=f"relies on {case.name}, whose own review {late}.",
        why="Nobody has asked for a while whether it still shows what it should.",
        do=f"Review {case.name} first, then this KPI.",
    )


def _scope_unknown(case: Case) -> Sentences:
    dimension = unknown_scope(case.kpi, case.verdict.kpi)[0] if case.verdict.kpi else ""
    there = case.brake_covers(dimension)
    return Sentences(
        what=f"does not say for which {dimension} it is measured; its counterweight {case.name} "
        f"covers {quoted(there)} only.",
        why="Nobody can tell whether the two look at the same work.",
        do=f"Say which {dimension} this KPI covers, such as "
        f"`scope: {{{dimension}: {_as_yaml(there)}}}`.",
    )


_SENTENCES: dict[str, Callable[[Case], Sentences]] = {
    "single-brake-for-high-stakes": _single_brake,
    "lower-weight-in-pay": _lower_weight,
    "self-marked": _self_marked,
    "experience-only": _experience_only,
    "diluted": _diluted,
    "overloaded": _overloaded,
    "not-valid": _not_valid,
    "review-overdue": _review_overdue,
    "scope-unknown": _scope_unknown,
}
