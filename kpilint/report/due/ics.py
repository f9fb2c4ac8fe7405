"""Calendars as files (RFC 5545) that calendar programs take: all-day events, and nothing else.

No to-do entries: the calendars that most people use do not show them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from kpilint.record import record

_MAX_OCTETS = 75
_NEWLINES = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029")


@record
class Event:
    """An event of one whole day.

    `uid` stays the same whenever the event is written again; `sequence` never becomes smaller.
    """

    uid: str
    day: dt.date
    summary: str
    description: str
    categories: tuple[str, ...]
    sequence: int


def calendar(name: str, events: Iterable[Event], stamp: dt.date) -> str:
    """A calendar with these events, in their order, as of 00:00 UTC of the day `stamp`.

    Any text may stand in names and events. Lines end with CR LF, as the format asks.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kpilint//reviews//EN", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events for line in _event(event, stamp)),
        "END:VCALENDAR",
    ]  # fmt: skip
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(event: Event, stamp: dt.date) -> Sequence[str]:
    # The end is the first day after the event; the calendar itself ends in the year 9999.
    last = event.day == dt.date.max
    end = [] if last else [f"DTEND;VALUE=DATE:{_day(event.day + dt.timedelta(days=1))}"]
    return [
        "BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{_day(stamp)}T000000Z",
        f"DTSTART;VALUE=DATE:{_day(event.day)}", *end, f"SEQUENCE:{event.sequence}",
        f"SUMMARY:{_text(event.summary)}", f"DESCRIPTION:{_text(event.description)}",
        f"CATEGORIES:{','.join(map(_text, event.categories))}", "TRANSP:TRANSPARENT",
        "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_text(event.summary)}", "TRIGGER:-P7D",
        "END:VALARM", "END:VEVENT",
    ]  # fmt: skip


def _day(day: dt.date) -> str:
    return day.isoformat().replace("-", "")


def _text(text: str) -> str:
    """A value of type TEXT. Control characters, which may not stand in one, become U+FFFD."""
    for newline in _NEWLINES:
        text = text.replace(newline, "\n")
    for mark in "\\;,":
        text = text.replace(mark, f"\\{mark}")
    text = text.replace("\n", "\\n")
    return "".join(c if _may_stand(ord(c)) else "\ufffd" for c in text)


def _may_stand(code: int) -> bool:
    return code == 0x09 or (code >= 0x20 and code != 0x7F and not 0xD800 <= code <= 0xDFFF)


def _folded(line: str) -> str:
    """A line of at most 75 octets; what is longer goes on in the next one, behind a space."""
    parts: list[str] = []
    used = 0
    for character in line:
        octets = len(character.encode())
        if used + octets > _MAX_OCTETS:
            parts.append("\r\n ")
            used = 1
        parts.append(character)
        used += octets
    return "".join(parts)
