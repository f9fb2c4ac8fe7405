"""What a change leads to, in the words of those who have to decide on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from kpilint.changes import kinds
from kpilint.changes.kinds import Change, ReviewRecorded, Risk
from kpilint.finding import Finding
from kpilint.output.wording import message_of, why_of
from kpilint.record import changed
from kpilint.revisions.difference import Difference, Entry
from kpilint.text.phrase import day_in_words, days_in_words, listed, number_in_words
from kpilint.text.show import show

_NOUNS = {"kpi": "KPI"}


def heading_of(entry: Entry, difference: Difference) -> str:
    """The name of an entry, with what it is where that is no KPI."""
    subject = entry.subject
    name = show(subject.name or subject.id, 80)
    if subject.kind == "waiver":
        rule, _, of = subject.id.partition(":")
        return f"{show(_called(of, difference), 80)} (exception from {show(rule, 80)})"
    return name if subject.kind in ("kpi", "catalogue") else f"{name} ({noun_of(entry)})"


def noun_of(entry: Entry) -> str:
    return _NOUNS.get(entry.subject.kind, entry.subject.kind)


def words_of(entry: Entry, difference: Difference) -> list[str]:
    """Its changes, the riskiest first; reviews on one line, and other words only where nothing
    else changed.
    """
    said = []
    reviews = [reviewed(one) for one in entry.changes if isinstance(one, ReviewRecorded)]
    for change in entry.changes:
        if isinstance(change, ReviewRecorded):
            if reviews:
                said.append(f"reviewed: {'; '.join(reviews)}")
                reviews = []
        elif entry.is_wording or not (change.risk is Risk.WORDING or _is_told(change, entry)):
            said.append(_named(change, difference).words)
    if not said:
        # A file has no changes; what is found in it is that it cannot be read.
        said = ["not read" if entry.subject.kind == "file" else "nothing of its own changed"]
    return [show(words, 300) for words in said]


def reviewed(review: ReviewRecorded) -> str:
    """`keep on 20 October 2026`"""
    decision = review.decision or "no decision"
    return f"{decision} on {_day(review.day)}" if review.day else decision


def _named(change: Change, difference: Difference) -> Change:
    """The same change with names in place of ids, and with days in words."""
    if isinstance(change, kinds.DefinitionChanged):
        return change  # texts of people, in which nothing is to be rewritten
    before, after = change.before, change.after
    if isinstance(change, kinds.OwnerChanged | kinds.Relinked):
        mark = '"' if isinstance(change, kinds.Relinked) else ""
        before, after = (
            ", ".join(f"{mark}{_called(id_, difference)}{mark}" for id_ in ids.split(", "))
            if ids else ids
            for ids in (before, after)
        )  # fmt: skip
    else:
        before, after = (side and days_in_words(side) for side in (before, after))
    return changed(change, before=before, after=after)


def _called(id_: str, difference: Difference) -> str:
    """What an id is called later or, where it is gone, earlier; the id where nothing has it."""
    sides = (difference.after.catalogue, difference.before.catalogue)
    entity = next((found for side in sides if (found := side.find(id_))), None)
    return entity.name if entity is not None else id_


def _is_told(change: Change, entry: Entry) -> bool:
    """Whether another change of the entry says the same: a brake that was lost names its loss."""
    if isinstance(change, kinds.CounterweightRemoved):
        return any(
            isinstance(other, kinds.BrakeLost) and (change.before or "") in (other.before or "")
            for other in entry.changes
        )
    if isinstance(change, kinds.CounterweightAdded):
        return any(
            isinstance(other, kinds.BrakeGained) and (change.after or "") in (other.after or "")
            for other in entry.changes
        )
    return False


def only_reviewed(entry: Entry) -> bool:
    """Whether it was questioned, and left as it is but for words."""
    changes = [change for change in entry.changes if change.risk is not Risk.WORDING]
    reviewed = changes and all(isinstance(change, ReviewRecorded) for change in changes)
    return bool(reviewed) and not entry.findings


def effects_of(entry: Entry) -> list[str]:
    """What follows: the gained findings, and what each change means that none of them tells."""
    said = [_consequence(finding, entry) for finding in entry.findings]
    said += dict.fromkeys(sentence for _, sentence in untold(entry))
    agreed = entry.agreed
    if agreed is not None and any(change.risk is Risk.RISKY for change in entry.changes):
        said.append(f"This was decided in the review of {_day(agreed.day)}.")
    return said


def _consequence(finding: Finding, entry: Entry) -> str:
    """What a gained finding says; only why that matters, where the change beside it says the rest.

    A finding with a reason of its own says more than the change: that it came late, or that the
    counterweight was not unlinked but taken out.
    """
    kind, reason = _SAYS_THE_SAME.get(finding.rule.code, (None, None))
    problem = finding.problem
    told = problem.reason == reason and any(change.kind == kind for change in entry.changes)
    return why_of(problem) if told else message_of(finding)


# By rule: the kind of change that says what it says, and the named reason for which that holds.
_SAYS_THE_SAME: dict[str, tuple[str, str | None]] = {
    "HIS002": (kinds.TargetLoosened.kind, None),
    "HIS003": (kinds.BrakeLost.kind, "unlinked"),
    "HIS005": (kinds.DefinitionChanged.kind, None),
}


def untold(entry: Entry) -> list[tuple[Change, str]]:
    """The changes that mean something which no gained finding tells, and what."""
    found = {finding.rule.code[:3] for finding in entry.findings}
    told = []
    for change in entry.changes:
        families, effect = _EFFECTS.get(type(change), ((), _nothing))
        sentence = effect(change) if found.isdisjoint(families) else None
        if sentence:
            told.append((change, sentence))
    return told


def _day(day: str) -> str:
    return day_in_words(dt.date.fromisoformat(day)) if day else "an unknown day"


def _nothing(_: Change) -> None:
    return None


def _nobody(change: Change) -> str | None:
    return None if change.after else "Nobody answers for it any more."


def _served(change: Change) -> str | None:
    return None if change.after else "It serves nothing any more."


def _counted(change: Change) -> str | None:
    if change.risk is not Risk.RISKY:
        return None
    return "Numbers before and after cannot be compared, and its version does not say so."


def _plan(change: Change) -> str | None:
    if change.risk is not Risk.RISKY:
        return None
    if change.field == "cadence":
        return "It is questioned less often."
    return "It looks questioned, and no decision is on record."


def _risky(sentence: str) -> Callable[[Change], str | None]:
    return lambda change: sentence if change.risk is Risk.RISKY else None


def _always(sentence: str) -> Callable[[Change], str | None]:
    return lambda _: sentence


# By kind: the families of rules that would say it better, and what is said where none does.
_EFFECTS: dict[type[Change], tuple[tuple[str, ...], Callable[[Change], str | None]]] = {
    kinds.BrakeLost: (("BAL", "HIS"), _always("Nothing now holds it in check.")),
    kinds.BrakeGained: ((), _always("Something now shows if the work gets worse.")),
    kinds.TargetLoosened: (("HIS",), _always("It is easier to look good.")),
    kinds.TargetDropped: (
        ("TGT",), _always("Nobody can tell any more whether it is good enough."),
    ),
    kinds.DirectionFlipped: (("HIS",), _always("What was better before is worse now.")),
    kinds.OwnerChanged: (("OWN",), _nobody),
    kinds.Relinked: (("MIS",), _served),
    kinds.DefinitionChanged: (("HIS", "DEF"), _counted),
    kinds.UsesChanged: (("USE",), _risky("People now have a reason to make it look good.")),
    kinds.Relabelled: (("HIS",), _risky("Other checks hold for it now.")),
    kinds.Removed: (
        (), _risky("Its history is gone with it; retired, it would still be there to read."),
    ),
    kinds.StatusChanged: ((), _risky("It counts again.")),
    kinds.ReviewPlanChanged: (("HIS", "REV"), _plan),
    kinds.ReviewRemoved: ((), _always("What was decided about it is no longer on record.")),
    kinds.WaiverExtended: (("WAV",), _risky("What it excuses stays unreported for longer.")),
}  # fmt: skip


def sides_of(difference: Difference) -> str:
    """What was compared: `main (c607540, 22 November 2026) with the files as they are now`."""
    base, revision = difference.base, difference.revision
    named = "" if base.short.startswith(revision) else f"{base.short}, "
    where = ", where this work left it" if difference.forked else ""
    earlier = f"{show(revision, 80)}{where} ({named}{day_in_words(base.day)})"
    head = difference.head
    if head is not None:
        later = f"{head.short} ({day_in_words(head.day)})"
    else:
        later = "what is staged" if difference.staged else "the files as they are now"
    return f"{earlier} with {later}"


def settings_in_words(difference: Difference) -> str:
    """What is said of settings that differ; empty where they do not."""
    if not difference.settings:
        return ""
    files = listed([show(name, 80) for name in difference.settings])
    return (
        f"How the catalogue is checked was changed as well ({files}): both states are judged by "
        "the later rules, so look there at what is not reported any more."
    )


def findings_in_words(difference: Difference) -> str:
    """`Findings: one new, two settled, 40 as before.`"""
    compared = difference.compared
    counts = [
        (len(compared.new), "new"), (len(compared.gone), "settled"),
        (len(compared.standing), "as before"),
    ]  # fmt: skip
    said = [f"{number_in_words(count)} {word}" for count, word in counts if count]
    return f"Findings: {', '.join(said) or 'none, before or now'}."
