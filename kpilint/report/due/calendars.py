"""Reviews as events of a calendar: one for each KPI, moved by every run to the day that counts.

The identity of an event is `<id of the KPI>@<catalogue>`: whoever takes a newer calendar sees the
event move, and not a second one. Its SEQUENCE is the number of recorded reviews of the KPI. That
needs no memory of earlier runs, and never becomes smaller, since reviews are only ever added; a
number made from the day itself would fall whenever a day moves forward, and calendars would keep
the old one. Where a day moves without a review (another rhythm, or a late review that moves along
with today), the later DTSTAMP decides, as RFC 5546 has it.

A review whose day has passed stands on the day of the run: nobody looks at last month's calendar.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from hashlib import sha256

from kpilint.report.due.ics import Event, calendar
from kpilint.report.due.reviews import DueReview, by_owner, names_of_owners
from kpilint.report.due.text import NOBODY, decided, standing
from kpilint.run import Context
from kpilint.text.phrase import day_in_words, listed
from kpilint.text.show import show
from kpilint.text.slug import slug

ALL = "all"
_NOBODY_FILE = slug(NOBODY)
# Names that a system keeps for itself, whatever ending follows.
_TAKEN = {ALL, _NOBODY_FILE, "con", "prn", "aux", "nul"} | {
    f"{port}{number}" for port in ("com", "lpt") for number in range(10)
}
_MAX_FILE_NAME = 40
_MARKED = r"(?:\A|-)[0-9a-f]{8}\Z"
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._")
_MAX_PURPOSE = 400


def calendars(
    reviews: Sequence[DueReview], context: Context, name: str, owner: str | None = None
) -> dict[str, str]:
    """File names and texts: `all.ics`, and one calendar for each owner; or only that of one owner.

    `name` is that of the catalogue. Whatever owners are called, their files have different names
    that every system takes, and the same ones in every run that knows the same owners.
    """
    files = file_names(who for kpi in context.catalogue.kpis if kpi.is_live for who in kpi.owner)
    names = names_of_owners(context)
    made = {}
    if owner is None:
        made[f"{ALL}.ics"] = _calendar(f"KPI reviews: {name}", reviews, context, name)
    for who, own in by_owner(reviews):
        if owner is None or who == owner:
            title = f"KPI reviews: {show(names.get(who, who) if who else NOBODY)}"
            made[f"{files[who]}.ics"] = _calendar(title, own, context, name)
    return made


def file_names(owners: Iterable[str]) -> dict[str | None, str]:
    """A file name for each owner, without ending; and one for nobody, which is None."""
    short = {owner: slug(owner)[:_MAX_FILE_NAME].strip("-") for owner in owners}
    alike = Counter(short.values())
    names: dict[str | None, str] = {None: _NOBODY_FILE}
    for owner, stem in short.items():
        # A file system may write another script in two ways, and a mark may be part of a name.
        is_own = stem.isascii() and not re.search(_MARKED, stem) and stem not in _TAKEN
        mark = sha256(owner.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        plain = bool(stem) and is_own and (owner == stem or alike[stem] == 1)
        names[owner] = stem if plain else "-".join(filter(None, (stem, mark)))
    return names


def event_of(one: DueReview, context: Context, name: str) -> Event:
    """The event of one review in the calendar of the catalogue `name`."""
    today = context.as_of
    missed = one.due is None or one.due < today
    title = show(one.kpi.name)
    return Event(
        uid=f"{_in_uid(one.kpi.id)}@{_in_uid(name)}",
        day=today if one.due is None or one.due < today else one.due,
        summary=f"KPI review: {title}{_since(one)}" if missed else f"KPI review: {title}",
        description="\n".join(_description(one, context)),
        categories=("KPI review", "late") if one.late else ("KPI review",),
        sequence=one.held,
    )


def _calendar(title: str, reviews: Iterable[DueReview], context: Context, name: str) -> str:
    events = [event_of(one, context, name) for one in reviews]
    events.sort(key=lambda event: (event.day, event.uid))
    return calendar(title, events, context.as_of)


def _since(one: DueReview) -> str:
    if one.due is None:
        return " (never reviewed)"
    never = ", never reviewed" if one.last is None else ""
    return f" ({'late' if one.late else 'due'} since {day_in_words(one.due)}{never})"


def _description(one: DueReview, context: Context) -> list[str]:
    kpi = one.kpi
    stands = standing(one, context.as_of)
    last = f" Last decided: {decided(one)}." if decided(one) else ""
    lines = [
        "Decide: keep, change, replace or retire?",
        "",
        f"Review: {stands}.{last}",
    ]
    if kpi.purpose or kpi.definition:
        lines.append(f"What it is for: {show(kpi.purpose or kpi.definition or '', _MAX_PURPOSE)}")
    goals = _names([link.id for link in kpi.supports], context)
    if goals:
        lines.append(f"It serves: {goals.rstrip('.')}.")
    brakes = _names([link.id for link in kpi.balanced_by], context)
    if context.balance.is_unbalanced(kpi):
        weak = f" ({brakes} does not do it)" if brakes else ""
        ease = "the number can get better while the work gets worse"
        lines.append(f"What balances it: nothing that works{weak}, so {ease}.")
    elif brakes:
        lines.append(f"What balances it: {brakes}.")
    command = f"kpilint review {shlex.quote(show(kpi.id))} --decision DECISION --by WHO"
    return [*lines, "", "Record what was decided:", f'{command} --note "WHY" --date DAY']


def _names(ids: Iterable[str], context: Context) -> str:
    found = [(id_, context.catalogue.find(id_)) for id_ in ids]
    return listed([show(entity.name if entity else id_) for id_, entity in found])


def _in_uid(text: str) -> str:
    """Letters, digits and `-._` as they are, everything else as the octets that it is made of."""
    raw = text.encode("utf-8", "surrogatepass")
    return "".join(chr(octet) if octet in _PLAIN else f"%{octet:02X}" for octet in raw)
