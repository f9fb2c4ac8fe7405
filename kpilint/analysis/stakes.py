"""What hangs on a number: its uses, wherever they are written."""

from __future__ import annotations

from functools import lru_cache

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Scheme
from kpilint.record import changed
from kpilint.text.phrase import listed

HIGH_STAKES = frozenset({"pay", "ranking", "discipline", "public"})

_HARMLESS = ("coaching", "improvement")

# What each use does to people, the hardest first.
_CONSEQUENCES = {
    "discipline": "can cost people their standing",
    "penalty": "carries a penalty",
    "pay": "decides pay",
    "contract": "decides what a contract pays",
    "ranking": "ranks people",
    "public": "is published",
    "charge": "sets what is charged",
    "gamification": "counts in a competition",
}


class Stakes:
    """The uses of each KPI, with those that stand in a scheme."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._schemes: dict[str, list[Scheme]] = {}
        self._uses: dict[Kpi, frozenset[str]] = {}
        for scheme in catalogue.schemes:
            for item in scheme.items:
                self._schemes.setdefault(item.kpi, []).append(scheme)

    def schemes(self, kpi: Kpi) -> list[Scheme]:
        """The schemes that count a KPI."""
        return self._schemes.get(kpi.id, [])

    def uses(self, kpi: Kpi) -> frozenset[str]:
        """What a KPI is used for: as its entry says, and as the schemes that count it say."""
        found = self._uses.get(kpi)
        if found is None:
            written = [use.use for use in kpi.uses]
            if kpi.id in self._schemes:
                written += [scheme.kind for scheme in self._schemes[kpi.id]]
            found = self._uses[kpi] = _shared(tuple(written))
        return found

    def are_high(self, kpi: Kpi) -> bool:
        """Whether pay, rank, standing or reputation hangs on it."""
        return not HIGH_STAKES.isdisjoint(self.uses(kpi))

    def is_pressured(self, kpi: Kpi) -> bool:
        """Whether people are held to it: any role but diagnostic, a target, a scheme that counts
        it, or a use that bites."""
        return (
            kpi.effective_role != "diagnostic"
            or kpi.has_target
            or kpi.id in self._schemes
            or any(use.use not in _HARMLESS for use in kpi.uses)
        )

    def pay_weights(self, kpi: Kpi) -> dict[str, float]:
        """How much a KPI weighs in each pay scheme that says so, by id or name of the scheme."""
        if "pay" not in self.uses(kpi):
            return {}
        written = {
            use.scheme or "": use.weight
            for use in kpi.uses
            if use.use == "pay" and use.weight is not None
        }
        for scheme in self.schemes(kpi):
            for item in scheme.items:
                if scheme.kind == "pay" and item.kpi == kpi.id and item.weight is not None:
                    written[scheme.id] = item.weight
        return written

    def held_to(self, kpi: Kpi) -> str | None:
        """What people are held to, as the middle of a sentence; None where nothing is stated.

        "is held to a target of 300 seconds and decides pay"
        """
        target = target_in_words(kpi)
        said = [f"is held to a target of {target}"] if target else []
        return listed([*said, *consequences(self.uses(kpi))[:2]]) or None


@lru_cache(maxsize=1024)  # many KPIs have the same uses, and a set is large
def _shared(uses: tuple[str | None, ...]) -> frozenset[str]:
    return frozenset(use for use in uses if use is not None)


def consequences(uses: frozenset[str]) -> list[str]:
    """What uses do to people, the hardest first; those that only inform are left out."""
    return [words for use, words in _CONSEQUENCES.items() if use in uses]


def target_in_words(kpi: Kpi) -> str | None:
    """The value to reach, with its unit: "at most 300 seconds". None where there is none."""
    if kpi.target is None or not kpi.target.is_set or kpi.target.value is None:
        return None
    value = kpi.target.value
    if value.kind != "understood" or value.change:
        return f'"{kpi.target.written}"'
    said = changed(value, by=None).in_words()
    return said if value.unit or value.within or not kpi.unit else f"{said} {kpi.unit}"
