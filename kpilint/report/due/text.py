"""Reviews that are late or fall due, for a terminal and as Markdown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from kpilint.cadence.clock import State
from kpilint.record import record
from kpilint.report.due.reviews import DueReview, by_owner
from kpilint.text import markdown
from kpilint.text.phrase import counted, day_in_words
from kpilint.text.show import show
from kpilint.text.slug import slug
from kpilint.text.wrap import wrap

NOBODY = "nobody named"
_MAX_NAME = 80


@record(eq=False)
class DueList:
    """Reviews that are late or due until a day (None: all), and how many KPIs are in use.

    With an `owner`, all that is only what this one answers for. `names` are what the ids of owners
    are called, `left` those of people who have left.
    """

    as_of: dt.date
    until: dt.date | None
    reviews: tuple[DueReview, ...]
    kpis: int
    owner: str | None = None
    names: Mapping[str, str] = MappingProxyType({})
    left: frozenset[str] = frozenset()

    @property
    def groups(self) -> list[tuple[str | None, list[DueReview]]]:
        """Owners with their reviews."""
        if self.owner is not None and self.reviews:
            return [(self.owner, list(self.reviews))]
        return by_owner(self.reviews, self.names)

    def called(self, owner: str | None) -> str:
        """An owner by name, with the id where that is not the name in other letters."""
        if owner is None:
            return NOBODY
        name = self.names.get(owner, owner)
        notes = [show(owner, _MAX_NAME)] if slug(name) != slug(owner) else []
        notes += ["has left"] if owner in self.left else []
        return show(name, _MAX_NAME) + (f" ({', '.join(notes)})" if notes else "")


def render_text(found: DueList, width: int = 100) -> str:
    """Owner by owner, what is late first."""
    if not found.reviews:
        return f"{_nothing(found)}\n"
    blocks = [
        [f"{found.called(owner)}: {_counts(reviews)}", *_lines(reviews, found, width)]
        for owner, reviews in found.groups
    ]
    ending = wrap(_closing(found), width)
    return "\n\n".join("\n".join(lines) for lines in [*blocks, ending]) + "\n"


def render_markdown(found: DueList) -> str:
    """A heading and a table for each owner, for minutes and invitations."""
    lines = [f"## KPI reviews on {day_in_words(found.as_of)}", ""]
    if not found.reviews:
        return "\n".join([*lines, _nothing(found), ""])
    for owner, reviews in found.groups:
        lines += [
            f"### {markdown.plain(found.called(owner), 2 * _MAX_NAME)}: {_counts(reviews)}",
            "",
            "| KPI | review | last decided |",
            "|---|---|---|",
        ]
        for one in reviews:
            cells = [markdown.plain(one.kpi.name), standing(one, found.as_of), decided(one) or "-"]
            lines.append(f"| {' | '.join(cells)} |")
        lines.append("")
    return "\n".join([*lines, _closing(found), ""])


def standing(one: DueReview, as_of: dt.date) -> str:
    """How a review stands, in a few words: "due 20 October 2026, 33 days late"."""
    if one.due is None:
        return "never reviewed, and nothing says since when it is in use"
    when = f"{'agreed for' if one.is_agreed else 'due'} {day_in_words(one.due)}"
    days = (as_of - one.due).days
    if one.days_late is not None:
        when = f"{when}, {counted(one.days_late, 'day')} late"
    elif days > 0:
        when = f"{when}, {counted(days, 'day')} ago and within its grace"
    elif one.state is State.DUE_SOON:
        when = f"{when}, in {counted(-days, 'day')}" if days else f"{when}, today"
    if one.period_end is not None:
        when = f"{when}, about the period to {day_in_words(one.period_end)}"
    return f"never reviewed; {when}" if one.last is None else when


def decided(one: DueReview) -> str:
    """What was decided last, and when; empty where nothing was."""
    return f"{one.decision} on {day_in_words(one.last)}" if one.last and one.decision else ""


def _lines(reviews: Sequence[DueReview], found: DueList, width: int) -> list[str]:
    lines: list[str] = []
    for one in reviews:
        last = f" (last: {decided(one)})" if decided(one) else ""
        line = f"{show(one.kpi.name, _MAX_NAME)}: {standing(one, found.as_of)}{last}"
        lines += [f"  {part}" for part in wrap(line, width - 2, "  ")]
    return lines


def _counts(reviews: Sequence[DueReview]) -> str:
    late = sum(one.late for one in reviews)
    coming = len(reviews) - late
    parts = [f"{late:,} late"] * bool(late) + [f"{coming:,} coming"] * bool(coming)
    return ", ".join(parts)


def _nothing(found: DueList) -> str:
    if not found.kpis:
        return "No KPI is in use, so no review falls due."
    until = f" until {day_in_words(found.until)}" if found.until else ""
    return f"No review is late, and none falls due{until}."


def _closing(found: DueList) -> str:
    late = sum(one.late for one in found.reviews)
    never = sum(one.late and one.last is None for one in found.reviews)
    coming = len(found.reviews) - late
    of_these = f", {never:,} of them never held" if never else ""
    until = f" until {day_in_words(found.until)}" if found.until else ""
    whose = f" that {found.called(found.owner)} answers for" if found.owner else ""
    return (
        f"On {day_in_words(found.as_of)}, of {counted(found.kpis, 'KPI')} in use{whose}: "
        f"{counted(late, 'review')} late{of_these}, {coming:,} coming{until}."
    )
