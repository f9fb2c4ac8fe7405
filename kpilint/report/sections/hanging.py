"""What a KPI is used for, in words, with its share of what depends on it."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi, Scheme
from kpilint.catalogue.parts import Use
from kpilint.text.show import LONGEST, show
from kpilint.text.slug import slug

# What people feel, the hardest first; and then what only informs.
_FELT = {
    "discipline": "discipline",
    "penalty": "penalties",
    "pay": "pay",
    "contract": "a contract",
    "ranking": "ranking",
    "public": "publication",
    "charge": "charges",
    "gamification": "a competition",
}
_INFORMS = {"decision": "decisions", "improvement": "improvement", "coaching": "coaching"}
FELT = frozenset(_FELT)
_ORDER = tuple(_FELT)


class Hanging:
    """Answers for one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._schemes: dict[str, Scheme] = {}
        self._counted: dict[str, list[tuple[Scheme, str]]] = {}
        for scheme in catalogue.schemes:
            self._schemes.setdefault(slug(scheme.id), scheme)
            self._schemes.setdefault(slug(scheme.name), scheme)
        weights = {scheme.id: _weights(scheme) for scheme in catalogue.schemes}
        for kpi in catalogue.kpis:
            for use in kpi.uses:
                named = self._scheme(use)
                if named is not None:
                    weights[named.id].setdefault(kpi.id, use.weight)
        for scheme in catalogue.schemes:
            for id_, share in _shares(weights[scheme.id]).items():
                self._counted.setdefault(id_, []).append((scheme, share))

    def felt(self, kpi: Kpi) -> tuple[str, ...]:
        """What hangs on it for people, the hardest first: `pay: 60 % of "Monthly bonus"`."""
        found: list[tuple[int, str]] = []
        for scheme, share in self._counted.get(kpi.id, ()):
            name = show(scheme.name, LONGEST)
            found.append((_rank(scheme.kind), f'{_word(scheme.kind)}: {share} of "{name}"'))
        found += [
            (_rank(use.use), _written(use))
            for use in kpi.uses
            if use.use in _FELT and self._scheme(use) is None
        ]
        return tuple(dict.fromkeys(words for _, words in sorted(found)))

    def all(self, kpi: Kpi) -> tuple[str, ...]:
        """The same, and then what it informs."""
        written = {use.use for use in kpi.uses}
        return self.felt(kpi) + tuple(word for use, word in _INFORMS.items() if use in written)

    def _scheme(self, use: Use) -> Scheme | None:
        return self._schemes.get(slug(use.scheme)) if use.scheme else None


def rank(uses: Iterable[str]) -> int:
    """How hard people feel uses, the smaller the harder: for sorting."""
    return min(map(_rank, uses), default=len(_FELT))


def _weights(scheme: Scheme) -> dict[str, float | None]:
    return {item.kpi: item.weight for item in scheme.items}


def _shares(weights: dict[str, float | None]) -> dict[str, str]:
    """The part that each member has in a scheme."""
    known = [weight for weight in weights.values() if weight is not None]
    total = sum(known)
    if len(known) < len(weights) or total <= 0:
        return dict.fromkeys(weights, "a part")
    if abs(total - 1) < 0.005:
        return {id_: f"{100 * (weight or 0):g} %" for id_, weight in weights.items()}
    if abs(total - 100) < 0.5:
        return {id_: f"{weight:g} %" for id_, weight in weights.items()}
    return {id_: f"{weight:g} of {total:g} parts" for id_, weight in weights.items()}


def _written(use: Use) -> str:
    """A use that only its KPI speaks of."""
    weight = f"weight {use.weight:g}" if use.weight is not None else ""
    scheme = f'in "{show(use.scheme, LONGEST)}"' if use.scheme else ""
    more = " ".join(filter(None, (weight, scheme)))
    return f"{_word(use.use)}: {more}" if more else _word(use.use)


def _word(use: str | None) -> str:
    return _FELT.get(use or "", "a scheme")


def _rank(use: str | None) -> int:
    return _ORDER.index(use) if use in _FELT else len(_ORDER)
