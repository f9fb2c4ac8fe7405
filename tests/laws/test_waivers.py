"""Laws of what is set aside: a waiver hides what it names, a baseline what was there."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable

from hypothesis import given, settings
from hypothesis import strategies as st

from kpilint.analysis.waivers import LONGEST
from kpilint.config import Settings
from kpilint.engine.baseline import baseline_of, read_baseline, render_baseline
from kpilint.engine.lint import lint
from kpilint.finding import Finding
from kpilint.run import Result
from kpilint.text.source import Source
from tests.today import TODAY

REASON = "We agreed on this in the meeting of the second of November."
# Rules of KPIs and goals that the catalogues below break in many ways.
CODES = ("BAL001", "MIS001", "MIS002", "MIS003", "REV001", "REV002", "REV003", "TGT001", "OWN001")
SELECT = Settings(select=(*CODES, "WAV001"))
KPIS = ("average-handle-time", "time-in-queue", "complaints", "calls-per-hour")
GOALS = ("easy-help", "fewer-calls")

few = settings(max_examples=40)

_LINES = st.lists(
    st.sampled_from(
        (
            "owner: head-of-support",
            "supports: easy-help",
            "supports: fewer-calls",
            "supports: easy-hepl",
            "review: {cadence: quarterly, last: 2026-07-20}",
            "review: every two years",
            "direction: lower",
            "target: 300",
            "status: deprecated",
            "balanced_by: complaints",
        )
    ),
    unique_by=lambda line: line.split(":")[0],
)


@st.composite
def catalogues(draw: st.DrawFn) -> str:
    lines = ["mission: Every caller is helped, whatever they ask.", "goals:"]
    for goal in GOALS:
        supports = draw(st.sampled_from(("mission", "nothing-at-all")))
        lines.append(f"  - {{id: {goal}, name: {goal}, supports: {supports}}}")
    lines.append("kpis:")
    for kpi in KPIS:
        lines.append(f"  - name: {kpi}")
        lines += [f"    {line}" for line in draw(_LINES)]
    return "\n".join(lines) + "\n"


def waiver(code: str, kind: str, id_: str, until: dt.date, since: dt.date | None = None) -> str:
    begins = f", since: {since}" if since else ""
    return (
        f"  - {{rule: {code}, {kind}: {id_}, reason: {REASON}, approved_by: the-board, "
        f"until: {until}{begins}}}\n"
    )


def check(text: str, *more: str, day: dt.date = TODAY, **baseline: object) -> Result:
    sources = [Source("a.yaml", text), *(Source(f"w{i}.yaml", t) for i, t in enumerate(more))]
    return lint(sources, SELECT, day, **baseline)  # type: ignore[arg-type]


def traces(findings: Iterable[Finding]) -> Counter[tuple[str, str, str]]:
    return Counter(
        (finding.rule.code, finding.problem.subject.id, finding.problem.message)
        for finding in findings
    )


NAMED = st.one_of(
    st.tuples(st.sampled_from(CODES), st.just("kpi"), st.sampled_from(KPIS)),
    st.tuples(st.sampled_from(CODES), st.just("goal"), st.sampled_from(GOALS)),
)


@few
@given(catalogues(), st.sets(NAMED, max_size=4), st.integers(0, 365))
def test_a_waiver_removes_exactly_the_findings_it_names(
    text: str, named: set[tuple[str, str, str]], days: int
) -> None:
    until = TODAY + dt.timedelta(days)
    waivers = "".join(waiver(*one, until) for one in sorted(named))
    before = check(text)
    after = check(text, f"waivers:\n{waivers}") if named else check(text)
    expected = [
        finding
        for finding in before.findings
        if (finding.rule.code, finding.problem.subject.kind, finding.problem.subject.id)
        not in named
    ]
    assert traces(after.open) == traces(expected)
    assert traces(after.findings) == traces(before.findings), "what is hidden is still there"
    for finding in set(after.findings) - set(after.open):
        assert finding.waived_by is not None
        assert (finding.waived_by.reason, finding.waived_by.until) == (REASON, str(until))


@few
@given(catalogues(), NAMED, st.dates(dt.date(2026, 10, 1), dt.date(2027, 12, 31)))
def test_a_waiver_hides_from_its_first_to_its_last_day(
    text: str, named: tuple[str, str, str], day: dt.date
) -> None:
    since, until = dt.date(2026, 11, 15), dt.date(2027, 3, 15)
    written = f"waivers:\n{waiver(*named, until, since)}"
    plain = traces(f for f in check(text, day=day).open)
    waived = [finding for finding in check(text, written, day=day).findings if finding.waived_by]
    covered = sum(
        count for (code, id_, _), count in plain.items() if (code, id_) == (named[0], named[2])
    )
    assert len(waived) == (covered if since <= day <= until else 0)
    ended = any(f.rule.code == "WAV001" for f in check(text, written, day=day).findings)
    assert ended == (day > until)


@few
@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 12, 31)), st.integers(-30, 30))
def test_a_waiver_lasts_at_most_a_year(day: dt.date, beyond: int) -> None:
    until = LONGEST.after(day) + dt.timedelta(beyond)
    text = "kpis:\n  - name: complaints\n"
    result = check(text, f"waivers:\n{waiver('TGT001', 'kpi', 'complaints', until)}", day=day)
    reasons = [f.problem.reason for f in result.findings if f.rule.code == "WAV001"]
    assert reasons == (["too-long"] if beyond > 0 else [])


@few
@given(catalogues(), NAMED, st.sampled_from(("rule", "kpi", "reason", "approved_by", "until")))
def test_a_waiver_that_lacks_anything_hides_nothing(
    text: str, named: tuple[str, str, str], field: str
) -> None:
    field = named[1] if field == "kpi" else field
    whole = waiver(*named, dt.date(2027, 1, 31)).replace(f"{field}: ", f"x-{field}: ")
    result = check(text, f"waivers:\n{whole}")
    others = [finding for finding in result.open if finding.rule.code != "WAV001"]
    assert traces(others) == traces(check(text).open)
    assert len(result.open) == len(others) + 1


@few
@given(catalogues())
def test_a_baseline_of_a_run_makes_the_next_run_clean(text: str) -> None:
    first = check(text)
    baseline = read_baseline(render_baseline(baseline_of(first.findings)))
    again = check(text, baseline=baseline)
    assert not again.open
    assert not again.stale_baseline
    assert traces(again.findings) == traces(first.findings)
    # Made anew while it is in force, it is the same.
    assert baseline_of(again.findings) == baseline


@few
@given(catalogues(), st.data())
def test_one_more_of_the_same_key_shows_and_one_less_is_stale(
    text: str, data: st.DataObject
) -> None:
    baseline = dict(baseline_of(check(text).findings))
    if not baseline:
        return
    key = data.draw(st.sampled_from(sorted(baseline)))
    fewer = check(text, baseline=baseline | {key: baseline[key] - 1})
    assert [finding.key for finding in fewer.open] == [key]
    more = check(text, baseline=baseline | {key: baseline[key] + 2})
    assert not more.open
    assert more.stale_baseline == (key,)


@few
@given(catalogues())
def test_a_baseline_does_not_speak_of_rules_that_did_not_run(text: str) -> None:
    baseline = baseline_of(check(text).findings)
    only = lint([Source("a.yaml", text)], Settings(select=("OWN001",)), TODAY, baseline)
    assert not only.open
    assert not only.stale_baseline


def test_a_file_that_cannot_be_read_is_never_set_aside() -> None:
    source = Source("a.yaml", "kpis: [\n")
    first = lint([source], Settings(), TODAY)
    (key,) = {finding.key for finding in first.findings}
    assert key[0] == "STR001"
    assert lint([source], Settings(), TODAY, {key: 9}).open
