"""The shapes of the lexicon's YAML files; used when it is built and for its JSON Schema only."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from kpilint.catalogue.words import Direction, Family, Subkind

Id = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class KnownShape(_Shape):
    """One KPI as the trade knows it."""

    id: str = Id
    name: str
    aliases: list[str] = []
    abbreviations: list[str] = []
    family: Family
    subkind: Subkind | None = None
    unit: str | None = None
    direction: Direction | None = None
    definition: str
    gaming_risks: list[str] = []
    balanced_by: list[str] = []
    source: str | None = None


class DomainShape(_Shape):
    """A file of known KPIs of one domain."""

    domain: str
    kpis: list[KnownShape]


class SubkindShape(_Shape):
    """One way of measuring speed."""

    key: Subkind
    label: str
    gaming: list[str] = Field(min_length=1)
    counterweights: list[str] = Field(min_length=1)
    also: list[str] = []


class SubkindsShape(_Shape):
    """The file of sub-kinds."""

    subkinds: list[SubkindShape]


class PairShape(_Shape):
    """A proxy and the outcome that it has to be paired with."""

    id: str = Field(pattern=r"^P[1-9]\d*$")
    domain: str
    proxy: list[str]
    proxy_families: list[Family] = []
    says: str
    pair_with: str
    outcome: list[str]
    outcome_ids: list[str]
    families: list[Family] = []
    rule: str | None = Field(default=None, pattern=r"^[A-Z]{3}\d{3}$")


class PairsShape(_Shape):
    """The file of pairs."""

    pairs: list[PairShape]


class ConceptShape(_Shape):
    """What a word can tell; `because` completes "... because"."""

    because: str
    family: Family | None = None
    named: bool = False


class ConceptsShape(_Shape):
    """The file of concepts."""

    concepts: dict[str, ConceptShape]


class WordsShape(_Shape):
    """The words of one language."""

    language: str = Field(pattern=r"^[a-z]{2}$")
    concepts: dict[str, list[str]]
    endings: dict[str, list[str]] = {}
    units: dict[str, list[str]] = {}
    joints: list[str] = []
    lead: list[str] = []
    ambiguous: list[str] = []


def lexicon_schema() -> dict[str, Any]:
    """The JSON Schema of a file of known KPIs."""
    schema: dict[str, Any] = DomainShape.model_json_schema()
    return schema
