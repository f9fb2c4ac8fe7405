"""The table of rules in `specs/README.md` is made from the rules."""

from __future__ import annotations

import re

from kpilint.engine.registry import rules
from tests.literate.runner import ROOT

PAGE = ROOT / "specs" / "README.md"
_TABLE = re.compile(r"(?<=<!-- rules -->\n).*(?=<!-- end of rules -->)", re.DOTALL)


def table() -> str:
    rows = [
        f"| {r.info.code} | [{r.info.name}](rules/{r.info.name}.md) | {r.info.severity.word} "
        f"| {r.info.summary} | {r.info.fix.word if r.info.fix else ''} |"
        for r in rules()
    ]
    return "\n".join(
        ["| code | name | severity | says | fix |", "|---|---|---|---|---|", *rows, ""]
    )


def test_the_table_of_rules_is_fresh(update: bool) -> None:
    text = PAGE.read_text("utf-8")
    if update:
        PAGE.write_text(_TABLE.sub(lambda _: table(), text), encoding="utf-8")
        text = PAGE.read_text("utf-8")
    found = _TABLE.search(text)
    assert found
    assert found[0] == table()
