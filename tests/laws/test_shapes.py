"""Two declarations and a reader agree: what one of them refuses, all of them refuse.

The shapes make the JSON Schemas; editors judge by the schemas; kpilint judges by its readers, which
are faster and know places. `.nan` and infinity are left out: JSON has no such numbers.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from copy import deepcopy
from typing import Any, get_args

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker
from pydantic import BaseModel, ValidationError

from kpilint import config_shape
from kpilint.catalogue import shape
from kpilint.catalogue.catalogue import KEYS, read_catalogue
from kpilint.config_file import SETTINGS, SettingsError, Vocabulary, read_settings
from kpilint.engine.choose import PROFILES
from kpilint.finding import Severity
from kpilint.lexicon import own_shape
from kpilint.lexicon.own import read_own
from kpilint.syntax.parse import parse
from kpilint.text.source import Source
from tests.laws.texts import MUTATED, SEEDS

_CHECKER = FormatChecker()
CATALOGUE = Draft7Validator(shape.catalogue_schema(), format_checker=_CHECKER)
LEXICON = Draft7Validator(own_shape.lexicon_schema(), format_checker=_CHECKER)
SETTINGS_SCHEMA = Draft7Validator(config_shape.settings_schema(), format_checker=_CHECKER)


def plain(text: str) -> Any:
    """What a readable text holds; None for one that is not, or that JSON could not hold."""
    tree = parse(Source("a.yaml", text))
    if tree.root is None or tree.troubles or not all(map(_in_json, _leaves(tree.root.plain()))):
        return None
    return tree.root.plain()


def _leaves(value: Any) -> Iterator[Any]:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    if not isinstance(value, dict | list):
        yield value
    for one in inner:
        yield from _leaves(one)


def _in_json(value: Any) -> bool:
    if isinstance(value, str):
        return value.isprintable()
    if isinstance(value, int):
        return abs(value) < 2**53
    return not isinstance(value, float) or math.isfinite(value)


def pydantic_takes(model: type[BaseModel], value: Any) -> bool:
    try:
        model.model_validate(value)
    except ValidationError:
        return False
    return True


def reading_takes(text: str) -> bool:
    return not read_catalogue([parse(Source("a.yaml", text))]).oddities


def check_catalogue(text: str, value: Any) -> None:
    said = {
        "reading": reading_takes(text),
        "pydantic": pydantic_takes(shape.Catalogue, value),
        "schema": CATALOGUE.is_valid(value),
    }
    assert len(set(said.values())) == 1, f"{said}\n{text}"


CATALOGUES = [
    text for text in SEEDS if isinstance(plain(text), dict) and plain(text).keys() & {*KEYS}
]


@pytest.mark.parametrize("number", range(len(CATALOGUES)))
def test_every_example_is_judged_alike(number: int) -> None:
    check_catalogue(CATALOGUES[number], plain(CATALOGUES[number]))


@given(MUTATED)
@settings(max_examples=200)
def test_every_broken_example_is_judged_alike(text: str) -> None:
    value = plain(text)
    if isinstance(value, dict):
        check_catalogue(text, value)


_WORDS = ["", " ", "x", "2026-10-14", "2026-02-30", "04-06", "02-29", "yes", "OFF", "72 %", "P3M",
          "lower", "lowr", "active", "speed", "mission", "EUR 1,200"]  # fmt: skip
_ODD_VALUES: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, False, 0, 1, 7, -1, 2.5, 1.0, [], {}, [None], [[]], {"x-own": 1}, {"goal": "a"},
     {"kpi": "a"}, {"name": "a"}, {"id": 7}, {"what": "a", "nope": 1}, *_WORDS]
)  # fmt: skip


def paths_in(value: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = [()]
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for key, inner in pairs:
        found += [(key, *path) for path in paths_in(inner)]
    return found


@st.composite
def changed(draw: st.DrawFn, which: str) -> Any:
    """A value with something in it exchanged, named otherwise, or added, up to three times."""
    values, keys = _POOLS[which]
    value = deepcopy(values[draw(st.integers(0, len(values) - 1))])
    for _ in range(draw(st.integers(1, 3))):
        path = draw(st.sampled_from(paths_in(value)))
        holder: Any = {"": value}
        steps = ["", *path]
        last = steps.pop()
        for step in steps:
            holder = holder[step]
        inner = holder[last]
        if isinstance(inner, dict) and draw(st.booleans()):
            inner[draw(st.sampled_from(keys))] = deepcopy(draw(_ODD_VALUES))
        else:
            holder[last] = deepcopy(draw(_ODD_VALUES))
        value = value if path else holder[""]
    return value


_KEYS = {key for text in CATALOGUES for path in paths_in(plain(text)) for key in path}
_FIELDS = sorted(
    {key for key in _KEYS if isinstance(key, str)} | {*shape.Kpi.model_fields, "x-own", "nope"}
)


@given(changed("catalogue"))
@settings(max_examples=500)
def test_every_changed_catalogue_is_judged_alike(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    if plain(text) is not None:
        check_catalogue(text, value)


# Names of rules and files are for kpilint alone to know: here every word names the one rule, and
# every file can be read.
class EveryWord(Vocabulary):
    def rule_named(self, word: str) -> str | None:
        return word and "a-rule"

    def names_rules(self, word: str) -> bool:
        return bool(word)


VOCABULARY = EveryWord({"AAA001": "a-rule"}, {"a-rule": {"x": 1}}, tuple(PROFILES))
ONE_OF_EACH: dict[str, Any] = {
    "catalogue": ["kpis", "a/*.yaml"], "profile": "strict", "select": "BAL", "extend_select": ["a"],
    "ignore": [], "severity": {"BAL001": "off", "REV": "advice"},
    "per_path": [{"paths": "a", "ignore": ["x"], "severity": {"x": "error"}}, {"paths": ["b"]}],
    "options": {"a-rule": {}}, "fail_on": "never", "baseline": "b.json", "extensions": "e.json",
    "lexicon": ["l.yaml"], "limits": {"file_mib": 0.5, "run_mib": 4096, "depth": 1, "nodes": 9},
}  # fmt: skip


_POOLS: dict[str, tuple[list[Any], list[str]]] = {
    "catalogue": ([plain(text) for text in CATALOGUES], _FIELDS),
    "settings": ([ONE_OF_EACH], [*SETTINGS, "nope", "paths", "depth", "file_mib"]),
}


def settings_are_read(text: str) -> bool:
    try:
        read_settings(
            Source("kpilint.yaml", text), VOCABULARY, lambda path: Source(str(path), "{}")
        )
    except SettingsError:
        return False
    return True


@given(changed("settings"))
@example(ONE_OF_EACH)
@example(None)
@settings(max_examples=500)
def test_settings_are_judged_alike(value: Any) -> None:
    if isinstance(value, dict) and isinstance(options := value.get("options"), dict):
        # Only a rule knows which options it has.
        value["options"] = {name: inner and type(inner)() for name, inner in options.items()}
    text = json.dumps(value, ensure_ascii=False)
    if value is None or plain(text) is None:
        return
    said = {
        "reading": settings_are_read(text),
        "pydantic": pydantic_takes(config_shape.Settings, value),
        "schema": SETTINGS_SCHEMA.is_valid(value),
    }
    assert len(set(said.values())) == 1, f"{said}\n{text}"


OWN_KPI = {
    "id": "aht", "name": "Handling minutes", "aliases": ["HM2"], "abbreviations": "HM",
    "family": "speed", "subkind": "duration", "unit": "min", "direction": "lower",
    "definition": "x", "gaming_risks": [], "balanced_by": ["fcr"], "source": "house",
}  # fmt: skip
_POOLS["lexicon"] = (
    [{"domain": "service", "kpis": [OWN_KPI, {"name": "Velvet", "family": "quality"}]}],
    [*OWN_KPI, "domain", "kpis", "nope"],
)


@given(changed("lexicon"))
@example({"kpis": OWN_KPI})
@settings(max_examples=500)
def test_own_lexicons_are_judged_alike(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    tree = parse(Source("own.yaml", text))
    if plain(text) is None or tree.root is None:
        return
    said = {
        "reading": not read_own(tree.root)[1],
        "pydantic": pydantic_takes(own_shape.OwnLexicon, value),
        "schema": LEXICON.is_valid(value),
    }
    assert len(set(said.values())) == 1, f"{said}\n{text}"


def test_the_shape_of_settings_knows_what_is_read() -> None:
    assert list(config_shape.Settings.model_fields) == list(SETTINGS)
    assert settings_are_read(json.dumps(ONE_OF_EACH))
    profiles = config_shape.settings_schema()["properties"]["profile"]["anyOf"][0]["enum"]
    assert profiles == list(PROFILES)
    assert set(get_args(config_shape.Grade)) == {*(s.word for s in Severity), "off"}
