"""The words around the number of a target, and the words that stand in for one."""

from __future__ import annotations

from typing import Final

from kpilint.text.pattern import pattern

SPELLINGS: Final = {
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-"),
    **dict.fromkeys(map(ord, "≥⩾≧"), ">="),
    **dict.fromkeys(map(ord, "≤⩽≦"), "<="),
    ord("±"): "+/-",
    ord("％"): "%",
    ord("×"): "x",
    ord("…"): "...",
    ord("\u200b"): " ",
    ord("\ufeff"): " ",
}
"""One spelling for signs that look or mean the same."""


def _table(**phrases: str) -> dict[str, str]:
    return {
        phrase.strip(): meaning.replace("_", "-")
        for meaning, written in phrases.items()
        for phrase in written.split("|")
    }


COMPARISONS: Final = _table(
    at_least=">= | => | at least | min | minimum | minimum of | a minimum of | not less than"
    "| no less than | never less than | not fewer than | no fewer than | no lower than"
    "| not lower than | not below | never below | not under | never under | at or above"
    "| at or over | equal to or above | equal or above | above or equal to | above or at"
    "| greater than or equal to | more than or equal to | equal to or greater than | floor of"
    "| equal to or more than",
    at_most="<= | =< | at most | max | maximum | maximum of | a maximum of | not more than"
    "| no more than | never more than | not above | never above | not over | never over"
    "| no greater than | no higher than | not higher than | no longer than | not longer than"
    "| no slower than | at or below | at or under | equal to or below | equal or below"
    "| below or equal to | below or at | less than or equal to | fewer than or equal to"
    "| equal to or less than | up to | within | not exceeding | not to exceed | must not exceed"
    "| ceiling of | limited to | capped at",
    above="> | above | over | more than | greater than | higher than | longer than | exceed"
    "| exceeds | exceeding | in excess of",
    below="< | below | under | less than | fewer than | lower than | shorter than | faster than"
    "| quicker than | in under | in less than",
    exactly="= | == | exactly | equal to | equals | precisely",
    between="between | in the range | in the range of | in the range from | range of | range",
)
"""What may stand before the number, and which side of it is then good."""

LEADS: Final = COMPARISONS | _table(
    up="up by | up | increase by | increase of | increase | raise by | raise | grow by | grow"
    "| growth of | rise by | rise of",
    down="down by | down | decrease by | decrease of | decrease | reduce by | reduction of"
    "| reduce | lower by | lower | cut by | cut | drop by | decline of | fall by",
    better="better by | improve by | improvement of | improve",
    at_least="increase to | raise to | grow to | rise to | lift to",
    at_most="reduce to | decrease to | lower to | cut to | down to | drop to | fall to"
    "| bring down to",
    departs="from",
    beside="target | target of | goal | goal of | aim | aim for | achieve | reach | maintain | keep"
    "| keep at | stay | stay at | remain | hold | hold at | be | is | should be | must be | to be"
    "| about | around | approximately | approx | circa | ca | roughly | ~ | ≈ | an | a | the"
    "| see | average | average of | avg | mean | median | at | improve to | get to | : | ( | [",
)
"""All that may stand before the number."""

SUFFIXES: Final = _table(
    at_least="or more | or higher | or above | or over | or greater | or longer | and above"
    "| and over | and more | and higher | minimum | min | at least | +",
    at_most="or less | or fewer | or lower | or below | or under | or shorter | or faster"
    "| and below | and under | and less | maximum | max | at most | tops",
    up="increase | growth | rise | uplift | more | higher",
    down="reduction | decrease | decline | less | fewer | lower",
    better="improvement | better",
)
"""What may follow the number and turn it into a limit or a change."""

LIMITS: Final = _table(
    within="within | in | in under | in less than | in at most | in no more than | in max"
    "| within max | within a maximum of | under | below | inside | less than | at most"
    "| no more than | < | <= | in <= | in < | within <= | /"
)
"""What may stand between a share and the limit that it is a share of."""

UNREADABLE: Final = frozenset(("or", "and", "but", "if", "unless", "except", "not", "then", "no"))
"""Words beside the number that may turn its meaning round."""

COMPARED_WITH: Final = frozenset((
    "vs", "versus", "compared", "against", "on", "from", "than", "year", "yoy", "relative", "over",
    "per", "since", "a",
))  # fmt: skip
"""What begins the reference of a change, such as "on last year"."""

_PLACEHOLDERS = frozenset((
    "", "tbd", "tba", "tbc", "t.b.d", "t.b.a", "t.b.c", "n/a", "na", "n.a", "none", "null", "nan",
    "unknown", "pending", "open", "todo", "to do", "missing", "blank", "empty", "undefined",
    "not applicable", "not available", "not set", "not defined", "not agreed", "no target",
    "unset", "placeholder", "later", "draft", "monitor", "monitor only", "monitoring only",
    "track", "track only", "tracking only", "under review", "under discussion", "in discussion",
    "#n/a", "#ref", "#value", "#div/0", "#name", "#null", "#num",
))  # fmt: skip
_TO_BE = (
    "agreed", "announced", "advised", "approved", "baselined", "completed", "confirmed", "decided",
    "defined", "determined", "discussed", "established", "finalised", "finalized", "provided",
    "reviewed", "set", "specified",
)  # fmt: skip
_BEGIN_A_PLACEHOLDER = (
    *("tbd", "tba", "tbc", "t.b.d", "t.b.a", "t.b.c", "n/a", "no target"),
    *(f"{still}to be {done}" for still in ("", "still ") for done in _TO_BE),
)
_POINT_ELSEWHERE = (
    "see", "refer to", "cf", "as per", "pending", "awaiting", "unknown", "not yet", "not set",
    "will be", "under review", "establish", "baseline",
)  # fmt: skip
_LETTERS_FOR_A_NUMBER = pattern(r"=? ?x{1,4}(?:[.,]x{1,4})?(?: ?%| \w{1,12})?")


def is_placeholder(text: str) -> bool:
    """Whether a text stands where a target should, and says that there is none yet."""
    lower = _bare(text)
    first = lower[:1]
    return (
        lower in _PLACEHOLDERS
        or not (first.isalnum() or any(character.isalnum() for character in lower))
        or (first in "tns" and _begins(lower, _BEGIN_A_PLACEHOLDER))
        or (first in "=x" and _LETTERS_FOR_A_NUMBER.fullmatch(lower) is not None)
    )


def is_said(text: str | None) -> bool:
    """Whether a text is there, and no placeholder stands in its place."""
    return text is not None and text != "" and not is_placeholder(text)


def points_elsewhere(text: str) -> bool:
    """Whether a text that says no number sends the reader to another place or time."""
    return _begins(_bare(text), _POINT_ELSEWHERE)


def _begins(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a text begins with one of these phrases, and not only with a part of a word."""
    return text.startswith(phrases) and any(
        text.startswith(phrase) and not _goes_on(text[len(phrase) :]) for phrase in phrases
    )


def _goes_on(rest: str) -> bool:
    return rest[:1].isalnum() or rest[:1] == "_"


def _bare(text: str) -> str:
    return text.casefold().strip(" .:;!?()[]<>\"'`*")
