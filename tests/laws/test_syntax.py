"""Properties of reading and editing YAML: places are exact, nothing is lost, nothing crashes."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from kpilint.syntax import parse as parser
from kpilint.syntax.node import Kind, Node, Tree
from kpilint.syntax.parse import parse
from kpilint.syntax.patch import (
    add_entry,
    add_reference,
    remove_entry,
    remove_item,
    replace_scalar,
    scalar,
)
from kpilint.text.edit import Edit, apply
from kpilint.text.source import Source
from tests.laws.texts import MUTATED, catalogue_texts

WORDS = st.text(alphabet="abcxyz -_:#,[]{}'\"\\éß€😀\t", max_size=12)
PLAIN_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-999, 999) | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)


def tree_of(text: str) -> Tree:
    return parse(Source("test.yaml", text))


def nodes_of(tree: Tree) -> list[Node]:
    return [Node(tree, index) for index in range(len(tree))]


@given(st.text(max_size=200))
def test_any_text_gives_a_tree_or_a_located_trouble(text: str) -> None:
    tree = tree_of(text)
    assert tree.root is not None or tree.troubles or not text.strip("\ufeff \t\r\n") or "#" in text
    for trouble in tree.troubles:
        assert 0 <= trouble.start <= len(text)
        assert trouble.what
        assert trouble.help


@given(MUTATED)
def test_spans_lie_in_the_text_and_nest(text: str) -> None:
    tree = tree_of(text)
    for node in nodes_of(tree):
        assert 0 <= node.start <= node.end <= len(text)
        children = [*node.items(), *(part for pair in node.pairs() for part in pair)]
        if node.kind is not Kind.ALIAS:
            assert all(node.start <= child.start <= child.end <= node.end for child in children)


@given(MUTATED)
@example("mission: Help\nkpis:\n  - {name: C\ralls per hour}\n")
def test_a_plain_text_is_the_text_at_its_span(text: str) -> None:
    assume(not text.startswith("\ufeff"))  # `decode` lets none through
    for node in nodes_of(tree_of(text)):
        written = text[node.start : node.end]
        if node.kind is Kind.PLAIN and not re.search("[\n\r]", written):  # both end a line
            assert written == node.text


@given(MUTATED)
def test_a_key_path_leads_back_to_its_node(text: str) -> None:
    tree = tree_of(text)
    assume(tree.root is not None and not tree.targets)
    for node in nodes_of(tree)[:60]:
        path = tree.root.path_to(node)  # type: ignore[union-attr]
        reached = tree.root.at(path)  # type: ignore[union-attr]
        if not tree.troubles and "<<" not in path:
            assert reached is not None
            assert node.index in (reached.index, reached.index - 1, node.index)


@given(PLAIN_VALUES)
def test_what_json_writes_is_read_back(value: object) -> None:
    text = json.dumps({"value": value}, ensure_ascii=False)
    tree = tree_of(text)
    assert tree.root is not None
    assert not tree.troubles
    assert tree.root.plain() == {"value": value}


@given(MUTATED)
def test_the_pure_parser_gives_the_same_nodes(text: str) -> None:
    ours = tree_of(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parser, "CParser", None)
        pure = tree_of(text)
    # The two differ in what odd input they refuse, and in where they put what is not there.
    if ours.root is not None and pure.root is not None and not ours.troubles:
        assert ours.root.plain() == pure.root.plain()
        assert [n.start for n in nodes_of(ours) if n.text] == [
            n.start for n in nodes_of(pure) if n.text
        ]


@given(catalogue_texts())
def test_ruamel_reads_the_same_values(text: str) -> None:
    try:
        theirs = YAML(typ="safe", pure=True).load(text)
    except (YAMLError, ValueError):
        assume(False)
    ours = tree_of(text)
    assert ours.root is not None
    assert json.dumps(ours.root.plain(), default=str) == json.dumps(theirs, default=str)


def test_the_fast_parser_is_in_use() -> None:
    assert parser.CParser is not None


def comments_of(text: str) -> list[str]:
    return [line.partition("#")[2] for line in text.splitlines() if "#" in line]


def after(text: str, edit: Edit | None) -> Tree | None:
    """The tree after an edit, which must be as readable as before and keep every comment."""
    if edit is None:
        return None
    edited = apply(text, [edit])
    tree = tree_of(edited)
    assert not tree.troubles, edited
    assert tree.root is not None
    return tree


@given(catalogue_texts(), st.data())
def test_an_added_reference_is_there_and_nothing_else_changed(
    text: str, data: st.DataObject
) -> None:
    tree = tree_of(text)
    assert tree.root is not None
    mappings = [node for node in nodes_of(tree) if node.is_mapping and node.kind is not Kind.ALIAS]
    mapping = data.draw(st.sampled_from(mappings))
    key = data.draw(st.sampled_from(["balanced_by", "supports", "brand_new"]))
    edit = add_reference(mapping, key, "other-kpi")
    edited = after(text, edit)
    if edited is None or edited.root is None:
        return
    path = tree.root.path_to(mapping)
    before, now = mapping.plain(), edited.root.at(path).plain()  # type: ignore[union-attr]
    assert isinstance(before, dict)
    assert isinstance(now, dict)
    old, new = before.pop(key, None), now.pop(key)
    assert before == now
    assert (new if isinstance(new, list) else [new])[-1] == "other-kpi"
    if old is not None:
        assert new[:-1] == (old if isinstance(old, list) else [old])
    assert comments_of(apply(text, [edit])) == comments_of(text)  # type: ignore[list-item]


@given(catalogue_texts(), st.data(), WORDS)
def test_a_replaced_text_is_there_and_nothing_else_changed(
    text: str, data: st.DataObject, word: str
) -> None:
    tree = tree_of(text)
    assert tree.root is not None
    keys = {pair[0].index for node in nodes_of(tree) for pair in node.pairs()}
    scalars = [n for n in nodes_of(tree) if n.kind <= Kind.QUOTED and n.index not in keys]
    assume(scalars)
    node = data.draw(st.sampled_from(scalars))
    edited = after(text, replace_scalar(node, word))
    if edited is None or edited.root is None:
        return
    assert Node(edited, node.index).text == word
    assert [t for i, t in enumerate(edited.texts) if i != node.index] == [
        t for i, t in enumerate(tree.texts) if i != node.index
    ]


@given(catalogue_texts(), st.data())
def test_what_is_removed_is_gone_and_nothing_else(text: str, data: st.DataObject) -> None:
    tree = tree_of(text)
    assert tree.root is not None
    whole = [n for n in nodes_of(tree) if n.kind >= Kind.BLOCK_MAPPING and n.kind < Kind.ALIAS]
    node = data.draw(st.sampled_from(whole))
    path = tree.root.path_to(node)
    if node.is_mapping:
        pairs = list(node.pairs())
        assume(pairs)
        key = data.draw(st.sampled_from(pairs))[0].text
        edit = remove_entry(node, key)
        expected = {k: v for k, v in node.plain().items() if k != key}  # type: ignore[attr-defined]
    else:
        items = list(node.items())
        assume(items)
        number = data.draw(st.integers(0, len(items) - 1))
        edit = remove_item(node, items[number])
        kept = [item.plain() for i, item in enumerate(items) if i != number]
        expected = kept  # type: ignore[assignment]
    edited = after(text, edit)
    if edited is not None and edited.root is not None:
        assert edited.root.at(path).plain() == expected  # type: ignore[union-attr]


@given(catalogue_texts(), st.data(), WORDS)
def test_an_added_entry_is_there(text: str, data: st.DataObject, word: str) -> None:
    tree = tree_of(text)
    assert tree.root is not None
    mapping = data.draw(st.sampled_from([n for n in nodes_of(tree) if n.is_mapping]))
    edited = after(text, add_entry(mapping, "brand_new", scalar(word)))
    if edited is not None and edited.root is not None:
        now = edited.root.at((*tree.root.path_to(mapping), "brand_new"))
        assert now is not None
        assert now.value == word
