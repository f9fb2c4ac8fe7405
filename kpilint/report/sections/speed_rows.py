"""Speed and its brakes: every KPI that presses for speed, and what holds it in check.

An amount or a cost presses too, and may lack a counterweight; it is no speed, and stands under
pressure, on the map and on its own page.
"""

from __future__ import annotations

import re

from kpilint.analysis.balance import Verdict
from kpilint.catalogue.model import Kpi
from kpilint.report.details import SpeedRow
from kpilint.report.entries import by_name, owner_of, ref_of
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.brakes import Brakes, brake_ref
from kpilint.report.sections.targets import target_of
from kpilint.run import Context
from kpilint.text.phrase import listed, quoted
from kpilint.text.show import LONGEST, show

_WORST_FIRST = ("gap", "weak", "excepted", "balanced")
_ARROW = re.compile(r"\s*(?:->|=>|\u2192)\s*")


def speed_rows(answers: Answers) -> tuple[SpeedRow, ...]:
    """Those without a working brake first, then by name."""
    context, brakes = answers.context, answers.brakes
    pressing = [
        kpi
        for kpi in sorted(answers.catalogue.kpis, key=by_name)
        if kpi.is_live and context.balance.presses_for_speed(kpi)
    ]
    rows = [
        SpeedRow(
            kpi=ref_of(kpi),
            owner=owner_of(kpi, context),
            target=target_of(kpi),
            hangs_on_it=answers.hanging.felt(kpi),
            brakes=brakes.of(kpi, [link.id for link in kpi.supports]),
            state=brakes.state(kpi),
            weakness=brakes.weakness_in_words(kpi),
            risk=_risk(kpi, context),
            suggestion=_suggestion(kpi, answers),
        )
        for kpi in pressing
    ]
    return tuple(sorted(rows, key=lambda row: _WORST_FIRST.index(row.state)))


def _risk(kpi: Kpi, context: Context) -> str | None:
    """How it can be met without helping anybody: as written down, else as the trade knows."""
    if kpi.gaming_risks:
        return "; ".join(_ARROW.sub(": ", risk) for risk in kpi.gaming_risks)
    usual = context.families.gaming(kpi)
    return f"Not written down; usually people {listed(usual, 'or')}." if usual else None


def _suggestion(kpi: Kpi, answers: Answers) -> str | None:
    state = answers.brakes.state(kpi)
    if state == "balanced":
        return None
    set_aside = answers.agreed.in_words(kpi, "BAL001" if state == "excepted" else "BAL002")
    if set_aside:
        return f"Nothing now: this is {set_aside}."
    context = answers.context
    return _strengthen(kpi, context, answers.brakes) if state == "weak" else _close(kpi, context)


def _strengthen(kpi: Kpi, context: Context, brakes: Brakes) -> str | None:
    weakness = brakes.weakness(kpi)
    if weakness is None:
        return None
    verdict = weakness.verdict or context.balance.valid(kpi)[0]
    name = f'"{brake_ref(verdict).name}"'
    if weakness.reason == "not-valid":
        return (
            _mend(kpi, verdict, context)
            or f"Put something that would show a loss in place of {name}."
        )
    return {
        "experience-only": "Add a counterweight that counts what comes back.",
        "single-brake-for-high-stakes": "Add a second counterweight of another kind.",
        "lower-weight-in-pay": "Give the counterweight at least the same weight, or take the speed "
        "out of pay.",
        "self-marked": f"Let somebody else check a sample of {name}.",
        "diluted": f"Measure {name} for this team too.",
        "overloaded": "Give it a counterweight of its own.",
        "review-overdue": f"Review {name} first.",
        "scope-unknown": "Say for which part of the work it is measured.",
    }[weakness.reason]


def _close(kpi: Kpi, context: Context) -> str:
    """What to do where nothing works: the same order of answers as the finding itself gives."""
    shortfall = context.shortfalls.of(kpi)
    verdicts = context.balance.verdicts(kpi)
    nearest = next((one for one in verdicts if one.link is shortfall.link), None)
    meant = context.shortfalls.meant(nearest) if nearest else None
    if meant is not None:
        return f'Correct the link: is "{show(meant.name, LONGEST)}" meant?'
    if shortfall.candidates:
        first, *others = (show(other.name, LONGEST) for other in shortfall.candidates)
        too = f" ({quoted(others, 'or')} would do too)" if others else ""
        return f'Link it to "{first}", which is measured already{too}.'
    mended = _mend(kpi, nearest, context) if nearest else None
    if mended is not None:
        return mended
    planned = context.balance.planned(kpi)
    if planned is not None:
        return f'Start "{show(planned.name, LONGEST)}", which is planned, and link the two.'
    wanted = context.families.what_could_balance(kpi).removesuffix(",")
    return f"Measure {wanted} beside it, or keep it as an explanation without a target."


def _mend(kpi: Kpi, verdict: Verdict, context: Context) -> str | None:
    """What makes a linked counterweight hold; None where another one is needed."""
    if verdict.kpi is None or not verdict.failed:
        return None
    name = f'"{brake_ref(verdict).name}"'
    if verdict.kpi.status == "draft":
        return f"Start {name} now, or link a KPI that is measured today."
    rhythm = context.reviews.rhythm(kpi).in_words()
    return {
        "no-owner": f"Name who answers for {name}.",
        "no-direction": f"Say for {name} which way is better.",
        "no-target-or-floor": f"Say how bad {name} may get before somebody acts.",
        "different-scope": f"Measure {name} for the same work, or link what covers it.",
        "reviewed-less-often": f"Review {name} as often as this KPI: {rhythm}.",
        "no-fresh-value-at-review": f"Measure {name} as often as this KPI is reviewed: {rhythm}.",
    }.get(verdict.failed[0])
