"""What kind of thing each KPI measures: as its entry says, or as the trade would read it."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.words import PRESSURE_FAMILIES, VALUE_FAMILIES
from kpilint.finding import Severity
from kpilint.lexicon import KnownKpi, Lexicon, Recognition
from kpilint.record import record
from kpilint.text.phrase import quoted


@record
class Classified:
    """The family of a KPI and how sure that is.

    `confidence` is `stated` (in the file), certain, likely, possible or unknown. `family` is None
    where a careful person would have to ask. An error may rest only on what `is_sure`: a guess
    never makes an error; and a warning on what `is_believed`.
    """

    family: str | None
    subkind: str | None
    confidence: str
    reason: str
    is_sure: bool
    is_believed: bool

    @property
    def most_severe(self) -> Severity:
        """The most severe finding that may rest on it."""
        return Severity.ERROR if self.is_sure else Severity.WARNING

    @property
    def is_pressure(self) -> bool:
        """Speed, volume, cost: what can be improved by doing the work worse."""
        return self.is_believed and self.family in PRESSURE_FAMILIES

    @property
    def is_value(self) -> bool:
        """Quality, reliability, outcome, experience, safety: what the work is done for."""
        return self.is_believed and self.family in VALUE_FAMILIES


def _classified(
    family: str | None, subkind: str | None, confidence: str, reason: str
) -> Classified:
    is_sure = confidence in ("stated", "certain")
    is_believed = family is not None and (is_sure or confidence == "likely")
    return Classified(family, subkind, confidence, reason, is_sure, is_believed)


class Families:
    """Classifies KPIs, each once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._classified: dict[Kpi, Classified] = {}
        self._shared: dict[object, Classified] = {}  # many KPIs are alike
        self._recognised: dict[Kpi, Recognition] = {}
        self._balancing: dict[str, frozenset[str]] = {}

    def of(self, kpi: Kpi) -> Classified:
        """The family as stated, else as recognised."""
        found = self._classified.get(kpi)
        if found is None:
            found = self._classified[kpi] = self._classify(kpi)
        return found

    def recognised(self, kpi: Kpi) -> Recognition:
        """What the trade would read from the entry, whatever family it states."""
        found = self._recognised.get(kpi)
        if found is None:
            found = self._recognised[kpi] = self._lexicon.recognise(
                kpi.name,
                definition=kpi.definition or kpi.formula or "",
                unit=kpi.unit or "",
                direction=kpi.direction,
                target=kpi.target.written if kpi.target is not None else "",
            )
        return found

    def is_speed(self, kpi: Kpi) -> bool:
        """Whether a KPI measures speed, stated or believed."""
        classified = self.of(kpi)
        return classified.family == "speed" and classified.is_believed

    def gaming(self, kpi: Kpi) -> tuple[str, ...]:
        """How a number is met without doing the work better: "rush the work". As known of this
        KPI, else of its way of measuring speed; empty where nothing is known."""
        classified = self.of(kpi)
        known = self._known(kpi, classified)
        if known is not None and known.gaming_risks:
            return known.gaming_risks
        if classified.family != "speed":
            return ()
        return self._lexicon.subkind(classified.subkind or "duration").gaming

    def what_could_balance(self, kpi: Kpi) -> str:
        """What to measure beside a KPI, in words: as known of this KPI, else of its proxy, else
        of its way of measuring speed.

        The library also names KPIs that add to the picture but press people themselves; those
        balance nothing and are left out.
        """
        named = self.known_counterweights(kpi)
        if named:
            return named
        classified = self.of(kpi)
        pair = self._lexicon.match_proxy(kpi.name)
        if pair is not None:
            return pair.pair_with
        if classified.family == "speed":
            subkind = self._lexicon.subkind(classified.subkind or "duration")
            names = self._names(subkind.counterweights)
            return f"what speed could cost here, such as {quoted(names, 'or')},"
        return "the quality or the result of the work"

    def known_counterweights(self, kpi: Kpi) -> str:
        """What the library names beside this very KPI, in words; empty where it names nothing."""
        known = self._known(kpi, self.of(kpi))
        return quoted(self._names(known.balanced_by), "or") if known else ""

    def known_as(self, kpi: Kpi) -> str | None:
        """The id under which the trade knows a KPI; None where it does not."""
        known = self._lexicon.find(kpi.name)
        return known.id if known is not None else None

    def known_to_balance(self, kpi: Kpi) -> frozenset[str]:
        """The ids of what the trade knows to balance a KPI, or its way of measuring speed."""
        classified = self.of(kpi)
        known = self._known(kpi, classified)
        if known is not None:
            about, wanted = known.id, known.balanced_by
        elif classified.family == "speed":
            subkind = self._lexicon.subkind(classified.subkind or "duration")
            about, wanted = f" {subkind.key}", (*subkind.counterweights, *subkind.also)
        else:
            return frozenset()
        if about not in self._balancing:
            found = (self._lexicon.find(text) for text in wanted)
            self._balancing[about] = frozenset(entry.id for entry in found if entry is not None)
        return self._balancing[about]

    def _names(self, wanted: Iterable[str]) -> list[str]:
        """The names of at most three KPIs, given by name or id, without those that press."""
        known = ((self._lexicon.find(text), text) for text in wanted)
        named = dict.fromkeys(entry.name if entry else text for entry, text in known)
        return [n for n in named if self._lexicon.recognise(n).family not in PRESSURE_FAMILIES][:3]

    def _known(self, kpi: Kpi, classified: Classified) -> KnownKpi | None:
        """The entry of the library, unless the catalogue takes the KPI for something else."""
        known = self._lexicon.find(kpi.name)
        return known if known is not None and known.family == classified.family else None

    def _classify(self, kpi: Kpi) -> Classified:
        said: tuple[str | None, str | None, str, str]
        if kpi.family is not None:
            subkind: str | None = kpi.subkind
            if kpi.family == "speed" and subkind is None:
                subkind = self.recognised(kpi).subkind
            said = kpi.family, subkind, "stated", "because the catalogue says so"
        else:
            read = self.recognised(kpi)
            said = read.family, kpi.subkind or read.subkind, read.confidence, read.reason
        found = self._shared.get(said)
        if found is None:
            found = self._shared[said] = _classified(*said)
        return found
