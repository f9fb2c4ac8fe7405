"""From the fields of a KPI to features: the concepts named, how they stand together, the unit.

A feature is a short string. Its first letter says where it was seen: `n.` concept in the name,
`h.` the name's head, `c.` two concepts that follow each other in the name, `f.` first word of the
name after its lead, `g.` grammar of the name, `w.` word and `b.` two words in a row, of the name
or of the opening of the definition, `d.` concept, `i.` first concept and `k.` grammar of the
definition, `u.` unit with direction, `v.` word of the unit, `t.` target, `s.` shape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from kpilint.lexicon.grammar import NUMBERS, Match, grammar
from kpilint.lexicon.table import Table
from kpilint.lexicon.wording import DEFINITION_LIMIT, stems
from kpilint.text.pattern import pattern

_UNIT_LIMIT = 60
_TARGET_LIMIT = 120
_OPENING = 30
"""Words of a definition that are read as words: its opening says what is measured."""
_PAIRED = 10
"""Words of a definition that are read in pairs."""
_READ = 60
"""Words of a definition that are read at all."""
_MEMO_LIMIT = 20_000
_COMPOUND = 8
"""Letters from which a word may be a compound."""
_SIGNS = {"higher": "+", "lower": "-", "range": "="}
_TOLD_BY_TARGET = ("percent", "machine_time", "time", "money")
_PER = frozenset({"per", "/"})
"""Words after which a unit of time in a target is not what the target counts."""
_TIMES = ("machine_time", "time")
_NO_UNIT_AFTER = frozenset(
    {
        *("per", "/", "#", "a", "an", "each", "first", "same", "next", "last"),
        *NUMBERS,
    }
)
"""Words after which a unit of time at the end of a name is not the unit of the KPI."""
_NO_UNIT_NEAR = frozenset({"per", "/", "within"})
"""Words that say the same from a little further away: "per crew hour", "within 3 working days"."""
_OF_DAYS = frozenset({"working", "business", "calendar", "clock"})
_COUNTED = frozenset({"number", "count", "no"})
_SIZES = tuple(f"s.name {words // 3}" for words in range(13))
"""By the number of words of a name: registers differ in how they put things."""
_TOLD = tuple(f"s.told {words // 15}" for words in range(46))
"""By the number of words of a definition."""
_SHORT = 5
"""Words up to which a whole name can be an ambiguous expression."""
_DIGITS_OF_A_NUMBER = 2
"""A date has more; most targets have no more, and need not be searched for one."""
_CLOCK = pattern(r"\b(?:h{1,2}:)?mm:ss\b", re.IGNORECASE)
_DATE = pattern(
    r"\b\d{1,2}[-/ .](?:[a-z]{3,9}|\d{1,2})[-/ .]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b", re.IGNORECASE
)


ENTRY, IS = ";", "="
"""Part the entries of a word in a vocabulary, and the two sides of one; they stand in no stem."""
_Met = tuple[tuple[str, ...], int, frozenset[str]]


class Vocabulary:
    """The word lists of all languages, as stems.

    `words` is a table of the first words of phrases, each with the concepts of the word alone and,
    for each longer phrase, its further words and its concepts (`ENTRY`, `IS`), `endings` the ends
    of compound words to concepts (of German, and of English names that are written as one word),
    `ambiguous` holds whole names that can be read in two ways. `telling` are the concepts that
    point to a family, `named` those and the others that tell something in a name.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._words = Table(data["words"])
        self._phrases: dict[str, str] = {}
        """Those that begin with words that were met."""
        self.endings: Mapping[str, str] = data["endings"]
        self.units: Mapping[str, str] = data["units"]
        self._percent = frozenset(u for u, kind in self.units.items() if kind == "percent")
        self.unit_order: Sequence[str] = data["unit_order"]
        self.joints = frozenset(data["joints"])
        self.lead = frozenset(data["lead"])
        self.ambiguous = frozenset(data["ambiguous"])
        self.telling = frozenset(data["telling"])
        self.named = frozenset(data["named"])
        self._met: dict[str, _Met] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._unit_stems: dict[str, list[str]] = {}
        self._unit_kinds: dict[str, str] = {}
        self._targets: dict[str, tuple[str, str, str]] = {}

    def leading(self, tokens: Sequence[str]) -> int:
        """How many words at the start of a text only lead in: "the average number of"."""
        lead, place, last = self.lead, 0, len(tokens)
        while place < last and tokens[place] in lead:
            place += 1
        return place

    def find(self, tokens: Sequence[str]) -> list[Match]:
        """The phrases in a text, longest first from the left, without overlaps."""
        found: list[Match] = []
        phrases, met = self._phrases, self._met
        position, last = 0, len(tokens)
        while position < last:
            token = tokens[position]
            concepts, length, seconds = met.get(token) or self._meet(token)
            end = position + 1
            if end < last and tokens[end] in seconds:
                phrase, longest = token, None
                for place in range(end, min(position + length, last)):
                    phrase = f"{phrase} {tokens[place]}"
                    if phrase in phrases:
                        longest, end = phrases[phrase], place + 1
                if longest is not None:
                    concepts = self._group(longest)
            if concepts:
                found.append((concepts, position, end))
            position = end
        return found

    def _meet(self, word: str) -> _Met:
        """The concepts of a word alone, how long a phrase it may begin, and with which words."""
        row = self._words.get(word)
        group, *longer = row.decode().split(ENTRY) if row is not None else [""]
        if not group and len(word) >= _COMPOUND:
            group = next((c for end, c in self.endings.items() if word.endswith(end)), "")
        length, seconds = 1, set()
        for entry in longer:
            rest, _, concepts = entry.partition(IS)
            self._phrases[f"{word} {rest}"] = concepts
            length = max(length, rest.count(" ") + 2)
            seconds.add(rest.partition(" ")[0])
        met = self._group(group) if group else (), length, frozenset(seconds)
        if len(self._met) < _MEMO_LIMIT:
            self._met[word] = met
        return met

    def unit_kind(self, unit: str) -> str:
        """What a unit measures, "none" without one, "other" when it is not in the lists."""
        kind = self._unit_kinds.get(unit)
        if kind is None:
            kind = self._unit_kind(unit[:_UNIT_LIMIT])
            if len(self._unit_kinds) < _MEMO_LIMIT:
                self._unit_kinds[unit] = kind
        return kind

    def target_tells(self, target: str) -> tuple[str, str, str]:
        """What a target says of the KPI: its own kind, a unit and a direction; "" where nothing.

        The kind is a time, a date to be met, a yes, or a limit: "90 % within 5 days". "< 5 %" is a
        percentage that should fall.
        """
        told = self._targets.get(target)
        if told is None:
            told = self._target_tells(target[:_TARGET_LIMIT])
            if len(self._targets) < _MEMO_LIMIT:
                self._targets[target] = told
        return told

    def _target_tells(self, target: str) -> tuple[str, str, str]:
        if sum(map(str.isdecimal, target)) > _DIGITS_OF_A_NUMBER and _DATE.search(target):
            return "date", "", ""
        tokens = stems(target, _TARGET_LIMIT)
        if "#" not in tokens:
            return ("truth" if "true" in tokens or "fals" in tokens else ""), "", ""
        kinds = {self.units.get(token) for token in tokens}
        if not _PER.isdisjoint(tokens):
            kinds.difference_update(_TIMES)
        unit = next((kind for kind in _TOLD_BY_TARGET if kind in kinds), "")
        matches = self.find(tokens)
        sides = {c for concepts, _, _ in matches for c in concepts}
        sign = "-" if "limit" in sides else "+" if sides & {"overrun", "floor"} else ""
        rates = grammar(tokens, matches, "", 0)
        if "per actor" in rates or "thing per worker" in rates or "work per worker" in rates:
            return "rate", "", sign
        if unit == "percent" and "limit time" in rates and "change" not in sides:
            return "limit", unit, ""  # "within" belongs to the time, the share may well grow
        return ("time" if unit in _TIMES else ""), unit, sign

    def name_tells(self, tokens: Sequence[str], lead: int) -> str:
        """The kind of unit that a name says itself: "% of", "... (days)"; "" where it does not."""
        if not tokens:
            return ""
        led = tokens[:lead]
        if "%" in tokens or not self._percent.isdisjoint(led):
            return "percent"
        kind = self.units.get(tokens[-1], "")
        if kind in _TIMES and len(tokens) > 1 and lead < len(tokens) - 1:
            return "" if _ends_in_limit(tokens) else kind
        if kind == "money":
            return kind
        if lead < len(tokens) and self.units.get(tokens[lead]) == "time":
            return "time"
        return "" if _COUNTED.isdisjoint(led) else "count"

    def _unit_kind(self, unit: str) -> str:
        if not unit or unit.isspace():
            return "none"
        if ":" in unit and _CLOCK.search(unit):
            return "time"
        text = ["per" if word == "/" else word for word in stems(unit, _UNIT_LIMIT)]
        phrases = (" ".join(text[i:j]) for i in range(len(text)) for j in range(i + 1, i + 4))
        kinds = {self.units.get(phrase) for phrase in phrases}
        if "per" in text and not kinds.isdisjoint(_TIMES):
            per = text.index("per")
            if not any(self.units.get(word) in _TIMES for word in text[:per]):
                kinds.difference_update(_TIMES)
                if text[per + 1 : per + 2] != ["#"]:  # as in "per 1000 line days"
                    kinds.add("pace")
        return next((kind for kind in self.unit_order if kind in kinds), "other")

    def unit_words(self, unit: str) -> list[str]:
        """The words of a unit, which often name what is counted: "complaints per 1000"."""
        words = self._unit_stems.get(unit)
        if words is None:
            words = list(dict.fromkeys(stems(unit[:_UNIT_LIMIT], _UNIT_LIMIT)))
            if len(self._unit_stems) < _MEMO_LIMIT:
                self._unit_stems[unit] = words
        return words

    def _group(self, group: str) -> tuple[str, ...]:
        concepts = self._groups.get(group)
        if concepts is None:
            concepts = self._groups[group] = tuple(group.split(" "))
        return concepts


def features(
    vocabulary: Vocabulary,
    tokens: Sequence[str],
    *,
    definition: str = "",
    unit: str = "",
    direction: str | None = None,
    target: str = "",
) -> list[str]:
    """All features of a KPI whose name has these stems; linear in the length of its texts."""
    lead = vocabulary.leading(tokens)
    kind = vocabulary.unit_kind(unit)
    looks, told, told_sign = vocabulary.target_tells(target) if target else ("", "", "")
    if kind == "none":
        kind = vocabulary.name_tells(tokens, lead) or told or kind
    matches = vocabulary.find(tokens)
    named = _concepts(matches, vocabulary.named)
    found = grammar(tokens, matches, kind, lead)
    out = _of_name(vocabulary, tokens, matches, named, lead)
    out += ["g." + construction for construction in found]
    words = dict.fromkeys(tokens)
    pairs = [f"b.{first} {second}" for first, second in pairwise(tokens)]
    if definition:
        text = stems(definition, DEFINITION_LIMIT)[:_READ]
        words.update(dict.fromkeys(text[:_OPENING]))
        pairs += [f"b.{first} {second}" for first, second in pairwise(text[:_PAIRED])]
        lead = vocabulary.leading(text)
        if kind == "none":
            kind = vocabulary.name_tells(text[: lead + 1], lead) or kind
        out += _of_definition(vocabulary, text, kind, lead)
    else:
        out.append("s.undefined")
    joints = vocabulary.joints
    out += ["w." + word for word in words if word not in joints]
    out += dict.fromkeys(pairs)
    if unit:
        out += ["v." + word for word in vocabulary.unit_words(unit)]
    if told_sign == "+" and kind in _TIMES:
        told_sign = ""  # only who says so himself wants a time to grow
    out += _of_unit(named, found, kind, _SIGNS.get(direction or "", told_sign))
    if looks:
        out.append("t." + looks)
    return out


def _of_name(
    vocabulary: Vocabulary,
    tokens: Sequence[str],
    matches: Sequence[Match],
    named: Mapping[str, None],
    lead: int,
) -> list[str]:
    size = len(tokens)
    out = ["n." + concept for concept in named]
    head = _head(tokens, matches, lead, vocabulary.joints)
    out += ["h." + concept for concept in head if concept in named]
    if len(matches) > 1:
        first = [concepts[0] for concepts, _, _ in matches]
        out += dict.fromkeys([f"c.{one} {two}" for one, two in pairwise(first)])
    if lead < size:
        out.append("f." + tokens[lead])
    out += ["s.always", _SIZES[size] if size < len(_SIZES) else _SIZES[-1]]
    if size <= _SHORT:
        if " ".join(tokens) in vocabulary.ambiguous:
            out.append("s.ambiguous")
        if "or" in tokens:
            out.append("s.either")
        if size < 3:
            out.append("s.short")
    return out


def _of_definition(vocabulary: Vocabulary, text: Sequence[str], kind: str, lead: int) -> list[str]:
    matches = vocabulary.find(text)
    out = ["d." + concept for concept in _concepts(matches, vocabulary.telling)]
    if matches and matches[0][1] <= lead + 1:
        out += ["i." + concept for concept in matches[0][0]]
    out += ["k." + found for found in grammar(text, matches, kind, lead)]
    out.append(_TOLD[len(text)] if len(text) < len(_TOLD) else _TOLD[-1])
    return out


def _of_unit(
    named: Mapping[str, None], found: Mapping[str, None], kind: str, sign: str
) -> list[str]:
    """The unit with the direction, alone and beside what the name says of time."""
    out = ["u." + kind]
    if sign:
        out += ["u." + sign, "u." + kind + sign]
    if "elapsed" in named or "wait" in named:
        out.append(f"u.elapsed {kind}{sign}")
    if "stated time" in found or "overrun time" in found:
        out.append(f"u.stated {kind}{sign}")
    return out


def _ends_in_limit(tokens: Sequence[str]) -> bool:
    """Whether the unit of time at the end belongs to a limit or a rate, not to the KPI."""
    before = [word for word in tokens[-4:-1] if word not in _OF_DAYS]
    return bool(before) and (before[-1] in _NO_UNIT_AFTER or not _NO_UNIT_NEAR.isdisjoint(before))


def _concepts(matches: Sequence[Match], wanted: frozenset[str]) -> dict[str, None]:
    """The wanted concepts of all matches, each once, in order."""
    return {c: None for concepts, _, _ in matches for c in concepts if c in wanted}


def _head(
    tokens: Sequence[str], matches: Sequence[Match], start: int, joints: frozenset[str]
) -> tuple[str, ...]:
    """The concepts of the phrase that the name is about: the last one before its first joint."""
    joint, last = start, len(tokens)
    while joint < last and tokens[joint] not in joints:
        joint += 1
    head: tuple[str, ...] = ()
    for concepts, begin, end in matches:
        if end > start:
            if head and begin > joint:
                break
            head = concepts
    return head
