"""What pages cannot show of settings: options of every type, files, schemas of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kpilint.catalogue.catalogue import read_catalogue
from kpilint.catalogue.extensions import Extensions, SchemaError, check_extensions, read_extensions
from kpilint.catalogue.files import find_settings
from kpilint.config import Settings
from kpilint.config_file import SettingsError, Vocabulary, read_settings
from kpilint.engine.registry import rules
from kpilint.engine.settings import settings_from, vocabulary
from kpilint.syntax.parse import parse
from kpilint.text.source import Source

DEFAULTS: dict[str, Any] = {
    "days": 3,
    "share": 0.5,
    "strictly": False,
    "words": ("a",),
    "roles": frozenset({"b"}),
    "kind": "c",
}
NAMES = Vocabulary({"AAA001": "a-rule"}, {"a-rule": DEFAULTS}, ("standard",))


def read(text: str, path: str = "kpilint.yaml") -> Settings:
    return read_settings(Source(path, text), NAMES)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("days: 5", 5),
        ("share: 1", 1),
        ("strictly: yes", True),
        ("words: [x, y]", ("x", "y")),
        ("words: x", ("x",)),
        ("roles: [x]", frozenset({"x"})),
        ("kind: x", "x"),
    ],
)
def test_an_option_takes_what_its_default_is_like(written: str, value: object) -> None:
    name = written.partition(":")[0]
    assert read(f"options: {{AAA001: {{{written}}}}}").options == {"a-rule": {name: value}}


def test_what_a_merge_brings_in_goes_by_its_own_name() -> None:
    shared = "options:\n  AAA001: &base {days: 5}\n  a-rule: {<<: *base, share: 1}\n"
    assert read(shared).options == {"a-rule": {"days": 5, "share": 1}}
    with pytest.raises(SettingsError, match='no option "dais"'):
        read(shared.replace("days", "dais"))


@pytest.mark.parametrize(
    "written", ["days: 1.5", "days: yes", "days: -1", "share: .nan", "share: x", "strictly: 1",
                "words: 7", "words: [[x]]", "kind: 7", "dais: 5"]
)  # fmt: skip
def test_an_option_takes_nothing_else(written: str) -> None:
    with pytest.raises(SettingsError) as raised:
        read(f"options:\n  a-rule: {{{written}}}\n")
    place = raised.value.place
    assert place.source.position(place.span.start).line == 2


def test_every_option_of_every_rule_can_be_set() -> None:
    """A default of a type that settings cannot read would crash on the first use."""
    for rule in rules():
        for name in rule.options:
            with pytest.raises(SettingsError):
                settings_from(
                    Source("s.yaml", f"options: {{{rule.info.name}: {{{name}: {{}}, no-such: 1}}}}")
                )


def test_a_rule_is_named_in_any_case_and_by_its_beginning() -> None:
    names = vocabulary()
    for word in ("BAL001", "bal001", "unbalanced-speed-metric", "Bal", "B", "all"):
        assert names.names_rules(word), word
    for word in ("BAL0011", "unbalanced", "", "x"):
        assert names.names_rules(word) is (word == ""), word


def test_settings_are_found_up_to_the_top_of_the_repository(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / "kpilint.yaml").touch()
    assert find_settings(below) == str(tmp_path / "kpilint.yaml")
    (tmp_path / "a" / ".git").mkdir()
    assert find_settings(below) is None
    (tmp_path / "a" / "kpilint.yaml").touch()
    assert find_settings(below) == str(tmp_path / "a" / "kpilint.yaml")


def test_files_are_looked_for_beside_the_settings() -> None:
    asked: list[str] = []

    def read_file(path: str) -> Source:
        asked.append(path)
        return Source(path, "{}")

    source = Source("conf/kpilint.yaml", "extensions: own.json\nlexicon: [a.yaml]\n")
    settings = read_settings(source, NAMES, read_file)
    assert asked == ["conf/own.json", "conf/a.yaml"]
    assert settings.root == "conf"


def extensions(text: str) -> Extensions:
    return read_extensions(Source("own.yaml", text))


@pytest.mark.parametrize(
    "text",
    [
        "- 7",
        "a: [",
        "type: 7",
        "properties: {kpis: {properties: {x-a: {pattern: '('}}}}",
        "properties: {kpis: {patternProperties: {'[': {}}}}",
        "properties: {kpis: {$ref: 'https://example.org/schema.json'}}",
        "properties: {kpis: {properties: {x-a: {$ref: 'https://example.org/schema.json'}}}}",
        "properties: {kpis: {$ref: '#/definitions/none'}}",
        "$ref: '#'",
    ],
)
def test_a_schema_that_cannot_be_used_is_refused(text: str) -> None:
    with pytest.raises(SchemaError, match=r"\S"):
        extensions(text)


def test_own_keys_are_checked_entry_by_entry() -> None:
    tree = parse(
        Source(
            "a.yaml",
            "mission: {statement: Help, x-a: 1}\n"
            "kpis: [{name: A, x-a: {b: 7}}, {name: B, x-a: {b: x, c: 1}}, {name: C}]\n",
        )
    )
    schema = extensions(
        "required: [kpis]\n"
        "properties:\n"
        "  kpis:\n"
        "    properties: {x-a: {additionalProperties: false, properties: {b: {type: string}}}}\n"
        "    required: [x-a]\n"
    )
    found = check_extensions(read_catalogue([tree]), schema)
    assert [(o.entity.id if o.entity else "", o.expected[:30]) for o in found] == [
        ("a", "a text"),
        ("b", "what your organisation's schem"),
        ("c", "`x-a`, which is missing"),
    ]
    assert found[0].node.text == "7"
