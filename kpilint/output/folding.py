"""One line where hundreds would say the same: for the formats that people read."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.finding import Finding
from kpilint.record import record
from kpilint.run import Result
from kpilint.text.phrase import counted
from kpilint.text.show import show

# A gap that this share of at least this many KPIs has is one fact about the catalogue.
MIN_KPIS = 20
MIN_SHARE = 0.8
_MAX_NAMED = 3

Gap = tuple[str, str | None, str]


@record
class Folded:
    """A finding to show, what follows from it, and the names of other KPIs with the same gap."""

    finding: Finding
    following: tuple[Finding, ...] = ()
    alike: tuple[str, ...] = ()


def fold(findings: Iterable[Finding], result: Result) -> list[Folded]:
    """What to show of findings: causes with what follows from them, shared gaps once."""
    findings = list(findings)
    shown = {finding.key for finding in findings}
    following: dict[tuple[str, str, str, str], list[Finding]] = {}
    alike: dict[Gap, list[Finding]] = {}
    roots = []
    for finding in findings:
        cause = finding.caused_by
        # An error is never hidden behind a warning.
        if cause is not None and cause.key in shown and finding.severity <= cause.severity:
            following.setdefault(cause.key, []).append(finding)
        else:
            roots.append(finding)
            alike.setdefault(_gap(finding), []).append(finding)
    kpis = len(result.catalogue.kpis)
    # The worst stands for all, so that no error hides behind a warning.
    standing_for = {
        id(max(same, key=lambda finding: finding.severity)): same
        for same in alike.values()
        if _is_shared(same, kpis)
    }
    hidden = {id(finding) for same in standing_for.values() for finding in same}
    folded = []
    for finding in roots:
        same = standing_for.get(id(finding), [])
        if same or id(finding) not in hidden:
            others = [other for other in same if other is not finding]
            names = dict.fromkeys(other.problem.subject.name for other in others)
            keys = dict.fromkeys(member.key for member in (finding, *others))
            follows = tuple(one for key in keys for one in following.get(key, ()))
            folded.append(Folded(finding, follows, tuple(names)))
    return folded


def what_follows(folded: Folded) -> str:
    """What was left out because it follows from the finding; empty where nothing was."""
    if not folded.following:
        return ""
    names = ", ".join(sorted({show(finding.rule.name) for finding in folded.following}))
    return f"and {counted(len(folded.following), 'more finding')} because of it ({names})"


def who_else(folded: Folded) -> str:
    """Of which other KPIs the same was found; empty where of none."""
    if not folded.alike:
        return ""
    named = ", ".join(f'"{show(name, 60)}"' for name in folded.alike[:_MAX_NAMED])
    more = " ..." if len(folded.alike) > _MAX_NAMED else ""
    return f"the same of {counted(len(folded.alike), 'more KPI')}: {named}{more}"


def _gap(finding: Finding) -> Gap:
    return finding.rule.code, finding.problem.reason, finding.problem.subject.kind


def _is_shared(same: list[Finding], kpis: int) -> bool:
    if kpis < MIN_KPIS or same[0].problem.subject.kind != "kpi":
        return False
    subjects = {finding.problem.subject.id for finding in same}
    return len(subjects) >= MIN_SHARE * kpis
