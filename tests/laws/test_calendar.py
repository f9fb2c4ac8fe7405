"""Properties of the calendars: another program reads back what was written, whatever it was."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from kpilint.catalogue.catalogue import read_catalogue
from kpilint.lexicon import builtin
from kpilint.report.due.calendars import calendars, event_of, file_names
from kpilint.report.due.ics import Event, calendar
from kpilint.report.due.reviews import upcoming
from kpilint.run import Context
from kpilint.syntax.parse import parse
from kpilint.text.source import Source
from tests.laws.texts import MUTATED
from tests.rich import HOSTILE
from tests.today import TODAY

TEXTS = st.text(max_size=200) | st.sampled_from(
    [HOSTILE, "a\\nb", "\\", ";,:\"'", "BEGIN:VEVENT\r\nEND:VCALENDAR", "\u00e9" * 90,
     "\U0001f680" * 40, " spaces \t", "\x0b\x0c\x85\u2028"]
)  # fmt: skip
EVENTS = st.builds(
    Event,
    uid=TEXTS,
    day=st.dates(),
    summary=TEXTS,
    description=TEXTS,
    categories=st.lists(TEXTS.filter(bool), min_size=1, max_size=3).map(tuple),
    sequence=st.integers(0, 2**31),
)
ONE = Event("a@b", TODAY, "s", "d", ("c",), 0)


def as_read(text: str) -> str:
    """A text with every line break as LF, and U+FFFD for what no calendar may hold."""
    for newline in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        text = text.replace(newline, "\n")
    odd = {"Cc", "Cs"}
    return "".join(
        "\ufffd" if unicodedata.category(c) in odd and c not in "\n\t" and not "\x80" <= c < "\xa0"
        else c for c in text
    )  # fmt: skip


def calendar_name(text: str) -> str:
    """It is beyond the standard, so the other program gives it back as it is written."""
    line = text.replace("\r\n ", "").partition("X-WR-CALNAME:")[2].partition("\r\n")[0]
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] == "n" else found[1], line)


def events_of(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


@given(TEXTS, st.lists(EVENTS, max_size=3), st.dates())
@example("x", [Event("\x85", dt.date.max, "\ufeff", "\u2029", (",", ";"), 0)], dt.date.min)
def test_a_calendar_is_read_back(name: str, events: list[Event], stamp: dt.date) -> None:
    text = calendar(name, events, stamp)
    there: Any = Calendar.from_ical(text)
    assert there["METHOD"] == "PUBLISH"
    assert calendar_name(text) == as_read(name)
    found = there.walk("VEVENT")
    assert len(found) == len(events)
    for event, read in zip(events, found, strict=True):
        assert str(read["UID"]) == as_read(event.uid)
        assert str(read["SUMMARY"]) == as_read(event.summary)
        assert str(read["DESCRIPTION"]) == as_read(event.description)
        assert read["SEQUENCE"] == event.sequence
        assert read["DTSTART"].dt == event.day
        assert read["DTSTAMP"].dt == dt.datetime.combine(stamp, dt.time(), dt.UTC)
        assert read["TRANSP"] == "TRANSPARENT"
        assert [str(one) for one in read["CATEGORIES"].cats] == [
            as_read(one) for one in event.categories
        ]
        if event.day != dt.date.max:
            assert read["DTEND"].dt == event.day + dt.timedelta(days=1)
        (alarm,) = read.walk("VALARM")
        assert alarm["TRIGGER"].dt == dt.timedelta(days=-7)
        assert (alarm["ACTION"], str(alarm["DESCRIPTION"])) == ("DISPLAY", as_read(event.summary))
    assert not there.walk("VTODO")


@given(TEXTS, st.lists(EVENTS, max_size=2))
def test_lines_are_short_and_end_as_the_format_asks(name: str, events: list[Event]) -> None:
    text = calendar(name, events, TODAY)
    assert text.endswith("END:VCALENDAR\r\n")
    lines = text.split("\r\n")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    for line in lines:
        line.encode().decode()  # no line is cut within a character


OWNERS = TEXTS.filter(bool) | st.sampled_from(
    ["all", "All", "nobody named", "nobody-named", "con", "Head of Support", "head-of-support",
     "head of support!", "../../etc/passwd", "\u8ca0\u8377", "a" * 90, "a" * 91, "-", "/"]
)  # fmt: skip


@given(st.lists(OWNERS, unique=True, max_size=8))
def test_every_owner_has_a_file_of_its_own(owners: list[str]) -> None:
    names = file_names(owners)
    assert set(names) == {*owners, None}
    assert len({name.casefold() for name in names.values()} | {"all"}) == len(owners) + 2
    for name in names.values():
        assert name
        assert len(name.encode()) < 200
        assert not set(name) & set('/\\:. \0*?"<>|')
        assert name.split("-")[0] not in ("con", "nul") or "-" in name
    assert file_names(reversed(owners)) == names


def context_of(text: str, as_of: dt.date = TODAY) -> Context:
    return Context(read_catalogue([parse(Source("kpis.yaml", text))]), as_of, builtin(), {})


@given(MUTATED)
def test_every_live_kpi_has_one_event_that_is_still_to_come(text: str) -> None:
    context = context_of(text)
    reviews = upcoming(context, None)
    assert [one.kpi for one in reviews if not one.kpi.is_live] == []
    made = calendars(reviews, context, "service-desk")
    events = events_of(made["all.ics"])
    live = [kpi for kpi in context.catalogue.kpis if kpi.is_live]
    assert len({str(event["UID"]) for event in events}) == len(events) == len(live)
    assert all(event["DTSTART"].dt >= TODAY for event in events)
    everybody = {who for kpi in live for who in kpi.owner}
    assert len(made) == 1 + len(everybody) + any(not kpi.owner for kpi in live)
    own = {
        str(e["UID"]) for name, text in made.items() if name != "all.ics" for e in events_of(text)
    }
    assert own == {str(event["UID"]) for event in events}
    assert calendars(reviews, context, "service-desk") == made


TWO_DAYS = """\
kpis:
  - {name: Calls lost, review: quarterly, reviews: [%s]}
"""
HELD = "{date: 2026-07-20, decision: keep, by: board}"
NEWER = "{date: 2026-11-20, decision: keep, by: board}"


def test_an_event_keeps_its_identity_and_its_sequence_never_falls() -> None:
    """Late and moved along with today; then held, and moved to where the rhythm has it."""
    days, numbers, names = [], [], set()
    for text, as_of in (
        (TWO_DAYS % HELD, dt.date(2026, 9, 1)),
        (TWO_DAYS % HELD, TODAY),
        (TWO_DAYS % HELD, TODAY + dt.timedelta(days=1)),
        (TWO_DAYS % f"{HELD}, {NEWER}", TODAY + dt.timedelta(days=1)),
    ):
        context = context_of(text, as_of)
        (one,) = upcoming(context, None)
        event = event_of(one, context, "service-desk")
        days.append(event.day.isoformat())
        numbers.append(event.sequence)
        names.add(event.uid)
    assert days == ["2026-10-20", "2026-11-22", "2026-11-23", "2027-02-20"]
    assert numbers == sorted(numbers) == [1, 1, 1, 2]
    assert names == {"calls-lost@service-desk"}


def test_the_short_form_is_one_review_and_writing_it_out_does_not_lower_the_sequence() -> None:
    (one,) = upcoming(context_of("kpis: [{name: A, last_reviewed: 2026-07-20}]"), None)
    assert (one.held, one.decision) == (1, "keep")
