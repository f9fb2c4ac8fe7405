"""What hangs on a number: its uses, wherever they are written."""

from __future__ import annotations

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Scheme

HIGH_STAKES = frozenset({"pay", "ranking", "discipline", "public"})


class Stakes:
    """The uses of each KPI, with those that stand in a scheme."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._schemes: dict[str, list[Scheme]] = {}
        for scheme in catalogue.schemes:
            for item in scheme.items:
                self._schemes.setdefault(item.kpi, []).append(scheme)

    def schemes(self, kpi: Kpi) -> list[Scheme]:
        """The schemes that count a KPI."""
        return self._schemes.get(kpi.id, [])

    def uses(self, kpi: Kpi) -> frozenset[str]:
        """What a KPI is used for: as its entry says, and as the schemes that count it say."""
        written = [use.use for use in kpi.uses]
        counted = [scheme.kind for scheme in self.schemes(kpi)]
        return frozenset(use for use in (*written, *counted) if use is not None)

    def are_high(self, kpi: Kpi) -> bool:
        """Whether pay, rank, standing or reputation hangs on it."""
        return not HIGH_STAKES.isdisjoint(self.uses(kpi))

    def is_pressured(self, kpi: Kpi) -> bool:
        """Whether people are held to it, by its entry or by a scheme."""
        return kpi.is_pressured or kpi.id in self._schemes
