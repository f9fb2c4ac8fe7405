"""All facts of a report, from a result and what is known of its past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from kpilint.cadence.dates import shift
from kpilint.cadence.period import Period
from kpilint.record import record
from kpilint.report.facts import Report, Revision, Tool, Trend, TrendPoint
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.asks import DAYS_FOR_ERRORS, Ask, asks
from kpilint.report.sections.blind_spots import blind_spots
from kpilint.report.sections.change_rows import change_rows
from kpilint.report.sections.decisions import Asked, decisions
from kpilint.report.sections.finding_rows import finding_rows
from kpilint.report.sections.goals import goals
from kpilint.report.sections.history import History
from kpilint.report.sections.kpi_pages import kpi_pages
from kpilint.report.sections.method import method
from kpilint.report.sections.past import DAYS_TO_CHANGE, DAYS_TO_RETIRE, past
from kpilint.report.sections.period import Calendar
from kpilint.report.sections.pressure import pressure
from kpilint.report.sections.review_rows import review_rows
from kpilint.report.sections.signoff import SignOff, live_kpis
from kpilint.report.sections.size import size
from kpilint.report.sections.speed_rows import speed_rows
from kpilint.report.sections.strategy_map import strategy_map
from kpilint.report.sections.verdict import verdict
from kpilint.report.sections.waiver_rows import waiver_rows
from kpilint.revisions.git import Commit
from kpilint.revisions.trend import counts, moves
from kpilint.run import Result
from kpilint.text.phrase import counted, day_in_words
from kpilint.version import VERSION


@record
class Frame:
    """What a report is about: the period by the fiscal calendar, and the commit that was read.

    `commit` is None outside git; `has_local_changes` says that the files differ from it. `cut` says
    why an earlier state was read, or is empty.
    """

    period: Period
    calendar: Calendar = Calendar()
    commit: Commit | None = None
    has_local_changes: bool = False
    cut: str = ""


def gather(result: Result, frame: Frame, history: History | None = None) -> Report:
    """The report of one result; the same input gives the same facts, in the same order.

    The result is that of the day of the report; where there is a history, it was compared with
    its base, so that the rules on history have run.
    """
    context, calendar, period = result.context, frame.calendar, frame.period
    before = calendar.before(period)
    running = calendar.holding(context.as_of)
    answers, found = Answers(result), asks(result)
    sign_off = SignOff(result)
    earlier = SignOff(history.base.result) if history else None
    checks = sign_off.checks(earlier)
    agenda = decisions(found, context, running.end, sign_off, _asked_before(found, history, frame))
    known = [f.fingerprint for f in history.base.result.findings] if history else None
    horizon = calendar.holding(shift(max(period.end, context.as_of), 1)).end
    return Report(
        tool=Tool(version=VERSION),
        period=calendar.fact(period, context.as_of),
        as_of=context.as_of,
        revision=_revision(frame.commit, frame.has_local_changes),
        compared_with=_revision(history.base.commit) if history else None,
        size=size(result),
        verdict=verdict(result, checks, agenda),
        decisions=agenda,
        checks=checks,
        trend=_trend(result, frame, history) if history else None,
        goals=goals(result),
        past=past(result, calendar, before.start, history),
        changes=change_rows(result),
        map=strategy_map(answers),
        speed=speed_rows(answers),
        reviews=review_rows(answers, period.start, period.end, horizon),
        pressure=pressure(result),
        blind_spots=blind_spots(result, before.start, period.end),
        waivers=waiver_rows(result),
        kpis=kpi_pages(answers),
        findings=finding_rows(result, known),
        method=method(result, _sentences(frame, history)),
    )


def _revision(commit: Commit | None, has_local_changes: bool = False) -> Revision | None:
    if commit is None:
        return None
    return Revision(commit=commit.short, day=commit.day, has_local_changes=has_local_changes)


def _asked_before(found: Sequence[Ask], history: History | None, frame: Frame) -> dict[str, Asked]:
    """By key, the earliest of the ends of periods, without a pause up to now, at which the same
    was asked for."""
    since: dict[str, Asked] = {}
    going_on = {ask.key for ask in found}
    for period, state in reversed(history.ends if history else ()):
        going_on &= {one.key for ask in asks(state.result) for one in ask.all}
        title = frame.calendar.title(period)
        since |= {key: Asked(state.day, title) for key in going_on}
    return since


def _trend(result: Result, frame: Frame, history: History) -> Trend:
    points = [_point(frame, period, past.day, past.result) for period, past in history.ends]
    points.append(_point(frame, frame.period, result.context.as_of, result))
    base = history.base
    earlier = [past.result for _, past in history.ends if past.day < base.day]
    moved = moves(base.result, result, earlier)
    return Trend(
        points=tuple(points), new=moved.new, closed=moved.closed, reopened=moved.reopened
    )  # fmt: skip


def _point(frame: Frame, period: Period, day: dt.date, result: Result) -> TrendPoint:
    counted_ = counts(result)
    return TrendPoint(
        period=period.name,
        label=frame.calendar.label(period),
        day=day,
        open=counted_.open,
        excepted=counted_.excepted,
        kpis=len(live_kpis(result)),
    )


def _sentences(frame: Frame, history: History | None) -> list[str]:
    """How page one was worked out, for the section on method."""
    said = [frame.cut] if frame.cut else []
    said.append(
        "A decision stands for a root cause: an error, or a warning that somebody has to answer. "
        f"The suggested day is {DAYS_FOR_ERRORS} days ahead for an error, and the end of the "
        "running period, if that is later, for the rest."
    )
    said.append(
        f"A decision to retire a KPI is overdue after {DAYS_TO_RETIRE} days, one to change or "
        f"replace it after {DAYS_TO_CHANGE}."
    )
    if history is None:
        return said
    said.append(
        "What was asked for before is worked out from the catalogue as it stood at the end of "
        f"{day_in_words(history.base.day)}, by today's rules."
    )
    if history.ends:
        said.append(
            "The trend counts errors and warnings that are root causes, at the end of "
            f"{counted(len(history.ends), 'earlier period')} and today, each state by today's "
            "rules as on its own day; what follows from another finding is not counted, and rules "
            "that compare two states are left out."
        )
    return said
