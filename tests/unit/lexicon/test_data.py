"""What the lexicon says holds together: names, links, words, and the files made from it."""

from __future__ import annotations

from collections import defaultdict

import pytest

from kpilint.catalogue.words import FAMILIES, SUBKINDS
from kpilint.lexicon import build, builtin, train
from kpilint.lexicon.features import Vocabulary, features
from kpilint.lexicon.recogniser import LABELS
from kpilint.lexicon.shape import (
    ConceptsShape,
    KnownShape,
    PairShape,
    PairsShape,
    SubkindsShape,
    WordsShape,
    lexicon_schema,
)
from kpilint.lexicon.wording import key, stems

KNOWN = [kpi for _, kpi in build.known_kpis()]
BY_ID = {kpi.id: kpi for kpi in KNOWN}
PAIRS = PairsShape.model_validate(build.read(build.DATA / "pairs.yaml")).pairs
CONCEPTS = ConceptsShape.model_validate(build.read(build.DATA / "concepts.yaml")).concepts
LANGUAGES = [
    WordsShape.model_validate(build.read(path)) for path in sorted(build.DATA.glob("words.*.yaml"))
]
VALUE_FAMILIES = {"quality", "outcome", "experience", "safety", "reliability"}


def test_compiled_files_are_what_the_yaml_says() -> None:
    assert build.stale() == [], "run: python -m kpilint.lexicon.build"


def test_weights_were_trained_on_the_present_examples() -> None:
    assert train.stored_fingerprint() == train.fingerprint(), (
        "run: python -m kpilint.lexicon.train and then python -m kpilint.lexicon.build"
    )


def test_ids_are_unique() -> None:
    assert len(BY_ID) == len(KNOWN)


def test_no_name_means_two_kpis() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for kpi in KNOWN:
        for text in (kpi.id, kpi.name, *kpi.aliases, *kpi.abbreviations):
            owners[key(text)].add(kpi.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("kpi", KNOWN, ids=lambda kpi: kpi.id)
def test_links_of_known_kpis_resolve(kpi: KnownShape) -> None:
    assert set(kpi.balanced_by) <= set(BY_ID)
    assert kpi.id not in kpi.balanced_by


@pytest.mark.parametrize("kpi", [k for k in KNOWN if k.family == "speed"], ids=lambda kpi: kpi.id)
def test_speed_has_two_brakes_from_two_value_families(kpi: KnownShape) -> None:
    families = {BY_ID[brake].family for brake in kpi.balanced_by} & VALUE_FAMILIES
    assert len(kpi.balanced_by) >= 2
    assert len(families) >= 2


def test_only_speed_has_sub_kinds() -> None:
    assert [kpi.id for kpi in KNOWN if (kpi.family == "speed") != (kpi.subkind is not None)] == []


def test_all_pairs_are_there_and_resolve() -> None:
    assert [pair.id for pair in PAIRS] == [f"P{number}" for number in range(1, 33)]
    assert {one for pair in PAIRS for one in pair.outcome_ids} <= set(BY_ID)


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair.id)
def test_a_pair_can_be_met(pair: PairShape) -> None:
    assert pair.proxy or pair.proxy_families
    assert pair.outcome or pair.families


def test_every_sub_kind_is_described() -> None:
    shape = SubkindsShape.model_validate(build.read(build.DATA / "subkinds.yaml"))
    assert [subkind.key for subkind in shape.subkinds] == list(SUBKINDS)
    named = [name for kind in shape.subkinds for name in (*kind.counterweights, *kind.also)]
    assert [name for name in named if builtin().find(name) is None] == []


def test_words_stand_under_concepts_that_exist() -> None:
    for language in LANGUAGES:
        assert set(language.concepts) <= set(CONCEPTS), language.language
        assert set(language.endings) <= set(CONCEPTS), language.language


def test_the_words_of_a_concept_are_found_in_a_text() -> None:
    vocabulary = Vocabulary(build.vocabulary())
    for language in LANGUAGES:
        for concept, listed in language.concepts.items():
            for word in listed:
                found = {c for concepts, _, _ in vocabulary.find(stems(word)) for c in concepts}
                assert concept in found, (language.language, concept, word)


def test_examples_carry_labels_that_exist() -> None:
    for path in sorted((build.DATA / "examples").glob("*.csv")):
        for row in train.labelled(path):
            assert row["family"] in LABELS, row
            assert row["direction"] in ("", "higher", "lower", "range"), row
            assert (row["subkind"] in SUBKINDS) == (row["family"] == "speed"), row


def test_every_family_has_many_examples() -> None:
    counts: dict[str, int] = defaultdict(int)
    for _, family, _, _ in train.texts():
        counts[family] += 1
    assert min(counts[family] for family in FAMILIES) >= 100


def test_training_prefers_what_the_examples_say() -> None:
    vocabulary = Vocabulary(build.vocabulary())
    texts = [("days to repair", "speed"), ("repair cost", "cost"), ("repairs done", "volume")]
    seen = [(features(vocabulary, stems(text)), label) for text, label in texts]
    data = [train.Example(found, label) for found, label in seen * 4]
    weights = train.fit(data, LABELS)
    speed, cost = LABELS.index("speed"), LABELS.index("cost")
    assert weights["w.cost"][cost] > weights["w.cost"][speed]
    assert weights["n.elapsed"][speed] > weights["n.elapsed"][cost]


def test_schema_describes_a_file_of_known_kpis() -> None:
    schema = lexicon_schema()
    assert set(schema["properties"]) == {"domain", "kpis"}
    assert schema["$defs"]["KnownShape"]["additionalProperties"] is False


def test_what_is_offered_beside_a_sub_kind_balances_speed() -> None:
    shape = SubkindsShape.model_validate(build.read(build.DATA / "subkinds.yaml"))
    for subkind in shape.subkinds:
        found = [builtin().find(name) for name in subkind.counterweights]
        families = {known.family for known in found if known is not None}
        assert families <= VALUE_FAMILIES, subkind.key
        assert len(families) >= 2, subkind.key
