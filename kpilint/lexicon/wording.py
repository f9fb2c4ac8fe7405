"""Text to stems: the one way in which names, word lists and definitions are made comparable."""

from __future__ import annotations

from functools import lru_cache

from kpilint.text.pattern import pattern

NAME_LIMIT = 300
DEFINITION_LIMIT = 600
_MEMO_LIMIT = 50_000
_PIECE_LIMIT = 40

_CAMEL = pattern(r"(?<=[a-zà-ÿ])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-zà-ÿ])")
_TOKEN = pattern(r"(?:19|20)\d\d/\d{2,4}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[%€£$<>≤≥/→]")
_stems: dict[str, str] = {}
_pieces: dict[str, tuple[str, ...]] = {}
"""What stands between two blanks, and its stems: "on-time" is two."""


def words(text: str, limit: int = NAME_LIMIT) -> list[str]:
    """Lower-case words, numbers and telling signs of the first `limit` characters."""
    return _TOKEN.findall(_levelled(text, limit))


def _levelled(text: str, limit: int) -> str:
    text = text[:limit]
    if not text.isascii():
        import unicodedata  # noqa: PLC0415 - most catalogues need no table of all characters

        text = unicodedata.normalize("NFKC", text)[: limit * 2]
    if " " not in text and text != text.lower():
        text = _CAMEL.sub(" ", text)
    return text.casefold()


def stem(word: str) -> str:
    """A light stem, the same for "resolve", "resolved" and "resolves"; numbers become "#".

    Words in -ing stay whole: in names they are mostly nouns of their own (rating, training).
    """
    known = _stems.get(word)
    if known is not None:
        return known
    result = _stem(word)
    if len(_stems) < _MEMO_LIMIT:
        _stems[word] = result
    return result


def stems(text: str, limit: int = NAME_LIMIT) -> list[str]:
    """The stems of a text in order. Names are remembered: many rules read the same ones."""
    if limit == NAME_LIMIT:
        return list(_stems_of_name(text[:limit]))
    return _read_stems(text, limit)


@lru_cache(maxsize=_MEMO_LIMIT // 4)
def _stems_of_name(name: str) -> list[str]:
    return _read_stems(name, NAME_LIMIT)


def _read_stems(text: str, limit: int) -> list[str]:
    known = _pieces
    found: list[str] = []
    for piece in _levelled(text, limit).split():
        read = known.get(piece)
        found += _read_piece(piece) if read is None else read
    return found


def _read_piece(piece: str) -> tuple[str, ...]:
    """The stems of a piece without blanks; remembered, as most pieces are common words."""
    read = tuple(map(stem, _TOKEN.findall(piece)))
    if len(_pieces) < _MEMO_LIMIT and len(piece) <= _PIECE_LIMIT:
        _pieces[piece] = read
    return read


def key(text: str) -> str:
    """The form under which names are compared: "Avg. Handle-Times" is "avg handl time"."""
    return " ".join(stems(text))


def _stem(word: str) -> str:
    if word[0].isdigit():
        return "#"
    if len(word) > 3 and word[-2:] in ("'s", "’s"):
        word = word[:-2]
    if len(word) <= 3:
        return word
    word = word.replace("isation", "ization").replace("ise", "ize").replace("ising", "izing")
    if word.endswith("ies") and len(word) > 4:
        word = word[:-3] + "y"
    elif word.endswith("s") and word[-2] not in "sui":
        word = word[:-1]
    if word.endswith("ed") and len(word) > 4:
        word = word[:-2]
        if word[-1] == word[-2] and word[-1] not in "sl":
            word = word[:-1]
    if word.endswith("e") and len(word) > 3:
        word = word[:-1]
    elif word.endswith("y") and len(word) > 3:
        word = word[:-1] + "i"
    return word
