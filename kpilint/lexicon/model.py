"""What the lexicon says: known KPIs, sub-kinds of speed, proxies and what a name was taken for."""

from __future__ import annotations

from typing import Literal

from kpilint.record import record

Confidence = Literal["certain", "likely", "possible", "unknown"]


@record
class KnownKpi:
    """A KPI that the trade knows by name; `aliases` holds its abbreviations too."""

    id: str
    name: str
    aliases: tuple[str, ...]
    family: str
    subkind: str | None
    unit: str | None
    direction: str | None
    definition: str
    gaming_risks: tuple[str, ...]
    balanced_by: tuple[str, ...]
    source: str | None
    domain: str


@record
class Subkind:
    """One way of measuring speed, what people do when it is pressed, and what shows it.

    `counterweights` fit any trade and can be offered; `also` names those of single trades, good
    enough where they are measured already.
    """

    key: str
    label: str
    gaming: tuple[str, ...]
    counterweights: tuple[str, ...]
    also: tuple[str, ...]


@record
class Pair:
    """A measure that is taken for a result (`proxy`), and the result it has to be paired with.

    `proxy` and `outcome` hold alternative phrases; `families` the families of which any KPI
    will do as the outcome; `outcome_ids` the known KPIs that fit; `rule` the code of the rule
    that already covers the pair, if one does.
    """

    id: str
    domain: str
    proxy: tuple[str, ...]
    proxy_families: tuple[str, ...]
    says: str
    pair_with: str
    outcome: tuple[str, ...]
    outcome_ids: tuple[str, ...]
    families: tuple[str, ...]
    rule: str | None


@record
class Recognition:
    """What a name was taken for. `family` is None where a careful person would have to ask."""

    family: str | None
    subkind: str | None
    confidence: Confidence
    reason: str
    known: KnownKpi | None
