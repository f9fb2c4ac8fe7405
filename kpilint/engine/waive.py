"""The one place where findings are set aside: agreed waivers, and the baseline of adoption."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from kpilint.catalogue.model import Waiver
from kpilint.finding import Finding, Waived
from kpilint.record import changed
from kpilint.run import Context

Key = tuple[str, str, str, str]
Baseline = Mapping[Key, int]

# A file that cannot be read hides what is in it: that is never agreed to.
NEVER_IN_BASELINE = frozenset({"STR001"})


def apply_waivers(
    findings: Iterable[Finding], context: Context, *, hide: bool = True
) -> list[Finding]:
    """Set aside what a valid waiver covers, and tell the context which waivers did so.

    Without `hide` nothing is set aside, but a waiver that would have done so is not called useless.
    """
    valid: dict[tuple[str, str, str], Waiver] = {}
    for waiver in context.waivers.valid():
        code = context.known_rules[(waiver.rule or "").lower()]
        kind, id_ = ("kpi", waiver.kpi) if waiver.kpi else ("goal", waiver.goal)
        valid.setdefault((code, kind, id_ or ""), waiver)
    result = []
    for finding in findings:
        subject = finding.problem.subject
        used = valid.get((finding.rule.code, subject.kind, subject.id))
        if used is not None:
            context.waivers.mark_used(used)
            if hide:
                finding = changed(finding, waived_by=_agreed(used))  # noqa: PLW2901
        result.append(finding)
    return result


def apply_baseline(
    findings: Iterable[Finding], baseline: Baseline
) -> tuple[list[Finding], tuple[Key, ...]]:
    """Set aside as many findings of each key as the baseline holds.

    Also returns the keys of which the baseline holds more than there are: they can be taken out.
    """
    left = Counter(baseline)
    result = []
    for finding in findings:
        if finding.waived_by is None and left[finding.key] > 0:
            left[finding.key] -= 1
            finding = changed(finding, waived_by=Waived("baseline"))  # noqa: PLW2901
        result.append(finding)
    return result, tuple(sorted(key for key, count in left.items() if count > 0))


def _agreed(waiver: Waiver) -> Waived:
    return Waived(
        "waiver",
        waiver.reason or "",
        waiver.approved_by,
        waiver.until.isoformat() if waiver.until else None,
    )
