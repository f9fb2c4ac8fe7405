"""What of the report stands on page one: the first rows of each list, as many as one sheet holds.

The lists of a report are complete, and a meeting reads one sheet of A4. So each row's height in
print is estimated from its text, and lists are shortened, the longest first, until the sheet is
not overfull; the rest is a link away. The measures were taken in a browser from Liberation Sans,
which is as wide as Arial and Helvetica; some of the sheet is kept free for other fonts.
"""

from __future__ import annotations

import datetime as dt

from kpilint.record import record
from kpilint.report.details import ChangeRow
from kpilint.report.facts import Check, Decision, GoalRow, MonthLoad, Report
from kpilint.report.formats.text_width import wrap
from kpilint.report.parts import LONGEST, ReviewRow
from kpilint.text.phrase import day_in_words
from kpilint.text.show import show

# What a meeting of twenty minutes can take (choices of this project).
MOST_DECISIONS = 5
MOST_GOALS = 6
MOST_LATE = 4
MOST_LATE_AND_NEXT = 5
MOST_CHANGED = 4

SHEET = 765.0 * 0.98  # points between the margins of A4, less what other fonts may need
SIZE = 8.6
LINE = 11.4

# In which order lists lose rows, and down to how many; "" is the taller of the two that stand side
# by side at the foot. Decisions are what the sheet is for, and go last.
SHORTER = (
    ("", 3), ("goals", 4), ("", 2), ("goals", 3), ("", 1), ("goals", 2), ("decisions", 4),
    ("decisions", 3), ("goals", 1), ("decisions", 1),
)  # fmt: skip

DEFINING = ("direction-flipped", "definition-changed", "relabelled")


@record
class PageOne:
    """The rows that stand on page one; the sections behind it hold all of them."""

    decisions: tuple[Decision, ...]
    goals: tuple[GoalRow, ...]
    late: tuple[ReviewRow, ...]
    next: tuple[ReviewRow, ...]
    loads: tuple[MonthLoad, ...]
    changed: tuple[ChangeRow, ...]
    more_changed: int
    in_force: int
    next_end: dt.date | None


def page_one(report: Report) -> PageOne:
    """Page one of a report, no longer than a sheet of A4."""
    changed = definitions_that_changed(report)
    in_force = [waiver for waiver in report.waivers if waiver.state == "in-force"]
    late = report.reviews.late[:MOST_LATE]
    lists: dict[str, list[float]] = {
        "decisions": [_decision(row, report.as_of) for row in report.decisions[:MOST_DECISIONS]],
        "goals": [_goal(row) for row in report.goals[:MOST_GOALS]],
        "late": [_late(row) for row in late],
        "next": [_late(row) for row in _next(report)[: MOST_LATE_AND_NEXT - len(late)]],
        "changed": [_changed(row) for row in changed[:MOST_CHANGED]],
    }
    shown = _fitted(lists, SHEET - _fixed(report))
    return PageOne(
        decisions=report.decisions[: shown["decisions"]],
        goals=report.goals[: shown["goals"]],
        late=late[: shown["late"]],
        next=_next(report)[: shown["next"]],
        loads=tuple(month for month in report.reviews.coming if month.reviews)[:3],
        changed=changed[: shown["changed"]],
        more_changed=len(changed) - shown["changed"],
        in_force=len(in_force),
        next_end=min((one.until for one in in_force if one.until), default=None),
    )


def definitions_that_changed(report: Report) -> tuple[ChangeRow, ...]:
    """Moved targets first, then what else a number means now; each in the report's order."""
    targets = [row for row in report.changes if row.kind.startswith("target-")]
    others = [row for row in report.changes if row.kind in DEFINING]
    return tuple(targets + others)


def _next(report: Report) -> tuple[ReviewRow, ...]:
    rows = [row for month in report.reviews.coming for row in month.reviews if row.due]
    return tuple(sorted(rows, key=lambda row: row.due or dt.date.max))


def _height(lists: dict[str, list[float]]) -> float:
    beside = max(sum(lists["late"]) + sum(lists["next"]), sum(lists["changed"]))
    return sum(lists["decisions"]) + sum(lists["goals"]) + beside


def _fitted(lists: dict[str, list[float]], room: float) -> dict[str, int]:
    """How many rows of each list fit into so many points, with at least one of each."""
    fitted = {name: list(rows) for name, rows in lists.items()}
    while _height(fitted) > room and any(len(rows) > 1 for rows in fitted.values()):
        _shorten(fitted)
    # A tall row may have left room for smaller ones of another list.
    for name, rows in lists.items():
        while len(fitted[name]) < len(rows):
            fitted[name].append(rows[len(fitted[name])])
            if _height(fitted) > room:
                fitted[name].pop()
                break
    return {name: len(rows) for name, rows in fitted.items()}


def _shorten(lists: dict[str, list[float]]) -> None:
    """Takes the last row off the list that can best do without one."""
    if sum(lists["late"]) + sum(lists["next"]) < sum(lists["changed"]):
        beside = "changed"
    else:
        beside = "next" if len(lists["next"]) > 1 else "late"
    for name, least in SHORTER:
        if len(lists[name or beside]) > least:
            lists[name or beside].pop()
            return
    max(lists.values(), key=len).pop()


def cut(text: str, longest: int) -> str:
    """A text as it stands on page one: at most so long, and cut between two words."""
    shown = show(text, longest)
    if not shown.endswith("…") or show(text, LONGEST) == shown:
        return shown
    words = shown[:-1].rsplit(" ", 1)[0].rstrip(",;: ")
    return f"{words}…" if len(words) > longest // 2 else shown


def near(day: dt.date, today: dt.date) -> str:
    """`13 December`, or `13 December 2027` where the year does not go without saying."""
    words = day_in_words(day)
    return words.rsplit(" ", 1)[0] if 0 <= (day - today).days < 180 else words


def _lines(text: str, points: float, size: float = SIZE) -> int:
    """How many lines a text takes in a column of so many points."""
    return len(wrap(text, size, points, 20))


def _decision(row: Decision, today: dt.date) -> float:
    reason = cut(row.reason, 220)
    if row.suggestion:
        reason += f" Suggested: {cut(row.suggestion, 150)}"
    text = _lines(cut(row.action, 120), 330, SIZE * 1.05) + _lines(reason, 330)
    when = f"by {near(row.by, today)}"
    when += f" open since {cut(row.asked_since, 16)}" if row.asked_since else ""
    who = _lines(cut(row.owner or "no owner named", 48), 178, SIZE * 1.05)
    return 5.0 + LINE * max(text, who + _lines(when, 178) + 1)


def _check(row: Check) -> float:
    said = f"{cut(row.question, 20)} {cut(row.label, 48)}"
    said += f", {row.excepted} excepted" if row.excepted else ""
    said += f"; {cut(row.remark, 60)}" if row.remark and row.key != "exceptions" else ""
    return 4.0 + LINE * _lines(said, 200, SIZE * 0.93)


def _goal(row: GoalRow) -> float:
    name = _lines(cut(row.goal.name, 72), 198, SIZE * 1.05)
    to_do = _lines(cut(row.to_do, 60), 105, SIZE * 1.05)
    return 4.0 + LINE * max(name, to_do, _lines(cut(row.owner or "", 40), 96))


def _late(row: ReviewRow) -> float:
    said = f"{cut(row.kpi.name, 72)} {cut(row.owner or 'no owner named', 32)}"
    return 4.0 + LINE * _lines(said, 170)


def _changed(row: ChangeRow) -> float:
    said = f"{cut(row.subject.name, 72)} {cut(row.words, 120)}"
    return 4.0 + LINE * _lines(said, 205)


def _fixed(report: Report) -> float:
    """Everything that is there however short the lists are."""
    mission = report.map.missions[0].statement if len(report.map.missions) == 1 else ""
    header = 30 + (14 * _lines(cut(mission, 220), 350) if mission else 0)
    verdict = 33 + LINE * _lines(cut(report.verdict.sentence, 320), 450)
    checks = 32 + sum(_check(row) for row in report.checks)
    direction = 145 if report.trend else 90
    headings = 21 + 33 + 21  # decisions; goals, with the heads of columns; reviews
    foot = 14 + 7 + LINE * 2  # months with reviews; where all of this comes from
    return header + verdict + max(checks, direction) + headings + foot
