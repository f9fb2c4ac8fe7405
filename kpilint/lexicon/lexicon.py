"""The lexicon at run time: known KPIs, proxies, sub-kinds, and the recogniser."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from typing import Any

from kpilint.lexicon.model import Confidence, KnownKpi, Pair, Recognition, Subkind
from kpilint.lexicon.recogniser import Recogniser
from kpilint.lexicon.table import Table
from kpilint.lexicon.wording import NAME_LIMIT, key, stems
from kpilint.text.path import StrPath
from kpilint.text.pattern import pattern

COMPILED = os.path.join(os.path.dirname(__file__), "compiled")
_MEMO_LIMIT = 50_000
_MANY = 200
"""From so many names on, a dictionary of all that are known pays."""
_BRACKETS = pattern(r"\(([^()]{1,80})\)")


class Lexicon:
    """What the trade knows about KPIs. Reads its parts when they are first asked for."""

    def __init__(self, folder: StrPath = COMPILED) -> None:
        self._folder = folder
        self._entries: dict[int, KnownKpi] = {}
        self._found: dict[str, KnownKpi | None] = {}
        self.guess: Callable[..., Recognition] = self._guess
        """What reads a KPI that is not known by name: see `Recogniser.guess`."""

    def recognise(
        self,
        name: str,
        *,
        definition: str = "",
        unit: str = "",
        direction: str | None = None,
        target: str = "",
    ) -> Recognition:
        """What a KPI measures, how sure that is, and why. Never raises.

        Name and definition are read up to 300 and 600 characters. A KPI known by name keeps the
        family of its entry unless the other fields speak against it.
        """
        tokens = stems(name)
        guess = self.guess(
            tokens, definition=definition, unit=unit, direction=direction, target=target
        )
        known = self._find(name, tokens)
        if known is None:
            return guess
        return _known_recognition(known, guess, bool(definition or unit or direction or target))

    def find(self, name: str) -> KnownKpi | None:
        """The known KPI with this id, name, alias or abbreviation, in any spelling of its words."""
        return self._found[name] if name in self._found else self._find(name, stems(name))

    def known(self) -> Sequence[KnownKpi]:
        """All known KPIs in the order of their ids."""
        return [self._entry(line) for line in range(len(self._lines))]

    def subkind(self, key: str) -> Subkind:
        """The sub-kind of speed with this key; KeyError for any other word."""
        return self._subkinds[key]

    def match_proxy(self, name: str) -> Pair | None:
        """The pair whose proxy is named in this name; the longest phrase wins, then the order."""
        tokens = stems(name)
        said = f" {' '.join(tokens)} "
        named = [
            rank
            for token in self._proxies.keys() & tokens
            for rank, phrase in self._proxies[token]
            if phrase in said
        ]
        return self._pairs[-max(named)[1]] if named else None

    def answers(self, pair: Pair, name: str) -> bool:
        """Whether a KPI of this name is one of the outcomes that the pair asks for."""
        known = self.find(name)
        if known is not None and known.id in pair.outcome_ids:
            return True
        tokens = stems(name)
        return any(_holds(tokens, stems(phrase)) for phrase in pair.outcome)

    def _find(self, name: str, tokens: Sequence[str]) -> KnownKpi | None:
        if name in self._found:
            return self._found[name]
        names = self._names if len(self._found) < _MANY else self._all_names
        line = names.get(" ".join(tokens))
        if line is None and "(" in name:
            line = next(filter(None, map(names.get, _forms(name))), None)
        known = None if line is None else self._entry(int(line))
        if len(self._found) < _MEMO_LIMIT:
            self._found[name] = known
        return known

    def _guess(self, tokens: Sequence[str], **fields: Any) -> Recognition:
        return self._recogniser.guess(tokens, **fields)

    @cached_property
    def _recogniser(self) -> Recogniser:
        data = self._data("recogniser.json")
        data["vocabulary"]["words"] = self._read("words.txt")
        return Recogniser(data, self._read("weights.txt"))

    @cached_property
    def _knowledge(self) -> Mapping[str, Any]:
        knowledge: Mapping[str, Any] = self._data("knowledge.json")
        return knowledge

    @cached_property
    def _proxies(self) -> Mapping[str, Sequence[tuple[tuple[int, int], str]]]:
        """The phrases that name a proxy, between blanks, by their first word. Each with its rank:
        its length, and its place from the end."""
        return {
            first: [((len(phrase), -order), f" {' '.join(phrase)} ") for order, phrase in phrases]
            for first, phrases in self._knowledge["proxies"].items()
        }

    @cached_property
    def _names(self) -> Table:
        return Table(self._read("names.txt"))

    @cached_property
    def _all_names(self) -> Mapping[str, bytes]:
        return self._names.unpacked()

    @cached_property
    def _lines(self) -> Sequence[bytes]:
        return self._read("known.jsonl").splitlines()

    @cached_property
    def _subkinds(self) -> Mapping[str, Subkind]:
        return {row["key"]: Subkind(**_frozen(row)) for row in self._knowledge["subkinds"]}

    @cached_property
    def _pairs(self) -> Sequence[Pair]:
        return tuple(Pair(**_frozen(row)) for row in self._knowledge["pairs"])

    def _entry(self, line: int) -> KnownKpi:
        entry = self._entries.get(line)
        if entry is None:
            row = json.loads(self._lines[line])
            entry = KnownKpi(**_frozen(row))
            self._entries[line] = entry
        return entry

    def _data(self, name: str) -> Any:
        return json.loads(self._read(name))

    def _read(self, name: str) -> bytes:
        with open(os.path.join(self._folder, name), "rb") as file:
            return file.read()


@cache
def builtin() -> Lexicon:
    """The lexicon that ships with kpilint."""
    return Lexicon()


def _known_recognition(known: KnownKpi, guess: Recognition, told_more: bool) -> Recognition:
    """Trust the entry, and the words where they are certain of something else."""
    if guess.family == known.family or not told_more:
        confidence: Confidence = "certain"
    elif guess.confidence == "certain":
        return Recognition(guess.family, guess.subkind, "likely", guess.reason, known)
    else:
        confidence = "likely"
    reason = f'because it is known as "{known.name}"'
    return Recognition(known.family, known.subkind, confidence, reason, known)


def _forms(name: str) -> list[str]:
    """The name without its brackets, and what stands in the brackets."""
    name = name[:NAME_LIMIT]
    return [key(_BRACKETS.sub(" ", name)), *map(key, _BRACKETS.findall(name))]


def _frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of the compiled files with its lists made tuples."""
    return {name: tuple(v) if isinstance(v, list) else v for name, v in row.items()}


def _holds(tokens: Sequence[str], phrase: Sequence[str]) -> bool:
    size = len(phrase)
    return size > 0 and any(tokens[i : i + size] == phrase for i in range(len(tokens) - size + 1))
