"""BAL001: a speed KPI that people are held to has no valid counterweight."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.balance import TESTS, Verdict
from kpilint.catalogue.model import Kpi
from kpilint.finding import Fix, Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.syntax.patch import add_reference


@rule(
    "BAL001",
    "unbalanced-speed-metric",
    "a speed KPI has no counterweight that would show a loss",
    severity=Severity.ERROR,
    each=Kpi,
    fix=Safety.SAFE,
)
def unbalanced_speed_metric(kpi: Kpi, context: Context) -> Iterator[Problem]:
    families = context.families
    if kpi.status == "retired" or not families.is_speed(kpi):
        return
    if not context.stakes.is_pressured(kpi):
        return
    verdicts = context.balance.verdicts(kpi)
    if any(verdict.is_valid for verdict in verdicts):
        return
    subkind = context.lexicon.subkind(families.of(kpi).subkind or "duration")
    candidates = context.balance.candidates(kpi)
    nearest = _least_wrong(verdicts)
    yield problem(
        kpi,
        "balanced_by",
        f'"{kpi.name}" is about speed, and {_what_is_missing(nearest, kpi, context)}',
        why=f"When only speed counts, people {', '.join(subkind.gaming)}; "
        "the number improves while the work gets worse.",
        help=_help(kpi, candidates, subkind.counterweights, context),
        at=nearest.link if nearest else None,
        severity=_severity(kpi, verdicts, context),
        reason=nearest.failed[0] if nearest else "no-counterweight",
        related=[(v.kpi, f"Fails: {', '.join(v.failed)}") for v in verdicts if v.kpi],
        candidates=candidates,
        fix=_link_single(kpi, candidates),
    )


def _severity(kpi: Kpi, verdicts: list[Verdict], context: Context) -> Severity:
    """An error only where everything it rests on is stated or certain."""
    classified = context.families.of(kpi)
    lenient = (
        kpi.status in ("draft", "deprecated")
        or classified.subkind == "latency"  # no human is rushed by a faster page
        or not all(verdict.sure for verdict in verdicts)
    )
    return Severity.WARNING if lenient else classified.most_severe


def _least_wrong(verdicts: list[Verdict]) -> Verdict | None:
    """The counterweight that fails fewest tests, the earliest test first."""
    return min(
        verdicts, key=lambda verdict: (len(verdict.failed), TESTS.index(verdict.failed[0])),
        default=None,
    )  # fmt: skip


def _what_is_missing(nearest: Verdict | None, kpi: Kpi, context: Context) -> str:
    if nearest is None:
        return "nothing in the catalogue is named that would show if the work got worse."
    if nearest.kpi is None:
        name = nearest.link.id if nearest.link else ""
        return f'its counterweight "{name}" does not exist.'
    other = f'its counterweight "{nearest.kpi.name}"'
    plan = f", planned for {nearest.kpi.active_from}" if nearest.kpi.active_from else ""
    family = context.families.of(nearest.kpi).family
    what_it_shows = f"measures {family}" if family else "does not say what it measures"
    return {
        "self": "it names itself as its counterweight.",
        "not-active": f"{other} is {nearest.kpi.status}{plan}.",
        "wrong-family": f"{other} {what_it_shows}, which can stay good while the work gets worse.",
        "derived-from-speed": f"{other} is computed from it, so it can only repeat it.",
        "same-inputs": f"{other} is computed from the same data, so it can only repeat it.",
        "no-owner": f"{other} has nobody who answers for it.",
        "no-direction": f"{other} does not say which way is better.",
        "no-target-or-floor": f"{other} has neither a target nor a floor, so it never bites.",
        "different-scope": f"{other} looks at other work.",
        "reviewed-less-often": f"{other} is reviewed less often than it.",
        "no-fresh-value-at-review": f"{other} is measured too rarely to have a new value "
        "at each of its reviews.",
    }[nearest.failed[0]]


def _help(
    kpi: Kpi, candidates: list[Kpi], counterweights: tuple[str, ...], context: Context
) -> str:
    if candidates:
        named = " or ".join(f'"{other.name}"' for other in candidates)
        snippet = f"`balanced_by: [{', '.join(other.id for other in candidates[:1])}]`"
        return f"Link it to {named}, which is measured already: {snippet}."
    wanted = " or ".join(counterweights[:3])
    return (
        f"Measure {wanted} for the same work, with an owner and a floor, and name it in "
        "`balanced_by`; or make this number an explanation only (`role: diagnostic`) "
        "and drop its target."
    )


def _link_single(kpi: Kpi, candidates: list[Kpi]) -> Fix | None:
    if len(candidates) != 1:
        return None
    edit = add_reference(kpi.node, "balanced_by", candidates[0].id)
    if edit is None:
        return None
    return Fix(
        f'Link "{candidates[0].name}" as counterweight', Safety.SAFE, kpi.node.source, (edit,)
    )
