"""From the fields of a KPI to features: the concepts named, how they stand together, the unit.

A feature is a short string. Its first letter says where it was seen: `n.` concept in the name,
`h.` the name's head, `w.` word of the name or of the opening of the definition, `g.` grammar of
the name, `d.` concept, `i.` first concept and `k.` grammar of the definition, `u.` unit with
direction, `t.` target, `s.` shape.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from kpilint.lexicon.grammar import Match, grammar
from kpilint.lexicon.wording import DEFINITION_LIMIT, stems
from kpilint.text.pattern import pattern

_UNIT_LIMIT = 60
_TARGET_LIMIT = 120
_OPENING = 30
"""Words of a definition that are read as words: its opening says what is measured."""
_READ = 60
"""Words of a definition that are read at all."""
_MEMO_LIMIT = 20_000
_COMPOUND = 8
"""Letters from which a word may be a compound."""
_SIGNS = {"higher": "+", "lower": "-", "range": "="}
_SHORT = 5
"""Words up to which a whole name can be an ambiguous expression."""
_CLOCK = pattern(r"\b(?:h{1,2}:)?mm:ss\b", re.IGNORECASE)
_DATE = pattern(
    r"\b\d{1,2}[-/ .](?:[a-z]{3,9}|\d{1,2})[-/ .]\d{2,4}\b|\b\d{4}-\d\d-\d\d\b", re.IGNORECASE
)


class Vocabulary:
    """The word lists of all languages, as stems.

    `phrases` maps a phrase to its concepts (joined by blanks), `reach` the first word of longer
    phrases to the length of the longest, `endings` the ends of compound words (German) to
    concepts, `ambiguous` holds whole names that can be read in two ways. `telling` are the
    concepts that point to a family, `named` those and the others that tell something in a name.
    """

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.phrases: Mapping[str, str] = data["phrases"]
        self.reach: Mapping[str, int] = data["reach"]
        self.endings: Mapping[str, str] = data["endings"]
        self.units: Mapping[str, str] = data["units"]
        self.unit_order: Sequence[str] = data["unit_order"]
        self.joints = frozenset(data["joints"])
        self.lead = frozenset(data["lead"])
        self.ambiguous = frozenset(data["ambiguous"])
        self.telling = frozenset(data["telling"])
        self.named = frozenset(data["named"])
        self._met: dict[str, tuple[int, tuple[str, ...]]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._unit_kinds: dict[str, str] = {}
        self._target_kinds: dict[str, str | None] = {}

    def find(self, tokens: Sequence[str]) -> list[Match]:
        """The phrases in a text, longest first from the left, without overlaps."""
        found: list[Match] = []
        phrases, met = self.phrases, self._met
        position, last = 0, len(tokens)
        while position < last:
            token = tokens[position]
            length, concepts = met.get(token) or self._meet(token)
            end = position + 1
            if length > 1:  # most words begin no phrase, and an empty range has its price
                for longer in range(min(position + length, last), end, -1):
                    group = phrases.get(" ".join(tokens[position:longer]))
                    if group is not None:
                        concepts, end = self._group(group), longer
                        break
            if concepts:
                found.append((concepts, position, end))
            position = end
        return found

    def _meet(self, word: str) -> tuple[int, tuple[str, ...]]:
        """How long a phrase this word may begin, and the concepts of the word alone."""
        group = self.phrases.get(word)
        if group is None and len(word) >= _COMPOUND:
            group = next((c for end, c in self.endings.items() if word.endswith(end)), None)
        met = self.reach.get(word, 1), self._group(group) if group else ()
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

    def target_kind(self, target: str) -> str | None:
        """What a target tells: that it is a time, a date to be met or a yes; None for the rest."""
        if target in self._target_kinds:
            return self._target_kinds[target]
        kind = self._target_kind(target[:_TARGET_LIMIT])
        if len(self._target_kinds) < _MEMO_LIMIT:
            self._target_kinds[target] = kind
        return kind

    def _target_kind(self, target: str) -> str | None:
        if _DATE.search(target):
            return "date"
        tokens = stems(target, _TARGET_LIMIT)
        if "#" in tokens:
            timed = any(self.units.get(token) in ("time", "machine_time") for token in tokens)
            return "time" if timed else None
        return "truth" if "true" in tokens or "fals" in tokens else None

    def _unit_kind(self, unit: str) -> str:
        if not unit or unit.isspace():
            return "none"
        if _CLOCK.search(unit):
            return "time"
        text = ["per" if word == "/" else word for word in stems(unit, _UNIT_LIMIT)]
        phrases = (" ".join(text[i:j]) for i in range(len(text)) for j in range(i + 1, i + 4))
        kinds = {self.units.get(phrase) for phrase in phrases}
        return next((kind for kind in self.unit_order if kind in kinds), "other")

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
    matches = vocabulary.find(tokens)
    kind = vocabulary.unit_kind(unit)
    named = _concepts(matches, vocabulary.named)
    head = _head(tokens, matches, vocabulary)
    words = dict.fromkeys(tokens)
    out = ["s.always"]
    out += ["n." + concept for concept in named]
    out += ["h." + concept for concept in head if concept in named]
    out += ["g." + found for found in grammar(tokens, matches, kind)]
    if len(tokens) <= _SHORT and " ".join(tokens) in vocabulary.ambiguous:
        out.append("s.ambiguous")
    if len(tokens) < 3:
        out.append("s.short")
    if definition:
        text = stems(definition, DEFINITION_LIMIT)[:_READ]
        words.update(dict.fromkeys(text[:_OPENING]))
        parts = vocabulary.find(text)
        out += ["d." + concept for concept in _concepts(parts, vocabulary.telling)]
        if parts and parts[0][1] <= 2:
            out += ["i." + concept for concept in parts[0][0]]
        out += ["k." + found for found in grammar(text, parts, kind)]
    else:
        out.append("s.undefined")
    joints = vocabulary.joints
    out += ["w." + word for word in words if word not in joints]
    sign = _SIGNS.get(direction or "", "")
    out.append("u." + kind)
    if sign:
        out += ["u." + sign, "u." + kind + sign]
    if "elapsed" in named or "wait" in named:
        out.append(f"u.elapsed {kind}{sign}")
    if target and (looks := vocabulary.target_kind(target)):
        out.append("t." + looks)
    return out


def _concepts(matches: Sequence[Match], wanted: frozenset[str]) -> dict[str, None]:
    """The wanted concepts of all matches, each once, in order."""
    return {c: None for concepts, _, _ in matches for c in concepts if c in wanted}


def _head(
    tokens: Sequence[str], matches: Sequence[Match], vocabulary: Vocabulary
) -> tuple[str, ...]:
    """The concepts of the phrase that the name is about: the last one before its first joint."""
    lead, joints = vocabulary.lead, vocabulary.joints
    start, last = 0, len(tokens)
    while start < last and tokens[start] in lead:
        start += 1
    joint = start
    while joint < last and tokens[joint] not in joints:
        joint += 1
    head: tuple[str, ...] = ()
    for concepts, begin, end in matches:
        if end > start:
            if head and begin > joint:
                break
            head = concepts
    return head
