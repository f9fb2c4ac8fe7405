"""From the fields of a KPI to features: the concepts named, how they stand together, the unit.

A feature is a short string. Its first letter says where it was seen: `n.` concept in the name,
`h.` the name's head, `p.` two concepts side by side, `w.` word of the name or of the opening of the definition, `g.` grammar of the
name, `d.` concept, `i.` first concept and `k.` grammar of the definition, `u.` unit with direction,
`t.` target, `s.` shape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kpilint.lexicon.wording import DEFINITION_LIMIT, NAME_LIMIT, stems

_UNIT_LIMIT = 60
_TARGET_LIMIT = 120
_OPENING = 30
"""Words of a definition that are read as words: its opening says what is measured."""
_SIGNS = {"higher": "+", "lower": "-", "range": "="}
_CLOCK = re.compile(r"\b(?:h{1,2}:)?mm:ss\b", re.IGNORECASE)
_DATE = re.compile(
    r"\b\d{1,2}[-/ .](?:[a-z]{3,9}|\d{1,2})[-/ .]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b", re.IGNORECASE
)


_BY = frozenset({"by", "befor", "on", "to", "meet", "met", "within", "the", "in"})


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of all languages, as stems.

    `phrases` maps a phrase to its concepts, `reach` a first word to the length of the longest
    phrase that begins with it, `endings` the ends of compound words (German) to concepts,
    `ambiguous` holds whole names that can be read in two ways.
    """

    phrases: Mapping[str, Sequence[str]]
    reach: Mapping[str, int]
    endings: Mapping[str, Sequence[str]]
    units: Mapping[str, str]
    unit_order: Sequence[str]
    joints: frozenset[str]
    lead: frozenset[str]
    ambiguous: frozenset[str]
    telling: frozenset[str]
    named: frozenset[str]

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Vocabulary:
        """Read the part `vocabulary` of the compiled file."""
        return cls(
            phrases=data["phrases"],
            reach=data["reach"],
            endings=data["endings"],
            units=data["units"],
            unit_order=data["unit_order"],
            joints=frozenset(data["joints"]),
            lead=frozenset(data["lead"]),
            ambiguous=frozenset(data["ambiguous"]),
            telling=frozenset(data["telling"]),
            named=frozenset(data["named"]),
        )


@dataclass(slots=True)
class Match:
    """A phrase found: its concepts and the words it covers, from `start` up to `end`."""

    concepts: Sequence[str]
    start: int
    end: int


def find(tokens: Sequence[str], vocabulary: Vocabulary) -> list[Match]:
    """The phrases in a text, longest first from the left, without overlaps."""
    found: list[Match] = []
    phrases, reach = vocabulary.phrases, vocabulary.reach
    position, last = 0, len(tokens)
    while position < last:
        token = tokens[position]
        length = reach.get(token, 0)
        for end in range(min(position + length, last), position, -1):
            phrase = token if end == position + 1 else " ".join(tokens[position:end])
            concepts = phrases.get(phrase)
            if concepts is not None:
                found.append(Match(concepts, position, end))
                position = end
                break
        else:
            if len(token) > 7 and vocabulary.endings:
                for size in (4, 5, 6, 7, 8):
                    concepts = vocabulary.endings.get(token[-size:])
                    if concepts is not None:
                        found.append(Match(concepts, position, position + 1))
                        break
            position += 1
    return found


def features(
    vocabulary: Vocabulary,
    name: str,
    definition: str = "",
    unit: str = "",
    direction: str | None = None,
    target: str = "",
) -> list[str]:
    """All features of a KPI; linear in the length of its (capped) texts."""
    tokens = stems(name, NAME_LIMIT)
    text = stems(definition, DEFINITION_LIMIT) if definition else []
    matches = find(tokens, vocabulary)
    kind = unit_kind(unit, vocabulary)
    seen = _concepts(matches, vocabulary.named)
    out = ["s.always"]
    words = dict.fromkeys(tokens + text[:_OPENING])
    out.extend(f"w.{word}" for word in words if word not in vocabulary.joints)
    out.extend(f"n.{concept}" for concept in seen)
    out.extend(f"h.{c}" for c in _head(tokens, matches, vocabulary) if c in vocabulary.named)
    out.extend(f"g.{found}" for found in _grammar(tokens, matches, kind))
    if _is_ambiguous(tokens, vocabulary):
        out.append("s.ambiguous")
    if text:
        parts = find(text, vocabulary)
        out.extend(f"d.{concept}" for concept in _concepts(parts, vocabulary.telling))
        out.extend(f"i.{concept}" for concept in _first(parts))
        out.extend(f"k.{found}" for found in _grammar(text, parts, kind))
    else:
        out.append("s.undefined")
    if len(tokens) < 3:
        out.append("s.short")
    sign = _SIGNS.get(direction or "", "")
    out.append(f"u.{kind}")
    if sign:
        out.extend((f"u.{sign}", f"u.{kind}{sign}"))
    if "elapsed" in seen or "wait" in seen:
        out.append(f"u.elapsed {kind}{sign}")
    if target and (looks := target_kind(target, vocabulary)):
        out.append(f"t.{looks}")
    return out


def unit_kind(unit: str, vocabulary: Vocabulary) -> str:
    """What a unit measures, "none" without one, "other" when it is not in the lists."""
    if not unit or unit.isspace():
        return "none"
    if _CLOCK.search(unit[:_UNIT_LIMIT]):
        return "time"
    text = ["per" if token == "/" else token for token in stems(unit, _UNIT_LIMIT)]
    kinds = set()
    for start in range(len(text)):
        for end in range(start + 1, min(start + 3, len(text)) + 1):
            kind = vocabulary.units.get(" ".join(text[start:end]))
            if kind is not None:
                kinds.add(kind)
    for kind in vocabulary.unit_order:
        if kind in kinds:
            return kind
    return "other"


def target_kind(target: str, vocabulary: Vocabulary) -> str | None:
    """What a target tells: that it is a time, a date to be met or a yes; None for the rest."""
    text = target[:_TARGET_LIMIT]
    if _DATE.search(text):
        return "date"
    tokens = stems(text, _TARGET_LIMIT)
    if "#" in tokens:
        timed = any(vocabulary.units.get(token) in ("time", "machine_time") for token in tokens)
        return "time" if timed else None
    return "truth" if "true" in tokens or "fals" in tokens else None


def _head(tokens: Sequence[str], matches: Sequence[Match], vocabulary: Vocabulary) -> list[str]:
    """The concepts of the phrase that the name is about: the last one before its first joint."""
    start = 0
    while start < len(tokens) and tokens[start] in vocabulary.lead:
        start += 1
    head: Sequence[str] = ()
    for match in matches:
        if match.end <= start:
            continue
        if head and any(token in vocabulary.joints for token in tokens[start : match.start]):
            break
        head = match.concepts
    return list(head)


def _first(matches: Sequence[Match]) -> Sequence[str]:
    """The concepts of the first phrase, where it opens the text."""
    return matches[0].concepts if matches and matches[0].start <= 2 else ()


def _is_ambiguous(tokens: Sequence[str], vocabulary: Vocabulary) -> bool:
    return len(tokens) <= 5 and " ".join(tokens) in vocabulary.ambiguous


def _concepts(matches: Sequence[Match], wanted: frozenset[str]) -> dict[str, None]:
    """The wanted concepts of all matches, each once, in order."""
    return {c: None for match in matches for c in match.concepts if c in wanted}


def _grammar(tokens: Sequence[str], matches: Sequence[Match], kind: str) -> list[str]:
    """Time limits, ages, rates and "X to Y", read from the order of concepts and numbers."""
    found: dict[str, None] = {}
    spans = len(matches)
    for index, match in enumerate(matches):
        concepts = match.concepts
        near = matches[index + 1 : index + 4]
        if "limit" in concepts or "overrun" in concepts:
            side = "limit" if "limit" in concepts else "overrun"
            for other in near:
                if other.start - match.end > 4:
                    break
                if "time_unit" in other.concepts and "#" in tokens[match.end : other.start]:
                    found[side + " time"] = None
                    break
                if "deadline" in other.concepts:
                    found[side + " deadline"] = None
                    break
            else:
                continue
        elif "deadline" in concepts and match.start and tokens[match.start - 1] in _BY:
            found["limit deadline"] = None
        elif "average" in concepts and any("time_unit" in m.concepts for m in near[:2]):
            found["average time"] = None
        elif "time_unit" in concepts:
            following = tokens[match.end : match.end + 1]
            before = tokens[match.start - 1] if match.start else ""
            if following and following[0] in ("to", "from", "until", "between"):
                found["time to"] = None
            elif before == "per" or before == "/":
                found["per time"] = None
            elif before == "#":
                found["stated time"] = None
            else:
                found["time word"] = None
        elif "per" in concepts and index + 1 < spans and "worker" in matches[index + 1].concepts:
            found["per worker"] = None
    if "to" in tokens[1:-1]:
        place = tokens.index("to", 1)
        if len(tokens) <= 7:
            found["x to y " + kind] = None
        sides = [m for m in matches if m.end == place or m.start == place + 1]
        if len(sides) == 2 and all("start_end" in m.concepts for m in sides):
            found["step to step"] = None
            found["step to step " + kind] = None
    if "from" in tokens and "to" in tokens[tokens.index("from") :]:
        found["from to"] = None
    if "between" in tokens and "and" in tokens:
        found["from to"] = None
    return list(found)
