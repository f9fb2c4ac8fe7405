"""What a KPI measures, read from its texts: a linear model over concepts, words and grammar.

The method is multinomial logistic regression (a standard method of text classification) with
features that people can read, so that every answer can name the concept that decided it.
`train.py` computes the weights from labelled examples that ship with the project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from struct import Struct
from typing import Any

from kpilint.catalogue.words import FAMILIES, SUBKINDS
from kpilint.lexicon.features import Vocabulary, features
from kpilint.lexicon.model import Confidence, Recognition
from kpilint.lexicon.table import Table

ASK = "ask"
LABELS: tuple[str, ...] = (*FAMILIES, ASK)
SCALE = 100
"""Weights are stored as whole numbers, in hundredths."""

_MEMO_LIMIT = 50_000
_Row = tuple[str, tuple[int, ...], int]
"""A feature, its weights, and all of them in one number; see `Weights`."""

_SAID_OF_GRAMMAR = {
    "limit time": "it counts work done within a time limit",
    "limit done": "it counts work done within a time limit",
    "limit clock": "it counts work done by a set hour or day",
    "limit deadline": "it counts work done by an agreed time",
    "prompt done": "it counts what is done in time",
    "open item": "it counts work that waits to be done",
    "not done": "it counts work that waits to be done",
    "item age": "it tells how long work has waited to be done",
    "share limit": "it counts work done within a time limit",
    "never overrun": "it names a time limit",
    "overrun time": "it counts what goes past a time limit",
    "wait overrun": "it counts what has waited longer than a limit",
    "overrun deadline": "it counts what goes past an agreed time",
    "average time": "it is an average of time",
    "time to": "it measures the time until something happens",
    "from to": "it measures the time from one step to another",
    "time span": "it measures the time until something happens",
    "time first": "it counts units of time",
    "per time": "it counts work per unit of time",
    "per actor": "it counts work per person and unit of time",
    "work per worker": "it counts work per person",
    "thing per worker": "it counts work per person",
    "step to step": "it measures the time from one step to another",
}
_SHRINKING = "it is measured in time and lower is better"
_SAID_OF_SPEED = {
    "u.time-": _SHRINKING,
    "u.machine_time-": _SHRINKING,
    "t.limit": "its target names a time limit",
    **{f"{place}.{found}": said for place in "gk" for found, said in _SAID_OF_GRAMMAR.items()},
}


class Recogniser:
    """The weights and word lists, ready to use. Deterministic; raises for no text."""

    def __init__(self, data: Mapping[str, Any], weights: bytes) -> None:
        self._vocabulary = Vocabulary(data["vocabulary"])
        self._weights = Weights(weights)
        self._because: Mapping[str, Mapping[str, str]] = data["because"]
        self._thresholds: Mapping[str, Sequence[float]] = data["thresholds"]

    def guess(
        self,
        tokens: Sequence[str],
        *,
        definition: str,
        unit: str,
        direction: str | None,
        target: str,
    ) -> Recognition:
        """Read one KPI, its name given as stems. Linear in its texts, which are capped."""
        seen = features(
            self._vocabulary,
            tokens,
            definition=definition,
            unit=unit,
            direction=direction,
            target=target,
        )
        rows = self._weights.rows(seen)
        sums = self._weights.sums(rows)
        scores, of_subkinds = sums[: len(LABELS)], sums[len(LABELS) :]
        top = max(scores)
        best = scores.index(top)
        probability = 1 / sum([exp((score - top) / SCALE) for score in scores])
        label = LABELS[best]
        if not any(row[0][0] in _TELLING for row in rows):
            return _unknown("because its words are not known")
        if label == "speed" and _GROWING.intersection(seen):
            return _unknown(_GROWING_REASON)
        two_readings = not definition and "s.ambiguous" in seen
        certain, likely, possible = self._thresholds["speed" if label == "speed" else "other"]
        if label == ASK or two_readings or probability < possible:
            return _unknown(_ASK_REASON)
        confidence: Confidence = "likely" if probability >= likely else "possible"
        if probability >= certain:
            confidence = "certain"
        subkind = SUBKINDS[of_subkinds.index(max(of_subkinds))] if label == "speed" else None
        reason = self._reason(rows, best)
        return Recognition(label, subkind, confidence, reason, None)

    def _reason(self, rows: Sequence[_Row], best: int) -> str:
        """The feature that spoke loudest for the answer and has words for it."""
        said = _SAID_OF_SPEED if LABELS[best] == "speed" else {}
        concepts = self._because[LABELS[best]]
        loudest, words = 0, "of its words taken together"
        for feature, weights, _ in rows:
            if weights[best] > loudest:
                found = concepts.get(feature[2:]) if feature[0] in "nhdi" else said.get(feature)
                if found is not None:
                    loudest, words = weights[best], found
        return "because " + words


class Weights:
    """One row of whole numbers for each feature, unpacked when it is first needed.

    A row has a weight for each label and for each sub-kind. All of them are also kept as one
    number, 32 bits to a weight, so that one addition adds a whole row: sums over 20 features take a
    third of the time.
    """

    def __init__(self, packed: bytes) -> None:
        self._table = Table(packed)
        self._unpacked: dict[str, _Row | None] = {}
        size = len(LABELS) + len(SUBKINDS)
        self._fields = Struct(f"<{size}I")
        self._zero = _joined([1 << 31] * size)

    def rows(self, seen: Sequence[str]) -> list[_Row]:
        """The features that training met, with their weights for each label."""
        unpacked = self._unpacked
        found: list[_Row] = []
        for feature in seen:
            row = unpacked[feature] if feature in unpacked else self._unpack(feature)
            if row is not None:
                found.append(row)
        return found

    def _unpack(self, feature: str) -> _Row | None:
        found = self._table.get(feature)
        row: _Row | None = None
        if found is not None:
            weights = tuple(map(int, found.split()))
            row = feature, weights, _joined(weights)
        if len(self._unpacked) < _MEMO_LIMIT:
            self._unpacked[feature] = row
        return row

    def sums(self, rows: Sequence[_Row]) -> tuple[int, ...]:
        """The sums of the weights in their order, all of them moved up by the same amount."""
        total = sum([row[2] for row in rows], self._zero)
        return self._fields.unpack(total.to_bytes(self._fields.size, "little"))


def _joined(weights: Sequence[int]) -> int:
    """Numbers with a sign in one, the first in the lowest 32 bits."""
    joined = 0
    for weight in reversed(weights):
        joined = (joined << 32) + weight
    return joined


_TELLING = "nhcfgwbdik"
"""The places of features that come from words; unit and shape alone say too little."""
_GROWING = frozenset({"u.time+", "u.machine_time+"})
_GROWING_REASON = "because it is a time that should grow, and speed is a time that should shrink"
_ASK_REASON = "because the words can be read in more than one way"


def _unknown(reason: str) -> Recognition:
    return Recognition(None, None, "unknown", reason, None)
