"""Settings: which rules run, how severe they are, and where the catalogue is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from kpilint.finding import Severity
from kpilint.record import record

Off = Literal["off"]
OFF: Off = "off"
NOTHING: Mapping[str, Any] = MappingProxyType({})


@record
class PathSettings:
    """What differs for files that match one of `paths` (globs, relative to the settings file)."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | Off] = NOTHING


@record
class Settings:
    """How a catalogue is checked.

    Rules are named by code, name or the beginning of a code. The severity `off` turns a rule off.
    `select` and `ignore` narrow the profile down; the longest name wins, at equal length `ignore`.
    """

    catalogue: tuple[str, ...] = ()
    profile: str = "standard"
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | Off] = NOTHING
    per_path: tuple[PathSettings, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = NOTHING
    fail_on: Severity | None = Severity.ERROR
    baseline: str | None = None
    extensions: str | None = None
    lexicon: tuple[str, ...] = ()
