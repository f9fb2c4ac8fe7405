"""Catalogue texts to draw from: written in many layouts, and broken in many ways."""

from __future__ import annotations

import json
import re

from hypothesis import strategies as st

from tests.literate.blocks import blocks_of
from tests.literate.runner import ROOT


def _seeds() -> list[str]:
    pages = sorted((ROOT / "specs").rglob("*.md"))
    texts = [b.text for p in pages for b in blocks_of(p) if b.kind == "yaml" and b.text]
    texts += [path.read_text("utf-8") for path in sorted((ROOT / "examples").rglob("*.yaml"))]
    return texts


SEEDS = _seeds()
ODD = ("\x00", "\x1b[31m", "\u202e", "\u2028", "\x85", "\ufeff", "😀", "\t", "&a ", "*a", "!x ",
       "---\n", "{", "[", "'", '"', ": ", "- ", "#", "|\n", ">-\n", "\r", "%", "<<: ",
       "~")  # fmt: skip


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A text of the project with a few things cut, doubled, exchanged or put in."""
    text = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(text)))
        length = draw(st.integers(0, 30))
        how = draw(st.sampled_from(["cut", "odd", "double line", "crlf", "splice"]))
        if how == "cut":
            text = text[:at] + text[at + length :]
        elif how == "odd":
            text = text[:at] + draw(st.sampled_from(ODD)) + text[at:]
        elif how == "double line":
            lines = text.splitlines(keepends=True)
            number = at % max(1, len(lines))
            text = "".join([*lines[: number + 1], *lines[number:]])
        elif how == "crlf":
            text = re.sub("\r?\n", "\r\n", text)
        else:
            other = draw(st.sampled_from(SEEDS))
            text = text[:at] + other[at % max(1, len(other)) :][:200]
    return text


MUTATED = _mutated()

_IDS = st.sampled_from(["aht", "fcr", "csat", "easy-help", "first-contact-resolution"])
_NAMES = st.sampled_from(["Average handle time", "CSAT: how was it?", "Überlauf", "no", "1e3"])
_LINKS = _IDS | st.lists(_IDS, max_size=3)
_ENTRIES = st.fixed_dictionaries(
    {"name": _NAMES},
    optional={
        "id": _IDS,
        "supports": _LINKS,
        "balanced_by": _LINKS | st.just([{"kpi": "fcr", "lag": "P2M"}]),
        "scope": st.fixed_dictionaries({}, optional={"team": _IDS, "channel": _IDS}),
        "target": st.sampled_from([">= 80 %", 300, {"value": 5, "by": "2027-03-31"}]),
        "gaming_risks": st.lists(_NAMES, max_size=2),
    },
)


@st.composite
def catalogue_texts(draw: st.DrawFn) -> str:
    """A readable catalogue in a drawn layout: block or flow, quotes, comments, indentation."""
    entries = draw(st.lists(_ENTRIES, min_size=1, max_size=3))
    return draw(layouts({"mission": "To help", "kpis": entries}))


@st.composite
def layouts(draw: st.DrawFn, value: object) -> str:
    """A value as YAML text in a drawn layout."""
    newline = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    return _write(value, draw, 0).replace("\n", newline)


def _write(value: object, draw: st.DrawFn, indent: int) -> str:
    """YAML text of a value; every choice of layout is drawn."""
    pad = " " * indent
    if isinstance(value, dict) and value and (indent == 0 or draw(st.booleans())):
        lines = []
        for key, inner in value.items():
            lines.append(f"{pad}{key}:{_behind(inner, draw, indent)}")
        return "".join(lines)
    if isinstance(value, list) and value and draw(st.booleans()):
        step = draw(st.sampled_from([0, 2])) if indent else 2
        inner_pad = " " * (indent - 2 + step) if indent else "  "
        return "".join(f"{inner_pad}-{_item(v, draw, len(inner_pad) + 2)}" for v in value)
    return f"{pad}{_flow(value, draw)}{_comment(draw)}\n"


def _behind(value: object, draw: st.DrawFn, indent: int) -> str:
    if isinstance(value, dict | list) and value and draw(st.booleans()):
        written = _write(value, draw, indent + 2)
        return f"{_comment(draw)}\n{written}"
    return f" {_flow(value, draw)}{_comment(draw)}\n"


def _item(value: object, draw: st.DrawFn, indent: int) -> str:
    if isinstance(value, dict) and value and draw(st.booleans()):
        return " " + "".join(
            f"{' ' * indent if number else ''}{key}:{_behind(inner, draw, indent)}"
            for number, (key, inner) in enumerate(value.items())
        )
    return f" {_flow(value, draw)}{_comment(draw)}\n"


def _comment(draw: st.DrawFn) -> str:
    return draw(st.sampled_from(["", "", "", "  # a note", " # 100 % {sure}: [yes]"]))


def _flow(value: object, draw: st.DrawFn) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{k}: {_flow(v, draw)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(v, draw) for v in value) + "]"
    if isinstance(value, str):
        if re.fullmatch("[a-z-]+", value) and value != "no" and draw(st.booleans()):
            return value
        if "\\" not in value and draw(st.booleans()):
            return "'" + value.replace("'", "''") + "'"
        return json.dumps(value, ensure_ascii=False)
    return json.dumps(value)
