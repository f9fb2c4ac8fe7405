"""What is kept between runs never changes what is read."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpilint.lexicon import Lexicon, Recognition
from kpilint.lexicon.kept import keep_guesses
from kpilint.syntax.kept import KeptTrees, pack, unpack
from kpilint.syntax.node import Tree
from kpilint.syntax.parse import MAX_DEPTH, MAX_NODES, parse
from kpilint.text.source import Source
from tests.laws.texts import MUTATED, SEEDS


def content(tree: Tree) -> tuple[object, ...]:
    columns = (tree.kinds, tree.starts, tree.ends, tree.after, tree.texts)
    return *columns, tree.targets, tree.anchored, tree.troubles, tree.source.path


@given(MUTATED | st.sampled_from(['a: "\\0"\nb: c\n', "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "# a\n"]))
def test_a_file_reads_the_same_from_the_store(text: str) -> None:
    expected = content(parse(Source("one.yaml", text)))
    with TemporaryDirectory() as folder:
        for _ in range(2):
            trees = KeptTrees(MAX_DEPTH, MAX_NODES, Path(folder))
            assert content(trees.read(Source("one.yaml", text))) == expected
            trees.close()


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * 65_532,
        "a: " + "x" * 65_533,
        "a: " + "x" * 65_534,
    ],
)
def test_a_file_of_any_size_keeps_its_places(text: str) -> None:
    tree = parse(Source("one.yaml", text))
    assert tree.ends[0] == len(text)
    assert tree.after[0] == len(tree) > 2
    packed = pack(tree)
    assert packed is not None
    assert content(unpack(tree.source, packed)) == content(tree)


@given(st.text(max_size=40), st.text(max_size=60), st.sampled_from(["", "days", "%", "a\0b"]))
def test_a_kpi_is_recognised_the_same_from_the_store(name: str, definition: str, unit: str) -> None:
    plain = Lexicon()
    fields = {"definition": definition, "unit": unit, "target": unit}
    expected = [plain.recognise(one, **fields) for one in (name, f"average time {name}")]
    with TemporaryDirectory() as folder:
        for _ in range(2):
            lexicon = Lexicon()
            lexicon.guess = plain.guess  # the weights are read once
            close = keep_guesses(lexicon, Path(folder))
            assert lexicon.guess != plain.guess
            assert [
                lexicon.recognise(one, **fields) for one in (name, f"average time {name}")
            ] == expected
            close()
            assert lexicon.guess == plain.guess


def test_texts_that_hold_what_could_part_them_are_told_apart(tmp_path: Path) -> None:
    asked: list[dict[str, str]] = []

    def guess(_: object, **fields: str) -> Recognition:
        asked.append(fields)
        return Recognition("speed", "duration", "likely", f"because of {len(asked)}", None)

    lexicon = Lexicon()
    lexicon.guess = guess
    close = keep_guesses(lexicon, tmp_path)
    one = lexicon.recognise("zzz", definition="x\0days")
    other = lexicon.recognise("zzz", definition="x", unit="days", target="\0")
    close()
    assert one != other
    close = keep_guesses(lexicon, tmp_path)
    assert lexicon.recognise("zzz", definition="x\0days") == one
    assert lexicon.recognise("zzz", definition="x", unit="days", target="\0") == other
    close()
    assert len(asked) == 2


def test_every_clean_file_is_packed_and_unpacked_whole() -> None:
    packed = 0
    for text in SEEDS:
        source = Source("one.yaml", text)
        tree = parse(source)
        data = pack(tree)
        if data is not None:
            packed += 1
            assert content(unpack(source, data)) == content(tree)
    assert packed > len(SEEDS) / 2
