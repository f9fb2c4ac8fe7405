"""Computes the recogniser's weights from labelled examples that ship with the project.

    python -m kpilint.lexicon.train            writes data/weights.json (about a minute)

The examples are the rows of `data/examples/*.csv`, the known KPIs, and every word of the word
lists that points to a family. The method is multinomial logistic regression with a quadratic
penalty, fitted by AdaGrad (Duchi, Hazan and Singer 2011) in a fixed order, so that the same input
gives the same weights.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from random import Random
from typing import Any

from kpilint.lexicon import build
from kpilint.lexicon.features import Vocabulary, features
from kpilint.lexicon.model import SUBKINDS
from kpilint.lexicon.recogniser import LABELS, SCALE
from kpilint.lexicon.shape import ConceptsShape, WordsShape

EPOCHS = 30
RATE = 0.3
PENALTY = 0.0008
WORD_WEIGHT = 0.3
"""How much a word of the word lists counts against a labelled example."""
THRESHOLDS = (0.8, 0.5, 0.2)
"""Probabilities from which an answer is certain, likely, possible; see `calibrate`."""
_SEED = 2026
_RARE = 2


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled text: its features, its label and how much it counts."""

    features: Sequence[str]
    label: str
    weight: float = 1.0


def labelled(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file with the columns name, definition, unit, direction, target, family."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def texts(data: Path = build.DATA) -> Iterator[tuple[dict[str, str], str, str]]:
    """Every labelled text as fields, family and sub-kind."""
    for path in sorted((data / "examples").glob("*.csv")):
        for row in labelled(path):
            yield row, row["family"], row["subkind"]
    for _, kpi in build.known_kpis(data):
        rest = {"unit": kpi.unit or "", "direction": kpi.direction or "", "target": ""}
        subkind = kpi.subkind or ""
        yield {"name": kpi.name, "definition": kpi.definition, **rest}, kpi.family, subkind
        for alias in (kpi.name, *kpi.aliases, *kpi.abbreviations):
            bare = {"name": alias, "definition": "", "unit": "", "direction": "", "target": ""}
            yield bare, kpi.family, subkind


def examples(
    vocabulary: Vocabulary, data: Path = build.DATA
) -> tuple[list[Example], list[Example]]:
    """The training examples for families, and those for the sub-kinds of speed."""
    families: list[Example] = []
    subkinds: list[Example] = []
    for row, family, subkind in texts(data):
        seen = features(
            vocabulary,
            row["name"],
            row["definition"],
            row["unit"],
            row["direction"] or None,
            row["target"],
        )
        families.append(Example(seen, family))
        if family == "speed":
            subkinds.append(Example(seen, subkind))
    families.extend(words(vocabulary, data))
    return families, subkinds


def words(vocabulary: Vocabulary, data: Path = build.DATA) -> Iterator[Example]:
    """Each word of the lists as a small example of the family that its concept points to."""
    concepts = ConceptsShape.model_validate(build.read(data / "concepts.yaml")).concepts
    for path in sorted(data.glob("words.*.yaml")):
        language = WordsShape.model_validate(build.read(path))
        for concept, listed in language.concepts.items():
            family = "ask" if concept == "ask" else concepts[concept].family
            if family:
                for word in listed:
                    yield Example(features(vocabulary, word), family, WORD_WEIGHT)


def fit(data: Sequence[Example], labels: Sequence[str]) -> dict[str, list[float]]:
    """The weights of each feature for each label."""
    counts = Counter(feature for example in data for feature in set(example.features))
    kept = {feature for feature, count in counts.items() if count >= _RARE}
    width = range(len(labels))
    weights = {feature: [0.0] * len(labels) for feature in sorted(kept)}
    steps = {feature: [1e-6] * len(labels) for feature in kept}
    rows = [
        (sorted(kept.intersection(example.features)), labels.index(example.label), example.weight)
        for example in data
    ]
    order = list(range(len(rows)))
    shuffle = Random(_SEED).shuffle
    for _ in range(EPOCHS):
        shuffle(order)
        for place in order:
            seen, right, count = rows[place]
            vectors = [weights[feature] for feature in seen]
            scores = [sum(column) for column in zip(*vectors, strict=True)]
            top = max(scores)
            powers = [exp(score - top) for score in scores]
            total = sum(powers)
            errors = [count * power / total for power in powers]
            errors[right] -= count
            for feature, vector in zip(seen, vectors, strict=True):
                step = steps[feature]
                for label in width:
                    slope = errors[label] + PENALTY * vector[label]
                    step[label] += slope * slope
                    vector[label] -= RATE * slope / sqrt(step[label])
    return weights


def rounded(weights: dict[str, list[float]]) -> dict[str, list[int]]:
    """Weights in hundredths, without the features that say nothing."""
    whole = {f: [round(value * SCALE) for value in vector] for f, vector in weights.items()}
    return {feature: vector for feature, vector in whole.items() if max(map(abs, vector)) >= 5}


def fingerprint(data: Path = build.DATA) -> str:
    """A digest of everything that the weights depend on, to tell whether they are stale."""
    digest = hashlib.sha256()
    paths = [*data.glob("*.yaml"), *data.glob("known/*.yaml"), *data.glob("examples/*.csv")]
    code = [Path(__file__).with_name(n) for n in ("train.py", "features.py", "wording.py")]
    for path in sorted(paths) + code:
        if path.name not in ("pairs.yaml", "subkinds.yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def train(data: Path = build.DATA) -> dict[str, Any]:
    """The content of weights.json."""
    vocabulary = Vocabulary.from_data(build.vocabulary(data))
    families, subkinds = examples(vocabulary, data)
    return {
        "fingerprint": fingerprint(data),
        "families": rounded(fit(families, LABELS)),
        "subkinds": rounded(fit(subkinds, SUBKINDS)),
        "thresholds": list(THRESHOLDS),
    }


def main() -> int:
    """Write the weights."""
    weights = train()
    lines = [
        f'"fingerprint":{json.dumps(weights["fingerprint"])}',
        f'"thresholds":{json.dumps(weights["thresholds"])}',
    ]
    for part in ("families", "subkinds"):
        rows = (
            f"{json.dumps(feature, ensure_ascii=False)}:{json.dumps(vector)}"
            for feature, vector in sorted(weights[part].items())
        )
        lines.append(f'"{part}":{{\n' + ",\n".join(rows) + "}")
    text = "{" + ",\n".join(lines) + "}\n"
    (build.DATA / "weights.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
