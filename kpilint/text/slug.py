"""Making an id from a name."""

from __future__ import annotations

import re

from kpilint.text.pattern import pattern

_NOT_IN_ID = pattern(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """`Average handle time (voice)` -> `average-handle-time-voice`.

    Accents are folded away, letters become lower case, every other run of characters becomes one
    hyphen. A name without any Latin letter or digit keeps its own characters instead, so that
    names in other scripts still give distinct ids.
    """
    if name.isascii():
        folded = name
    else:
        import unicodedata  # noqa: PLC0415 - most catalogues need no table of all characters

        folded = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode("ascii")
    made = _NOT_IN_ID.sub("-", folded.lower()).strip("-")
    return made or "-".join(re.findall(r"\w+", name.casefold()))
