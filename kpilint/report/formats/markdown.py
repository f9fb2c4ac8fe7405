"""The report as Markdown: for a repository, a wiki or a mail, in the order of the page.

Everything from the catalogue goes through `plain` or `code`, so that it shows as it is: no link, no
mention, no markup, no new line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kpilint.report.details import Brake, GoalCard, KpiPage
from kpilint.report.facts import Decision, Report
from kpilint.report.parts import Count, ReviewRow
from kpilint.text.markdown import block, code, plain, prose, table
from kpilint.text.phrase import counted, day_in_words, listed

# What a leadership meeting decides at one sitting; everything else is for another day.
AT_ONE_SITTING = 5
_STATES = {
    "ok": "in time", "due-soon": "due soon", "in-grace": "due, in grace", "overdue": "late",
    "long-overdue": "long overdue", "never-reviewed": "never reviewed",
}  # fmt: skip
_PAIRS = {
    "balanced": "✔ held in check by", "weak": "▲ weakly held in check by",
    "gap": "✖ nothing holds it in check", "excepted": "◇ agreed exception: no counterweight",
}  # fmt: skip


def render(report: Report) -> str:
    parts = [*_page_one(report)]
    for title, lines in _sections(report):
        body = list(lines)
        if body:
            parts += ["", f"## {title}", "", *body]
    return "\n".join(parts) + "\n"


def _page_one(report: Report) -> Iterator[str]:
    sign = "✔" if report.verdict.ready else "✖"
    yield f"# KPI governance report, {plain(report.period.title)}"
    yield ""
    yield f"**{sign} {plain(report.verdict.headline)}.** {plain(report.verdict.sentence, 900)}"
    yield from _heading("Decide today")
    first = report.decisions[:AT_ONE_SITTING]
    if not first:
        yield "Nothing waits for a decision."
    for number, decision in enumerate(first, 1):
        yield from _decision(number, decision)
    more = len(report.decisions) - len(first)
    if more:
        yield f"And {counted(more, 'more decision')}, below."
    yield from _heading("Sign-off checks")
    yield from table(
        ("", "Check", "Now", "Last time", ""),
        (
            (
                "✔ passes" if check.passed else "✖ fails", plain(check.label),
                _count(check.count), _count(check.before) if check.before else "",
                plain(_and_excepted(check.remark, check.excepted), 300),
            )
            for check in report.checks
        ),
        "There is nothing to check yet.",
    )  # fmt: skip
    yield from _trend(report)
    yield from _heading("Balance by goal")
    yield from table(
        ("Goal", "To do", "Speed in check", "Owner", "KPIs"),
        (
            (
                plain(row.goal.name), plain(row.to_do) or "none",
                _count(row.speed) if row.speed.of else "no speed KPIs",
                plain(row.owner or "nobody named"), str(row.kpis),
            )
            for row in report.goals
        ),
        "No goal is written down yet.",
    )  # fmt: skip


def _trend(report: Report) -> Iterator[str]:
    trend = report.trend
    yield from _heading("Where this is going")
    if trend is None:
        yield "This is the first report, and there is nothing to compare it with."
        return
    yield from table(
        ("", *(plain(point.label) for point in trend.points)),
        (
            ("Open findings", *(str(point.open) for point in trend.points)),
            ("Set aside by exceptions", *(str(point.excepted) for point in trend.points)),
            ("KPIs", *(str(point.kpis) for point in trend.points)),
        ),
    )
    back = f", {trend.reopened:,} of them for the second time" if trend.reopened else ""
    yield ""
    yield f"Since last time: {trend.closed:,} closed and {trend.new:,} new{back}."


def _sections(report: Report) -> Iterator[tuple[str, Iterable[str]]]:
    yield "Last decisions", _past(report)
    yield "What changed", _changes(report)
    yield "Mission map", _map(report)
    yield "Speed and its brakes", _speed(report)
    yield "Reviews", _reviews(report)
    yield "Pressure on people", _pressure(report)
    yield "What the numbers do not show", _blind_spots(report)
    yield "Exceptions", _waivers(report)
    yield "All decisions", _all_decisions(report)
    yield "The KPIs", _kpis(report)
    yield "For the people who mend it", _findings(report)
    yield "Method and limits", _method(report)


def _decision(number: int, decision: Decision) -> Iterator[str]:
    who = plain(decision.owner) if decision.owner else "nobody named yet"
    since = f", open since {plain(decision.asked_since)}" if decision.asked_since else ""
    day = day_in_words(decision.by)
    yield f"{number}. **{plain(decision.action, 300)}** ({who}, by {day}{since})"
    yield f"   {plain(decision.reason, 400)}"
    if decision.suggestion:
        yield f"   Suggested: {prose(decision.suggestion)}"


def _past(report: Report) -> Iterator[str]:
    signs = {"done": "✔ done", "open": "○ open", "overdue": "✖ overdue"}
    yield from table(
        ("", "What", "Who", "Asked or agreed on", "What shows it"),
        (
            (
                signs[past.state], plain(past.what, 300), plain(past.owner or "nobody named"),
                day_in_words(past.day), plain(past.evidence, 300),
            )
            for past in report.past
        ),
    )  # fmt: skip


def _changes(report: Report) -> Iterator[str]:
    signs = {"risky": "▲ look at this", "notable": "changed", "routine": "routine"}
    shown = [change for change in report.changes if change.risk != "wording"]
    yield from table(
        ("", "What", "Change", "Owner"),
        (
            (
                signs[change.risk], plain(change.subject.name), plain(change.words, 300),
                plain(change.owner or ""),
            )
            for change in shown
        ),
    )  # fmt: skip
    wording = len(report.changes) - len(shown)
    if wording:
        yield ""
        yield f"{counted(wording, 'change')} of wording only."


def _map(report: Report) -> Iterator[str]:
    for mission in report.map.missions:
        yield f"**Mission:** {plain(mission.statement or mission.mission.name, 400)}"
        for goal in mission.goals:
            yield ""
            yield from _goal(goal)
    if report.map.loose:
        yield ""
        yield "### Serves no mission"
        yield ""
        for loose in report.map.loose:
            yield f"- ◇ {plain(loose.entry.name)}: {plain(loose.why)}"


def _goal(goal: GoalCard) -> Iterator[str]:
    yield f"### {plain(goal.goal.name)}"
    yield ""
    for gap in goal.gaps:
        yield f"- ✖ {plain(gap)}"
    for pair in goal.pairs:
        works = [brake for brake in pair.brakes if brake.works]
        yield f"- **{plain(pair.kpi.name)}**: {_held_by(pair.state, works)}"
    others = [
        plain(other.kpi.name) + (f" ({plain(other.remark)})" if other.remark else "")
        for other in goal.others
    ]
    if others:
        yield f"- Also: {'; '.join(others)}"


def _speed(report: Report) -> Iterator[str]:
    yield from table(
        ("KPI", "State", "Target", "What hangs on it", "What to do"),
        (
            (
                plain(row.kpi.name), _held_by(row.state, row.brakes),
                plain(row.target or "none"), plain(", ".join(row.hangs_on_it)),
                prose(row.suggestion or ""),
            )
            for row in report.speed
        ),
    )  # fmt: skip


def _held_by(state: str, brakes: Sequence[Brake]) -> str:
    """`✖ nothing holds it in check; Reopen rate: is retired`: first what works."""
    works = [plain(brake.kpi.name) for brake in brakes if brake.works]
    faults = [
        f"{plain(brake.kpi.name)}: {plain(brake.why_not or 'does not work as one')}"
        for brake in brakes
        if not brake.works
    ]
    return "; ".join([f"{_PAIRS[state]} {listed(works)}".rstrip(), *faults])


def _brakes(brakes: Sequence[Brake]) -> str:
    return listed(
        [
            plain(brake.kpi.name)
            + ("" if brake.works else f" ({plain(brake.why_not or 'does not work as one')})")
            for brake in brakes
        ]
    )


def _reviews(report: Report) -> Iterator[str]:
    if report.reviews.late:
        yield "### Late"
        yield ""
        yield from _review_table(report.reviews.late)
    for month in report.reviews.coming:
        if month.reviews:
            yield ""
            yield f"### Due in {plain(month.label)}"
            yield ""
            yield from _review_table(month.reviews)
    if report.reviews.held:
        yield ""
        yield "### Held in this period"
        yield ""
        for row in report.reviews.held:
            day = f", {day_in_words(row.last)}" if row.last else ""
            yield f"- {plain(row.kpi.name)}: {plain(row.decision or 'no decision')}{day}"


def _review_table(rows: Iterable[ReviewRow]) -> Iterator[str]:
    yield from table(
        ("KPI", "Owner", "Due", "State", "Last decided"),
        (
            (
                plain(row.kpi.name), plain(row.owner or "nobody named"),
                day_in_words(row.due) if row.due else "no day known",
                _state(row),
                _last(row),
            )
            for row in rows
        ),
    )  # fmt: skip


def _last(row: ReviewRow) -> str:
    said = [day_in_words(row.last)] if row.last else []
    return ", ".join([*said, *([plain(row.decision)] if row.decision else [])])


def _state(row: ReviewRow) -> str:
    days = counted(row.days_late, "day") if row.days_late else ""
    if days and row.state == "never-reviewed":
        return f"{_STATES[row.state]}, due for {days}"
    late = f", by {days}" if days else ""
    return f"{_STATES[row.state]}{late}"


def _pressure(report: Report) -> Iterator[str]:
    for row in report.pressure:
        level = f", for {plain(row.level)}" if row.level else ""
        yield f"- **{plain(row.kpi.name)}** ({plain(listed(list(row.uses)))}{level})"
        for label, said in (("Asked", row.consulted), ("Exceptions", row.exceptions)):
            if said:
                yield f"  - {label}: {plain(said, 300)}"
        for question in row.questions:
            yield f"  - {plain(question, 300)}"


def _blind_spots(report: Report) -> Iterator[str]:
    for spot in report.blind_spots:
        day = f" ({day_in_words(spot.day)})" if spot.day else ""
        yield f"- **{plain(spot.about.name)}**: {plain(spot.text, 400)}{day}"


def _waivers(report: Report) -> Iterator[str]:
    states = {"in-force": "in force", "ended": "ended", "not-valid": "sets nothing aside"}
    yield from table(
        ("About", "Sets aside", "Because", "Agreed by", "Until", "State"),
        (
            (
                plain(row.about.name), plain(row.rule), plain(row.reason, 300),
                plain(", ".join(row.approved_by)),
                day_in_words(row.until) if row.until else "no last day",
                plain(_state_of(states[row.state], row.remark), 300),
            )
            for row in report.waivers
        ),
    )  # fmt: skip


def _state_of(state: str, remark: str) -> str:
    """`ended on 31 August 2026`; what the remark says already is not said twice."""
    return remark if remark.startswith(state) else "; ".join(filter(None, [state, remark]))


def _all_decisions(report: Report) -> Iterator[str]:
    if len(report.decisions) <= AT_ONE_SITTING:
        return
    for number, decision in enumerate(report.decisions, 1):
        yield from _decision(number, decision)


def _kpis(report: Report) -> Iterator[str]:
    for page in report.kpis:
        yield f"### {plain(page.kpi.name)}"
        yield ""
        yield from _kpi(page)
        yield ""


def _kpi(page: KpiPage) -> Iterator[str]:
    said: list[tuple[str, str | None]] = [
        ("Status", None if page.status == "active" else page.status),
        ("What it is", page.what), ("Counted", page.counted), ("Measures", page.measures),
        ("Target", page.target), ("Path", page.path), ("Owner", page.owner or "nobody named"),
        ("Used for", listed(list(page.used_for)) or None),
    ]  # fmt: skip
    for label, text in said:
        if text:
            yield f"- {label}: {plain(text, 500)}"
    if page.brakes:
        yield f"- Brakes: {_brakes(page.brakes)}"
    if page.holds:
        yield f"- Brake for: {listed([plain(ref.name) for ref in page.holds])}"
    if page.review is not None:
        due = f", due {day_in_words(page.review.due)}" if page.review.due else ""
        yield f"- Review: {_STATES[page.review.state]}{due}"
    for review in page.reviews:
        day = day_in_words(review.day) if review.day else "no day"
        by = f" by {plain(listed(list(review.by)))}" if review.by else ""
        note = f": {plain(review.note, 400)}" if review.note else ""
        yield f"- Reviewed {day}: {plain(review.decision or 'no decision')}{by}{note}"
    for finding in page.findings:
        sign = "◇" if finding.excepted else "▲"
        yield f"- {sign} {plain(finding.message, 400)} {prose(finding.help)}"


def _findings(report: Report) -> Iterator[str]:
    yield from table(
        ("Rule", "Severity", "About", "What is so", "Written in"),
        (
            (
                f"{plain(row.code)} {code(row.rule)}", row.severity, plain(row.subject.name),
                plain(row.message, 400), code(row.place),
            )
            for row in report.findings
            if not row.waived
        ),
    )  # fmt: skip
    snippets = [decision for decision in report.decisions if decision.snippet]
    for decision in snippets:
        yield ""
        yield f"{plain(decision.action, 300)}:"
        yield ""
        yield block((decision.snippet or "").split("\n"), "yaml")


def _method(report: Report) -> Iterator[str]:
    for sentence in (*report.method.sentences, *report.method.limits):
        yield f"- {plain(sentence, 500)}"
    read = "the files as they are"
    if report.revision is not None:
        local = report.revision.has_local_changes
        changed = ", with changes that are not committed" if local else ""
        read = (
            f"commit {code(report.revision.commit)} of {day_in_words(report.revision.day)}{changed}"
        )
    yield ""
    as_of = day_in_words(report.as_of)
    yield (
        f"Made by kpilint {plain(report.tool.version)} as of {as_of} from {read}: "
        f"{counted(report.size.kpis, 'KPI')}, {counted(report.size.goals, 'goal')}, "
        f"{counted(report.size.files, 'file')}."
    )


def _heading(title: str) -> tuple[str, ...]:
    return ("", f"## {title}", "")


def _count(count: Count) -> str:
    return f"{count.count:,} of {count.of:,}" if count.of else "none"


def _and_excepted(remark: str, excepted: int) -> str:
    said = f"{counted(excepted, 'agreed exception')}" if excepted else ""
    return "; ".join(filter(None, [remark, said]))
