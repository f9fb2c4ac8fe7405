"""Computes the recogniser's weights from labelled examples that ship with the project.

    python -m kpilint.lexicon.train            writes data/weights.json

It needs numpy and scipy, which come with the tools of developers; reading KPIs does not.

The examples are the rows of `data/examples/*.csv`, the known KPIs, and every word of the word
lists that points to a family. The method is multinomial logistic regression with a quadratic
penalty, fitted by Adam (Kingma and Ba 2015) on all examples at once. At each step a share of the
features of every example is hidden (dropout, Srivastava and others 2014): a text of another trade
shares only some of its words with ours, so no weight may lean on its neighbours. What is hidden
comes from a fixed sequence: the same input gives the same weights.
"""

from __future__ import annotations

import csv
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.special import softmax

from kpilint.catalogue.words import SUBKINDS
from kpilint.lexicon import build
from kpilint.lexicon.features import Vocabulary, features
from kpilint.lexicon.recogniser import ASK, LABELS, SCALE
from kpilint.lexicon.shape import ConceptsShape, WordsShape
from kpilint.lexicon.wording import stems
from kpilint.record import record

STEPS = 100
RATE = 0.2
HIDDEN = 0.35
"""Share of the features of an example that a step does not see: a choice of this project."""
PENALTY = 0.8
CONCEPT_PENALTY = 2.4
"""For concepts in names: the word lists were written with an eye on the examples, so that weights
learned from those trust them too much. Both were picked by cross-validation over sectors."""
EXAMPLE, KNOWN, WORD = 1.0, 0.5, 0.1
"""How much a labelled row, a name of a known KPI and a word of the word lists count."""
ASKED = 0.6
"""How much of that remains where the answer is to ask. Doubtful rows were gathered on purpose: they
are one in fifteen here and one in thirty to fifty in registers, and at full weight the recogniser
asks where it could tell."""
THRESHOLDS = {"speed": (0.96, 0.65, 0.2), "other": (0.985, 0.6, 0.2)}
"""Probabilities from which an answer is certain, likely, possible: choices of this project. They
were picked by looking at cross-validation over sectors and at registers read for tuning, so what
those two say of them is a little too kind. Over sectors that were never trained on, about 98 of 100
certain answers are right. Speed is the family of which the rules make most: it asks for more to be
likely and, having the most examples, for less to be certain."""
_CONCEPTS = ("n.", "h.")
_PAIRS = ("b.", "c.", "f.")
_RARE, _RARE_PAIR = 3, 4
"""Examples from which on a feature is learned; of words and concepts in pairs there are so many
that most of the file, and of the time to load it, would go to those that hardly help."""
_SAYS = 12
"""Hundredths from which on a weight is kept."""
_READERS = ("train", "features", "grammar", "wording")


Row = Mapping[str, str]


@record
class Example:
    """One labelled text: its features, its label and how much it counts."""

    features: Sequence[str]
    label: str
    weight: float = EXAMPLE


def labelled(path: Path) -> Iterator[Row]:
    """The rows of a CSV file with the columns name, definition, unit, direction, target, family."""
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def texts(data: Path = build.DATA) -> Iterator[tuple[Row, str, str, float]]:
    """Every labelled text as fields, family, sub-kind and weight."""
    for path in sorted((data / "examples").glob("*.csv")):
        for row in labelled(path):
            yield row, row["family"], row["subkind"], EXAMPLE
    for _, kpi in build.known_kpis(data):
        told = {"unit": kpi.unit or "", "direction": kpi.direction or "", "target": ""}
        bare = {"definition": "", "unit": "", "direction": "", "target": ""}
        label = kpi.family, kpi.subkind or "", KNOWN
        yield {"name": "", "definition": kpi.definition, **told}, *label
        yield {"name": kpi.name, "definition": kpi.definition, **told}, *label
        for alias in (kpi.name, *kpi.aliases, *kpi.abbreviations):
            yield {"name": alias, **bare}, *label


def examples(
    vocabulary: Vocabulary, data: Path = build.DATA
) -> tuple[list[Example], list[Example]]:
    """The training examples for families, and those for the sub-kinds of speed."""
    families: list[Example] = []
    subkinds: list[Example] = []
    for row, family, subkind, weight in texts(data):
        seen = features(
            vocabulary,
            stems(row["name"]),
            definition=row["definition"],
            unit=row["unit"],
            direction=row["direction"] or None,
            target=row["target"],
        )
        families.append(Example(seen, family, weight * ASKED if family == ASK else weight))
        if family == "speed":
            subkinds.append(Example(seen, subkind, weight))
    families.extend(words(vocabulary, data))
    return families, subkinds


def words(vocabulary: Vocabulary, data: Path = build.DATA) -> Iterator[Example]:
    """Each word of the lists as a small example of the family that its concept points to."""
    concepts = ConceptsShape.model_validate(build.read(data / "concepts.yaml")).concepts
    for path in sorted(data.glob("words.*.yaml")):
        language = WordsShape.model_validate(build.read(path))
        for concept, listed in language.concepts.items():
            family = concepts[concept].family
            if family:
                for word in listed:
                    yield Example(features(vocabulary, stems(word)), family, WORD)
        for name in language.ambiguous:
            yield Example(features(vocabulary, stems(name)), ASK, ASKED)


def fit(data: Sequence[Example], labels: Sequence[str]) -> dict[str, list[float]]:
    """The weights of each feature for each label."""
    counts = Counter(feature for example in data for feature in set(example.features))
    common = sorted(f for f, n in counts.items() if n >= _least(f))
    seen = _matrix(data, common)
    right = np.array([labels.index(example.label) for example in data])
    count = np.array([example.weight for example in data])
    penalties = np.array([CONCEPT_PENALTY if f.startswith(_CONCEPTS) else PENALTY for f in common])
    weights = np.zeros((len(common), len(labels)))
    speed, spread = np.zeros_like(weights), np.zeros_like(weights)
    chance = np.random.default_rng(0)
    for step in range(1, STEPS + 1):
        shown = seen.copy()
        # What is seen counts for what is hidden, so that sums stay as large as they are in use.
        shown.data = (chance.random(seen.nnz) >= HIDDEN) / (1 - HIDDEN)
        errors = softmax(shown @ weights, axis=1)
        errors[np.arange(len(data)), right] -= 1
        slope = shown.T @ (errors * count[:, None]) + penalties[:, None] * weights
        speed += 0.1 * (slope - speed)
        spread += 0.01 * (slope * slope - spread)
        forward, steepness = speed / (1 - 0.9**step), np.sqrt(spread / (1 - 0.99**step))
        weights -= RATE * (1 - (step - 1) / STEPS) * forward / (steepness + 1e-8)
    return dict(zip(common, weights.tolist(), strict=True))


def _matrix(data: Sequence[Example], common: Sequence[str]) -> csr_array:
    """One row for each example, one column for each feature: 1 where the example has it."""
    places = {feature: place for place, feature in enumerate(common)}
    rows = [[places[f] for f in dict.fromkeys(e.features) if f in places] for e in data]
    columns = np.array(list(chain.from_iterable(rows)), dtype=np.intp)
    starts = np.cumsum([0, *map(len, rows)])
    return csr_array((np.ones(len(columns)), columns, starts), shape=(len(data), len(common)))


def _least(feature: str) -> int:
    return _RARE_PAIR if feature.startswith(_PAIRS) else _RARE


def rounded(weights: dict[str, list[float]]) -> dict[str, list[int]]:
    """Weights in hundredths, without the features that say nothing."""
    whole = {f: [round(value * SCALE) for value in vector] for f, vector in weights.items()}
    return {feature: vector for feature, vector in whole.items() if max(map(abs, vector)) >= _SAYS}


def fingerprint(data: Path = build.DATA) -> str:
    """A digest of everything that the weights depend on, to tell whether they are stale."""
    digest = hashlib.sha256()
    paths = [*data.glob("*.yaml"), *data.glob("known/*.yaml"), *data.glob("examples/*.csv")]
    code = [Path(__file__).with_name(f"{name}.py") for name in _READERS]
    for path in sorted(paths) + code:
        if path.name not in ("pairs.yaml", "subkinds.yaml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def stored_fingerprint(data: Path = build.DATA) -> str:
    """The digest of what the stored weights were computed from."""
    weights = json.loads((data / "weights.json").read_text(encoding="utf-8"))
    return str(weights["fingerprint"])


def train(data: Path = build.DATA) -> dict[str, Any]:
    """The content of weights.json."""
    vocabulary = Vocabulary(build.vocabulary(data))
    families, subkinds = examples(vocabulary, data)
    return {
        "fingerprint": fingerprint(data),
        "families": rounded(fit(families, LABELS)),
        "subkinds": rounded(fit(subkinds, SUBKINDS)),
        "thresholds": THRESHOLDS,
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
