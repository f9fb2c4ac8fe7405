"""From the arguments of a call to settings, sources and a baseline."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from kpilint.catalogue.files import (
    MAX_RUN,
    catalogue_files,
    common_folder,
    find_settings,
    read_source,
    read_stream,
    shown,
)
from kpilint.cli.exits import AT_END, UserError
from kpilint.config import MIB, Limits, Settings
from kpilint.engine.baseline import FILE_NAME, BaselineError, read_baseline
from kpilint.engine.waive import Baseline
from kpilint.lexicon import builtin
from kpilint.record import record
from kpilint.syntax.node import Tree
from kpilint.syntax.parse import parse
from kpilint.text.path import StrPath, tidy
from kpilint.text.source import Source

STDIN = "-"
KEPT_FROM = 256 * 1024
"""Characters from which trees are kept for the next run: below, about 200 KPIs, parsing anew costs
less than asking. Measured, see specs/performance.md."""


@record
class Call:
    """What a call works on: settings, the file they are from, sources, and what parses them."""

    settings: Settings
    settings_file: str | None
    sources: tuple[Source, ...]
    read: Callable[[Source], Tree]


def load(
    paths: Sequence[StrPath],
    config: StrPath | None,
    isolated: bool,
    stdin_filename: str | None = None,
) -> Call:
    """Settings and sources of a call. Raises UserError when there is nothing to read."""
    settings, file = load_settings(
        config, isolated, common_folder(path for path in paths if tidy(path) != STDIN)
    )
    sources = tuple(load_sources(paths, settings, file, stdin_filename))
    return Call(settings, file, sources, reader(sources, settings.limits))


def reader(sources: Sequence[Source], limits: Limits) -> Callable[[Source], Tree]:
    """What parses the files of a call. Of a large catalogue, it remembers earlier calls; and the
    lexicon remembers what it recognised."""
    if sum(len(source.text) for source in sources) < KEPT_FROM:
        return partial(parse, max_depth=limits.depth, max_nodes=limits.nodes)
    from kpilint.lexicon.kept import keep_guesses  # noqa: PLC0415 - most catalogues are small
    from kpilint.syntax.kept import KeptTrees  # noqa: PLC0415

    trees = KeptTrees(limits.depth, limits.nodes)
    AT_END.callback(trees.close)
    AT_END.callback(keep_guesses(builtin()))
    return trees.read


def load_settings(
    config: StrPath | None, isolated: bool, folder: StrPath | None = None
) -> tuple[Settings, str | None]:
    """The settings that hold in a folder (the current one by default), and their file."""
    if isolated:
        if config is not None:
            raise UserError("--config and --isolated exclude each other.", "Leave one of them out.")
        return Settings(), None
    file = tidy(config) if config is not None else find_settings(folder or ".")
    if file is None:
        return Settings(), None
    from kpilint.config_file import SettingsError  # noqa: PLC0415 - where settings are read
    from kpilint.engine.settings import settings_from  # noqa: PLC0415

    try:
        return settings_from(read_source(file)), file
    except SettingsError as error:
        mistakes = [
            (f"{_address(m.place.source, m.place.span.start)}: {m.message}", m.hint)
            for m in error.mistakes
        ]
        raise UserError(*mistakes[0], more=mistakes[1:]) from error


def load_sources(
    paths: Sequence[StrPath],
    settings: Settings,
    settings_file: str | None = None,
    stdin_filename: str | None = None,
) -> list[Source]:
    """The files of a call: those of `paths`, else of the settings, else of the current folder.

    The path `-` is stdin, under the name `stdin_filename`, in place of the file of that name.
    """
    sources: list[Source] = []
    skip: set[str] = {os.path.realpath(settings_file)} if settings_file is not None else set()
    if STDIN in map(tidy, paths):
        name = tidy(stdin_filename).replace(os.sep, "/") if stdin_filename else "<stdin>"
        most = int(settings.limits.file_mib * MIB)
        sources.append(read_stream(sys.stdin.buffer, name, most))
        skip.add(os.path.realpath(name))
    elif stdin_filename is not None:
        raise UserError("--stdin-filename names what comes from stdin.", "Add the path `-`.")
    left = int(settings.limits.run_mib * MIB)
    for path, named in _files(paths, settings):
        if not skip or os.path.realpath(path) not in skip:
            most = min(int(settings.limits.file_mib * MIB), left)
            source = read_source(path, named=named, most=most)
            # UTF-8 needs at least one byte a character: a bound that costs nothing.
            left -= len(source.text)
            sources.append(source)
    if not sources:
        where = "here" if not paths else f'in "{tidy(paths[0])}"'
        raise UserError(
            f"There is nothing to check: no YAML file was found {where}.",
            "Name a file or a folder, or begin a catalogue with `kpilint init`.",
        )
    return sources


def load_baseline(
    named: StrPath | None, settings: Settings, settings_file: str | None
) -> tuple[Baseline, str | None]:
    """The baseline that holds: the one named here or in the settings, else one that lies there."""
    file = baseline_file(named, settings, settings_file)
    if file is None:
        return {}, None
    source = read_source(file, most=MAX_RUN)
    try:
        if source.trouble is None:
            return read_baseline(source.text), file
        what = source.trouble.what
        why = what.removeprefix("This file cannot be opened: ").removesuffix(".")
    except BaselineError as error:
        why = str(error)
    raise UserError(
        f'The baseline "{shown(file)}" cannot be used: {why}.',
        "Write it anew with `kpilint baseline`.",
    )


def baseline_file(
    named: StrPath | None, settings: Settings, settings_file: str | None
) -> str | None:
    """The file of the baseline that holds, or None where there is none."""
    if named is not None:
        return tidy(named)
    if settings.baseline is not None:
        return tidy(os.path.join(settings.root, settings.baseline))
    folders = [os.path.dirname(settings_file)] if settings_file is not None else []
    files = [os.path.join(folder, FILE_NAME) for folder in (*folders, "")]
    return next(filter(os.path.isfile, files), None)


def _files(paths: Sequence[StrPath], settings: Settings) -> Iterator[tuple[str, bool]]:
    named = [path for path in paths if tidy(path) != STDIN]
    if paths and not named:
        return
    try:
        yield from catalogue_files(named, settings.catalogue, settings.root)
    except FileNotFoundError as error:
        source = "" if paths else " that the settings name as the catalogue"
        raise UserError(f'The path "{error}"{source} does not exist.') from error


def _address(source: Source, offset: int) -> str:
    at = source.position(offset)
    return f"{source.path}:{at.line}:{at.column}"


def input_files(call: Call, baseline: str | None) -> Iterable[str]:
    """Every file that a call reads: none of them may be overwritten by a report."""
    yield from (source.path for source in call.sources)
    yield from call.settings.lexicon
    yield from (file for file in (call.settings_file, baseline) if file is not None)
    if call.settings.extensions is not None:
        yield call.settings.extensions.path
