"""`kpilint schema`: print a JSON Schema of what kpilint reads or writes."""

from __future__ import annotations

import click

from kpilint.cli.options import Word
from kpilint.cli.terminal import print_out
from kpilint.pages import page, page_names

_ENDING = ".schema.json"


def _names() -> list[str]:
    return [name.removesuffix(_ENDING) for name in page_names("schemas") if name.endswith(_ENDING)]


@click.command("schema")
@click.argument("name", type=Word("schema", _names))
def command(*, name: str) -> None:
    """Print a JSON Schema: catalogue, diff, due, findings, lexicon, report or settings."""
    print_out(page(f"schemas/{name}{_ENDING}"))
