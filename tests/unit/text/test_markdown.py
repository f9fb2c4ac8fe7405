"""Texts that hold nothing special are left alone, and only those."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kpilint.text import markdown
from kpilint.text.markdown import plain

SPECIAL = st.sampled_from([*"\\`*_[]#|~$<>&@", "//", "://", "www.", "WWW.", "#1", "@a", " ", "w"])


@given(st.lists(SPECIAL | st.text(max_size=3), max_size=5).map("".join))
@example("see www.example and WwW.example, or mail@example: #1 //")
def test_looking_for_what_is_special_changes_nothing(text: str) -> None:
    with patch.object(markdown, "_SPECIAL", re.compile("")):
        always = plain(text)
    assert plain(text) == always


@pytest.mark.parametrize("text", ["a@b", "#1", "http://a", "www.a", "Www.a", *"\\`*_[]#|~$<>&"])
def test_what_is_special_does_not_stay(text: str) -> None:
    assert plain(text) != text
