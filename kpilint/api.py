"""For programs and notebooks: the same engine as the command line, without printing or exiting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from kpilint.catalogue.catalogue import Catalogue, is_catalogue, read_catalogue
from kpilint.catalogue.files import common_folder, find_files, find_settings, read_source
from kpilint.config import Settings
from kpilint.engine.lint import lint as lint_sources
from kpilint.engine.settings import settings_from
from kpilint.run import Result
from kpilint.syntax.parse import parse
from kpilint.text.source import Source


def lint(
    *paths: str | Path, settings: Settings | None = None, as_of: dt.date | None = None
) -> Result:
    """Check the catalogue in files and folders; without paths, in the current folder.

    Without `settings`, the kpilint.yaml nearest to the paths holds, as on the command line;
    without `as_of`, the day is today. Raises FileNotFoundError for a path that does not exist, and
    SettingsError for settings that cannot be used; never for what stands in the catalogue.
    """
    if settings is None:
        file = find_settings(common_folder(map(Path, paths)))
        settings = settings_from(read_source(file)) if file is not None else Settings()
    day = as_of or dt.datetime.now().astimezone().date()
    return lint_sources(tuple(_sources(paths)), settings, day)


def read(*paths: str | Path) -> Catalogue:
    """The catalogue in files and folders, unchecked. Raises FileNotFoundError."""
    return read_catalogue(filter(is_catalogue, map(parse, _sources(paths))))


def _sources(paths: Iterable[str | Path]) -> list[Source]:
    files = find_files([Path(path) for path in paths] or [Path()])
    return [read_source(path, named=named) for path, named in files]
