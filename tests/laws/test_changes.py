"""Writing a catalogue differently changes nothing; and any two states can be compared."""

from __future__ import annotations

import io
import random
import re
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase, CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from kpilint.changes.compare import compare
from kpilint.changes.kinds import KINDS, Change
from kpilint.changes.targets import moved
from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.run import Base, Context
from kpilint.text.source import Source
from tests.laws.texts import MUTATED
from tests.literate.runner import ROOT
from tests.states import THEN, state
from tests.today import TODAY

EXAMPLES = sorted(path.parent for path in (ROOT / "examples").glob("*/mission-and-goals.yaml"))
NOTHING_RUNS = Settings(select=("STR",))

few = settings(max_examples=16, phases=(Phase.explicit, Phase.generate))


def context_of(files: dict[str, str]) -> Context:
    sources = [Source(name, text) for name, text in files.items()]
    return lint(sources, NOTHING_RUNS, TODAY).context


@cache
def example(number: int) -> tuple[dict[str, str], Context]:
    files = {p.name: p.read_text("utf-8") for p in sorted(EXAMPLES[number].glob("*.yaml"))}
    files.pop("kpilint.yaml", None)
    return files, context_of(files)


@pytest.mark.parametrize("number", range(len(EXAMPLES)), ids=[path.name for path in EXAMPLES])
def test_an_example_is_the_same_as_itself(number: int) -> None:
    files, context = example(number)
    assert len(context.catalogue.kpis) > 5
    assert not compare(context, context)
    assert not compare(context, context_of(files))


@few
@given(st.integers(0, len(EXAMPLES) - 1), st.randoms(use_true_random=False), st.booleans())
def test_writing_it_differently_changes_nothing(
    number: int, chance: random.Random, flow: bool
) -> None:
    """Other files, another order of entries and fields, no comments or others, flow for block."""
    files, context = example(number)
    written = rewritten(files, chance, flow=flow)
    again = context_of(written)
    assert not any(tree.troubles for tree in again.catalogue.trees)
    assert not compare(context, again)
    assert not compare(again, context)


def rewritten(files: dict[str, str], chance: random.Random, *, flow: bool) -> dict[str, str]:
    yaml = YAML()
    yaml.width = 10_000
    made = {}
    for name, text in files.items():
        document = yaml.load(text)
        kept, moved_out = CommentedMap(), CommentedMap()
        for key in shuffled(document, chance):
            value = restyle(document[key], chance, flow=flow)
            if isinstance(value, CommentedSeq) and len(value) > 1 and key in ("kpis", "goals"):
                chance.shuffle(value)
                cut = chance.randrange(1, len(value))
                moved_out[key] = CommentedSeq(value[cut:])
                value = CommentedSeq(value[:cut])
            kept[key] = value
        for path, part in ((f"z-{name}", kept), (f"a-{name}", moved_out)):
            if part:
                out = io.StringIO()
                yaml.dump(part, out)
                made[path] = f"# Written again.\n{out.getvalue()}"
    return made


def shuffled(mapping: CommentedMap, chance: random.Random) -> list[str]:
    keys = list(mapping)
    chance.shuffle(keys)
    return keys


def restyle(value: object, chance: random.Random, *, flow: bool) -> object:
    """The value with the fields of all mappings shuffled, without comments."""
    if isinstance(value, CommentedMap):
        for key in shuffled(value, chance):
            value[key] = restyle(value[key], chance, flow=flow)
            value.move_to_end(key)
    elif isinstance(value, CommentedSeq):
        for number, item in enumerate(value):
            value[number] = restyle(item, chance, flow=flow)
    elif isinstance(value, str) and not re.fullmatch(r"[\w-]+", value):
        # The mark at which the library would fold a text again.
        return DoubleQuotedScalarString(value.replace("\a", ""))
    if isinstance(value, CommentedBase):
        for attribute in ("_yaml_comment", "_yaml_format"):
            if hasattr(value, attribute):
                delattr(value, attribute)
        if flow:
            value.fa.set_flow_style()
    return value


@settings(max_examples=60)
@given(MUTATED, MUTATED)
def test_any_two_states_are_compared(before: str, after: str) -> None:
    """Every change is of a known kind and can be shown, and no rule on history fails."""
    then = state(before)
    result = lint(
        [Source("catalogue.yaml", after)],
        Settings(select=("HIS", "REV005")),
        TODAY,
        base=Base(then, "main", THEN),
    )
    assert not result.crashes
    for change in result.context.changes:
        assert type(change) is KINDS[change.kind]
        assert change.words
        assert change.subject.kind
    assert list(result.context.changes) == sorted(result.context.changes, key=lambda c: -c.risk)


_KPIS = st.lists(st.sampled_from("abcde"), unique=True)


@given(_KPIS, _KPIS)
def test_what_is_new_one_way_is_gone_the_other_way(before: list[str], after: list[str]) -> None:
    old, new = (
        state(f"kpis: [{', '.join(f'{{id: {i}}}' for i in ids)}]") for ids in (before, after)
    )
    forth, back = of_kinds(compare(old, new)), of_kinds(compare(new, old))
    assert forth["added"] == back["removed"] == set(after) - set(before)
    assert forth["removed"] == back["added"] == set(before) - set(after)


def of_kinds(changes: tuple[Change, ...]) -> dict[str, set[str]]:
    ids: dict[str, set[str]] = {"added": set(), "removed": set()}
    for change in changes:
        ids[change.kind].add(change.subject.id)
    return ids


_UNITS = st.sampled_from(["", " %", " s", " minutes", " hours"])
_TARGETS = st.one_of(
    st.builds("{}{}".format, st.integers(1, 500), _UNITS),
    st.builds("80 % within {} {}".format, st.integers(1, 90), st.sampled_from(["s", "minutes"])),
    st.builds("90 % by 2026-{:02}-28".format, st.integers(1, 12)),
)


@given(st.sampled_from(["higher", "lower"]), _TARGETS, _TARGETS)
def test_what_is_easier_one_way_is_harder_the_other_way(side: str, one: str, other: str) -> None:
    kpis = [
        state(f"kpis: [{{id: a, direction: {side}, target: {target}}}]").catalogue.kpis[0]
        for target in (one, other)
    ]
    there, back = moved(kpis[0], kpis[1]), moved(kpis[1], kpis[0])
    if "within" in one + other or "by" in one + other:
        assert {there, back} != {1}
    else:
        assert there == -back
