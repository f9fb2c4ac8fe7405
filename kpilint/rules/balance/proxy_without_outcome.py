"""BAL004: a KPI stands for a result, and nothing beside it shows the result."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.outcomes import Proxy
from kpilint.analysis.shortfall import link_single
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Safety, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.phrase import quoted


@rule(
    "BAL004",
    "proxy-without-outcome",
    "a KPI is taken for a result that nothing shows",
    severity=Severity.WARNING,
    each=Kpi,
    fix=Safety.UNSAFE,
)
def proxy_without_outcome(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if kpi.status != "active" or kpi.effective_role != "goal":
        return
    proxy = context.outcomes.proxy(kpi)
    if proxy is None or context.outcomes.is_shown(kpi, proxy):
        return
    if context.balance.is_unbalanced(kpi):
        return  # one problem, one finding: it is already asked for a counterweight
    candidates = context.outcomes.candidates(kpi, proxy)
    yield problem(
        kpi,
        "balanced_by",
        f'"{kpi.name}" {_what(proxy)}.',
        why="It can be reached without the result that it is taken for.",
        help=_help(proxy, candidates),
        severity=None if proxy.sure else Severity.ADVICE,
        candidates=candidates,
        fix=link_single(kpi, candidates, is_sure=False),
    )


def _what(proxy: Proxy) -> str:
    if proxy.pair is not None:
        return f"tells you that {proxy.pair.says}"
    things = quoted(proxy.stated)
    return f"stands for {things}, and nothing beside it shows that"


def _help(proxy: Proxy, candidates: list[Kpi]) -> str:
    if candidates:
        names = quoted((other.name for other in candidates), "or")
        return f"Link it to {names}, already measured: `balanced_by: {candidates[0].id}`."
    things = quoted(proxy.stated, "or")
    wanted = proxy.pair.pair_with if proxy.pair else things
    return f"Pair it with {wanted}, and name that KPI in `balanced_by`."
