"""Laws of plain calls: whatever is read without click, click would read the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kpilint.cli.checking import Flags
from kpilint.cli.commands.check import command
from kpilint.cli.plain import plain_call
from kpilint.record import as_dict
from kpilint.text.path import tidy

OPTIONS = [
    name
    for parameter in command.params
    for name in parameter.opts
    if parameter.param_type_name == "option"
]
WORDS = st.sampled_from(
    [
        *OPTIONS,
        "-",
        "--",
        "-x",
        "--format=json",
        "--form",
        "json",
        "kpis/",
        "./a//b",
        "",
        "2026-11-22",
    ]
)


def as_flags(said: dict[str, Any]) -> dict[str, object]:
    """All flags, with paths in one spelling."""
    return as_dict(Flags(**said)) | {"paths": tuple(map(tidy, said["paths"]))}


def as_click_reads(arguments: list[str]) -> dict[str, object]:
    with command.make_context("check", list(arguments)) as context:
        return as_flags(context.params)


@given(st.lists(WORDS, max_size=6) | st.lists(st.text(max_size=8), max_size=4))
def test_a_plain_call_means_to_click_what_is_read_without_it(arguments: list[str]) -> None:
    plain = plain_call(["check", *arguments])
    if plain is not None:
        assert as_flags(plain) == as_click_reads(arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check"], {"paths": ()}),
        (["check", "a", "b/"], {"paths": ("a", "b/")}),
        (["check", "--as-of", "2026-11-22", "a"], {"paths": ("a",), "as_of": "2026-11-22"}),
        (["check", "a", "--format", "json"], {"paths": ("a",), "format_name": "json"}),
        (["check", "--fix"], None),
        (["check", "--help"], None),
        (["check", "-"], None),
        (["check", "--format"], None),
        (["check", "--format", "--fix"], None),
        (["--version"], None),
        (["rules"], None),
        ([], None),
    ],
)
def test_only_paths_a_format_and_a_day_are_plain(
    arguments: list[str], said: dict[str, object] | None
) -> None:
    assert plain_call(arguments) == said
