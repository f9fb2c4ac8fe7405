"""The report in other programs: whatever a catalogue holds stays the text that it is."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from kpilint.report.facts import Report
from kpilint.report.formats import json as as_json
from kpilint.report.formats import map_svg, markdown, xlsx
from kpilint.report.formats.text_width import width, wrap
from kpilint.report.schema import report_schema
from tests.facts import read, with_fields
from tests.report_samples import SAMPLES, empty, not_ready, with_prefix

HOSTILE = [
    "=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "<r><t>x</t></r>", "_x0041_", "https://e.example",
    "<script>alert(1)</script>", "](javascript:alert(1))", "| a | b |", "**bold**", "@everyone #1",
    "```\n# title\n```", "\x1b[31m", "\u202e", "\ud800", "\ufffe", "\x00", "&amp;", "]]>", "12",
    "TRUE", "2026-01-01", "&#x27;", "<!-- x -->", "\r\n\r\n## x",
]  # fmt: skip


def read_xml(text: str | bytes) -> ElementTree.Element:
    return ElementTree.fromstring(text)  # noqa: S314 - our own text


@pytest.mark.parametrize("sample", SAMPLES)
def test_json_keeps_its_contract(sample: str) -> None:
    made = json.loads(as_json.render(SAMPLES[sample]()))
    Draft7Validator(report_schema(), format_checker=Draft7Validator.FORMAT_CHECKER).validate(made)
    assert read(Report, made) == SAMPLES[sample]()


def test_json_is_ascii_whatever_comes() -> None:
    text = as_json.render(with_prefix(not_ready(), "\ud800\x00\u2028ü"))
    assert text.isascii()
    assert json.loads(text)["verdict"]["headline"].startswith("\ufffd\x00\u2028ü")


def shape_of(report: Report) -> list[tuple[str, str]]:
    """Which marks a Markdown reader sees, without the texts between them."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [
        (token.type, token.tag)
        for block in parser.parse(markdown.render(report))
        for token in (block, *(block.children or ()))
        if token.type not in ("text", "text_special", "code_inline", "fence")
    ]


@pytest.mark.parametrize("prefix", HOSTILE)
def test_markdown_has_the_same_shape_whatever_comes(prefix: str) -> None:
    assert shape_of(with_prefix(not_ready(), prefix)) == shape_of(with_prefix(not_ready(), "x"))


def test_markdown_says_what_is_not_there_yet() -> None:
    text = markdown.render(empty())
    for title, said in (
        ("Sign-off checks", "There is nothing to check yet."),
        ("Where this is going", "This is the first report, and there is nothing to compare"),
        ("Balance by goal", "No goal is written down yet."),
    ):
        assert f"## {title}\n\n{said}" in text


@pytest.mark.parametrize("sample", SAMPLES)
def test_markdown_says_everything_in_order(sample: str) -> None:
    report = SAMPLES[sample]()
    text = markdown.render(report)
    headings = [line for line in text.splitlines() if line.startswith("## ")]
    assert headings[:2] == ["## Decide today", "## Sign-off checks"]
    assert headings[-1] == "## Method and limits"
    for decision in report.decisions:
        assert text.count(decision.action.split('"')[0].strip()) >= 1
    assert text == markdown.render(report)


def cells_of(data: bytes) -> list[tuple[str, int, int, object, str]]:
    book = load_workbook(io.BytesIO(data))
    return [
        (sheet.title, cell.row, cell.column, cell.value, cell.data_type)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


@pytest.mark.parametrize("prefix", HOSTILE)
def test_no_cell_is_a_formula_a_link_or_markup(prefix: str) -> None:
    hostile = xlsx.render(with_prefix(not_ready(), prefix))
    plain = cells_of(xlsx.render(with_prefix(not_ready(), "x")))
    cells = cells_of(hostile)
    assert [(c[:3], c[4]) for c in cells] == [(c[:3], c[4]) for c in plain]
    assert {kind for *_, kind in cells} <= {"s", "n", "d"}
    assert {type(value) for *_, value, kind in cells if kind == "s"} == {str}
    with zipfile.ZipFile(io.BytesIO(hostile)) as parts:
        for name in parts.namelist():
            assert "hyperlink" not in name
            if name.endswith(".xml"):
                root = read_xml(parts.read(name))
                assert not [e for e in root.iter() if e.tag.endswith(("}f", "}hyperlink", "}r"))]


@given(st.text(max_size=40))
def test_a_cell_gives_back_what_was_written(text: str) -> None:
    report = not_ready()
    decision = with_fields(report.decisions[0], reason=f"x{text}")
    book = xlsx.render(with_fields(report, decisions=(decision,)))
    value = load_workbook(io.BytesIO(book))["Decisions"].cell(2, 2).value
    assert isinstance(value, str)
    lines = f"x{text}".replace("\r\n", "\n").replace("\r", "\n")
    assert len(value) == len(lines)
    assert all(read in (written, "\ufffd") for read, written in zip(value, lines, strict=True))
    assert value == lines or not lines.isprintable() or "\ufffe" in lines or "\uffff" in lines


def test_a_workbook_is_complete_and_always_the_same() -> None:
    report = not_ready()
    data = xlsx.render(report)
    assert data == xlsx.render(report)
    book = load_workbook(io.BytesIO(data))
    sizes = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert sizes["Decisions"] == len(report.decisions)
    assert sizes["KPIs"] == len(report.kpis)
    assert sizes["Findings"] == len(report.findings)
    assert book["Decisions"].cell(2, 5).data_type == "d"


@pytest.mark.parametrize("as_of", [dt.date.min, dt.date(999, 12, 31), dt.date.max])
def test_a_workbook_of_any_day_can_be_opened(as_of: dt.date) -> None:
    data = xlsx.render(with_fields(not_ready(), as_of=as_of))
    assert load_workbook(io.BytesIO(data)).sheetnames[0] == "Decisions"


def test_a_long_text_is_cut_with_a_mark() -> None:
    report = not_ready()
    decision = with_fields(report.decisions[0], reason="😀" * 40_000)
    book = xlsx.render(with_fields(report, decisions=(decision,)))
    value = load_workbook(io.BytesIO(book))["Decisions"].cell(2, 2).value
    assert isinstance(value, str)
    assert value.endswith("… (cut)")


@pytest.mark.parametrize("prefix", HOSTILE)
def test_the_picture_has_the_same_shape_whatever_comes(prefix: str) -> None:
    def tags(text: str) -> set[tuple[str, tuple[str, ...]]]:
        root = read_xml(text)
        return {(element.tag, tuple(element.attrib)) for element in root.iter()}

    hostile = map_svg.render(with_prefix(not_ready(), prefix).map)
    assert tags(hostile) == tags(map_svg.render(not_ready().map))


def test_the_picture_and_the_list_name_every_kpi() -> None:
    map_ = not_ready().map
    listed = map_svg.as_text(map_)
    for mission in map_.missions:
        for goal in mission.goals:
            for name in (goal.goal, *(p.kpi for p in goal.pairs), *(o.kpi for o in goal.others)):
                assert name.name in listed
    picture = read_xml(map_svg.render(map_))
    description = picture.find("{http://www.w3.org/2000/svg}desc")
    assert description is not None
    assert description.text == listed


@given(st.text(max_size=80), st.integers(40, 400), st.integers(1, 4))
def test_wrapped_lines_fit(text: str, room: int, lines: int) -> None:
    made = wrap(text, 12, room, lines)
    assert 1 <= len(made) <= lines
    assert all(width(line, 12) <= room for line in made)
