"""Rhythms and durations from text: "quarterly", "every two weeks", P3M; or why not.

Words that two people read as two rhythms, and words that name no date at all, are refused with
what to write instead: a review that cannot be missed is a review that will not be held.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kpilint.cadence.rhythm import Rhythm
from kpilint.record import record
from kpilint.text.pattern import pattern
from kpilint.text.phrase import quoted

_LONGEST_TEXT = 80

_SEVERAL_TIMES_A_DAY = Rhythm()
_DAILY = Rhythm(every_days=1)
_UNITS = {
    "day": _DAILY,
    "calendar day": _DAILY,
    "d": _DAILY,
    "week": Rhythm(every_days=7),
    "w": Rhythm(every_days=7),
    "fortnight": Rhythm(every_days=14),
    "month": Rhythm(months=1),
    "quarter": Rhythm(months=3),
    "half year": Rhythm(months=6),
    "year": Rhythm(months=12),
}
_UNITS_A_DAY = {"second": 86_400, "minute": 1_440, "hour": 24}
_WORKING_DAYS = ("working day", "business day")
_ADVERBS = {
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "quarterly": "quarter",
    "half yearly": "half year",
    "halfyearly": "half year",
    "yearly": "year",
    "annually": "year",
    "annual": "year",
}
_WORDS = {
    **dict.fromkeys(
        ("real time", "realtime", "near real time", "live", "continuous", "continuously",
         "streaming", "several times a day"),
        _SEVERAL_TIMES_A_DAY,
    ),
    **dict.fromkeys(("nightly", "every night", "weekdays", "every weekday", "every working day",
                     "every business day"), _DAILY),
    **dict.fromkeys(("semi weekly", "semiweekly"), Rhythm(every_days=3)),
    **dict.fromkeys(("semi monthly", "semimonthly"), Rhythm(every_days=15)),
    **dict.fromkeys(("month end", "end of month"), Rhythm(months=1)),
    **dict.fromkeys(("quarter end", "end of quarter"), Rhythm(months=3)),
    **dict.fromkeys(("semi annual", "semi annually", "semiannual", "semiannually", "semi yearly"),
                    Rhythm(months=6)),
    **dict.fromkeys(("year end", "end of year"), Rhythm(months=12)),
    **dict.fromkeys(("biennial", "biennially"), Rhythm(months=24)),
}  # fmt: skip
_NUMBERS = {
    word: number
    for number, words in enumerate(
        ("one", "two other second", "three third", "four fourth", "five", "six", "seven", "eight",
         "nine", "ten", "eleven", "twelve"), start=1)
    for word in words.split()
}  # fmt: skip

_TWO_MEANINGS = {
    "biweekly": ("Biweekly", "every two weeks", "twice a week"),
    "bimonthly": ("Bimonthly", "every two months", "twice a month"),
    "biannual": ("Biannual", "every two years", "twice a year"),
    "biannually": ("Biannually", "every two years", "twice a year"),
    "biyearly": ("Biyearly", "every two years", "twice a year"),
    "bidaily": ("Bidaily", "every two days", "twice a day"),
}
_NO_DATE = frozenset((
    "as needed", "as required", "as necessary", "as appropriate", "as and when", "when needed",
    "when required", "when necessary", "whenever", "if needed", "if required", "on demand",
    "on request", "ad hoc", "adhoc", "periodic", "periodically", "regular", "regularly", "ongoing",
    "occasionally", "sometimes", "often", "frequently", "from time to time", "every now and then",
    "every so often", "now and then", "rolling", "permanent",
    "event driven", "flexible", "variable", "irregular", "irregularly",
))  # fmt: skip
_NOT_DECIDED = frozenset((
    "", "tbd", "tbc", "t.b.d", "n a", "na", "none", "never", "no", "unknown", "pending",
    "to be defined", "to be decided", "to be confirmed", "to be agreed", "?",
))  # fmt: skip
_EVENT = ("per ", "after ", "each ", "every ", "at ", "when ", "before ", "once per ")

# Kept as texts: most catalogues write one of the adverbs above, and need none of these.
_ISO_DATE = r"P(?=[0-9])(?:([0-9]{1,5})Y)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})W)?(?:([0-9]{1,5})D)?"
_ISO_TIME = r"PT(?=[0-9])(?:([0-9]{1,5})H)?(?:([0-9]{1,5})M)?(?:([0-9]{1,5})S)?"
_NUMBER = rf"[0-9]{{1,5}}|{'|'.join(_NUMBERS)}"
_UNIT = "|".join((*_UNITS, *_UNITS_A_DAY, *_WORKING_DAYS))
_ADVERB = "|".join(_ADVERBS)
_EVERY = rf"(?:every |each |per |a |an )?(?:({_NUMBER}) ?)?(?:({_UNIT})s?|({_ADVERB}))"
_TIMES = (
    rf"(?:(once|twice)|({_NUMBER}) ?(?:times|x)) (?:(?:a|an|per|each|every) ({_UNIT})|({_ADVERB}))"
)
_BEFORE = pattern(r"(?:at least |on an? )+")
_AFTER = pattern(r" (?:basis|reviews?)$")
_JOINERS = pattern(r"(?<=\w)[-_/\u2010-\u2015\u2212]+(?=\w)")


@record
class Refused:
    """Why a text names no rhythm, in plain words, and what could be written instead.

    `why` quotes only words from this module's own lists, never the text itself, so that it is safe
    to show.
    """

    why: str
    instead: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Both in one: what is wrong, and what to write."""
        return f"{self.why} Write {quoted(self.instead, 'or')}."


_USUAL = ("weekly", "monthly", "quarterly", "half-yearly", "yearly", "every six weeks")
_UNKNOWN = Refused("This is no length of time that a calendar can count.", _USUAL)
_UNDECIDED = Refused("It is not yet said how often.", _USUAL)
_AN_EVENT = Refused(
    "This names an event, and an event that does not happen calls no meeting.", _USUAL
)
_MIXED = Refused(
    "Months and days cannot be added, because months differ in length.", ("P1M", "P45D")
)
_UNIT_MISSING = Refused(
    "A bare number does not say whether days, weeks or months are meant.",
    ("every 10 days", "every two weeks", "every three months"),
)
_ZERO = Refused("Nothing happens every zero days.", ("daily", "weekly"))
_ALL_DAY = Refused(
    "People question a number in a meeting, and no meeting runs all day, every day.",
    ("weekly", "monthly", "quarterly"),
)


@lru_cache(maxsize=1024)
def parse_rhythm(text: str) -> Rhythm | Refused:
    """Read how often something happens, such as "quarterly", "every 10 days" or P3M.

    Letter case, hyphens and spaces do not matter. Real-time, hourly and the like are rhythms here,
    since things are measured so; nobody meets so, therefore a review's text goes to
    `parse_cadence`. Never raises.
    """
    if len(text) > _LONGEST_TEXT:
        return _UNKNOWN
    words = _plain(text)
    rhythm = (
        _UNITS.get(_ADVERBS.get(words, ""))
        or _WORDS.get(words)
        or _iso(text)
        or _times(words)
        or _every(words)
    )
    if rhythm is None:
        return _refuse(text, words)
    if rhythm == _SEVERAL_TIMES_A_DAY and _only_zeros(text):
        return _ZERO
    return rhythm


@lru_cache(maxsize=1024)
def parse_cadence(text: str) -> Rhythm | Refused:
    """Read how often something is reviewed: as `parse_rhythm`, but at most once a day."""
    rhythm = parse_rhythm(text)
    return _ALL_DAY if rhythm == _SEVERAL_TIMES_A_DAY else rhythm


def parse_duration(value: str | int) -> Rhythm | None:
    """Read a length of time, such as 14 (days), P5D, "10 working days" or "2 months".

    Zero is a length, and so is less than a day, which counts as zero. Returns None for anything
    else, a negative number and True included. Never raises.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return Rhythm(every_days=value) if value >= 0 else None
    return _duration(value) if len(value) <= _LONGEST_TEXT else None


@lru_cache(maxsize=1024)
def _duration(text: str) -> Rhythm | None:
    words = _plain(text)
    if re.fullmatch("[0-9]{1,5}", words):
        return Rhythm(every_days=int(words))
    found = re.fullmatch(_EVERY, words)
    if found and found[3] is None and not words.startswith(("every ", "each ", "per ")):
        return _every(words)
    return _iso(text)


def _plain(text: str) -> str:
    words = text.casefold()
    if words.isascii() and words.isalpha():  # one word, as nearly everybody writes it
        return words
    words = " ".join(_JOINERS.sub(" ", words).split()).strip(".")
    return _AFTER.sub("", _BEFORE.sub("", words, count=1) if _BEFORE.match(words) else words)


def _iso(text: str) -> Rhythm | None:
    written = text.strip().upper()
    if date := re.fullmatch(_ISO_DATE, written):
        years, months, weeks, days = (int(number or 0) for number in date.groups())
        months, days = years * 12 + months, weeks * 7 + days
        return None if months and days else Rhythm(months=months, every_days=days)
    if time := re.fullmatch(_ISO_TIME, written):
        hours, minutes, seconds = (int(number or 0) for number in time.groups())
        return Rhythm(every_days=(hours * 3_600 + minutes * 60 + seconds) // 86_400)
    return None


def _every(words: str) -> Rhythm | None:
    found = re.fullmatch(_EVERY, words)
    if found is None:
        return None
    count = _number(found[1])
    unit = found[2] or _ADVERBS[found[3]]
    if unit in _UNITS_A_DAY:
        return Rhythm(every_days=count // _UNITS_A_DAY[unit])
    if unit in _WORKING_DAYS:
        # Five working days are a week; a part of a week is rounded up.
        return Rhythm(every_days=-(-count * 7 // 5))
    return Rhythm(months=_UNITS[unit].months * count, every_days=_UNITS[unit].every_days * count)


def _times(words: str) -> Rhythm | None:
    found = re.fullmatch(_TIMES, words)
    if found is None:
        return None
    count = {"once": 1, "twice": 2}.get(found[1]) or _number(found[2])
    unit = _UNITS.get(found[3] or _ADVERBS[found[4]])
    if unit is None or count == 0:
        return _SEVERAL_TIMES_A_DAY
    if unit.months % count == 0 and unit.months:
        return Rhythm(months=unit.months // count)
    return Rhythm(every_days=int(unit.days / count))


def _number(written: str | None) -> int:
    if written is None:
        return 1
    return _NUMBERS.get(written) or int(written)


def _only_zeros(text: str) -> bool:
    digits = [character for character in text if "0" <= character <= "9"]
    return bool(digits) and all(digit == "0" for digit in digits)


def _refuse(text: str, words: str) -> Refused:
    if two := _TWO_MEANINGS.get(words.replace(" ", "")):
        word, *meanings = two
        return Refused(f'"{word}" has two meanings: {" or ".join(meanings)}.', tuple(meanings))
    if words in _NO_DATE:
        return Refused(
            f'"{words.capitalize()}" names no date, so nobody can tell when it was missed.', _USUAL
        )
    if words in _NOT_DECIDED:
        return _UNDECIDED
    if words.isdigit():
        return _UNIT_MISSING
    if re.fullmatch(_ISO_DATE, text.strip().upper()):
        return _MIXED
    return _AN_EVENT if words.startswith(_EVENT) else _UNKNOWN
