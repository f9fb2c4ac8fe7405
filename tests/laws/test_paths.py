"""Laws of paths as texts: they are those that `pathlib` would write."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from kpilint.text.path import tidy


@given(st.text(alphabet="/.ab ") | st.text())
def test_a_tidy_path_is_what_pathlib_writes(path: str) -> None:
    assert tidy(path) == str(Path(path)) == tidy(Path(path))
