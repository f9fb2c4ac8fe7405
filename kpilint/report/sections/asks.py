"""What a state of the catalogue asks of leadership: one question about one entry each.

A question stands for a root cause: an error, or a warning that somebody with authority has to
answer. It keeps its key from report to report, so that it can be followed until it is answered.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kpilint.cadence.dates import shift
from kpilint.catalogue.model import Entity, Goal, Kpi, Waiver
from kpilint.finding import Finding, Severity
from kpilint.record import changed, record
from kpilint.report.entries import called
from kpilint.report.sections.wording import Wording, names, other_wording, wording_of
from kpilint.run import Context, Result

DAYS_FOR_ERRORS = 21
"""Days within which an error is to be answered; the meeting is over then (a choice of this
project)."""

# What a number does to people is told in one go.
_FOLDED_INTO = {
    "punitive-use": "paid-on-pressure-only",
    "individual-ranking": "paid-on-pressure-only",
}


@record
class Ask:
    """One question. `name` is what it is about, `owner` whoever decides; `excepts` is the code of
    the rule of which an exception is asked about; `follows` are findings that go with this one;
    `folded` are further questions that the answer to this one settles."""

    finding: Finding
    wording: Wording
    entity: Entity | None
    name: str
    owner: str | None
    excepts: str | None = None
    follows: tuple[Finding, ...] = ()
    folded: tuple[Ask, ...] = ()

    @property
    def about(self) -> tuple[str, str]:
        """Kind and id of the entry: of what is excepted, where it is about an exception."""
        subject = self.finding.problem.subject
        return (self.entity.noun, self.entity.id) if self.entity else (subject.kind, subject.id)

    @property
    def rule(self) -> str:
        return self.finding.rule.name

    @property
    def key(self) -> str:
        """What stays the same from report to report."""
        subject = self.finding.problem.subject
        return f"{self.rule}/{subject.kind}/{subject.id}"

    @property
    def all(self) -> tuple[Ask, ...]:
        return (self, *self.folded)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that an answer would settle."""
        return tuple(f for ask in self.all for f in (ask.finding, *ask.follows))

    @property
    def action(self) -> str:
        """What to do."""
        return action_of([self])

    def by(self, as_of: dt.date, period_end: dt.date) -> dt.date:
        """The day by which an answer is suggested: soon for an error, else the end of the period
        (never sooner than for an error)."""
        soon = shift(as_of, DAYS_FOR_ERRORS)
        is_error = any(finding.severity is Severity.ERROR for finding in self.findings)
        return soon if is_error else max(period_end, soon)


def asks(result: Result) -> list[Ask]:
    """Every question that a result puts to leadership, in order of the files."""
    wordings = {id(f): found for f in result.open if (found := _wording(f, result)) is not None}
    following: dict[int, list[Finding]] = {}
    for finding in result.open:
        if finding.caused_by is not None:
            following.setdefault(id(finding.caused_by), []).append(finding)
    waivers = {waiver.id: waiver for waiver in reversed(result.catalogue.waivers)}
    return _folded([
        _ask(finding, wordings[id(finding)], following.get(id(finding), ()), waivers, result)
        for finding in result.open
        if id(finding) in wordings and not _is_settled_by_cause(finding, wordings)
    ])  # fmt: skip


def action_of(found: Sequence[Ask]) -> str:
    """What to do about one entry, or about several of which the same is asked."""
    wording = found[0].wording
    action = wording.one if len(found) == 1 else wording.many
    # Not `format`: a name may hold braces.
    return action.replace("{}", names(ask.name for ask in found))


def _wording(finding: Finding, result: Result) -> Wording | None:
    """How a finding is asked about; None where it is not."""
    kind = finding.problem.subject.kind
    subject = result.catalogue.find(finding.problem.subject.id)
    mandated = isinstance(subject, Kpi) and bool(subject.mandated_by)
    wording = wording_of(finding.rule.name, finding.problem.reason, kind, mandated=mandated)
    if finding.severity is Severity.ERROR:
        return wording or other_wording(finding.rule.summary)
    is_live = not isinstance(subject, Kpi | Goal) or subject.is_live
    warns = wording is not None and wording.warns and finding.severity is Severity.WARNING
    return wording if warns and is_live else None


def _is_settled_by_cause(finding: Finding, wordings: Mapping[int, Wording]) -> bool:
    """Whether it follows from another finding that is asked about."""
    return finding.caused_by is not None and id(finding.caused_by) in wordings


def _ask(
    finding: Finding,
    wording: Wording,
    follows: Sequence[Finding],
    waivers: Mapping[str, Waiver],
    result: Result,
) -> Ask:
    subject, context = finding.problem.subject, result.context
    waiver = waivers.get(subject.id) if subject.kind == "waiver" else None
    id_ = (waiver.kpi or waiver.goal or "") if waiver else subject.id
    entity = result.catalogue.find(id_)
    return Ask(
        finding,
        wording,
        entity,
        entity.name if waiver and entity else subject.name,
        _decider(entity, context),
        excepts=_excepted(waiver, context) if waiver else None,
        follows=tuple(follows),
    )


def _excepted(waiver: Waiver, context: Context) -> str | None:
    excepted = context.waivers.excepted(waiver)
    return excepted[0] if excepted else None


def _decider(entity: Entity | None, context: Context) -> str | None:
    """The first who answers for an entry, else for the first goal that a KPI serves and somebody
    answers for; None where nobody is named."""
    if not isinstance(entity, Kpi | Goal):
        return None
    above = (context.catalogue.find(link.id) for link in entity.supports)
    line = (entity, *(goal for goal in above if isinstance(goal, Goal)))
    owners = (owner for one in line for owner in one.owner)
    named = next(filter(context.balance.is_accountable, owners), None)
    return called(named, context.catalogue) if named is not None else None


def _folded(found: Sequence[Ask]) -> list[Ask]:
    """Whether an entry stays comes first: what else is asked about it waits for that answer."""
    by_subject: dict[tuple[str, str], list[Ask]] = {}
    for ask in found:
        by_subject.setdefault(ask.about, []).append(ask)
    below: dict[int, list[Ask]] = {}
    for others in by_subject.values():
        first = {other.rule: other for other in reversed(others)}
        codes = {other.finding.rule.code: other for other in first.values()}
        endings = (other for other in first.values() if other.wording.ends)
        ending = max(endings, key=lambda other: other.wording.weight, default=None)
        for ask in others:
            into = ending or _into(ask, first, codes)
            if into is not ask:
                below.setdefault(id(into), []).append(ask)
    folded = {id(ask) for asks_ in below.values() for ask in asks_}
    return [
        changed(ask, folded=tuple(below[id(ask)])) if id(ask) in below else ask
        for ask in found
        if id(ask) not in folded
    ]


def _into(ask: Ask, first: Mapping[str, Ask], codes: Mapping[str, Ask]) -> Ask:
    """The question about the same entry that settles this one; itself where none does. `first`
    and `codes` hold the first question of each rule, by its name and by its code."""
    if ask.excepts is not None and ask.excepts in codes:
        # Who answers what was excepted no longer needs the exception.
        return codes[ask.excepts]
    into = first.get(_FOLDED_INTO.get(ask.rule, ""))
    return into or first[ask.rule]
