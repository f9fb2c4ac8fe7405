"""`kpilint lookup`: say what is known of a KPI, and what balances it."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kpilint.catalogue.catalogue import read_catalogue
from kpilint.catalogue.files import ENDINGS, find_settings, read_source
from kpilint.catalogue.model import Kpi
from kpilint.cli.exits import UserError
from kpilint.cli.known import Asked, as_card, as_dict, look_up, measured_brakes
from kpilint.cli.load import load
from kpilint.cli.options import Word
from kpilint.cli.terminal import print_out, width
from kpilint.lexicon import builtin
from kpilint.syntax.parse import parse
from kpilint.text.dump import dump

COLUMNS = ("name", "unit", "direction", "definition", "target")
_DIRECTIONS = {
    "higher": ("higher", "increase", "up", "max", "positive", "more"),
    "lower": ("lower", "decrease", "down", "min", "negative", "inverse", "less", "fewer"),
    "range": ("range", "within", "with in", "between"),
}


@click.command("lookup", short_help="Say what is known of a KPI, and what balances it.")
@click.argument("names", nargs=-1, metavar="NAME...")
@click.option(
    "--from",
    "file",
    type=click.Path(path_type=Path),
    metavar="FILE.csv",
    help="Look up a list: columns name, and if wanted unit, direction, definition, target.",
)
@click.option(
    "--format",
    "format_name",
    type=Word("format", ("card", "json")),
    default="card",
    help="How the answers are written; a card for people unless said otherwise.",
)
def command(names: tuple[str, ...], file: Path | None, format_name: str) -> None:
    """Say what is known of a KPI: what it measures, how people reach it the wrong way, and what
    can balance it - and which of that the catalogue here measures already."""
    asked = [*(Asked(name) for name in names), *(_read_list(file) if file else ())]
    if not asked:
        raise UserError("Nothing was asked.", 'Name a KPI: kpilint lookup "Average handle time".')
    lexicon = builtin()
    answers = [look_up(one, lexicon) for one in asked]
    if format_name == "json":
        print_out(dump([as_dict(answer) for answer in answers], indent=2) + "\n")
        return
    kpis = _kpis_here()
    columns = width(80)
    print_out(
        "\n".join(
            as_card(answer, lexicon, measured_brakes(answer, kpis, lexicon), columns)
            for answer in answers
        )
    )


def _kpis_here() -> Sequence[Kpi]:
    """The KPIs of the catalogue here: of the settings, else of the files in this very folder.

    Folders below are not searched without settings: a name may be looked up from anywhere.
    """
    here: tuple[Path, ...] = ()
    if find_settings(Path()) is None:
        here = tuple(file for ending in ENDINGS for file in sorted(Path().glob(f"*{ending}")))
        if not here:
            return ()
    try:
        call = load(here, None, isolated=False)
    except UserError:
        return ()
    return read_catalogue(map(parse, call.sources)).kpis


def _read_list(file: Path) -> list[Asked]:
    """The rows of a CSV file. Raises UserError when it cannot be read, or has no names."""
    source = read_source(file)
    if source.trouble is not None:
        raise UserError(f'"{file}" cannot be read: {source.trouble.what}', source.trouble.help)
    csv.field_size_limit(sys.maxsize)
    try:
        rows = list(csv.DictReader(io.StringIO(source.text), restval=""))
    except csv.Error as error:
        raise UserError(f'"{file}" is not CSV: {error}.') from error
    if not rows or "name" not in {_key(key) for key in rows[0]}:
        raise UserError(
            f'"{file}" has no column `name`.', f"Columns that are read: {', '.join(COLUMNS)}."
        )
    return [_asked({_key(key): value for key, value in row.items()}) for row in rows]


def _key(column: str | None) -> str:
    return (column or "").strip().lower()


def _asked(row: dict[str, str]) -> Asked:
    text = {column: (row.get(column) or "").strip() for column in COLUMNS}
    return Asked(
        text["name"],
        text["definition"],
        text["unit"],
        _direction(text["direction"]),
        text["target"],
    )


def _direction(written: str) -> str | None:
    """`higher is better`, `Increase`, `within range` ... as the catalogue's own words."""
    words = written.lower()
    return next((known for known, begins in _DIRECTIONS.items() if words.startswith(begins)), None)
