"""Two states of a catalogue to the changes between them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kpilint.analysis.reviews import last_written, promised
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity, Goal, Kpi, Mission
from kpilint.catalogue.parts import Link, Review
from kpilint.changes import kinds
from kpilint.changes.fields import (
    DEFINITION,
    DETAILS,
    FORMULAS,
    HARD_USES,
    LABELS,
    PURPOSES,
    WORDING,
)
from kpilint.changes.kinds import Change, Risk
from kpilint.changes.match import Matches
from kpilint.changes.state import State
from kpilint.changes.targets import LOOSER, TIGHTER, moved, same_target
from kpilint.changes.value import meaning, same, same_formula, shown, target_shown
from kpilint.finding import Subject
from kpilint.record import record
from kpilint.text.phrase import quoted

_REVIEW_DAYS = {"last_reviewed": last_written, "next_review": promised}


@record
class _Sides:
    """Both states, and the later ids of what was renamed between them."""

    before: State
    after: State
    renamed: Mapping[str, str]

    def ids_before(self, links: Iterable[Link]) -> dict[str, str]:
        """What links of the earlier state point to, by its id in the later one."""
        return {self.renamed.get(link.id, link.id): link.id for link in links}

    def differing(self, old: Entity, new: Entity, fields: Iterable[str]) -> Iterator[str]:
        """Those of the fields that do not mean the same any more."""
        for field in fields:
            was, now = getattr(old, field), getattr(new, field)
            if not same(was, now, self.renamed):
                yield field


def compare(before: State, after: State, matches: Matches | None = None) -> tuple[Change, ...]:
    """What changed, the riskiest first, then in order of the later catalogue.

    Values are compared, never texts: order, spacing, comments and files make no difference.
    `matches` says which entity is which, where that is known already.
    """
    matches = matches or Matches(before.catalogue, after.catalogue)
    renamed = {old.id: new.id for old, new in matches.pairs if old and new and old.id != new.id}
    sides = _Sides(before, after, renamed)
    unread = after.catalogue.unread
    found: list[Change] = []
    for old, new in matches.pairs:
        if old is None:
            found += _appeared(new) if new is not None else ()
        elif new is None:
            # What stands in a file that cannot be read today was not taken out of it.
            if old.node.source.path not in unread:
                found.append(_gone(old))
        else:
            found += _differences(old, new, sides)
    found += _waivers(before.catalogue, after.catalogue)
    found += _triggers(before.catalogue, after.catalogue)
    return tuple(sorted(found, key=lambda change: -change.risk))


def subject_of(entity: Entity) -> Subject:
    return Subject(entity.noun, entity.id, entity.name)


def _appeared(new: Entity) -> Iterator[Change]:
    yield kinds.Added(subject_of(new), "", None, None, Risk.NOTABLE)


def _gone(old: Entity) -> Change:
    was_live = old.is_live and isinstance(old, Kpi | Goal | Mission)
    return kinds.Removed(
        subject_of(old), "", None, None, Risk.RISKY if was_live else Risk.ROUTINE
    )  # fmt: skip


def _differences(old: Entity, new: Entity, sides: _Sides) -> Iterator[Change]:
    subject = subject_of(new)
    if old.id != new.id:
        yield kinds.Renamed(subject, "id", old.id, new.id, Risk.NOTABLE)
    if isinstance(old, Kpi | Goal) and isinstance(new, Kpi | Goal):
        yield from _status(old, new, subject)
        if new.status == "retired":
            # What is kept for the record only may be cut short: nothing hangs on it any more.
            yield from _reviews(old, new, subject)
            return
        yield from _owner(old, new, sides)
    for field in PURPOSES.get(type(new), ()):
        yield from _links(old, new, field, sides)
    if isinstance(old, Kpi) and isinstance(new, Kpi):
        yield from _kpi(old, new, subject, sides)
    yield from _definition(old, new, subject, sides)
    yield from _reviews(old, new, subject)
    for field in sides.differing(old, new, DETAILS.get(type(new), ())):
        yield _plain(kinds.DetailChanged, old, new, field, Risk.NOTABLE)
    for field in sides.differing(old, new, WORDING.get(type(new), ())):
        # A name that is made from the id says nothing of its own.
        if field != "name" or old.id == new.id:
            yield _plain(kinds.WordingChanged, old, new, field, Risk.WORDING)


def _plain(kind: type[Change], old: Entity, new: Entity, field: str, risk: Risk) -> Change:
    was, now = shown(getattr(old, field)), shown(getattr(new, field))
    return kind(subject_of(new), field, was, now, risk)


def _status(old: Kpi | Goal, new: Kpi | Goal, subject: Subject) -> Iterator[Change]:
    if old.status == new.status:
        return
    if new.status == "retired":
        yield kinds.Retired(subject, "status", None, None, Risk.NOTABLE)
    else:
        revived = old.status == "retired"
        risk = Risk.RISKY if revived else Risk.NOTABLE
        yield kinds.StatusChanged(subject, "status", old.status, new.status, risk)


def _owner(old: Kpi | Goal, new: Kpi | Goal, sides: _Sides) -> Iterator[Change]:
    for field in sides.differing(old, new, ("owner",)):
        risk = Risk.NOTABLE if new.owner else Risk.RISKY
        yield _plain(kinds.OwnerChanged, old, new, field, risk)


def _links(old: Entity, new: Entity, field: str, sides: _Sides) -> Iterator[Change]:
    """Which things it serves; why it does is wording."""
    was, now = getattr(old, field), getattr(new, field)
    subject = subject_of(new)
    if set(sides.ids_before(was)) != {link.id for link in now}:
        risk = Risk.NOTABLE if now else Risk.RISKY
        yield kinds.Relinked(subject, field, shown(was), shown(now), risk)
    elif not sides.renamed and meaning(_sorted(was)) != meaning(_sorted(now)):
        yield kinds.WordingChanged(subject, field, None, None, Risk.WORDING)


def _sorted(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda link: link.id))


def _kpi(old: Kpi, new: Kpi, subject: Subject, sides: _Sides) -> Iterator[Change]:
    yield from _target(old, new, subject)
    if old.direction != new.direction:
        flipped = old.direction is not None and new.direction is not None
        yield (kinds.DirectionFlipped if flipped else kinds.DefinitionChanged)(
            subject, "direction", old.direction, new.direction,
            Risk.NOTABLE if new.direction and not flipped else Risk.RISKY,
            _version_raised(old, new),
        )  # fmt: skip
    for field in sides.differing(old, new, LABELS):
        risk = Risk.RISKY if field in ("family", "role") else Risk.NOTABLE
        yield _plain(kinds.Relabelled, old, new, field, risk)
    yield from _counterweights(old, new, subject, sides)
    if not same(old.uses, new.uses, sides.renamed):
        hard = {use.use for use in new.uses} & HARD_USES
        harder = hard - {use.use for use in old.uses}
        risk = Risk.RISKY if harder else Risk.NOTABLE
        yield kinds.UsesChanged(subject, "uses", shown(old.uses), shown(new.uses), risk)
    yield from _review_plan(old, new, subject, sides)


def _target(old: Kpi, new: Kpi, subject: Subject) -> Iterator[Change]:
    was, now = target_shown(old.target, old.floor), target_shown(new.target, new.floor)
    if same_target(old, new):
        if not same(old.target, new.target):
            yield kinds.WordingChanged(subject, "target", None, None, Risk.WORDING)
    elif new.has_target and not old.has_target:
        yield kinds.TargetSet(subject, "target", None, now, Risk.NOTABLE)
    elif old.has_target and not new.has_target:
        yield kinds.TargetDropped(subject, "target", was, None, Risk.RISKY)
    else:
        kind, risk = {
            LOOSER: (kinds.TargetLoosened, Risk.RISKY),
            TIGHTER: (kinds.TargetTightened, Risk.NOTABLE),
        }.get(moved(old, new), (kinds.TargetMoved, Risk.NOTABLE))
        field = "target" if old.has_target else "floor"
        yield kind(subject, field, was, now, risk)


def _counterweights(old: Kpi, new: Kpi, subject: Subject, sides: _Sides) -> Iterator[Change]:
    before, after = sides.before, sides.after
    was = sides.ids_before(old.balanced_by)
    now = [link.id for link in new.balanced_by]
    for id_, earlier in was.items():
        if id_ not in now:
            name = _name(before.catalogue, earlier)
            yield kinds.CounterweightRemoved(subject, "balanced_by", name, None, Risk.NOTABLE)
    for id_ in now:
        if id_ not in was:
            name = _name(after.catalogue, id_)
            yield kinds.CounterweightAdded(subject, "balanced_by", None, name, Risk.ROUTINE)
    if not old.is_live or not new.is_live:
        return
    held = [verdict.kpi for verdict in before.balance.valid(old) if verdict.kpi]
    holds = [verdict.kpi for verdict in after.balance.valid(new) if verdict.kpi]
    if held and not holds and after.balance.is_unbalanced(new):
        names = quoted(kpi.name for kpi in held)
        yield kinds.BrakeLost(subject, "balanced_by", names, None, Risk.RISKY)
    elif holds and before.balance.is_unbalanced(old):
        names = quoted(kpi.name for kpi in holds)
        yield kinds.BrakeGained(subject, "balanced_by", None, names, Risk.ROUTINE)


def _name(catalogue: Catalogue, id_: str) -> str:
    entity = catalogue.find(id_)
    return quoted([entity.name if entity else id_])


def _definition(old: Entity, new: Entity, subject: Subject, sides: _Sides) -> Iterator[Change]:
    raised = _version_raised(old, new)
    for field in sides.differing(old, new, DEFINITION.get(type(new), ())):
        was, now = getattr(old, field), getattr(new, field)
        if field in FORMULAS and same_formula(was, now):
            continue
        # What was not said before is said now: nothing is counted differently for that.
        silent = was not in (None, ()) and not raised and field != "definition"
        risk = Risk.RISKY if silent and isinstance(new, Kpi) else Risk.NOTABLE
        yield kinds.DefinitionChanged(subject, field, shown(was), shown(now), risk, raised)


def _version_raised(old: Entity, new: Entity) -> bool:
    """Whether the version says that something is new: another one, and not a lower number."""
    if not isinstance(old, Kpi) or not isinstance(new, Kpi) or new.version is None:
        return False
    was, now = ([int(n) for n in re.findall(r"\d{1,9}", k.version or "")] for k in (old, new))
    return now > was if was and now else not same(old.version, new.version)


def _review_plan(old: Kpi, new: Kpi, subject: Subject, sides: _Sides) -> Iterator[Change]:
    before, after = sides.before, sides.after
    was, now = before.reviews.rhythm(old), after.reviews.rhythm(new)
    if was != now:
        one, other = before.reviews.cadence(old), after.reviews.cadence(new)
        yield kinds.ReviewPlanChanged(
            subject, "cadence", one.text if one else None, other.text if other else None,
            Risk.RISKY if now.days > was.days else Risk.ROUTINE,
        )  # fmt: skip
    for field, day_of in _REVIEW_DAYS.items():
        day, later = day_of(old), day_of(new)
        if day != later:
            bumped = day is not None and later is not None and later > day
            yield kinds.ReviewPlanChanged(
                subject, field, shown(day), shown(later), Risk.RISKY if bumped else Risk.ROUTINE
            )


def _reviews(old: Entity, new: Entity, subject: Subject) -> Iterator[Change]:
    was: tuple[Review, ...] = getattr(old, "reviews", ())
    now: tuple[Review, ...] = getattr(new, "reviews", ())
    known, still = {meaning(review) for review in was}, {meaning(review) for review in now}
    days_now = {review.date for review in now}
    for review in now:
        if meaning(review) not in known:
            day = review.date.isoformat() if review.date else ""
            decision = review.decision or "no decision"
            said = f"{decision}, {day}" if day else decision
            yield kinds.ReviewRecorded(
                subject, "reviews", None, said, Risk.ROUTINE, review.decision or "", day
            )
    for review in was:
        # An entry of the same day was completed or corrected, not taken away.
        if meaning(review) not in still and review.date not in days_now:
            day = review.date.isoformat() if review.date else "no date"
            said = f"{review.decision or 'no decision'}, {day}"
            yield kinds.ReviewRemoved(subject, "reviews", said, None, Risk.RISKY)


def _waivers(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    """Exceptions by rule and subject: the last one of each counts."""
    old, new = ({waiver.id: waiver for waiver in side.waivers} for side in (before, after))
    for id_, waiver in new.items():
        earlier = old.get(id_)
        until = shown(waiver.until) or "no day"
        if earlier is None:
            yield kinds.WaiverOpened(subject_of(waiver), "until", None, until, Risk.NOTABLE)
            continue
        for field in ("approved_by", "reason"):
            old_value, value = getattr(earlier, field), getattr(waiver, field)
            if not same(old_value, value):
                yield kinds.DetailChanged(
                    subject_of(waiver), field, shown(old_value), shown(value), Risk.NOTABLE
                )
        if earlier.until != waiver.until:
            was = shown(earlier.until) or "no day"
            longer = earlier.until and waiver.until and waiver.until > earlier.until
            risk = Risk.RISKY if longer else Risk.NOTABLE
            yield kinds.WaiverExtended(subject_of(waiver), "until", was, until, risk)
    for id_, waiver in old.items():
        if id_ not in new and waiver.node.source.path not in after.unread:
            was = shown(waiver.until) or "no day"
            yield kinds.WaiverEnded(subject_of(waiver), "until", was, None, Risk.ROUTINE)


def _triggers(before: Catalogue, after: Catalogue) -> Iterator[Change]:
    known = {trigger.id for trigger in before.triggers}
    for trigger in after.triggers:
        if trigger.id not in known:
            day = shown(trigger.date)
            yield kinds.Added(subject_of(trigger), "", None, day, Risk.ROUTINE)
