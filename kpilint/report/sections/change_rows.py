"""What changed since the state before, in words, what needs somebody's yes first."""

from __future__ import annotations

from typing import Literal

from kpilint.catalogue.model import Entity, Goal, Kpi, Waiver
from kpilint.changes.kinds import (
    BrakeLost,
    Change,
    DefinitionChanged,
    OwnerChanged,
    Relinked,
    ReviewPlanChanged,
    Risk,
    TargetLoosened,
    WaiverEnded,
    WaiverExtended,
)
from kpilint.engine.registry import find_rule
from kpilint.record import changed
from kpilint.report.details import ChangeRow
from kpilint.report.entries import called, owner_of, ref, ref_of
from kpilint.report.parts import Ref
from kpilint.report.sections.fields import field_in_words
from kpilint.report.sections.targets import target_or_floor_of
from kpilint.run import Context, Result
from kpilint.text.phrase import days_in_words, quoted

_RISKS: dict[Risk, Literal["risky", "notable", "routine", "wording"]] = {
    Risk.RISKY: "risky",
    Risk.NOTABLE: "notable",
    Risk.ROUTINE: "routine",
    Risk.WORDING: "wording",
}
# Of what is equally risky, these come first: a brake that is gone, then a target made easier.
_FIRST = (BrakeLost, TargetLoosened)
_PLANS = {
    "cadence": "how often it is reviewed",
    "last_reviewed": "last review",
    "next_review": "next review",
}
_LONGEST_BOTH = 160  # characters of before and after that still are a few words


def change_rows(result: Result) -> tuple[ChangeRow, ...]:
    """The changes since the base of the run, the riskiest first; of one risk, those of one entry
    stand together."""
    changes = result.context.changes
    if not changes:
        return ()
    groups: dict[tuple[int, str, str], tuple[int, int]] = {}
    for number, change in enumerate(changes):
        first = groups.get(_group(change), (len(_FIRST), number))
        groups[_group(change)] = (min(first[0], _rank(change)), first[1])
    ordered = sorted(
        changes, key=lambda one: (-one.risk, groups[_group(one)], _group(one), _rank(one))
    )
    sides = _Sides(result.context)
    return tuple(sides.row(change) for change in ordered)


def _group(change: Change) -> tuple[int, str, str]:
    return (change.risk, change.subject.kind, change.subject.id)


def _rank(change: Change) -> int:
    return next((rank for rank, kind in enumerate(_FIRST) if isinstance(change, kind)), len(_FIRST))


class _Sides:
    """The later state of the catalogue, and behind it the earlier one for what is gone."""

    def __init__(self, context: Context) -> None:
        self._contexts = [context] if context.base is None else [context, context.base.context]
        self._waivers: dict[str, Waiver] = {}
        for side in reversed(self._contexts):
            self._waivers |= {waiver.id: waiver for waiver in side.catalogue.waivers}

    def row(self, change: Change) -> ChangeRow:
        subject, waiver = change.subject, None
        if subject.kind == Waiver.noun:
            waiver = self._waivers.get(subject.id)
        about = (waiver.kpi or waiver.goal or "") if waiver is not None else subject.id
        entity, context = self._find(about, None if waiver is not None else subject.kind)
        said = self._named(change)
        owned = entity if isinstance(entity, Kpi | Goal) else None
        return ChangeRow(
            subject=ref(subject.kind, subject.id, subject.name)
            if waiver is None
            else _excepted(entity, about),
            owner=owner_of(owned, context) if owned is not None else None,
            kind=change.kind,
            risk=_RISKS[change.risk],
            words=_words(said, waiver),
            before=said.before,
            after=said.after,
        )

    def _find(self, id_: str, kind: str | None) -> tuple[Entity | None, Context]:
        for context in self._contexts:
            entity = context.catalogue.find(id_)
            if entity is not None and kind in (None, entity.noun):
                return entity, context
        return None, self._contexts[0]

    def _named(self, change: Change) -> Change:
        """The same change with names in place of ids, and with days in words."""
        if isinstance(change, OwnerChanged):
            before, after = self._names(change.before), self._names(change.after)
            return changed(change, before=", ".join(before) or None, after=", ".join(after) or None)
        if isinstance(change, Relinked):
            before, after = self._names(change.before), self._names(change.after)
            return changed(change, before=quoted(before) or None, after=quoted(after) or None)
        if isinstance(change, DefinitionChanged):
            return change  # texts of people, in which nothing is to be rewritten
        if change.field in ("target", "floor"):
            targets = self._targets(change)
            if None not in targets and targets[0] != targets[1]:
                return changed(change, before=targets[0], after=targets[1])
        return changed(change, before=_dated(change.before), after=_dated(change.after))

    def _targets(self, change: Change) -> tuple[str | None, str | None]:
        """The targets before and after as a reader would say them; None where there is none."""
        found = [context.catalogue.find(change.subject.id) for context in self._contexts]
        now, then = [target_or_floor_of(one) if isinstance(one, Kpi) else None for one in found][:2]
        return then, now

    def _names(self, ids: str | None) -> list[str]:
        """The names of ids that are written one behind the other."""
        named = []
        for id_ in ids.split(", ") if ids else ():
            _, context = self._find(id_, None)
            named.append(called(id_, context.catalogue))
        return named


def _excepted(entity: Entity | None, id_: str) -> Ref:
    return ref_of(entity) if entity is not None else ref(Waiver.noun, id_, id_)


def _words(change: Change, waiver: Waiver | None) -> str:
    before, after = change.before, change.after
    if waiver is not None:
        rule = find_rule(waiver.rule or "")
        what = {
            WaiverExtended: f"exception moved from {before} to {after}",
            WaiverEnded: f"exception taken out, was agreed until {before}",
        }.get(type(change), f"exception agreed until {after}")
        return f"{what}: {rule.info.summary}" if rule is not None else what
    field = field_in_words(change.field)
    if isinstance(change, ReviewPlanChanged):
        plan = _PLANS.get(change.field, field)
        now = after or "not said any more"
        return f"{plan}: {now} (before: {before})" if before else f"{plan}: {now}"
    if len(before or "") + len(after or "") > _LONGEST_BOTH:
        return f"{change.label}: {field}"
    own = change.words
    for name in filter(None, (change.field, change.field.replace("_", " "))):
        if own.startswith(f"{name}:"):
            return f"{field}{own.removeprefix(name)}"
    return own


def _dated(text: str | None) -> str | None:
    return days_in_words(text) if text is not None else None
