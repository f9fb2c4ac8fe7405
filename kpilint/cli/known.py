"""What the lexicon says of one name: as a card for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kpilint.catalogue.model import Kpi
from kpilint.lexicon import Lexicon, Recognition
from kpilint.record import record
from kpilint.text.phrase import listed
from kpilint.text.show import show
from kpilint.text.wrap import wrap


@record
class Asked:
    """A name that is looked up, with what else is known of it."""

    name: str
    definition: str = ""
    unit: str = ""
    direction: str | None = None
    target: str = ""


@record
class Answer:
    """What was asked, what the trade would read from it, and what follows."""

    asked: Asked
    read: Recognition
    direction: str | None
    gaming_risks: tuple[str, ...]
    balanced_by: tuple[str, ...]  # ids of the lexicon

    @property
    def source(self) -> str | None:
        return self.read.known.source if self.read.known else None


def look_up(asked: Asked, lexicon: Lexicon) -> Answer:
    """What the lexicon knows: from its entry, else from the kind of speed that is measured."""
    read = lexicon.recognise(
        asked.name,
        definition=asked.definition,
        unit=asked.unit,
        direction=asked.direction,
        target=asked.target,
    )
    known = read.known
    direction = asked.direction or (known.direction if known else None)
    if known is not None and known.gaming_risks:
        return Answer(asked, read, direction, known.gaming_risks, known.balanced_by)
    if read.family == "speed" and read.subkind is not None:
        subkind = lexicon.subkind(read.subkind)
        found = [(name, lexicon.find(name)) for name in subkind.counterweights]
        brakes = tuple(entry.id if entry else name for name, entry in found)
        return Answer(asked, read, direction, subkind.gaming, brakes)
    return Answer(asked, read, direction, (), known.balanced_by if known else ())


def as_dict(answer: Answer) -> dict[str, Any]:
    """An answer as the JSON contract of `kpilint lookup` has it."""
    read = answer.read
    return {
        "name": answer.asked.name,
        "family": read.family,
        "confidence": read.confidence,
        "subkind": read.subkind,
        "known_as": read.known.name if read.known else None,
        "direction": answer.direction,
        "gaming_risks": list(answer.gaming_risks),
        "balanced_by": list(answer.balanced_by),
        "source": answer.source,
        "reason": read.reason,
    }


def as_card(answer: Answer, lexicon: Lexicon, measured: Sequence[Kpi], width: int) -> str:
    """An answer to read, with the brakes that the catalogue at hand measures already."""
    read = answer.read
    known = read.known
    rows: list[tuple[str, str]] = []
    if known is not None:
        also = f" (also {listed([show(a) for a in known.aliases[:4]])})" if known.aliases else ""
        rows.append(("known as", f"{known.name}{also}: {known.definition}"))
    if read.family is None:
        rows.append(("measures", f"it has to be asked, {read.reason}"))
    else:
        kind = f"{read.family}, {read.subkind}" if read.subkind else read.family
        rows.append(("measures", f"{kind} ({read.confidence}, {read.reason})"))
    if answer.direction:
        unit = f", in {known.unit}" if known is not None and known.unit else ""
        rows.append(("better", f"{answer.direction}{unit}"))
    if answer.gaming_risks:
        rows.append(("pressed", f"people {'; '.join(answer.gaming_risks)}"))
    if answer.balanced_by:
        entries = [(id_, lexicon.find(id_)) for id_ in answer.balanced_by]
        rows.append(
            ("brakes", "; ".join(f"{k.name} ({k.family})" if k else id_ for id_, k in entries))
        )
    if measured:
        rows.append(("here", listed([f'"{show(kpi.name)}" ({kpi.id})' for kpi in measured])))
    if answer.source:
        rows.append(("source", answer.source))
    lines = [show(answer.asked.name)]
    for label, text in rows:
        first, *others = wrap(show(text, 2_000), width - 11)
        lines += [f"  {label:<9}{first}", *(f"{'':11}{other}" for other in others)]
    return "\n".join(lines) + "\n"


def measured_brakes(answer: Answer, kpis: Sequence[Kpi], lexicon: Lexicon) -> list[Kpi]:
    """The KPIs of a catalogue that are, by name, among the brakes of an answer."""
    wanted = set(answer.balanced_by)
    if answer.read.known is None and answer.read.subkind is not None:
        others = (lexicon.find(name) for name in lexicon.subkind(answer.read.subkind).also)
        wanted.update(entry.id for entry in others if entry is not None)
    found = [(kpi, lexicon.find(kpi.name)) for kpi in kpis]
    return [kpi for kpi, known in found if known is not None and known.id in wanted]
