"""Fixes that would break their file are not made, and do not keep others from being made."""

from __future__ import annotations

import datetime as dt

from kpilint.config import Limits, Settings
from kpilint.engine.fixing import fix
from kpilint.syntax.parse import parse
from kpilint.text.source import Source

DAY = dt.date(2026, 11, 22)
TEXT = """\
mission: Every customer's problem is solved the first time, with care.
goals:
  - {id: easy-help, name: Getting help is easy, supports: mission}
kpis:
  - name: Average handle time
    supports: easy-help
    owner: head-of-support
    target: 300 seconds
    direction: down
  - name: EBIT margin
    supports: easy-help
    owner: head-of-finance
    target: ">= 12 %"
"""


def fixed(nodes: int) -> str:
    settings = Settings(limits=Limits(nodes=nodes))
    return fix((Source("kpis.yaml", TEXT),), settings, DAY).sources[0].text


def test_both_fixes_are_made_where_there_is_room() -> None:
    text = fixed(nodes=1_000)
    assert "direction: lower" in text
    assert text.count("direction:") == 2


def test_a_fix_that_breaks_its_file_does_not_stop_the_others() -> None:
    text = fixed(nodes=len(parse(Source("kpis.yaml", TEXT))))
    assert text == TEXT.replace("direction: down", "direction: lower")
