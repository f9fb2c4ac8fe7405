"""Time limits, rates, steps and "X to Y", read from the order of concepts, numbers and joints."""

from __future__ import annotations

from collections.abc import Sequence

Match = tuple[tuple[str, ...], int, int]
"""A phrase found: its concepts and the words it covers, from start up to end."""

_SIDES = frozenset({"limit", "overrun"})
_BEFORE_DEADLINE = frozenset({"by", "befor", "on", "to", "meet", "met", "within", "the", "in"})
_AFTER_UNIT = frozenset({"to", "from", "until", "between"})
_FOLLOWED = frozenset({"repeat", "stays", "converts", "staff_stay", "failure", "harm", "crime"})
"""What is watched for in a period afterwards: "no repeat within 30 days" praises no haste."""
_DONE = frozenset({"done", "start_end", "reaction", "restore"})
"""What is done in a period: "repeat repairs closed within 3 days" is about the closing."""
_NEAR = 4
"""Words that may stand between a limit and the time it names."""
_OPENING = 3
"""Words before which a unit of time is what the text counts: "mean number of days"."""
_SHORT_NAME = 7
"""Words up to which "X to Y" is read as one expression."""


def grammar(tokens: Sequence[str], matches: Sequence[Match], unit: str) -> dict[str, None]:
    """The constructions found in a text, each once. `unit` is the kind of the KPI's unit."""
    found: dict[str, None] = {}
    for index, (concepts, start, end) in enumerate(matches):
        for concept in concepts:
            read = None
            if concept in _SIDES:
                read = _limit(concept, end, matches[index + 1 : index + 4])
                if read == "limit time" and (happens := _happens(matches[:index])):
                    read = happens
            elif concept == "time_unit":
                read = _time_unit(tokens, start, end)
            elif concept == "deadline" and start and tokens[start - 1] in _BEFORE_DEADLINE:
                read = "limit deadline"
            elif concept == "average" and _follows("time_unit", matches[index + 1 : index + 3]):
                read = "average time"
            elif concept == "per" and _follows("worker", matches[index + 1 : index + 2]):
                read = "per worker"
            if read is not None:
                found[read] = None
    _from_to(found, tokens, matches, unit)
    return found


def _follows(concept: str, later: Sequence[Match]) -> bool:
    return any(concept in concepts for concepts, _, _ in later)


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


def _time_unit(tokens: Sequence[str], start: int, end: int) -> str:
    """ "days to", "per day", "30 days", "average number of days ...", or a unit of time alone."""
    if end < len(tokens) and tokens[end] in _AFTER_UNIT:
        return "time to"
    before = tokens[max(0, start - 2) : start]
    if "per" in before or "/" in before:
        return "per time"
    if "#" in before[-1:]:
        return "stated time"
    return "time word" if start > _OPENING else "time first"


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
