"""Whether leadership can sign a catalogue off: seven questions, each with how many pass.

The questions are those of the rules, and so are the answers: a KPI passes where the rule finds
nothing. What an agreed exception sets aside passes too, and is counted apart. Which questions there
are is a choice of this project; that a board sees counts and no score follows from what is known
of ratings (a single number is chased).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from kpilint.cadence.clock import State
from kpilint.catalogue.model import Entity, Goal, Kpi, Waiver
from kpilint.finding import Finding
from kpilint.graph.breaks import break_of
from kpilint.record import record
from kpilint.report.facts import Check
from kpilint.report.parts import Count
from kpilint.report.sections.asks import Ask
from kpilint.run import Result
from kpilint.text.phrase import counted, day_in_words, listed

Name = Literal["aligned", "balanced", "questioned", "owned", "goals", "exceptions", "readable"]
_NO_MISSION = "no-mission"
Key = tuple[str, str]
"""Kind and id of what is judged."""


@record
class Judged:
    """The answer to one question: of how many it was asked, and which fail or are excepted."""

    of: int
    failing: tuple[Key, ...]
    excepted: int = 0
    remark: str = ""

    @property
    def passed(self) -> bool:
        return not self.failing

    @property
    def count(self) -> Count:
        return Count(count=self.of - len(self.failing) - self.excepted, of=self.of)


@record
class _Question:
    question: str
    label: str
    rule: str
    judge: Callable[[Result], Judged]


class SignOff:
    """The answers for one result. What no rule looked at is not asked."""

    def __init__(self, result: Result) -> None:
        known, checked = result.context.known_rules, result.context.waivers.checked
        self._asked = {
            key: question
            for key, question in _QUESTIONS.items()
            if known.get(question.rule) in checked
        }
        self.judged = {key: question.judge(result) for key, question in self._asked.items()}

    @property
    def ready(self) -> bool:
        return all(judged.passed for judged in self.judged.values())

    def blocks(self, ask: Ask) -> bool:
        """Whether the catalogue cannot be signed off without an answer to a question."""
        return any(map(self._is_in_the_way, ask.findings))

    def _is_in_the_way(self, finding: Finding) -> bool:
        subject = finding.problem.subject
        if finding.rule.name == _NO_MISSION:
            return "aligned" in self.judged and not self.judged["aligned"].passed
        return any(
            finding.rule.name == question.rule
            and (subject.kind, subject.id) in self.judged[key].failing
            for key, question in self._asked.items()
        )

    def checks(self, before: SignOff | None = None) -> tuple[Check, ...]:
        """The answers as facts, beside those of an earlier state."""
        earlier: Mapping[Name, Judged] = before.judged if before is not None else {}
        return tuple(
            Check(
                key=key,
                question=question.question,
                label=question.label,
                passed=self.judged[key].passed,
                count=self.judged[key].count,
                before=earlier[key].count if key in earlier else None,
                excepted=self.judged[key].excepted,
                remark=self.judged[key].remark,
            )
            for key, question in self._asked.items()
        )


def live_kpis(result: Result) -> list[Kpi]:
    return [kpi for kpi in result.catalogue.kpis if kpi.is_live]


def live_goals(result: Result) -> list[Goal]:
    return [goal for goal in result.catalogue.goals if goal.is_live]


def speed_kpis(result: Result) -> list[Kpi]:
    """The live KPIs that hold people to being fast."""
    presses = result.context.balance.presses_for_speed
    return [kpi for kpi in live_kpis(result) if presses(kpi)]


def is_aligned(kpi: Kpi, result: Result) -> bool:
    """Whether a KPI serves the mission: it reaches it, or guards a KPI that does."""
    links = result.context.links
    if links.reaches_mission(kpi):
        return True
    guards = any(map(links.reaches_mission, links.guarded_by(kpi)))
    return guards and break_of(kpi, links).reason == "no-link"


def lacks_result(goal: Goal, result: Result) -> bool:
    """Whether a goal has no measure of what becomes different, and does not say why it needs none.

    A goal that is cut off has to be tied to the mission first.
    """
    if not result.context.links.reaches_mission(goal):
        return False
    coverage = result.context.coverage
    if not coverage.is_measured(goal):
        return not goal.unmeasured
    return goal.kind in (None, "outcome") and not coverage.may_show_result(goal)


def has_owner(kpi: Kpi, result: Result) -> bool:
    """Whether somebody answers for a KPI; an owner that cannot be read is not called missing."""
    context = result.context
    return context.balance.owner_of(kpi) is not None or context.unread.has(kpi, "owner")


def excepted_keys(result: Result, *rules: str) -> set[Key]:
    """The entries of which agreed exceptions set aside what these rules found. What the baseline
    of adoption sets aside was never agreed to, and still fails."""
    aside: set[Key] = set()
    still: set[Key] = set()
    for finding in result.findings:
        if finding.rule.name in rules:
            subject = finding.problem.subject
            waived = finding.waived_by
            where = aside if waived is not None and waived.by == "waiver" else still
            where.add((subject.kind, subject.id))
    return aside - still


def _judged(
    result: Result, asked: Sequence[Entity], failing: Sequence[Entity], rule: str, remark: str = ""
) -> Judged:
    keys = [(entity.noun, entity.id) for entity in failing]
    aside = excepted_keys(result, rule).intersection(keys) if keys else set()
    left = tuple(key for key in keys if key not in aside)
    return Judged(len(asked), left, len(keys) - len(left), remark)


def _aligned(result: Result) -> Judged:
    kpis = live_kpis(result)
    failing = [kpi for kpi in kpis if not is_aligned(kpi, result)]
    none = "" if not kpis or result.context.links.have_a_root else "there is no mission yet"
    return _judged(result, kpis, failing, "orphaned-kpi", none)


def _balanced(result: Result) -> Judged:
    kpis = speed_kpis(result)
    failing = [kpi for kpi in kpis if not result.context.balance.valid(kpi)]
    none = "" if kpis else "no KPI presses for speed"
    return _judged(result, kpis, failing, "unbalanced-speed-metric", none)


def _questioned(result: Result) -> Judged:
    kpis = live_kpis(result)
    due = result.context.reviews.due
    late = [kpi for kpi in kpis if due(kpi).state.late]
    long = sum(due(kpi).state is State.LONG_OVERDUE for kpi in late)
    never = sum(due(kpi).state is State.NEVER_REVIEWED for kpi in late)
    said = [f"{long:,} long overdue"] * bool(long) + [f"{never:,} never reviewed"] * bool(never)
    return _judged(result, kpis, late, "overdue-review", listed(said))


def _owned(result: Result) -> Judged:
    kpis = live_kpis(result)
    failing = [kpi for kpi in kpis if not has_owner(kpi, result)]
    return _judged(result, kpis, failing, "no-accountable-owner")


def _goals(result: Result) -> Judged:
    goals = live_goals(result)
    failing = [goal for goal in goals if lacks_result(goal, result)]
    return _judged(result, goals, failing, "goal-without-outcome-kpi")


def _exceptions(result: Result) -> Judged:
    waivers = result.catalogue.waivers
    judge = result.context.waivers
    failing = [waiver for waiver in waivers if any(True for _ in judge.faults(waiver))]
    in_force = [waiver for waiver in judge.in_force() if waiver.until is not None]
    ends = min(in_force, key=lambda waiver: str(waiver.until), default=None)
    return _judged(result, waivers, failing, "waiver-not-valid", _next_end(ends) if waivers else "")


def _next_end(waiver: Waiver | None) -> str:
    if waiver is None or waiver.until is None:
        return "none is in force"
    return f"the next one ends on {day_in_words(waiver.until)}"


def _readable(result: Result) -> Judged:
    trees = result.catalogue.trees
    broken = tuple(("file", tree.source.path) for tree in trees if tree.troubles)
    return Judged(
        len(trees), broken, remark=counted(len(broken), "file is broken", "files are broken")
        if broken else "",
    )  # fmt: skip


_QUESTIONS: dict[Name, _Question] = {
    "aligned": _Question(
        "Aligned?", "KPIs that serve the mission", "orphaned-kpi", _aligned
    ),
    "balanced": _Question(
        "Balanced?", "Speed KPIs with a counterweight that works",
        "unbalanced-speed-metric", _balanced,
    ),
    "questioned": _Question(
        "Still questioned?", "KPIs whose review is in time", "overdue-review", _questioned
    ),
    "owned": _Question(
        "Owned?", "KPIs that somebody answers for", "no-accountable-owner", _owned
    ),
    "goals": _Question(
        "Results shown?", "Goals with a measure of the result",
        "goal-without-outcome-kpi", _goals,
    ),
    "exceptions": _Question(
        "Exceptions in order?", "Exceptions that hold", "waiver-not-valid", _exceptions
    ),
    "readable": _Question("Readable?", "Files that can be read", "unreadable-file", _readable),
}  # fmt: skip
