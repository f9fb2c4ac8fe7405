"""`kpilint graph`: mission, goals, KPIs and counterweights as a graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from kpilint.catalogue.catalogue import Catalogue, is_catalogue, read_catalogue
from kpilint.cli.exits import ExitCode, no_such
from kpilint.cli.load import load
from kpilint.cli.options import Word, paths_argument, settings_options
from kpilint.cli.terminal import print_out, say
from kpilint.graph.export import FORMATS, neighbourhood
from kpilint.syntax.parse import parse
from kpilint.text.nearest import nearest


@click.command("graph")
@paths_argument
@click.option(
    "--format",
    "format_name",
    type=Word("format", tuple(FORMATS)),
    default="mermaid",
    help="How the graph is written; mermaid unless said otherwise.",
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
@settings_options
def command(
    *,
    paths: tuple[Path, ...],
    format_name: str,
    select: tuple[str, ...],
    depth: int,
    config: Path | None,
    isolated: bool,
) -> ExitCode:
    """Show missions, goals, KPIs and their links as a graph."""  # fmt: skip
    call = load(paths, config, isolated)
    limits = call.settings.limits
    trees = [
        parse(source, limits.depth, limits.nodes)
        for source in sorted(call.sources, key=lambda source: source.path)
    ]
    catalogue = read_catalogue(filter(is_catalogue, trees))
    graph: Any = catalogue.graph()
    for id_ in select:
        if id_ not in graph:
            raise _unknown(id_, catalogue)
    if select:
        graph = neighbourhood(graph, select, depth)
    print_out(FORMATS[format_name](graph))
    unread = [tree.source.path for tree in catalogue.trees if tree.root is None]
    for path in unread:
        say(f'kpilint: "{path}" could not be read; what it holds is missing in this graph.')
    return ExitCode.CALL if unread else ExitCode.CLEAN


def _unknown(id_: str, catalogue: Catalogue) -> Exception:
    near = nearest(id_, catalogue.by_id)
    return no_such("entry", id_, near[0] if near else None, list(catalogue.by_id)[:20])
