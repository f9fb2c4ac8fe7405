"""The one place where findings are set aside: agreed waivers, and the baseline of adoption."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from kpilint.analysis.waivers import Excepted
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
    """Set aside what a waiver in force covers, and tell the context which waivers did so.

    Where several cover a finding, the one that ends last is named. Without `hide` nothing is set
    aside, but a waiver that would have done so is not called useless.
    """
    in_force: dict[Excepted, list[Waiver]] = {}
    for waiver in context.waivers.in_force():
        if excepted := context.waivers.excepted(waiver):
            in_force.setdefault(excepted, []).append(waiver)
    if not in_force:
        return list(findings)
    result = []
    for finding in findings:
        subject = finding.problem.subject
        covering = in_force.get((finding.rule.code, subject.kind, subject.id), [])
        for waiver in covering:
            context.waivers.mark_used(waiver)
        if covering and hide:
            longest = max(covering, key=lambda waiver: waiver.until or dt.date.min)
            finding = changed(finding, waived_by=_agreed(longest))  # noqa: PLW2901
        result.append(finding)
    return result


def apply_baseline(
    findings: Iterable[Finding], baseline: Baseline
) -> tuple[list[Finding], tuple[Key, ...]]:
    """Set aside as many findings of each key as the baseline holds, the first ones in order.

    Also returns the keys of which the baseline holds more than there are: they can be taken out.
    """
    left = Counter(baseline)
    result = []
    for finding in findings:
        may_be = finding.waived_by is None and finding.rule.code not in NEVER_IN_BASELINE
        if may_be and left[finding.key] > 0:
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
