"""Governance reports made by hand: one for each state in which a page has to look right.

The catalogue is an invented contact centre. `not_ready` has something in every section, `ready` has
nothing to object to, `first` has no history. `with_prefix` puts a text before every text in a
report, so that a hostile one can be compared with a harmless one of the same length.
"""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, TypeVar, cast, get_type_hints

from kpilint.record import as_dict
from kpilint.report.details import (
    BlindSpot,
    Brake,
    ChangeRow,
    FindingRow,
    GoalCard,
    HeldReview,
    KpiPage,
    Loose,
    MapKpi,
    MissionCard,
    MissionMap,
    OpenFinding,
    Pair,
    PressureRow,
    SpeedRow,
    WaiverRow,
)
from kpilint.report.facts import (
    Check,
    Decision,
    GoalRow,
    Method,
    MonthLoad,
    PastDecision,
    Period,
    Report,
    Reviews,
    Revision,
    Size,
    Tool,
    Trend,
    TrendPoint,
    Verdict,
)
from kpilint.report.parts import Count, Fact, Ref, ReviewRow
from tests.facts import read, with_fields

AS_OF = dt.date(2026, 11, 22)
STATEMENT = "Every caller's problem is solved, the first time, by people who have time to listen."

HOSTILE = (
    "<script>alert(1)</script>\"'><img src=x onerror=alert(2)> javascript:alert(3) "
    "https://attacker.example/ {{ 7 * 7 }} {% raw %} &lt;b&gt; ]]> --> </style></title></svg>"
    "\x1b[31m \u202eright to left\u202c \x00 \ud800 \ufffe \r\n ::error:: =1+1 "
)


def goal(number: int) -> Ref:
    names = (
        "Callers get what they came for",
        "People can reach us when they need us",
        "Those who answer stay, and stay well",
        "Help costs no more than it has to",
    )
    return Ref(kind="goal", id=f"goal-{number}", name=names[number])


NAMES = (
    "Average handle time, business",
    "Average handle time, home",
    "First contact resolution",
    "Callers who call again within seven days",
    "Service level, 80 % in 20 seconds",
    "Abandonment rate",
    "Chat first response time",
    "Chats solved without a further contact",
    "Calls per hour",
    "Unplanned absence",
    "Staff who would recommend working here",
    "Cost per solved contact",
    "Upgrade offers made",
    "Schedule adherence",
)
OWNERS = ("head-of-voice", "head-of-quality", "head-of-digital", "head-of-people", None)


def kpi(number: int) -> Ref:
    return Ref(kind="kpi", id=f"kpi-{number}", name=NAMES[number])


def review(number: int, state: str, late: int | None = None, due: str | None = None) -> ReviewRow:
    return read(
        ReviewRow,
        {
            "kpi": kpi(number),
            "owner": OWNERS[number % 5],
            "state": state,
            "due": dt.date.fromisoformat(due) if due else None,
            "days_late": late,
            "last": None if state == "never-reviewed" else dt.date(2026, 6, 3),
            "decision": None if state == "never-reviewed" else "keep",
        },
    )


def brake(number: int, why_not: str | None = None, elsewhere: int | None = None) -> Brake:
    return Brake(
        kpi=kpi(number),
        works=why_not is None,
        why_not=why_not,
        goal=None if elsewhere is None else goal(elsewhere),
    )


WEAK = "it measures speed as well, and can look good while the work gets worse"
PAIRS = (
    Pair(kpi=kpi(8), brakes=(), state="gap"),
    Pair(kpi=kpi(0), brakes=(brake(5, WEAK),), state="weak"),
    Pair(
        kpi=kpi(1),
        brakes=(brake(3), brake(10, elsewhere=2)),
        state="balanced",
        remark="review 5 days late",
    ),
    Pair(
        kpi=kpi(4),
        brakes=(brake(2, elsewhere=0),),
        state="weak",
        weakness="calls that are given up in the first 20 seconds count nowhere",
    ),
    Pair(kpi=kpi(6), brakes=(brake(7),), state="balanced"),
    Pair(kpi=kpi(13), brakes=(), state="excepted"),
)


def _map(pairs: tuple[Pair, ...], *, loose: bool) -> MissionMap:
    cards = (
        GoalCard(
            goal=goal(0),
            owner="head-of-quality",
            part_of=(),
            gaps=("no measure of the result",) if loose else (),
            pairs=pairs[:3],
            others=(
                MapKpi(kpi=kpi(2)),
                MapKpi(kpi=kpi(3), remark="review 41 days late" if loose else ""),
            ),
            families={"speed": 3, "outcome": 1, "quality": 1},
        ),
        GoalCard(
            goal=goal(1),
            owner="head-of-voice",
            part_of=(goal(0),),
            gaps=(),
            pairs=pairs[3:5],
            others=(MapKpi(kpi=kpi(5)), MapKpi(kpi=kpi(7))),
            families={"speed": 2, "reliability": 1, "outcome": 1},
        ),
        GoalCard(
            goal=goal(2),
            owner="head-of-people",
            part_of=(),
            gaps=(),
            pairs=pairs[5:],
            others=(MapKpi(kpi=kpi(9)), MapKpi(kpi=kpi(10))),
            families={"people": 2, "speed": 1},
        ),
        GoalCard(
            goal=goal(3),
            owner=None,
            part_of=(),
            gaps=(),
            pairs=(),
            others=(MapKpi(kpi=kpi(11)),),
            families={"cost": 1},
        ),
    )
    return MissionMap(
        missions=(
            MissionCard(
                mission=Ref(kind="mission", id="mission", name="Helped the first time"),
                statement=STATEMENT,
                goals=cards,
            ),
        ),
        loose=(Loose(entry=kpi(12), why="its goal was closed in August 2026"),) if loose else (),
        families=("speed", "cost", "quality", "reliability", "outcome", "people"),
    )


def _speed(pairs: tuple[Pair, ...], *, hard: bool) -> tuple[SpeedRow, ...]:
    return tuple(
        SpeedRow(
            kpi=pair.kpi,
            owner="head-of-voice",
            target="at most 300 seconds",
            hangs_on_it=("pay", "ranking") if hard and number < 2 else (),
            brakes=pair.brakes,
            state=pair.state,
            weakness=pair.weakness,
            risk="Hard calls are passed on or cut short."
            if pair.state in ("gap", "weak")
            else None,
            suggestion=f'Balance it by "{NAMES[3]}".' if pair.state in ("gap", "weak") else None,
        )
        for number, pair in enumerate(pairs)
    )


def _page(number: int, pairs: tuple[Pair, ...], *, faults: bool) -> KpiPage:
    pair = next((pair for pair in pairs if pair.kpi == kpi(number)), None)
    serves = goal(number % 4).name
    stray = number == 12
    return KpiPage(
        kpi=kpi(number),
        status="deprecated" if stray else "active",
        what="We look at this because a caller who has to call twice was not helped.",
        counted="seconds from greeting to close / calls closed; complex calls are shown apart",
        measures="speed (as stated)" if pair else "quality (recognised by its name)",
        role="goal" if number % 3 else "driver",
        target=None if number % 4 == 3 else "at most 300 seconds by 30 June 2027",
        path=(
            "It reaches no mission: its goal was closed in August 2026."
            if stray
            else f'It serves "{serves}", which serves the mission.'
        ),
        reaches_mission=not stray,
        presses=pair is not None,
        brakes=pair.brakes if pair else (),
        holds=tuple(
            other.kpi for other in pairs if any(brake.kpi == kpi(number) for brake in other.brakes)
        ),
        owner=OWNERS[number % 5],
        used_for=("decisions", "improvement") if number % 2 else (),
        review=review(number, "ok", due="2027-01-14"),
        reviews=(
            HeldReview(
                day=dt.date(2026, 6, 3),
                decision="keep",
                by=("head-of-voice", "head-of-quality"),
                note="Two callers told us that nobody let them finish.",
                evidence="twelve calls, listened to",
            ),
        )
        if number % 2
        else (),
        findings=(
            OpenFinding(
                severity="error",
                message=f'"{NAMES[number]}" presses for speed and has no counterweight.',
                help="Link a KPI that would fall if speed were reached by helping less.",
            ),
            OpenFinding(
                severity="warning",
                message=f'Single people are ranked by "{NAMES[number]}".',
                help="Show it by team.",
                excepted=True,
            ),
        )
        if faults and pair and pair.state in ("gap", "weak")
        else (),
        place=f"kpis-voice.yaml:{12 + 30 * number}",
    )


def _decisions() -> tuple[Decision, ...]:
    asks = (
        (
            f'Give "{NAMES[8]}" a counterweight',
            "It decides on pay, and nothing shows what fast calls leave undone.",
            f'Pair it with "{NAMES[3]}", which is already counted every week.',
        ),
        (
            f'Replace the counterweight of "{NAMES[0]}"',
            f'"{NAMES[5]}" looks better when calls are cut short.',
            f'Pair it with "{NAMES[2]}" of business customers.',
        ),
        (
            f'Adopt "{NAMES[12]}" under a goal, or retire it',
            "It serves no goal since August, and is still shown to agents every day.",
            "Retire it.",
        ),
        (
            f'Name an owner for "{goal(3).name}"',
            "Nobody answers for what its number leads to.",
            None,
        ),
        (
            f'Hold the review of "{NAMES[3]}"',
            "It is 41 days late, and two triggers have passed since the last one.",
            None,
        ),
        (
            f'End the exception for "{NAMES[13]}", or renew it with a reason',
            "It ended on 31 October 2026 and still hides a finding.",
            "End it.",
        ),
        (f'Say what "{goal(1).name}" cannot show', "Nothing is written about it.", None),
    )
    return tuple(
        Decision(
            key=f"decision-{number}",
            action=action,
            reason=reason,
            suggestion=suggestion,
            owner=None if number == 3 else ("head-of-voice", "head-of-quality")[number % 2],
            by=dt.date(2026, 12, 12) + dt.timedelta(days=7 * (number // 3)),
            about=(kpi((8, 0, 12, 11, 3, 13, 7)[number]),),
            asked_since="2026-Q2" if number == 1 else None,
            blocks_sign_off=number < 5,
            snippet="balanced_by:\n  - callers-who-call-again  # within seven days"
            if number < 2
            else None,
        )
        for number, (action, reason, suggestion) in enumerate(asks)
    )


def _checks(*, passed: bool, history: bool) -> tuple[Check, ...]:
    rows: tuple[tuple[str, str, str, int, int, int], ...] = (
        ("aligned", "Aligned?", "KPIs that reach the mission", 13, 14, 12),
        ("balanced", "Balanced?", "speed KPIs with a working counterweight", 4, 6, 3),
        ("questioned", "Still questioned?", "KPIs with a review in time", 11, 14, 12),
        ("owned", "Owned?", "KPIs that somebody answers for", 14, 14, 13),
        ("goals", "Goals in order?", "goals with an owner and a result", 3, 4, 3),
        ("exceptions", "Exceptions in date?", "agreed exceptions in force", 1, 2, 2),
        ("readable", "Readable?", "files read without an error", 9, 9, 9),
    )
    return tuple(
        read(
            Check,
            {
                "key": key,
                "question": question,
                "label": label,
                "passed": passed or count == of,
                "count": Count(count=of if passed else count, of=of),
                "before": Count(count=before, of=of) if history else None,
                "excepted": 1 if key == "balanced" else 0,
                "remark": "two are long overdue" if key == "questioned" and not passed else "",
            },
        )
        for key, question, label, count, of, before in rows
    )


def _goals(*, clean: bool) -> tuple[GoalRow, ...]:
    rows = (
        (0, "head-of-quality", 5, (1, 3), 2, 1, "2 gaps, 1 late review"),
        (2, "head-of-people", 3, (0, 1), 0, 2, "2 late reviews"),
        (3, None, 1, (0, 0), 1, 0, "1 gap"),
        (1, "head-of-voice", 4, (2, 2), 0, 0, ""),
    )
    return tuple(
        GoalRow(
            goal=goal(number),
            owner=owner or ("head-of-finance" if clean else None),
            kpis=kpis,
            speed=Count(count=of if clean else count, of=of),
            gaps=0 if clean else gaps,
            late=0 if clean else late,
            shows_result=clean or number != 3,
            to_do="" if clean else to_do,
        )
        for number, owner, kpis, (count, of), gaps, late, to_do in rows
    )


def _trend(opened: tuple[int, ...], aside: tuple[int, ...], **moved: int) -> Trend:
    quarters = [(2025 + (number + 2) // 4, (number + 2) % 4 + 1) for number in range(6)]
    points = (
        TrendPoint(
            period=f"{year}-Q{quarter}",
            label=f"Q{quarter} {year - 2000}",
            day=dt.date(2025, 9, 30) + dt.timedelta(days=91 * number),
            open=opened[number],
            excepted=aside[number],
            kpis=14,
        )
        for number, (year, quarter) in enumerate(quarters)
    )
    return read(Trend, {"points": tuple(points), **moved})


PAST = (
    ("Hold the review of the service level", "asked", 4, "overdue", "no review since 3 June 2026"),
    ("Replace the counterweight of handle time", "asked", 0, "open", "the same one is linked"),
    ("Change the target of chats", "decided", 6, "done", "the target changed on 2 October 2026"),
    ("End the exception for absence", "exception", 9, "done", "it ended on 30 September 2026"),
)
CHANGES = (
    (0, "target-loosened", "risky", "target loosened: 280 to 300 seconds", "280 s", "300 s"),
    (8, "brake-lost", "risky", 'counterweight removed: "First contact resolution"', "x", None),
    (2, "definition-changed", "notable", "formula: the word again now means seven days", "", ""),
    (4, "target-tightened", "notable", "target tightened: 75 % to 80 %", "75 %", "80 %"),
    (7, "added", "notable", "new", None, None),
    (9, "review-recorded", "routine", "review recorded: keep", None, "keep"),
    (3, "wording-changed", "wording", "purpose reworded", None, None),
)


def not_ready() -> Report:
    """Something in every section."""
    return Report(
        tool=Tool(version="0.1.0"),
        period=Period(
            name="2026-Q4",
            title="Q4 2026 so far",
            start=dt.date(2026, 10, 1),
            end=dt.date(2026, 12, 31),
            is_over=False,
        ),
        as_of=AS_OF,
        revision=Revision(commit="3f9c2ab41d07", day=dt.date(2026, 11, 20), has_local_changes=True),
        compared_with=Revision(commit="a01b77c2e9f3", day=dt.date(2026, 9, 30)),
        size=Size(files=9, goals=4, kpis=14, retired=2, speed=6),
        verdict=Verdict(
            ready=False,
            headline="Not ready to sign off",
            sentence="Two KPIs press for speed with nothing to hold them in check. Five decisions "
            "and two late reviews would clear it.",
        ),
        decisions=_decisions(),
        checks=_checks(passed=False, history=True),
        trend=_trend((19, 16, 14, 12, 9, 7), (0, 1, 1, 3, 3, 2), new=3, closed=5, reopened=1),
        goals=_goals(clean=False),
        past=tuple(
            read(
                PastDecision,
                {
                    "what": what,
                    "kind": kind,
                    "about": kpi(number),
                    "owner": OWNERS[number % 5],
                    "day": dt.date(2026, 8, 26),
                    "state": state,
                    "evidence": evidence,
                },
            )
            for what, kind, number, state, evidence in PAST
        ),
        changes=tuple(
            read(
                ChangeRow,
                {
                    "subject": kpi(number),
                    "owner": OWNERS[number % 5],
                    "kind": kind,
                    "risk": risk,
                    "words": words,
                    "before": before,
                    "after": after,
                },
            )
            for number, kind, risk, words, before, after in CHANGES
        ),
        map=_map(PAIRS, loose=True),
        speed=_speed(PAIRS, hard=True),
        reviews=Reviews(
            late=(
                review(13, "never-reviewed"),
                review(4, "long-overdue", 64, "2026-09-19"),
                review(3, "overdue", 41, "2026-10-12"),
                review(9, "in-grace", 5, "2026-11-17"),
            ),
            coming=_coming(),
            held=(review(9, "ok", due="2027-02-01"), review(1, "ok", due="2027-01-14")),
        ),
        pressure=(
            PressureRow(
                kpi=kpi(8),
                owner="head-of-voice",
                uses=("monthly bonus", "ranking on the wall"),
                level="single people",
                consulted=None,
                exceptions=None,
                questions=("Who was asked before it went into the bonus?", "What can they do?"),
            ),
            PressureRow(
                kpi=kpi(0),
                owner="head-of-voice",
                uses=("contract penalty",),
                level="a team",
                consulted="six people of the business team, on 14 September 2026",
                exceptions="anyone, for callers in distress; counted apart",
                questions=(),
            ),
        ),
        blind_spots=(
            BlindSpot(about=goal(0), kind="unmeasured", text="People who gave up before calling."),
            BlindSpot(about=kpi(3), kind="limitation", text="Unknown lines are left out."),
            BlindSpot(
                about=kpi(1),
                kind="evidence",
                text="Two callers told us that nobody let them finish.",
                day=dt.date(2026, 10, 14),
            ),
            BlindSpot(about=goal(3), kind="not-said", text="Nothing is said about what it misses."),
        ),
        waivers=(
            _waiver(13, "ended", dt.date(2026, 10, 31), "it still hides a finding"),
            _waiver(0, "in-force", dt.date(2026, 12, 13), ""),
        ),
        kpis=tuple(_page(number, PAIRS, faults=True) for number in _by_name()),
        findings=tuple(_finding(number) for number in range(7)),
        method=Method(
            profile="standard",
            rules=57,
            sentences=(
                "A counterweight works when it measures quality, reliability or outcome.",
                "Four KPIs were recognised by their names; each page says so.",
            ),
            limits=("It reads definitions, and has seen no values.", "Silence is no consent."),
        ),
    )


def _by_name() -> list[int]:
    return sorted(range(len(NAMES)), key=lambda number: NAMES[number])


def _coming() -> tuple[MonthLoad, ...]:
    return (
        MonthLoad(
            month="2026-12",
            label="December 2026",
            reviews=(
                review(2, "due-soon", due="2026-12-04"),
                review(5, "ok", due="2026-12-12"),
                review(11, "ok", due="2026-12-12"),
            ),
        ),
        MonthLoad(
            month="2027-01", label="January 2027", reviews=(review(1, "ok", due="2027-01-14"),)
        ),
        MonthLoad(month="2027-02", label="February 2027", reviews=()),
        MonthLoad(
            month="2027-03", label="March 2027", reviews=(review(6, "ok", due="2027-03-01"),)
        ),
    )


def _waiver(number: int, state: str, until: dt.date, remark: str) -> WaiverRow:
    return read(
        WaiverRow,
        {
            "about": kpi(number),
            "rule": "a KPI that presses for speed needs a counterweight",
            "reason": "The new telephone system is to count repeat calls from January.",
            "approved_by": ("chief-operating-officer", "head-of-quality"),
            "since": dt.date(2026, 7, 1),
            "until": until,
            "state": state,
            "hides": 1,
            "renewed": 2 if state == "in-force" else 0,
            "remark": remark,
        },
    )


def _finding(number: int) -> FindingRow:
    subject = kpi((8, 0, 12, 4, 3, 13, 7)[number])
    code, rule, severity = (
        ("BAL001", "speed-without-counterweight", "error"),
        ("BAL001", "speed-without-counterweight", "error"),
        ("MIS001", "serves-no-goal", "error"),
        ("REV001", "overdue-review", "warning"),
        ("REV001", "overdue-review", "warning"),
        ("WAV001", "exception-ended", "warning"),
        ("POR004", "nothing-unmeasured", "advice"),
    )[number]
    return read(
        FindingRow,
        {
            "code": code,
            "rule": rule,
            "severity": severity,
            "subject": subject,
            "message": f'"{subject.name}" is not as it should be, and this sentence says how.',
            "why": f"Why it matters is the same for all of {code}.",
            "help": "Do this, then that; then run the check again.",
            "place": f"kpis-voice.yaml:{10 + number}:5",
            "new": (True, False, None)[number % 3],
            "waived": number == 5,
            "follows": number == 4,
            "fingerprint": f"{number:016x}",
        },
    )


def ready() -> Report:
    """Nothing to object to, with history."""
    held = [Pair(kpi=pair.kpi, brakes=(brake(3),), state="balanced") for pair in PAIRS[:-1]]
    pairs = (*held, PAIRS[-1])
    report = not_ready()
    return with_fields(
        report,
        period=Period(
            name="2026-Q3",
            title="Q3 2026",
            start=dt.date(2026, 7, 1),
            end=dt.date(2026, 9, 30),
            is_over=True,
        ),
        verdict=Verdict(
            ready=True,
            headline="Ready to sign off",
            sentence="All seven checks passed: every KPI reaches the mission, every KPI that "
            "presses for speed is held in check or excepted, and every review is in time.",
        ),
        decisions=(),
        checks=_checks(passed=True, history=True),
        goals=_goals(clean=True),
        changes=(),
        trend=_trend((19, 16, 9, 4, 1, 0), (0, 1, 1, 2, 1, 1), new=0, closed=1, reopened=0),
        map=_map(pairs, loose=False),
        speed=_speed(pairs, hard=False),
        reviews=Reviews(late=(), coming=_coming(), held=report.reviews.held),
        pressure=(),
        waivers=(report.waivers[1],),
        kpis=tuple(_page(number, pairs, faults=False) for number in _by_name()),
        findings=(),
    )


def first() -> Report:
    """The first report: no git, no history, nothing to compare with."""
    return with_fields(
        not_ready(),
        revision=None,
        compared_with=None,
        checks=_checks(passed=False, history=False),
        trend=None,
        past=(),
        changes=(),
        findings=tuple(with_fields(row, new=None) for row in not_ready().findings),
    )


def empty() -> Report:
    """A catalogue that holds nothing yet."""
    return with_fields(
        first(),
        size=Size(files=0, goals=0, kpis=0, retired=0, speed=0),
        decisions=(),
        checks=(),
        goals=(),
        map=MissionMap(missions=(), loose=(), families=()),
        speed=(),
        reviews=Reviews(late=(), coming=(), held=()),
        pressure=(),
        blind_spots=(),
        waivers=(),
        kpis=(),
        findings=(),
        method=Method(profile="standard", rules=57, sentences=(), limits=()),
    )


def many(kpis: int = 150, goals: int = 16) -> Report:
    """So much of everything that lists are folded or told in numbers."""
    report = not_ready()
    refs = [
        Ref(kind="kpi", id=f"many-{number}", name=f"{('KPI', 'Rate')[number % 2]} {number}")
        for number in range(kpis)
    ]
    speed = [
        Pair(kpi=ref, brakes=(brake(2),) if number % 20 else (), state=_SPEED[bool(number % 20)])
        for number, ref in enumerate(refs)
    ]
    cards = [
        GoalCard(
            goal=Ref(kind="goal", id=f"wide-{number}", name=f"Goal {number}"),
            owner="head-of-voice",
            part_of=(),
            gaps=("no measure of the result",) if number < 2 else (),
            pairs=tuple(pair for pair in speed[number::goals] if pair.state == "balanced"),
            others=tuple(MapKpi(kpi=ref) for ref in refs[number::goals]),
            families={"speed": 9},
        )
        for number in range(goals)
    ]
    mission = with_fields(report.map.missions[0], goals=tuple(cards))
    rows = [with_fields(review(2, "ok", due="2027-01-14"), kpi=ref) for ref in refs]
    late = [with_fields(review(2, "overdue", 9, "2026-11-13"), kpi=ref) for ref in refs]
    month = MonthLoad(month="2027-01", label="January 2027", reviews=tuple(rows))
    limits = [BlindSpot(about=ref, kind="limitation", text="Leaves out the rest.") for ref in refs]
    template = _page(2, (), faults=True)
    return with_fields(
        report,
        map=with_fields(report.map, missions=(mission,)),
        speed=_speed(tuple(speed), hard=False),
        reviews=Reviews(late=tuple(late), coming=(month,), held=tuple(rows)),
        blind_spots=(*limits[:-2], *report.blind_spots),
        kpis=tuple(with_fields(template, kpi=ref) for ref in refs),
        findings=tuple(_finding(number % 7) for number in range(kpis)),
    )


_SPEED: dict[bool, Literal["balanced", "gap"]] = {True: "balanced", False: "gap"}
SAMPLES = {"not-ready": not_ready, "ready": ready, "first": first, "empty": empty, "many": many}

Shape = TypeVar("Shape", bound=Fact)

# Texts of ours that a page may draw differently; nobody can write anything there.
FIXED = {(ChangeRow, "kind"), (KpiPage, "status"), (KpiPage, "role")}


def with_prefix(fact: Shape, prefix: str) -> Shape:
    """The same with `prefix` before every free text, ids and keys included.

    What the contract fixes (a state, a kind) stays.
    """
    return cast(Shape, _prefixed(fact, fact.__class__, prefix))


def _prefixed(value: object, annotation: Any, prefix: str) -> object:
    if isinstance(value, Fact):
        shape = type(value)
        hints = get_type_hints(shape)
        fields = {
            name: _prefixed(field, hints[name], prefix)
            for name, field in as_dict(value).items()
            if (shape, name) not in FIXED
        }
        return with_fields(value, **fields)
    if isinstance(value, tuple):
        return tuple(_prefixed(item, _inside(annotation), prefix) for item in value)
    if isinstance(value, dict):
        return {prefix + key: item for key, item in value.items()}
    is_free = "Literal" not in str(annotation)
    return prefix + value if isinstance(value, str) and is_free else value


def _inside(annotation: Any) -> Any:
    return annotation.__args__[0]
