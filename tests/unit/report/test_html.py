"""The page: one file, no way out of it, nothing of a catalogue that becomes markup."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from html.parser import HTMLParser
from importlib import resources
from itertools import pairwise

import pytest

from kpilint.report.facts import Report
from kpilint.report.formats.html import render
from kpilint.report.formats.signs import SEVERITIES, STATES
from kpilint.report.formats.text_width import width
from kpilint.report.parts import plain
from kpilint.text.show import show
from tests import report_samples
from tests.facts import with_fields
from tests.report_samples import HOSTILE, SAMPLES, with_prefix

VOID = {"meta", "br", "link", "img", "input", "hr", "base", "embed"}
IMPLIED = {"dt", "dd"}  # their end tags may be left out
SVG_ALONE = {"rect", "path"}
HARMLESS_ATTRIBUTES = {
    "aria-hidden", "aria-label", "aria-labelledby", "charset", "class", "content", "d", "fill",
    "font-family", "font-size", "font-weight", "height", "href", "http-equiv", "id", "lang", "name",
    "role", "scope", "stroke", "tabindex", "text-anchor", "viewbox", "width", "x", "y",
}  # fmt: skip


class Tree(HTMLParser):
    """The shape of a document: tags and attributes in their order, and what they hold."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.shape: list[tuple[str, ...]] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.shape.append((tag, *(name for name, _ in attrs)))
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in IMPLIED and self.open[-1] in IMPLIED:
            self.open.pop()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SVG_ALONE, tag
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl" and self.open[-1] in IMPLIED:
            self.open.pop()
        assert self.open.pop() == tag, self.getpos()
        self.shape.append((f"/{tag}",))

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def handle_comment(self, data: str) -> None:
        self.shape.append(("comment", data))

    def handle_pi(self, data: str) -> None:
        self.shape.append(("instruction", data))

    def unknown_decl(self, data: str) -> None:
        self.shape.append(("declaration", data))

    def all(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


@pytest.fixture(params=list(SAMPLES))
def report(request: pytest.FixtureRequest) -> Report:
    return SAMPLES[request.param]()


def harmless() -> str:
    """The hostile text with a letter as wide as it in place of all that is no letter."""
    letters = {width(letter, 1): letter for letter in "inm"}
    return (
        "".join(
            sign if sign.isalnum() or sign == " " else letters[width(sign, 1)]
            for sign in show(HOSTILE, 4000)
        )
        + " "
    )


def test_no_text_becomes_markup(report: Report) -> None:
    clean, hostile = (render(with_prefix(report, prefix)) for prefix in (harmless(), HOSTILE))
    assert HOSTILE[:25] not in hostile
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in hostile
    assert Tree(hostile).shape == Tree(clean).shape
    assert [one for one in Tree(hostile).attributes if one[0] != "meta"] == [
        one for one in Tree(clean).attributes if one[0] != "meta"
    ], "only the text between tags may differ"


def test_every_text_of_a_hostile_report_can_be_written_and_read() -> None:
    html = render(with_prefix(report_samples.not_ready(), HOSTILE))
    html.encode("utf-8")
    assert html.replace("\n", "").isprintable()
    assert "\\u202e" in html
    assert "\\x1b" in html
    assert "\\ud800" in html
    assert "{{ 7 * 7 }}" in html


def test_the_file_asks_for_nothing(report: Report) -> None:
    html = render(with_prefix(report, HOSTILE))
    tree = Tree(html)
    assert {name for _, name, _ in tree.attributes} <= HARMLESS_ATTRIBUTES
    assert not {shape[0] for shape in tree.shape} & {"script", "link", "img", "iframe", "base"}
    assert all(value.startswith("#") for value in tree.all("href"))
    style = html[html.index("<style>") : html.index("</style>")]
    assert "url(" not in style
    assert "@import" not in style
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    assert ("meta", "content", policy) in tree.attributes
    assert tree.shape.index(("meta", "http-equiv", "content")) < tree.shape.index(("style",))


def test_the_same_report_gives_the_same_bytes(report: Report) -> None:
    assert render(report) == render(deepcopy(report))


def test_every_place_is_one_and_every_link_leads_to_one(report: Report) -> None:
    tree = Tree(render(report))
    places = Counter(tree.all("id"))
    assert set(places.values()) == {1}
    named = [value for names in tree.all("aria-labelledby") for value in names.split()]
    assert {link[1:] for link in tree.all("href")} | set(named) <= set(places)


def test_a_link_leads_to_the_page_of_its_kpi() -> None:
    """Ids may differ in nothing but letters that a place cannot hold."""
    report = report_samples.not_ready()
    odd = ["a b", "a-b", "a/b", "a\tb"]
    pages = tuple(
        with_fields(page, kpi=with_fields(page.kpi, id=id_, name=id_))
        for page, id_ in zip(report.kpis, odd, strict=False)
    )
    about = tuple(page.kpi for page in pages)
    decision = with_fields(report.decisions[0], about=about)
    html = render(with_fields(report, kpis=pages, decisions=(decision,)))
    for number, name in enumerate(("a b", "a-b", "a/b", "a b"), 1):
        assert f"<article id=k{number}><h3>{name}</h3>" in html
        assert f"<a href=#k{number}>{name}</a>" in html


def test_a_goal_of_two_missions_has_one_place() -> None:
    report = report_samples.not_ready()
    first = report.map.missions[0]
    second = with_fields(first, mission=with_fields(first.mission, id="other"))
    twice = with_fields(report.map, missions=(first, second))
    tree = Tree(render(with_fields(report, map=twice)))
    assert set(Counter(tree.all("id")).values()) == {1}
    assert {link[1:] for link in tree.all("href")} <= set(tree.all("id"))


def test_headings_are_in_order(report: Report) -> None:
    headings = Tree(render(report)).headings
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))


def test_page_one_speaks_to_leaders() -> None:
    html = render(report_samples.not_ready())
    page_one = Tree(html[html.index("<header>") : html.index('<nav class="contents"')] + "</main>")
    assert "Not ready to sign off" in page_one.text
    for word in ("BAL001", ".yaml", "balanced_by", "orphan", "violation", "lint ", "edge"):
        assert word not in page_one.text.replace("kpilint", ""), word
    assert "BAL001" in html
    assert "balanced_by:\n  - callers-who-call-again" in html, "lines keep their indentation"


def test_the_sections_come_in_the_order_of_a_meeting(report: Report) -> None:
    html = render(report)
    order = [
        "today", "checks", "direction", "goals", "late", "defined", "past", "changes", "map",
        "speed", "reviews", "pressure", "unseen", "exceptions", "decisions", "kpis", "fix",
        "method",
    ]  # fmt: skip
    assert re.findall(r'<section id="(\w+)"', html) == order


def test_nothing_is_lost() -> None:
    """Whatever the report says stands somewhere on the page, but keys that only programs read."""
    report = report_samples.not_ready()
    shown = " ".join(Tree(render(report)).text.split())

    def texts(value: object, name: str = "") -> list[str]:
        if isinstance(value, dict):
            return [text for key, inner in value.items() for text in texts(inner, key)]
        if isinstance(value, list):
            return [text for inner in value for text in texts(inner, name)]
        silent = {"kind", "id", "key", "state", "severity", "risk", "fingerprint", "period", "name"}
        silent |= {"month", "status", "before", "after", "snippet"}
        is_day = isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value)
        return [value] if isinstance(value, str) and name not in silent and not is_day else []

    missing = {text for text in texts(plain(report)) if text not in shown}
    assert not missing
    names = {page.kpi.name for page in report.kpis}
    assert {name for name in names if name not in shown} == set()


def test_many_of_a_kind_are_folded_or_told_in_numbers() -> None:
    html = render(report_samples.many())
    text = " ".join(Tree(html).text.split())
    assert text.count("more, each with what holds it in check") == 12
    assert "14 goals with nothing missing" in text
    assert "142 KPIs with a counterweight that works" in text
    assert "150 reviews: 150 head-of-digital" in text
    assert "138 more" in text, "late reviews"
    assert "every KPI but KPI 148, Rate 149 Leaves out the rest." in text
    assert "serves Goal 5" in text, "a link to the goal stands for the path"
    assert html.count("<article id=k") == 150
    unfolded = re.sub(r"<details>.*?</details>", "", html, flags=re.DOTALL)
    assert (
        max(found.count("<li>") for found in re.findall(r"<ul.*?</ul>", unfolded, re.DOTALL)) <= 20
    )


def test_no_status_is_told_by_colour_alone() -> None:
    """Each kind of status has a sign of its own, which no screen reader reads beside the word."""
    signs = dict(re.findall(r'b\.(\w+)::before\{content:"(\S) ";', CSS))
    assert len(set(signs.values())) == len(signs) == 5
    assert {kind for _, kind in (*STATES.values(), *SEVERITIES.values())} <= set(signs)
    for kind, sign in signs.items():
        assert f'b.{kind}::before{{content:"{sign} ";content:"{sign} "/""}}' in CSS


# Colours, read from the style sheet itself.

TEMPLATES = resources.files("kpilint.report.formats") / "templates"
CSS = (TEMPLATES / "style.css").read_text("utf-8")
LIGHT = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", CSS.split("@media", 1)[0]))
DARK = LIGHT | dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", CSS.split("@media", 2)[1]))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2.2, 1 to 21."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_contrast(theme: dict[str, str]) -> None:
    grounds = ("paper", "soft", "goodsoft", "badsoft")
    for ground in grounds:
        for text in ("ink", "quiet", "good", "bad"):
            assert contrast(theme[text], theme[ground]) >= 4.5, (text, ground)
    for ground in ("paper", "soft"):
        for line in ("bar", "focus", "good", "bad"):
            assert contrast(theme[line], theme[ground]) >= 3, (line, ground)


def test_contrast_of_the_drawing() -> None:
    """Its colours are literal, so that they hold where styles do not reach it."""
    svg = (
        resources.files("kpilint.report.formats")
        .joinpath("templates/trend.svg.j2")
        .read_text("utf-8")
    )
    literal = set(re.findall(r"#[0-9a-f]{6}", svg))
    assert literal <= {LIGHT["ink"], LIGHT["bar"], LIGHT["quiet"], LIGHT["paper"]}
    for_dark = [line for line in CSS.split("@media", 2)[1].splitlines() if ".trend" in line]
    assert set(re.findall("#[0-9a-f]{6}", "".join(for_dark))) <= {
        DARK["ink"], DARK["bar"], DARK["quiet"], DARK["paper"],
    }  # fmt: skip
    drawn = re.findall(r'<(?:rect|text|path) class="(?:\{\{ ")?([\w-]+)', svg)
    assert {f".{name}" for name in drawn} <= set(re.findall(r"\.[a-z-]+", "".join(for_dark)))


def test_every_class_is_drawn_and_every_drawn_class_is_used() -> None:
    styled = set(re.findall(r"\.([a-z][\w-]*)", CSS)) - {"2rem"}
    used: set[str] = set()
    for make in SAMPLES.values():
        used |= {name for value in Tree(render(make())).all("class") for name in value.split()}
    assert used - styled <= {"balanced", "excepted", "tray", "ask"}
    assert styled <= used
