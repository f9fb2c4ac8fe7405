"""What may be written in `kpilint.yaml`, with descriptions: the source of its JSON Schema.

Not imported by `kpilint check`: `kpilint/config_file.py` reads settings, and accepts exactly what
these shapes accept, apart from names that only kpilint knows (rules, options, files). A test
compares the two.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kpilint.config import MOST_DEPTH, MOST_MIB, MOST_NODES
from kpilint.json_schema import schema_of

T = TypeVar("T")
Many: TypeAlias = T | list[T] | None

Text = Annotated[str, Field(pattern=r"\S")]
# The name of a rule, its code, the beginning of its code, or `all`.
RuleWord = Text
Grade = Literal["error", "warning", "advice", "off"]
Mib = Annotated[float, Field(gt=0, le=MOST_MIB)]
# JSON does not tell 64 from 64.0.
Whole = Annotated[float, Field(gt=0, multiple_of=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class PathSettings(_Shape):
    """What differs for findings in some files."""

    paths: Text | list[Text]
    """Files, folders or patterns (`*`, `**`), seen from the folder of this file."""
    ignore: Many[RuleWord] = None
    """Rules that are left out there."""
    severity: dict[RuleWord, Grade] | None = None
    """Rules that are graded anew there, such as `BAL001: warning`."""


class Limits(_Shape):
    """How much is read. What passes a limit is reported, and the other files are still checked."""

    file_mib: Mib | None = None
    """The largest file, in MiB; 2 unless said otherwise."""
    run_mib: Mib | None = None
    """All files of a run together, in MiB; 256 unless said otherwise."""
    depth: Annotated[Whole, Field(le=MOST_DEPTH)] | None = None
    """How many levels deep a file may be nested; 64 unless said otherwise."""
    nodes: Annotated[Whole, Field(le=MOST_NODES)] | None = None
    """How many values a file may have; 200,000 unless said otherwise."""


class Settings(_Shape):
    """How kpilint checks a catalogue."""

    catalogue: Many[Text] = None
    """The files and folders of the catalogue, or patterns such as `kpis/**/*.yaml`."""
    profile: Literal["starter", "standard", "strict"] | None = None
    """`starter`: the few rules that matter most. `standard`: all. `strict`: all, and warnings fail
    the run."""
    select: Many[RuleWord] = None
    """The rules to check, in place of the profile's: codes, names or beginnings of codes."""
    extend_select: Many[RuleWord] = None
    """Rules to check as well."""
    ignore: Many[RuleWord] = None
    """Rules to leave out."""
    severity: dict[RuleWord, Grade] | None = None
    """Rules that are graded anew, such as `BAL001: warning`."""
    per_path: Many[PathSettings] = None
    """What differs for some files."""
    options: dict[RuleWord, dict[str, Any] | None] | None = None
    """Options of rules: a rule, and below it its options. `kpilint explain` shows them."""
    fail_on: Literal["error", "warning", "advice", "never"] | None = None
    """The severity from which on a run ends with 1; the profile's unless said otherwise."""
    baseline: Text | None = None
    """The file of findings to set aside; `.kpilint-baseline.json` unless said otherwise."""
    extensions: Text | None = None
    """A JSON Schema for your own keys, those that begin with `x-`."""
    lexicon: Many[Text] = None
    """Files with KPIs of your own, which win over those that kpilint knows."""
    limits: Limits | None = None
    """How much is read."""


def settings_schema() -> dict[str, Any]:
    """The JSON Schema of a settings file."""
    return schema_of(Settings, "Settings of kpilint")
