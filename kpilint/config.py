"""Settings: which rules run, how severe they are, and where the catalogue is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from kpilint.catalogue.files import MAX_FILE, MAX_RUN
from kpilint.finding import Severity
from kpilint.record import record
from kpilint.syntax.parse import MAX_DEPTH, MAX_NODES

if TYPE_CHECKING:
    from kpilint.catalogue.extensions import Extensions
    from kpilint.lexicon.model import KnownKpi

Off = Literal["off"]
OFF: Off = "off"
SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "advice": Severity.ADVICE}
Never = Literal["never"]
NEVER: Never = "never"

NOTHING: Mapping[str, Any] = MappingProxyType({})
MIB = 1024 * 1024
# The largest limits that can be set. Deeper nesting would exhaust the stack.
MOST_MIB, MOST_DEPTH, MOST_NODES = 4096, 200, 100_000_000


@record
class PathSettings:
    """What differs for files that match one of `paths` (globs, relative to the settings file)."""

    paths: tuple[str, ...]
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | Off] = NOTHING


@record
class Limits:
    """How much is read. What passes a limit is reported, and the other files are still checked."""

    file_mib: float = MAX_FILE / MIB
    run_mib: float = MAX_RUN / MIB
    depth: int = MAX_DEPTH
    nodes: int = MAX_NODES


@record
class Settings:
    """How a catalogue is checked.

    Rules are named by code, name or the beginning of a code. The severity `off` turns a rule off.
    `select` and `ignore` narrow the profile down; the longest name wins, at equal length `ignore`.
    `fail_on` None leaves it to the profile. `root` is the folder of the settings file: globs and
    `baseline` start there; the empty text is the current folder. `lexicon` holds the KPIs of each
    file that is named there. Without `waivers`, nothing that a
    waiver covers is set aside.
    """

    catalogue: tuple[str, ...] = ()
    profile: str = "standard"
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity | Off] = NOTHING
    per_path: tuple[PathSettings, ...] = ()
    options: Mapping[str, Mapping[str, Any]] = NOTHING
    fail_on: Severity | Never | None = None
    baseline: str | None = None
    extensions: Extensions | None = None
    lexicon: Mapping[str, tuple[KnownKpi, ...]] = NOTHING
    limits: Limits = Limits()
    root: str = ""
    waivers: bool = True
