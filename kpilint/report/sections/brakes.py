"""What holds a KPI in check, and what is wrong with it, in a few words."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Literal

from kpilint.analysis.balance import UNKNOWN, Verdict
from kpilint.analysis.weaknesses import Weakness
from kpilint.catalogue.model import Goal, Kpi
from kpilint.finding import RuleInfo
from kpilint.report.details import Brake
from kpilint.report.entries import all_called, ref, ref_of
from kpilint.report.parts import Ref
from kpilint.report.sections.agreed import Agreed
from kpilint.report.sections.standing import standing
from kpilint.rules.balance.unbalanced_speed_metric import unbalanced_speed_metric
from kpilint.rules.balance.weak_counterweight import weak_counterweight
from kpilint.run import Context, Result
from kpilint.text.phrase import counted_in_words, quoted

State = Literal["balanced", "weak", "gap", "excepted"]

_NO_BRAKE: RuleInfo = unbalanced_speed_metric.info
_MOST: int = weak_counterweight.options["max_per_counterweight"]
_STATUS = {"suspended": "is suspended", "deprecated": "is on its way out", "retired": "is retired"}
_SUBJECTS = {
    "speed": "speed as well",
    "volume": "an amount",
    "cost": "what is spent",
    "compliance": "whether rules are kept",
    "people": "those who do the work",
    "financial": "money",
}


class Brakes:
    """Answers for one run."""

    def __init__(self, result: Result, agreed: Agreed) -> None:
        self._context = result.context
        self._agreed = agreed
        self._weak: dict[int, Weakness | None] = {}

    def of(self, kpi: Kpi, goals: Collection[str]) -> tuple[Brake, ...]:
        """The counterweights that are linked, in order; `goals` are those of which it goes without
        saying that a brake serves them too."""
        return tuple(
            self._brake(kpi, verdict, goals) for verdict in self._context.balance.verdicts(kpi)
        )

    def state(self, kpi: Kpi) -> State:
        """How a KPI that presses for speed is held in check."""
        if self._context.balance.valid(kpi):
            return "weak" if self.weakness(kpi) else "balanced"
        return "excepted" if self._agreed.on(kpi, _NO_BRAKE.code) else "gap"

    def weakness(self, kpi: Kpi) -> Weakness | None:
        """Why the counterweights that work leave a way round; None where none works, or none
        does."""
        if id(kpi) not in self._weak:
            works = self._context.balance.valid(kpi)
            found = self._context.weaknesses.strongest(kpi, _MOST) if works else None
            self._weak[id(kpi)] = found
        return self._weak[id(kpi)]

    def weakness_in_words(self, kpi: Kpi) -> str | None:
        weakness = self.weakness(kpi)
        if weakness is None:
            return None
        verdict = weakness.verdict or self._context.balance.valid(kpi)[0]
        return _WEAK[weakness.reason](kpi, verdict, self._context)

    def _brake(self, kpi: Kpi, verdict: Verdict, goals: Collection[str]) -> Brake:
        why_not = fault(kpi, verdict, self._context) if verdict.failed else None
        return Brake(
            kpi=brake_ref(verdict),
            works=verdict.is_valid,
            why_not=why_not,
            goal=self._other_goal(verdict.kpi, goals),
        )

    def _other_goal(self, brake: Kpi | None, goals: Collection[str]) -> Ref | None:
        """The goal that a brake serves, where it serves none of `goals`."""
        if brake is None or any(link.id in goals for link in brake.supports):
            return None
        served = (self._context.catalogue.find(link.id) for link in brake.supports)
        return next((ref_of(one) for one in served if isinstance(one, Goal)), None)


def brake_ref(verdict: Verdict) -> Ref:
    """What a counterweight is called, whether it exists or not."""
    if verdict.kpi is not None:
        return ref_of(verdict.kpi)
    id_ = verdict.link.id if verdict.link else ""
    return ref("kpi" if verdict.failed else "external", id_, id_)


def fault(kpi: Kpi, verdict: Verdict, context: Context) -> str:
    """The first thing that is wrong with a counterweight: "nobody answers for it"."""
    name, other = verdict.failed[0], verdict.kpi
    if name == UNKNOWN or other is None:
        there = context.catalogue.find(verdict.link.id) if verdict.link else None
        return f"is a {there.noun}, not a KPI" if there is not None else "does not exist"
    return _FAULTS[name](kpi, other, context)


def _not_active(_: Kpi, other: Kpi, context: Context) -> str:
    return _STATUS.get(other.status) or f"is only {standing(other, context.as_of)}"


def _wrong_family(_: Kpi, other: Kpi, context: Context) -> str:
    classified = context.families.of(other)
    if not classified.is_believed:
        return "does not say what it measures"
    verb = "measures" if classified.is_sure else "seems to measure"
    return f"{verb} {_SUBJECTS.get(classified.family or '', classified.family)}"


def _other_work(kpi: Kpi, other: Kpi, context: Context) -> str:
    part = context.teams.part_seen(other, kpi)
    if not part:
        return "looks at other work"
    return f"covers only {quoted(all_called(part, context.catalogue))}"


_FAULTS: dict[str, Callable[[Kpi, Kpi, Context], str]] = {
    "self": lambda *_: "is the very same number",
    "not-active": _not_active,
    "wrong-family": _wrong_family,
    "derived-from-speed": lambda *_: "is computed from it",
    "same-inputs": lambda *_: "is counted from the same data",
    "no-owner": lambda *_: "nobody answers for it",
    "no-direction": lambda *_: "does not say which way is better",
    "no-target-or-floor": lambda *_: "has neither a target nor a floor",
    "different-scope": _other_work,
    "reviewed-less-often": lambda *_: "is reviewed less often",
    "no-fresh-value-at-review": lambda *_: "is measured too rarely",
}


def _overloaded(_: Kpi, verdict: Verdict, context: Context) -> str:
    number = len(context.weaknesses.only_brake_on(verdict.kpi)) - 1 if verdict.kpi else 0
    others = counted_in_words(number, "other speed KPI")
    return f'"{brake_ref(verdict).name}" is also the only brake on {others}'


def _review_overdue(_: Kpi, verdict: Verdict, context: Context) -> str:
    due = context.reviews.due(verdict.kpi) if verdict.kpi else None
    days = due.days_overdue if due else None
    late = f"is {counted_in_words(days, 'day')} late" if days else "was never held"
    return f'the review of "{brake_ref(verdict).name}" {late}'


def _diluted(kpi: Kpi, verdict: Verdict, context: Context) -> str:
    teams = quoted(all_called(kpi.teams, context.catalogue))
    return f'"{brake_ref(verdict).name}" covers far more than {teams}'


_WEAK: dict[str, Callable[[Kpi, Verdict, Context], str]] = {
    "experience-only": lambda _, verdict, __: (
        f'"{brake_ref(verdict).name}" shows how people feel, not whether the problem came back'
    ),
    "single-brake-for-high-stakes": lambda *_: "much hangs on it, and its brakes are of one kind",
    "lower-weight-in-pay": lambda *_: "it weighs more in pay than its brakes",
    "self-marked": lambda _, verdict, __: (
        f'"{brake_ref(verdict).name}" is counted by those whom it judges'
    ),
    "diluted": _diluted,
    "overloaded": _overloaded,
    "not-valid": lambda kpi, verdict, context: (
        f'"{brake_ref(verdict).name}" does not hold: {fault(kpi, verdict, context)}'
    ),
    "review-overdue": _review_overdue,
    "scope-unknown": lambda *_: "it is not said for which part of the work it is measured",
}
