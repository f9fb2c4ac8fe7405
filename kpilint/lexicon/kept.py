"""What an earlier run has recognised already.

Recognising is a quarter of what is left of a run over a large catalogue when no file is parsed
anew. An answer is kept under a digest of the very texts that it was read from.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

from kpilint.lexicon import features, grammar, recogniser, table, wording
from kpilint.lexicon.lexicon import COMPILED, Lexicon
from kpilint.lexicon.model import Confidence, Recognition
from kpilint.store import Store, stamps, store_folder
from kpilint.version import VERSION

_BETWEEN = "\0"
_CONFIDENCES: dict[str, Confidence] = {word: word for word in get_args(Confidence)}


def keep_guesses(lexicon: Lexicon, folder: Path | None = None) -> Callable[[], None]:
    """Let a lexicon remember what earlier runs recognised, until the function returned is called.

    `folder` is where the store lies, by default in the user's cache folder.
    """
    plain = lexicon.guess
    kept = _KeptGuesses(plain, Store(folder or store_folder(), "guesses", _about()))
    lexicon.guess = kept.guess

    def close() -> None:
        lexicon.guess = plain
        kept.store.close()

    return close


class _KeptGuesses:
    def __init__(self, plain: Callable[..., Recognition], store: Store) -> None:
        self._plain = plain
        self.store = store
        self._kept = store.everything()
        self._read: dict[bytes, Recognition] = {}

    def guess(
        self,
        tokens: Sequence[str],
        *,
        definition: str,
        unit: str,
        direction: str | None,
        target: str,
    ) -> Recognition:
        name = " ".join(tokens)
        # Where each text ends is said, as a text may hold whatever would stand between two.
        ends = f"{len(name)},{len(definition)},{len(unit)},{len(target)}"
        key = self.store.key(f"{ends},{name}{definition}{unit}{target}{direction}")
        kept = self._kept.get(key)
        if kept is not None:
            answer = self._read.get(kept)
            if answer is None:
                answer = self._read[kept] = _unpack(kept)
            return answer
        answer = self._plain(
            tokens, definition=definition, unit=unit, direction=direction, target=target
        )
        self.store.keep(key, _pack(answer))
        return answer


def _pack(answer: Recognition) -> bytes:
    parts = (answer.family or "", answer.subkind or "", answer.confidence, answer.reason)
    return _BETWEEN.join(parts).encode()


def _unpack(packed: bytes) -> Recognition:
    family, subkind, confidence, reason = packed.decode().split(_BETWEEN)
    return Recognition(family or None, subkind or None, _CONFIDENCES[confidence], reason, None)


def _about() -> str:
    """All that a guess depends on beside its texts: the weights and word lists, and the code."""
    code = features, grammar, recogniser, table, wording
    data = (f"{COMPILED}/{name}" for name in ("recogniser.json", "words.txt", "weights.txt"))
    return repr((VERSION, sys.version_info[:2], stamps(code, *data)))
