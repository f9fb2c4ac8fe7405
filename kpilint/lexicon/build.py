"""Compiles the YAML of the lexicon to the files that are read at run time.

    python -m kpilint.lexicon.build            writes the compiled files
    python -m kpilint.lexicon.build --check    exits 1 when they are not what the YAML says

Run time loads JSON and tables only, because YAML and pydantic would cost more than a whole check.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from kpilint.lexicon import table
from kpilint.lexicon.features import ENTRY, IS
from kpilint.lexicon.lexicon import COMPILED
from kpilint.lexicon.shape import (
    ConceptsShape,
    DomainShape,
    KnownShape,
    PairsShape,
    SubkindsShape,
    WordsShape,
)
from kpilint.lexicon.wording import key, stem, stems

DATA = Path(__file__).parent / "data"
UNIT_ORDER = (
    "pace",
    "date",
    "machine_time",
    "time",
    "money",
    "rating",
    "percent",
    "matter",
    "index",
    "count",
)


def read(path: Path) -> Any:
    """A YAML file as plain data."""
    return YAML(typ="safe").load(path.read_text(encoding="utf-8"))


def known_kpis(data: Path = DATA) -> list[tuple[str, KnownShape]]:
    """Every known KPI with its domain, in the order of ids. Raises ValidationError."""
    rows = [
        (shape.domain, kpi)
        for path in sorted((data / "known").glob("*.yaml"))
        for shape in [DomainShape.model_validate(read(path))]
        for kpi in shape.kpis
    ]
    return sorted(rows, key=lambda row: row[1].id)


def vocabulary(data: Path = DATA) -> dict[str, Any]:
    """The word lists of all languages as stems; see `features.Vocabulary`."""
    phrases: dict[str, set[str]] = {}
    endings: dict[str, set[str]] = {}
    units: dict[str, str] = {}
    joints: set[str] = set()
    lead: set[str] = set()
    ambiguous: set[str] = set()
    for path in sorted(data.glob("words.*.yaml")):
        language = WordsShape.model_validate(read(path))
        for concept, words in language.concepts.items():
            for word in words:
                phrases.setdefault(key(word), set()).add(concept)
        for concept, words in language.endings.items():
            for word in words:
                endings.setdefault(stem(word), set()).add(concept)
        for kind, words in language.units.items():
            for word in words:
                units.setdefault(key(word), kind)
        joints.update(stem(word) for word in language.joints)
        lead.update(stem(word) for word in language.lead)
        ambiguous.update(key(name) for name in language.ambiguous)
    concepts = ConceptsShape.model_validate(read(data / "concepts.yaml")).concepts
    telling = {name for name, concept in concepts.items() if concept.family}
    return {
        "words": table.packed(_by_first_word(phrases)).encode(),
        "endings": {ending: " ".join(sorted(found)) for ending, found in endings.items()},
        "units": units,
        "unit_order": list(UNIT_ORDER),
        "joints": sorted(joints),
        "lead": sorted(lead),
        "ambiguous": sorted(ambiguous),
        "telling": sorted(telling),
        "named": sorted(telling | {name for name, concept in concepts.items() if concept.named}),
    }


def because(data: Path = DATA) -> dict[str, dict[str, str]]:
    """By family, what each concept that points to it says for itself in a reason."""
    concepts = ConceptsShape.model_validate(read(data / "concepts.yaml")).concepts
    said: dict[str, dict[str, str]] = {}
    for name, concept in concepts.items():
        if concept.family:
            said.setdefault(concept.family, {})[name] = concept.because
    return said


def compile_all(data: Path = DATA) -> dict[str, str]:
    """The text of every compiled file by its name."""
    subkinds = SubkindsShape.model_validate(read(data / "subkinds.yaml")).subkinds
    pairs = PairsShape.model_validate(read(data / "pairs.yaml")).pairs
    risks: dict[str, list[str]] = {subkind.key: subkind.gaming for subkind in subkinds}
    known = known_kpis(data)
    weights = json.loads((data / "weights.json").read_text(encoding="utf-8"))
    lists = vocabulary(data)
    return {
        "words.txt": lists.pop("words").decode(),
        "known.jsonl": "".join(_line(_entry(domain, kpi, risks)) for domain, kpi in known),
        "names.txt": table.packed(
            {name: str(place) for name, place in names(kpi for _, kpi in known).items()}
        ),
        "knowledge.json": _line(
            {
                "subkinds": [subkind.model_dump() for subkind in subkinds],
                "pairs": [pair.model_dump() for pair in pairs],
                "proxies": proxies(pair.proxy for pair in pairs),
            }
        ),
        "recogniser.json": _line(
            {
                "vocabulary": lists,
                "because": because(data),
                "thresholds": weights["thresholds"],
            }
        ),
        "weights.txt": packed(weights["families"], weights["subkinds"]),
    }


def names(known: Iterable[KnownShape]) -> dict[str, int]:
    """Every comparable form of an id, name, alias or abbreviation to its place in the list.

    A form that two KPIs share belongs to the one that has it as its name, else to the first.
    """
    listed = list(known)
    index: dict[str, int] = {}
    for place, kpi in enumerate(listed):
        for text in (kpi.name, kpi.id):
            index.setdefault(key(text), place)
    for place, kpi in enumerate(listed):
        for text in (*kpi.aliases, *kpi.abbreviations):
            index.setdefault(key(text), place)
    return index


def stale(folder: Path = Path(COMPILED)) -> list[str]:
    """The names of compiled files that differ from what the YAML says."""
    return [
        name
        for name, text in compile_all().items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != text
    ]


def main(arguments: list[str]) -> int:
    """Write the compiled files, or with --check say which are stale."""
    if "--check" in arguments:
        return 1 if stale() else 0
    folder = Path(COMPILED)
    folder.mkdir(exist_ok=True)
    for name, text in compile_all().items():
        (folder / name).write_text(text, encoding="utf-8")
    return 0


def _entry(domain: str, kpi: KnownShape, risks: Mapping[str, list[str]]) -> dict[str, Any]:
    row = kpi.model_dump(exclude={"abbreviations"})
    row["aliases"] = [*kpi.aliases, *kpi.abbreviations]
    row["gaming_risks"] = kpi.gaming_risks or risks.get(kpi.subkind or "", [])
    row["domain"] = domain
    return row


def proxies(named: Iterable[Iterable[str]]) -> dict[str, list[tuple[int, list[str]]]]:
    """By its first word: each phrase for a proxy, with the place of its pair in the table."""
    phrases: dict[str, list[tuple[int, list[str]]]] = {}
    for order, proxy in enumerate(named):
        for phrase in map(stems, proxy):
            if phrase:
                phrases.setdefault(phrase[0], []).append((order, phrase))
    return phrases


def packed(families: Mapping[str, list[int]], subkinds: Mapping[str, list[int]]) -> str:
    """Features, each with its row, as the table that `Weights` reads.

    A row has the weights for the families and, if there are any, those for the sub-kinds.
    """
    none = [0] * len(next(iter(families.values())))
    return table.packed(
        {
            feature: " ".join(map(str, families.get(feature, none) + subkinds.get(feature, [])))
            for feature in {*families, *subkinds}
        }
    )


def _by_first_word(phrases: Mapping[str, set[str]]) -> dict[str, str]:
    """By its first word, what `Vocabulary` reads of the phrases that begin with it."""
    words: dict[str, list[str]] = {}
    for phrase in sorted(phrases):
        first, _, rest = phrase.partition(" ")
        concepts, row = " ".join(sorted(phrases[phrase])), words.setdefault(first, [""])
        if rest:
            row.append(f"{rest}{IS}{concepts}")
        else:
            row[0] = concepts
    return {first: ENTRY.join(row) for first, row in words.items()}


def _line(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
