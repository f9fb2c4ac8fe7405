"""Time limits, rates, steps and "X to Y", read from the order of concepts, numbers and joints."""

from __future__ import annotations

from collections.abc import Sequence

Match = tuple[tuple[str, ...], int, int]
"""A phrase found: its concepts and the words it covers, from start up to end."""

_SIDES = frozenset({"limit", "overrun"})
_DATES = frozenset({"deadline", "clock"})
_LEADING_ON = {"average": ("time_unit", "average time", 2), "per": ("worker", "per worker", 1)}
"""What a concept reads as when another one follows, within how many phrases."""
_BEFORE_DEADLINE = frozenset({"by", "befor", "on", "to", "meet", "met", "within", "the", "in"})
_AFTER_UNIT = frozenset({"to", "from", "until", "between"})
_FOLLOWED = frozenset({"repeat", "stays", "converts", "staff_stay", "failure", "harm", "crime"})
"""What is watched for in a period afterwards: "no repeat within 30 days" praises no haste."""
_DONE = frozenset({"done", "start_end", "reaction", "restore"})
"""What is done in a period: "repeat repairs closed within 3 days" is about the closing."""
_RATES = frozenset({"per", "/", "work", "million", "thousand", "calendar", "business"})
"""Words between "per" and a unit of time that name nobody who does the work."""
_SHARES = frozenset({"%", "percent", "percentag", "shar", "proportion"})
_NEAR = 4
"""Words that may stand between a limit and the time it names."""
_OPENING = 1
"""Words after the lead ("the average number of") up to which a unit of time is what is counted."""
_SPANS = frozenset({"to", "from", "until", "between", "tak", "taken", "need", "elaps", "befor"})
"""Words that make counted units of time a duration: "days until", "weeks that it takes"."""
_CLOCK_SIDES = frozenset({"by", "befor", "until", "at", "than"})
_CLOCK_NEAR = 3
"""Words from "by" to the hour or day that it names: "by the end of Friday"."""
_SHORT_NAME = 7
"""Words up to which "X to Y" is read as one expression."""


def grammar(
    tokens: Sequence[str], matches: Sequence[Match], unit: str, lead: int
) -> dict[str, None]:
    """The constructions found in a text, each once.

    `unit` is the kind of the KPI's unit, `lead` the number of words that only lead in.
    """
    found: dict[str, None] = {}
    for index, (concepts, start, end) in enumerate(matches):
        for concept in concepts:
            if concept in _SIDES:
                read = _limit(concept, end, matches[index + 1 : index + 4])
                if read == "limit time" and (happens := _happens(matches[:index])):
                    read = happens
            elif concept == "time_unit":
                read = _time_unit(tokens, start, end, lead)
            elif concept in _DATES:
                read = _date(concept, tokens, start)
            elif concept in _LEADING_ON and _follows(concept, matches[index + 1 : index + 3]):
                read = _LEADING_ON[concept][1]
            else:
                read = None
            if read is not None:
                found[read] = None
    if "time first" in found and not _SPANS.isdisjoint(tokens):
        found["time span"] = None
    _from_to(found, tokens, matches, unit)
    return found


def _follows(concept: str, later: Sequence[Match]) -> bool:
    wanted, _, reach = _LEADING_ON[concept]
    return any(wanted in concepts for concepts, _, _ in later[:reach])


def _date(concept: str, tokens: Sequence[str], start: int) -> str | None:
    """ "by the due date", "before 6 am"."""
    if concept == "deadline":
        return "limit deadline" if start and tokens[start - 1] in _BEFORE_DEADLINE else None
    near = tokens[max(0, start - _CLOCK_NEAR) : start]
    return None if _CLOCK_SIDES.isdisjoint(near) else "limit clock"


def _limit(side: str, end: int, later: Sequence[Match]) -> str | None:
    """ "within 20 seconds", "past the due date"."""
    for concepts, start, _ in later:
        if start - end > _NEAR:
            return None
        if "time_unit" in concepts:
            return side + " time"
        if "deadline" in concepts:
            return side + " deadline"
    return None


def _happens(earlier: Sequence[Match]) -> str | None:
    """What stands nearest before a period: something done in it, or something watched for."""
    for concepts, _, _ in reversed(earlier):
        for concept in concepts:
            if concept in _DONE:
                return "limit done"
        if not _FOLLOWED.isdisjoint(concepts):
            return "watched time"
    return None


def _time_unit(tokens: Sequence[str], start: int, end: int, lead: int) -> str:
    """ "days to", "per day", "30 days", "average number of days ...", or a unit of time alone."""
    if end < len(tokens) and tokens[end] in _AFTER_UNIT:
        return "time to"
    before = tokens[max(0, start - 3) : start]
    if "per" in before or "/" in before:
        named = len(before) > 1 and before[-1] not in _RATES and before[-1] != "#"
        return "per actor" if named else "per time"
    if "#" in before[-1:]:
        return "stated time"
    if start > lead + _OPENING:
        return "time word"
    return "time first" if _SHARES.isdisjoint(tokens[:start]) else "time share"


def _from_to(
    found: dict[str, None],
    tokens: Sequence[str],
    matches: Sequence[Match],
    unit: str,
) -> None:
    """ "from order to delivery", "quote to close"."""
    if "between" in tokens and "and" in tokens:
        found["from to"] = None
    if "to" not in tokens:
        return
    if "from" in tokens and "to" in tokens[tokens.index("from") :]:
        found["from to"] = None
    place = tokens.index("to")
    if not 0 < place < len(tokens) - 1:
        return
    if len(tokens) <= _SHORT_NAME:
        found["x to y " + unit] = None
    sides = [concepts for concepts, start, end in matches if end == place or start == place + 1]
    if len(sides) == 2 and all("start_end" in concepts for concepts in sides):
        found["step to step"] = None
        found["step to step " + unit] = None
