"""Patterns of paths."""

from __future__ import annotations

import pytest

from kpilint.text.glob import is_pattern, path_matches


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("kpis/a.yaml", "kpis/a.yaml", True),
        ("kpis/a.yaml", "kpis/a.yaml.bak", False),
        ("kpis/a.yaml", "old/kpis/a.yaml", False),
        ("kpis", "kpis/deep/a.yaml", True),
        ("./kpis/", "kpis/a.yaml", True),
        ("kpis", "kpis2/a.yaml", False),
        (".", "any/a.yaml", True),
        ("*.yaml", "a.yaml", True),
        ("*.yaml", "kpis/a.yaml", False),
        ("**/*.yaml", "a.yaml", True),
        ("**/*.yaml", "kpis/deep/a.yaml", True),
        ("kpis/**", "kpis/deep/a.yaml", True),
        ("**/legacy", "x/legacy/a.yaml", True),
        ("**/legacy", "x/legacy2/a.yaml", False),
        ("k?is/[ab].yaml", "kpis/a.yaml", True),
        ("k?is/[ab].yaml", "kpis/c.yaml", False),
        ("kpis/[!ab].yaml", "kpis/c.yaml", True),
        ("kpis/[!ab].yaml", "kpis/a.yaml", False),
        ("a+(b).yaml", "a+(b).yaml", True),
        ("a.yaml", "abyaml", False),
        ("[", "[", True),
    ],
)
def test_path_matches(pattern: str, path: str, matches: bool) -> None:
    assert path_matches(path, pattern) is matches


def test_is_pattern() -> None:
    assert [is_pattern(text) for text in ("kpis", "a*", "a?", "[a]")] == [False, True, True, True]
