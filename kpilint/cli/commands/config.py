"""`kpilint config`: show the settings that hold here, and where each is from."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kpilint.catalogue.extensions import Extensions
from kpilint.catalogue.files import read_source
from kpilint.cli.commands.rules import plain
from kpilint.cli.load import load_settings
from kpilint.cli.options import Word, settings_options
from kpilint.cli.terminal import print_out
from kpilint.config import Limits, PathSettings
from kpilint.config_file import SETTINGS
from kpilint.engine.choose import PROFILES
from kpilint.finding import Severity
from kpilint.record import as_dict
from kpilint.syntax.parse import parse
from kpilint.text.dump import dump
from kpilint.text.show import show
from kpilint.text.source import Source

DEFAULT = "default"


@click.command("config")
@click.option(
    "--format",
    "format_name",
    type=Word("format", ("yaml", "json")),
    default="yaml",
    help="How the settings are shown; yaml unless said otherwise.",
)
@settings_options
def command(*, format_name: str, config: Path | None, isolated: bool) -> None:
    """Show the settings that hold here and where each is from.

    Ends with 2 when the settings file has a mistake.
    """  # fmt: skip
    settings, file = load_settings(config, isolated)
    lines = _lines_of(file) if file is not None else {}
    rows: list[tuple[str, Any, str]] = []
    for key in SETTINGS:
        value, origin = _plain(getattr(settings, key)), lines.get(key, DEFAULT)
        if key == "lexicon":
            value = list(settings.lexicon)
        if key == "fail_on" and value is None:
            value = PROFILES[settings.profile].fail_on.word
            origin = f"profile {settings.profile}"
        rows.append((key, value, origin))
    if format_name == "json":
        document = {
            "file": _name(file),
            "settings": {key: {"value": value, "from": origin} for key, value, origin in rows},
        }
        print_out(dump(document, indent=2) + "\n")
        return
    print_out(f"# {_name(file) or 'There is no settings file: everything has its default.'}\n")
    for key, value, origin in rows:
        print_out(f"{key}: {json.dumps(value, ensure_ascii=False)}  # {origin}\n")


def _name(file: str | None) -> str | None:
    return show(read_source(file).path) if file is not None else None


def _lines_of(file: str) -> Mapping[str, str]:
    """The place of each setting that a file states."""
    source: Source = read_source(file)
    root = parse(source).root
    if root is None:
        return {}
    return {
        name: f"{show(source.path)}:{source.position((root.key(name) or value).start).line}"
        for name, value in root.fields()
        if not value.is_null
    }


def _plain(value: object) -> Any:
    """A value of the settings as it would be written."""
    if isinstance(value, Severity):
        return value.word
    if isinstance(value, Extensions):
        return value.path
    if isinstance(value, Limits | PathSettings):
        return {name: _plain(inner) for name, inner in as_dict(value).items()}
    if isinstance(value, Mapping):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_plain(inner) for inner in value]
    return plain(value)
