"""Whatever a catalogue says, an output stays what it is."""

from __future__ import annotations

import json
import re
import unicodedata
from xml.etree import ElementTree

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

import kpilint.output
from kpilint.discover import discover
from kpilint.output.finding_lines import FindingLines
from kpilint.output.format import Format, View
from kpilint.output.step_summary import step_summary
from kpilint.output.wording import message_of
from kpilint.text.dump import dump
from kpilint.text.show import show, show_cells, width
from kpilint.text.uri import uri_of
from kpilint.text.wrap import wrap
from tests.rich import HOSTILE, plain, rich

FORMATS = {made.name: made for made in discover(kpilint.output, Format)}
ODD = st.sampled_from(
    ["\n", "\r", "\t", "\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\u200b", "::", "::error::", "##[",
     "##vso[", "%0A", "`", "```", "|", "](", "[", "]]>", "<b>", "&", '"', "'", "\ud800", "\udcff",
     "\x00", "\ufffe", "\\", "$", "#1", "@a", "*", "_", "~~", "{0}", " ", "\u5f85", "\U0001f680",
     "e\u0301", "- ", "# "]
)  # fmt: skip
TEXTS = st.lists(
    ODD | st.text(st.characters(exclude_categories=()), max_size=5), min_size=1, max_size=12
).map("".join)


@pytest.mark.parametrize("name", sorted(FORMATS))
@given(text=TEXTS)
@example(text=HOSTILE)
@example(text="%0A%3A%25")
def test_nothing_becomes_control(name: str, text: str) -> None:
    lines = FORMATS[name].render(plain(text), View()).split("\n")
    for line in lines:
        _assert_harmless(line, may_command=name == "github")
    if name == "github":
        commands = [line for line in lines if line.startswith("::")]
        assert len(commands) == 3
        for line, level in zip(commands, ("error", "warning", "notice"), strict=True):
            read, properties, message = _read_as_github_does(line)
            assert read == level
            assert properties["file"] == show(text, 4096)
            assert message.split("\n")[0] == message_of(plain(text).findings[0])
            assert message.count("\n") == 2


def _read_as_github_does(line: str) -> tuple[str, dict[str, str], str]:
    command, _, message = line.removeprefix("::").partition("::")
    level, _, written = command.partition(" ")
    properties = dict(part.split("=", 1) for part in written.split(","))
    return level, {key: _unescaped(value) for key, value in properties.items()}, _unescaped(message)


def _unescaped(text: str) -> str:
    for code, character in (("2C", ","), ("3A", ":"), ("0D", "\r"), ("0A", "\n"), ("25", "%")):
        text = text.replace(f"%{code}", character)
    return text


@given(text=TEXTS)
@example(text=HOSTILE)
def test_step_summary_is_harmless(text: str) -> None:
    for line in step_summary(plain(text), View()).split("\n"):
        _assert_harmless(line, may_command=False)


def _assert_harmless(line: str, *, may_command: bool) -> None:
    assert may_command or not line.lstrip().startswith("::")
    assert not re.search(r"##\w*\[", line)
    for character in line:
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs", "Cf") or character == "\u2060", line


@given(text=TEXTS)
@example(text=HOSTILE)
def test_a_line_of_a_finding_is_what_an_encoder_writes(text: str) -> None:
    for result in (plain(text), rich()):
        lines = FindingLines()
        for finding in (*result.findings, *result.findings):
            line = lines.line(finding)
            assert line == dump(json.loads(line)) == FindingLines().line(finding)


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab"])
@given(text=TEXTS)
@example(text=HOSTILE)
def test_json_can_be_read_again(name: str, text: str) -> None:
    made = FORMATS[name].render(plain(text), View())
    assert made.isascii()
    documents = [json.loads(part) for part in (made.splitlines() if name == "jsonl" else [made])]
    if name == "json":
        said = documents[0]["findings"][0]["subject"]["name"]
        assert said == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(text=TEXTS)
@example(text=HOSTILE)
def test_xml_can_be_read_again(text: str) -> None:
    made = FORMATS["junit"].render(plain(text), View())
    root = ElementTree.fromstring(made)  # noqa: S314 - our own text
    assert len(root.findall("testsuite/testcase")) == 4


@given(text=TEXTS)
@example(text=HOSTILE)
def test_markdown_has_the_shape_of_plain_words(text: str) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    for render in (FORMATS["markdown"].render, step_summary):
        hostile = _shape(parser.parse(render(plain(text), View())))
        assert hostile == _shape(parser.parse(render(plain("x"), View())))


def _shape(tokens: list[Token]) -> list[str]:
    """Kinds of elements, but for texts and code, in which nothing works."""
    kinds = []
    for token in tokens:
        kinds += [token.type, *(child.type for child in token.children or [])]
    return [kind for kind in kinds if kind not in ("text", "text_special", "code_inline", "fence")]


@given(text=TEXTS)
def test_show_is_one_printable_line(text: str) -> None:
    shown = show(text)
    assert shown.isprintable()
    assert len(shown) <= 200
    assert show(shown) == shown
    assert not re.search(r"(?<!\S)::|##\w*\[", shown)


@given(text=TEXTS)
def test_cells_are_one_a_character(text: str) -> None:
    cells = show_cells(text)
    assert len(cells) == len(text)
    assert "".join(cells).isprintable()


@given(text=TEXTS, columns=st.integers(10, 60))
def test_wrapping_loses_nothing_and_keeps_to_the_width(text: str, columns: int) -> None:
    shown = show(text)
    lines = wrap(shown, columns, "  ")
    assert "".join("".join(lines).split()) == "".join(shown.split())
    for line in lines:
        words = line.split()
        assert width(line) <= columns or len(words) <= 1 or "`" in line


@given(text=TEXTS)
def test_uris_are_uris(text: str) -> None:
    assert re.fullmatch(r"(file://(/[^%]:)?)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})*", uri_of(text))


@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)))
def test_dump_is_read_as_it_was(value: object) -> None:
    assert json.loads(dump(value)) == json.loads(
        json.dumps(value, ensure_ascii=False)
        .encode("utf-16", "surrogatepass")
        .decode("utf-16", "replace")
    )
