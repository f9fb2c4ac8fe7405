"""Properties of tables: what was put in is found, and nothing else."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kpilint.lexicon.table import BAR, ROW, Table, packed

PARTS = st.text(
    alphabet=st.characters(codec="utf-8", exclude_characters=f"{BAR}{ROW}\n"),
    max_size=6,
)


ASKED = st.text(alphabet=st.characters(exclude_characters=BAR + ROW), max_size=6)


@given(st.dictionaries(PARTS, PARTS, max_size=40), st.lists(ASKED, max_size=9))
def test_a_table_gives_back_what_was_packed(texts: dict[str, str], others: list[str]) -> None:
    table = Table(packed(texts).encode())
    assert {name: (table.get(name) or b"").decode() for name in texts} == texts
    assert {name: text.decode() for name, text in table.unpacked().items()} == texts
    assert all(table.get(name) is not None for name in texts)
    assert all(table.get(name) is None for name in others if name not in texts)
