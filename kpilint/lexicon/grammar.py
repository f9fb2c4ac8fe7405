"""Time limits, rates, steps and "X to Y", read from the order of concepts, numbers and joints."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from kpilint.record import record

Match = tuple[tuple[str, ...], int, int]
"""A phrase found: its concepts and the words it covers, from start up to end."""

_STEPS = frozenset({"done", "start_end", "produced", "restore", "reaction"})
"""What can be done in time: "timely recorded", "paid on time"."""
_WORK = frozenset({"done", "work_item", "start_end", "produced", "activity", "audit", "flow"})
"""What is got through: so much of it per worker tells how fast the work goes."""
_NOT_WORK = frozenset(
    {
        *("cost", "saving", "resource", "money_unit", "income", "profit", "cash", "customer"),
        *("worker", "staff_mix", "staff_absent", "time_unit", "elapsed", "stretch", "error"),
        *("repeat", "complaint", "harm", "failure", "learns"),
    }
)
"""What is given to, earned by or suffered by a worker, and no work that is got through."""
_STATIONS = frozenset(
    {
        *("lin", "machin", "press", "post", "lan", "desk", "crane", "counter", "window"),
        *("station", "rig", "cell"),
    }
)
"""Where work is done: so much per line is as much a pace as so much per worker."""
_DOERS = ("er", "or", "ist", "ian", "man")
"""How words end that name who does a work: stocktaker, conservator, typist."""
_NO_DOERS = frozenset(
    {
        *("number", "order", "quarter", "meter", "litr", "liter", "letter", "water", "paper"),
        *("hour", "server", "router", "browser", "computer", "container", "door", "floor"),
        *("register", "offer", "folder", "cluster", "semester", "trimester", "year", "error"),
        *("investor", "consumer", "ratepayer", "holder", "borrower", "dollar", "acr", "human"),
        *("reader", "player", "woman", "voter", "prisoner", "offender", "worker"),
    }
)
"""Words with such an ending that name a thing, or people who are served."""
_EVENTS = frozenset(
    {"event", "incident", "outag", "breakdown", "stop", "failur", "interruption", "fault"}
)
"""What a failure is counted by: what is lost per outage tells how soon the service is back."""
_STANDARDS = frozenset({"deadline", "elapsed", "wait"})
"""What names a limit without a number: "within the target time", "within the set wait"."""
_PERIODS = frozenset({"month", "quarter", "year"})
"""Units of time so long that so much in one of them is an amount and no pace."""
_OPEN_NEAR = 3
"""Words from "open" to the work that is open: "live building control cases"."""
_AGE = ("age", "of")
_BEFORE_DEADLINE = frozenset(
    {"by", "befor", "on", "to", "meet", "met", "meeting", "within", "the", "in", "insid"}
)
_AFTER_UNIT = frozenset({"to", "from", "until", "between"})
_FOLLOWED = frozenset({"repeat", "stays", "converts", "staff_stay", "failure", "harm", "crime"})
"""What is watched for in a period afterwards: "no repeat within 30 days" praises no haste."""
_DONE = frozenset({"done", "start_end", "reaction", "restore"})
"""What is done in a period: "repeat repairs closed within 3 days" is about the closing."""
_RATES = frozenset({"per", "/", "work", "million", "thousand", "calendar", "business"})
"""Words between "per" and a unit of time that name nobody who does the work."""
_SHARES = frozenset({"%", "percent", "percentag", "shar", "proportion"})
_SHARE_NEAR = 3
"""Words from a share to what it is a share of: "percentage of the open cases"."""
NUMBERS = frozenset(
    {
        *("one", "two", "thre", "four", "fiv", "six", "seven", "eight", "nin", "ten", "twelv"),
        *("fifteen", "twenti", "thirti", "forti", "sixti", "nineti"),
    }
)
"""Stems of numbers in words, which state a time as digits do: "within two years"."""
_NEVER = frozenset({"never", "not", "no", "none", "zero", "without"})
"""Words that turn an overrun into a limit: "never more than 30 days old"."""
_RUNS_OUT = frozenset({"expir", "expiri", "expiration", "expiring", "maturiti", "renewal"})
"""What time is left until: the longer the better, and no work is awaited."""
_APART = frozenset({"repeat", "failure", "harm", "crime"})
"""What comes again or goes wrong: the time to it tells how rare it is, and praises no haste."""
_ENDED = 5
"""Words from "days until" to what runs out."""
_NEAR = 4
"""Words that may stand between a limit and the time it names."""
_OPENING = 1
"""Words after the lead ("the average number of") up to which a unit of time is what is counted."""
_STEPS_APART = frozenset({"and", "to", "/", "→"})
"""Words that join the two steps between which time passes."""
_SPANS = frozenset({"to", "from", "until", "between", "tak", "taken", "need", "elaps", "befor"})
"""Words that make counted units of time a duration: "days until", "weeks that it takes"."""
_CLOCK_SIDES = frozenset({"by", "befor", "until", "at", "than"})
_CLOCK_NEAR = 3
"""Words from "by" to the hour or day that it names: "by the end of Friday"."""
_SHORT_NAME = 7
"""Words up to which "X to Y" is read as one expression."""


@record
class Text:
    """The words of a text, the phrases found in it, and how many words only lead in."""

    tokens: Sequence[str]
    matches: Sequence[Match]
    lead: int


def grammar(
    tokens: Sequence[str], matches: Sequence[Match], unit: str, lead: int
) -> dict[str, None]:
    """The constructions found in a text, each once.

    `unit` is the kind of the KPI's unit, `lead` the number of words that only lead in.
    """
    found: dict[str, None] = {}
    text = Text(tokens, matches, lead)
    for index, (concepts, _, _) in enumerate(matches):
        for concept in concepts:
            reader = _READERS.get(concept)
            if reader is not None:
                read = reader(text, index)
                if read is not None:
                    found[read] = None
    if "time first" in found and not _SPANS.isdisjoint(tokens):
        found["time span"] = None
    if "limit time" in found and "%" in tokens and ("#", "%") in pairwise(tokens):
        found["share limit"] = None
    _from_to(found, tokens, matches, unit)
    return found


def _limit(text: Text, index: int) -> str | None:
    """ "within 20 seconds", "within the agreed time"; what is watched for in a period is none."""
    read = _side("limit", text.matches, index)
    return _happens(text.matches[:index]) or read if read == "limit time" else read


def _overrun(text: Text, index: int) -> str | None:
    """ "past the due date", "never more than a day", "waiting over 6 months"."""
    read, earlier = _side("overrun", text.matches, index), text.matches[:index]
    if read != "overrun time":
        return read
    if not _NEVER.isdisjoint(text.tokens[: text.matches[index][1]]):
        return "never overrun"
    return "wait overrun" if _any("wait", earlier) or _any("backlog", earlier) else read


def _side(side: str, matches: Sequence[Match], index: int) -> str | None:
    end = matches[index][2]
    for concepts, start, _ in matches[index + 1 : index + 4]:
        if start - end > _NEAR:
            return None
        if "time_unit" in concepts:
            return side + " time"
        if not _STANDARDS.isdisjoint(concepts):
            return side + " deadline"
    return None


def _happens(earlier: Sequence[Match]) -> str | None:
    """What stands nearest before a period: something done in it, or something watched for."""
    for concepts, _, _ in reversed(earlier):
        if not _DONE.isdisjoint(concepts):
            return "limit done"
        if not _FOLLOWED.isdisjoint(concepts):
            return "watched time"
    return None


def _deadline(text: Text, index: int) -> str | None:
    """ "by the due date"."""
    start = text.matches[index][1]
    return "limit deadline" if start and text.tokens[start - 1] in _BEFORE_DEADLINE else None


def _clock(text: Text, index: int) -> str | None:
    """ "before 6 am"."""
    start = text.matches[index][1]
    near = text.tokens[max(0, start - _CLOCK_NEAR) : start]
    return None if _CLOCK_SIDES.isdisjoint(near) else "limit clock"


def _average(text: Text, index: int) -> str | None:
    """ "average number of days"."""
    return "average time" if _any("time_unit", text.matches[index + 1 : index + 3]) else None


def _prompt(text: Text, index: int) -> str | None:
    """ "timely recorded", "paid on time"."""
    _, start, end = text.matches[index]
    for concepts, begin, stop in text.matches[max(0, index - 1) : index + 2]:
        if (stop == start or begin == end) and not _STEPS.isdisjoint(concepts):
            return "prompt done"
    return None


def _apart(text: Text, index: int) -> str | None:
    """ "mean time between incidents", "days until the licence expires": no time that work takes.

    "Time between order and delivery" is none of these, as it has two steps.
    """
    tokens, end = text.tokens, text.matches[index][2]
    side = tokens[end - 1]
    if side not in _AFTER_UNIT:
        if end == len(tokens) or tokens[end] not in _AFTER_UNIT:
            return None
        side, end = tokens[end], end + 1
    if side == "between":
        return "time apart" if _STEPS_APART.isdisjoint(tokens[end:]) else None
    if side == "from":
        return None
    if not _RUNS_OUT.isdisjoint(tokens[end : end + _ENDED]):
        return "time left"
    later = text.matches[index + 1 : index + 2]
    return "time apart" if later and not _APART.isdisjoint(later[0][0]) else None


def _backlog(text: Text, index: int) -> str | None:
    """ "percentage of open cases that are urgent": the open cases are what the share is of."""
    start = text.matches[index][1]
    near = text.tokens[max(0, start - _SHARE_NEAR) : start]
    return None if _SHARES.isdisjoint(near) or near[-1] in _SHARES else "open share"


def _open(text: Text, index: int) -> str | None:
    """ "open building control cases", "inspections open"."""
    share = _backlog(text, index)
    if share is not None:
        return share
    _, start, end = text.matches[index]
    for concepts, begin, _ in text.matches[index + 1 : index + 3]:
        if begin - end < _OPEN_NEAR and "work_item" in concepts:
            return "open item"
    for concepts, _, stop in text.matches[max(0, index - 1) : index]:
        if stop == start and end == len(text.tokens) and "work_item" in concepts:
            return "open item"
    return None


def _done(text: Text, index: int) -> str | None:
    """ "requests not closed", "orders not yet delivered"."""
    start = text.matches[index][1]
    return "not done" if "not" in text.tokens[max(0, start - 2) : start] else None


def _aged(text: Text, index: int) -> str | None:
    """ "bug age", "age of requests", "age of open requests"."""
    _, start, end = text.matches[index]
    before = tuple(text.tokens[max(0, start - 3) : start])
    aged = text.tokens[end : end + 1] == ["age"] or _AGE in (before[-2:], before[:2])
    return "item age" if aged else None


def _per(text: Text, index: int) -> str | None:
    """What there is so much of per worker or line: work, something else, or a thing not known."""
    end, earlier, later = text.matches[index][2], text.matches[:index], text.matches[index:][:2]
    after = text.tokens[end : end + 2]
    if not _EVENTS.isdisjoint(after):
        return "lost per event" if _any("failure", earlier) else None
    if not _any("worker", later) and _STATIONS.isdisjoint(after[:1]):
        doers = [word for word in after if word.endswith(_DOERS) and word not in _NO_DOERS]
        if not doers or _any("customer", later):
            return None
    for concepts, _, _ in reversed(earlier):
        if not _WORK.isdisjoint(concepts):
            return "work per worker"
        if not _NOT_WORK.isdisjoint(concepts):
            return "per worker"
    return "thing per worker"


def _any(wanted: str, matches: Sequence[Match]) -> bool:
    return any(wanted in concepts for concepts, _, _ in matches)


def _time_unit(text: Text, index: int) -> str:
    """ "days to", "per day", "30 days", "average number of days ...", or a unit of time alone."""
    _, start, end = text.matches[index]
    if end < len(text.tokens) and text.tokens[end] in _AFTER_UNIT:
        return _apart(text, index) or "time to"
    before = text.tokens[max(0, start - 3) : start]
    if "per" in before or "/" in before:
        if len(before) > 1 and before[-1] not in _RATES and before[-1] != "#":
            return "per actor"
        return "per time" if _PERIODS.isdisjoint(text.tokens[start:end]) else "per period"
    if before and (before[-1] == "#" or before[-1] in NUMBERS):
        return "stated time"
    if start > text.lead + _OPENING:
        return "time word"
    return "time first" if _SHARES.isdisjoint(text.tokens[:start]) else "time share"


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


_READERS: Mapping[str, Callable[[Text, int], str | None]] = {
    "limit": _limit,
    "overrun": _overrun,
    "deadline": _deadline,
    "clock": _clock,
    "average": _average,
    "prompt": _prompt,
    "open": _open,
    "backlog": _backlog,
    "elapsed": _apart,
    "done": _done,
    "work_item": _aged,
    "per": _per,
    "time_unit": _time_unit,
}
"""How a concept is read from its place: the text and which of its phrases it is."""
