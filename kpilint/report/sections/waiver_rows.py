"""Every exception: what it sets aside, why, until when, and whether it holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal

from kpilint.analysis.waivers import Fault
from kpilint.catalogue.model import Waiver
from kpilint.changes.kinds import WaiverExtended
from kpilint.engine.registry import find_rule
from kpilint.report.details import WaiverRow
from kpilint.report.entries import all_called, ref, ref_of
from kpilint.report.parts import Ref
from kpilint.run import Context, Result
from kpilint.text.phrase import day_in_words, listed
from kpilint.text.show import show

_FAULTS = {
    "no-rule": "names no rule",
    "unknown-rule": "names a rule that does not exist",
    "no-subject": "names no KPI or goal",
    "two-subjects": "names a KPI and a goal",
    "unknown-subject": "names something that does not exist",
    "no-reason": "gives no reason",
    "short-reason": "says too little why",
    "not-approved": "nobody has approved it",
    "approved-by-owner": "approved by the owner alone",
    "no-end": "has no end",
}
_LONGEST_RULE = 80


def waiver_rows(result: Result) -> tuple[WaiverRow, ...]:
    """Those that ended or end soonest first; at the very front those without an end."""
    hides, renewed = _hidden(result), _renewed(result)
    rows = [
        _row(waiver, result.context, hides[id(waiver)], renewed[id(waiver)])
        for waiver in result.catalogue.waivers
    ]
    return tuple(sorted(rows, key=_soonest_first))


def _soonest_first(row: WaiverRow) -> tuple[object, ...]:
    return (
        row.until or dt.date.min, row.since or dt.date.min, row.about.name.casefold(),
        row.about.id, row.rule,
    )  # fmt: skip


def _row(waiver: Waiver, context: Context, hides: int, renewed: int) -> WaiverRow:
    state, remark = _state(waiver, context)
    return WaiverRow(
        about=_about(waiver, context),
        rule=_rule(waiver),
        reason=waiver.reason or "",
        approved_by=all_called(waiver.approved_by, context.catalogue),
        since=waiver.since,
        until=waiver.until,
        state=state,
        hides=hides,
        renewed=renewed,
        remark=remark,
    )


def _about(waiver: Waiver, context: Context) -> Ref:
    id_ = waiver.kpi or waiver.goal
    if id_ is None:
        return ref(waiver.noun, waiver.id, "not said")
    there = context.catalogue.find(id_)
    kind = "kpi" if waiver.kpi else "goal"
    return ref_of(there) if there is not None else ref(kind, id_, id_)


def _rule(waiver: Waiver) -> str:
    """What is set aside, in words."""
    if waiver.rule is None:
        return "not said"
    rule = find_rule(waiver.rule)
    return rule.info.summary if rule is not None else f'"{show(waiver.rule, _LONGEST_RULE)}"'


def _state(
    waiver: Waiver, context: Context
) -> tuple[Literal["in-force", "ended", "not-valid"], str]:
    """Whether it sets anything aside, and what is wrong with it."""
    faults = list(context.waivers.faults(waiver))
    words = listed([_FAULTS.get(fault.reason) or _own(fault) for fault in faults])
    if any(fault.reason == "ended" for fault in faults):
        return "ended", words
    if faults:
        return "not-valid", words
    if waiver.since is not None and waiver.since > context.as_of:
        return "not-valid", f"begins on {day_in_words(waiver.since)}"
    if context.waivers.hides_nothing(waiver):
        return "in-force", "sets nothing aside any more"
    return "in-force", ""


def _own(fault: Fault) -> str:
    """What it says itself: "ended on 31 August 2026"."""
    return fault.words.removeprefix("it ")


def _hidden(result: Result) -> Counter[int]:
    """How many findings each exception sets aside: where several do, the one that ends last."""
    waivers = result.context.waivers
    longest: dict[tuple[str, str, str], Waiver] = {}
    for waiver in waivers.in_force():
        excepted = waivers.excepted(waiver)
        if excepted is not None:
            best = longest.setdefault(excepted, waiver)
            if (waiver.until or dt.date.min) > (best.until or dt.date.min):
                longest[excepted] = waiver
    hidden: Counter[int] = Counter()
    for finding in result.findings:
        subject = finding.problem.subject
        if finding.waived_by is not None and finding.waived_by.by == "waiver":
            covering = longest.get((finding.rule.code, subject.kind, subject.id))
            if covering is not None:
                hidden[id(covering)] += 1
    return hidden


def _renewed(result: Result) -> Counter[int]:
    """How often each was moved since the state before, or agreed again in an entry of its own."""
    renewed: Counter[int] = Counter()
    alike: dict[object, list[Waiver]] = {}
    for waiver in result.catalogue.waivers:
        excepted = result.context.waivers.excepted(waiver)
        if excepted is not None:
            alike.setdefault(excepted, []).append(waiver)
    moved = Counter(
        change.subject.id for change in result.context.changes if isinstance(change, WaiverExtended)
    )
    for same in alike.values():
        same.sort(key=lambda waiver: waiver.until or dt.date.max)
        for number, waiver in enumerate(same):
            renewed[id(waiver)] = number
        renewed[id(same[-1])] += moved[same[-1].id]
    return renewed
