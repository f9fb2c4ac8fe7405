"""`kpilint graph`: show missions, goals, KPIs and their links as a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kpilint.catalogue.catalogue import Catalogue, is_catalogue, read_catalogue
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, no_such
from kpilint.cli.load import Call, load
from kpilint.cli.options import Word, as_of_option, paths_argument, settings_options
from kpilint.cli.terminal import print_out, say
from kpilint.engine.lint import lint
from kpilint.graph.export import FORMATS, neighbourhood
from kpilint.report.formats import map_svg
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.strategy_map import strategy_map
from kpilint.run import Result
from kpilint.text.nearest import nearest

# What shows the map of the governance report: by goals, with gaps on top.
_MAPS = ("svg", "text")


@click.command("graph")
@paths_argument
@click.option(
    "--format",
    "format_name",
    type=Word("format", (*FORMATS, *_MAPS)),
    default="mermaid",
    help="How the graph is written; mermaid unless said otherwise. svg is a picture, and text the "
    "same in words.",
)
@click.option(
    "--select",
    multiple=True,
    metavar="ID",
    help="Only what is near this mission, goal or KPI; may be repeated.",
)
@click.option(
    "--depth",
    type=click.IntRange(0),
    default=1,
    metavar="N",
    help="With --select: within so many links; 1 unless said otherwise.",
)
@as_of_option
@settings_options
def command(
    *,
    paths: tuple[Path, ...],
    format_name: str,
    select: tuple[str, ...],
    depth: int,
    as_of: str | None,
    config: Path | None,
    isolated: bool,
) -> ExitCode:
    """Show missions, goals, KPIs and their links as a graph."""  # fmt: skip
    day = choose_day(as_of)
    call = load(paths, config, isolated)
    result = (
        lint(call.sources, call.settings, day, read=call.read) if format_name in _MAPS else None
    )
    catalogue = result.catalogue if result else _read(call)
    graph: Any = catalogue.graph()
    for id_ in select:
        if id_ not in graph:
            raise _unknown(id_, catalogue)
    if select:
        graph = neighbourhood(graph, select, depth)
    if result is not None:
        print_out(_map(result, format_name, set(graph) if select else None))
    else:
        print_out(FORMATS[format_name](graph))
    unread = [tree.source.path for tree in catalogue.trees if tree.root is None]
    for path in unread:
        say(f'kpilint: "{path}" could not be read; what it holds is missing in this graph.')
    return ExitCode.CALL if unread else ExitCode.CLEAN


def _read(call: Call) -> Catalogue:
    trees = map(call.read, sorted(call.sources, key=lambda source: source.path))
    return read_catalogue(filter(is_catalogue, trees))


def _map(result: Result, format_name: str, ids: set[str] | None) -> str:
    shown = strategy_map(Answers(result))
    if ids is not None:
        shown = map_svg.only(shown, ids)
    return map_svg.render(shown) if format_name == "svg" else map_svg.as_text(shown)


def _unknown(id_: str, catalogue: Catalogue) -> Exception:
    near = nearest(id_, catalogue.by_id)
    return no_such("entry", id_, near[0] if near else None, list(catalogue.by_id)[:20])
