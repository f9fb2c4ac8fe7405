"""What a KPI measures, read from its texts: a linear model over concepts, words and grammar.

The method is multinomial logistic regression (a standard method of text classification) with
features that people can read, so that every answer can name the concept that decided it.
`train.py` computes the weights from labelled examples that ship with the project.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from kpilint.lexicon.features import Vocabulary, features
from kpilint.lexicon.model import FAMILIES, SUBKINDS, Confidence

ASK = "ask"
LABELS: tuple[str, ...] = (*FAMILIES, ASK)
SCALE = 100
"""Weights are stored as whole numbers, in hundredths."""

_REASONS_OF_GRAMMAR = {
    "limit time": "it counts work done within a time limit",
    "limit deadline": "it counts work done by an agreed time",
    "overrun time": "it counts what goes past a time limit",
    "overrun deadline": "it counts what goes past an agreed time",
    "average time": "it is an average of time",
    "time to": "it measures the time until something happens",
    "from to": "it measures the time from one step to another",
    "per time": "it counts work per unit of time",
    "per worker": "it counts work per person",
    "step to step": "it measures the time from one step to another",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """The recogniser's answer; `probability` is the model's own, between 0 and 1."""

    family: str | None
    subkind: str | None
    confidence: Confidence
    probability: float
    reason: str


class Recogniser:
    """The weights and word lists, ready to use. Deterministic; raises for no text."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._vocabulary = Vocabulary.from_data(data["vocabulary"])
        self._weights: Mapping[str, Sequence[int]] = data["families"]
        self._subkinds: Mapping[str, Sequence[int]] = data["subkinds"]
        self._because: Mapping[str, str] = data["because"]
        self._certain, self._likely, self._possible = data["thresholds"]

    def guess(
        self, name: str, definition: str, unit: str, direction: str | None, target: str
    ) -> Guess:
        """Read one KPI. Costs time in proportion to its texts, which are capped."""
        seen = features(self._vocabulary, name, definition, unit, direction, target)
        probabilities = _softmax(_scores(seen, self._weights))
        best = max(range(len(LABELS)), key=probabilities.__getitem__)
        label, probability = LABELS[best], probabilities[best]
        if label == ASK or probability < self._possible:
            return Guess(None, None, "unknown", probability, _ASK_REASON)
        confidence: Confidence = "possible"
        if probability >= self._certain:
            confidence = "certain"
        elif probability >= self._likely:
            confidence = "likely"
        return Guess(
            label,
            self._subkind(seen) if label == "speed" else None,
            confidence,
            probability,
            self._reason(seen, best),
        )

    def _subkind(self, seen: Sequence[str]) -> str:
        scores = _scores(seen, self._subkinds)
        return SUBKINDS[max(range(len(SUBKINDS)), key=scores.__getitem__)]

    def _reason(self, seen: Sequence[str], label: int) -> str:
        """The feature that spoke loudest for the answer, in words."""
        heard = ((self._weights[f][label], f) for f in seen if f in self._weights)
        for weight, feature in sorted(heard, reverse=True):
            if weight <= 0:
                break
            words = self._words(feature)
            if words:
                return "because " + words
        return "because of its words taken together"

    def _words(self, feature: str) -> str | None:
        place, _, what = feature.partition(".")
        if place in ("n", "h", "d", "e"):
            return self._because.get(what)
        if place in ("g", "k"):
            return _REASONS_OF_GRAMMAR.get(what)
        if place == "u" and what in ("time-", "machine_time-"):
            return "it is measured in time and lower is better"
        return None


_ASK_REASON = "because the words leave more than one reading open"


def _scores(seen: Sequence[str], weights: Mapping[str, Sequence[int]]) -> list[float]:
    rows = [weights[feature] for feature in seen if feature in weights]
    return [sum(column) / SCALE for column in zip(*rows, strict=True)]


def _softmax(scores: Sequence[float]) -> list[float]:
    top = max(scores)
    powers = [exp(score - top) for score in scores]
    total = sum(powers)
    return [power / total for power in powers]
