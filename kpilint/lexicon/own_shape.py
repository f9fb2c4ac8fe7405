"""What may be written in an organisation's own lexicon: the source of its JSON Schema.

Not imported by `kpilint check`: `kpilint/lexicon/own.py` reads such files, and a test holds that it
accepts exactly what these shapes accept.
"""

from __future__ import annotations

from typing import Annotated, Any, TypeAlias, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from kpilint.catalogue.words import Direction, Family, Subkind
from kpilint.json_schema import schema_of

T = TypeVar("T")
Many: TypeAlias = T | list[T] | None
Text = Annotated[str, Field(pattern=r"\S")]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, use_attribute_docstrings=True)


class Kpi(_Shape):
    """A KPI as the organisation knows it."""

    id: Text | None = None
    """The word by which `balanced_by` refers to it; made from the name when left out."""
    name: Text
    """Its name."""
    aliases: Many[Text] = None
    """Other names for the same thing."""
    abbreviations: Many[Text] = None
    """Its abbreviations."""
    family: Family
    """What kind of thing it measures."""
    subkind: Subkind | None = None
    """For speed: duration, timeliness, response, throughput, backlog, recovery or latency."""
    unit: Text | None = None
    """Its usual unit."""
    direction: Direction | None = None
    """Which way is better."""
    definition: Text | None = None
    """What it counts, in words."""
    gaming_risks: Many[Text] = None
    """How it could be reached without helping anyone."""
    balanced_by: Many[Text] = None
    """Known KPIs, by id, that get worse when it is reached the wrong way."""
    source: Text | None = None
    """Where the definition comes from."""


class OwnLexicon(_Shape):
    """KPIs of an organisation, which win over those that kpilint knows."""

    domain: Text | None = None
    """The part of the work that they are about."""
    kpis: Kpi | list[Kpi] | None = None
    """The KPIs."""


def lexicon_schema() -> dict[str, Any]:
    """The JSON Schema of a lexicon file."""
    return schema_of(OwnLexicon, "KPIs of an organisation's own")
