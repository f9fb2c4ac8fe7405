"""Reading `kpilint.yaml`: every mistake has a place, and nothing is silently left out."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from kpilint.catalogue.extensions import Extensions, SchemaError, read_extensions
from kpilint.catalogue.files import read_source
from kpilint.catalogue.value import parse_flag
from kpilint.config import (
    MOST_DEPTH,
    MOST_MIB,
    MOST_NODES,
    NEVER,
    OFF,
    SEVERITIES,
    Limits,
    Off,
    PathSettings,
    Settings,
)
from kpilint.finding import Place, Severity
from kpilint.lexicon.model import KnownKpi
from kpilint.lexicon.own import read_own
from kpilint.record import record
from kpilint.syntax.node import Node
from kpilint.syntax.parse import parse
from kpilint.text.nearest import nearest
from kpilint.text.source import Source, Span, Trouble

T = TypeVar("T")


@record
class Mistake:
    """Something in a settings file that cannot be meant: what, what to do, and where."""

    message: str
    hint: str
    place: Place


class SettingsError(Exception):
    """Settings that cannot be used; `message`, `hint` and `place` are of the first mistake."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        first = self.mistakes[0]
        self.message, self.hint, self.place = first.message, first.hint, first.place
        super().__init__(self.message)


@record
class Vocabulary:
    """The names that settings may use.

    `rules` maps the code of each rule to its name, `options` the name of each rule to its options
    with their defaults.
    """

    rules: Mapping[str, str]
    options: Mapping[str, Mapping[str, Any]]
    profiles: tuple[str, ...]

    def rule_named(self, word: str) -> str | None:
        """The name of the one rule with this code or name."""
        code = {name: code for code, name in self.rules.items()}.get(word.lower(), word.upper())
        return self.rules.get(code)

    def names_rules(self, word: str) -> bool:
        """Whether a word names at least one rule: `all`, a code, a name, the start of a code."""
        return (
            word.lower() == "all"
            or self.rule_named(word) is not None
            or any(code.startswith(word.upper()) for code in self.rules)
        )

    def nearest_rule(self, word: str) -> str | None:
        families = {code.rstrip("0123456789") for code in self.rules}
        return _nearest(word.lower(), self.rules.values()) or _nearest(
            word.upper(), (*self.rules, *families)
        )


def read_settings(
    source: Source,
    vocabulary: Vocabulary,
    read_file: Callable[[str], Source] = read_source,
) -> Settings:
    """The settings that a file states. Raises SettingsError with every mistake in it.

    `read_file` gives the files that settings name (`extensions`, `lexicon`).
    """
    tree = parse(source)
    reading = _Reading(source, vocabulary, read_file)
    for trouble in tree.troubles:
        reading.trouble(source, trouble)
    values: dict[str, Any] = {}
    if tree.root is not None and not tree.root.is_null:
        values = reading.table(tree.root, SETTINGS, "setting")
    if reading.mistakes:
        raise SettingsError(reading.mistakes)
    return Settings(**values, root=reading.root)


class _Reading:
    """Reads one file, and collects its mistakes."""

    def __init__(
        self, source: Source, vocabulary: Vocabulary, read_file: Callable[[str], Source]
    ) -> None:
        self.vocabulary = vocabulary
        self.read_file = read_file
        self.root = source.path.rpartition("/")[0]
        self.mistakes: list[Mistake] = []

    def wrong(self, node: Node, message: str, hint: str = "") -> None:
        self.mistakes.append(Mistake(message, hint, Place(node.source, node.span)))

    def trouble(self, source: Source, trouble: Trouble) -> None:
        span = Span(trouble.start, trouble.end or trouble.start)
        # What is said there of other files has no meaning for settings.
        hint = trouble.help.partition("; the other files")[0].rstrip(".") + "."
        self.mistakes.append(Mistake(trouble.what, hint, Place(source, span)))

    def table(self, node: Node, readers: Mapping[str, _Reader], noun: str) -> dict[str, Any]:
        """The values of a mapping with known keys; empty ones are left to their defaults."""
        values: dict[str, Any] = {}
        if not node.is_mapping:
            self.wrong(node, f"Here must stand one {noun} a line, such as {_example(readers)}.")
        for name, value in node.fields():
            reader = readers.get(name)
            if reader is None:
                self.unknown(name, node.key(name) or value, readers, noun)
            elif not value.is_null and (read := reader(self, value)) is not None:
                values[name] = read
        return values

    def unknown(self, name: str, at: Node, known: Iterable[str], noun: str) -> None:
        near = _nearest(name, known)
        self.wrong(
            at,
            f'There is no {noun} "{name[:80]}".',
            f'Did you mean "{near}"?' if near else f"There are: {', '.join(known)}.",
        )


_Reader = Callable[[_Reading, Node], Any]


def _nearest(word: str, known: Iterable[str]) -> str | None:
    near = nearest(word, known)
    return near[0] if near else None


def _example(readers: Mapping[str, _Reader]) -> str:
    return f"`{next(iter(readers))}: ...`"


def _text(reading: _Reading, node: Node) -> str | None:
    value = node.value
    if isinstance(value, str) and value.strip():
        return value.strip()
    reading.wrong(node, "Here must stand a text.", "Put it into quotation marks.")
    return None


def _many(read_one: Callable[[_Reading, Node], T | None]) -> Callable[[_Reading, Node], Any]:
    """One value or a list of values."""

    def read(reading: _Reading, node: Node) -> tuple[T, ...]:
        nodes = list(node.items()) if node.is_sequence else [node]
        return tuple(value for one in nodes if (value := read_one(reading, one)) is not None)

    return read


def _choice(words: Mapping[str, T], noun: str) -> Callable[[_Reading, Node], T | None]:
    def read(reading: _Reading, node: Node) -> T | None:
        if node.is_scalar and node.text in words:
            return words[node.text]
        near = _nearest(node.text.lower(), words) if node.is_scalar else None
        hint = f'Did you mean "{near}"?' if near else f"Write one of: {', '.join(words)}."
        reading.wrong(node, f'"{node.text[:80]}" is no {noun}.', hint)
        return None

    return read


_GRADES: dict[str, Severity | Off] = {**SEVERITIES, OFF: OFF}
_grade = _choice(_GRADES, "severity")
_fail_on = _choice({**SEVERITIES, NEVER: NEVER}, "severity")


def _profile(reading: _Reading, node: Node) -> str | None:
    profiles = reading.vocabulary.profiles
    return _choice(dict(zip(profiles, profiles, strict=True)), "profile")(reading, node)


def _rule_word(reading: _Reading, node: Node) -> str | None:
    """A code, a name, the beginning of a code, or `all`."""
    word = _text(reading, node)
    return _known_rules(reading, word, node) if word is not None else None


def _known_rules(reading: _Reading, word: str, at: Node) -> str | None:
    """The word, if it names rules."""
    if reading.vocabulary.names_rules(word):
        return word
    _no_such_rule(reading, word, at)
    return None


def _no_such_rule(reading: _Reading, word: str, at: Node) -> None:
    near = reading.vocabulary.nearest_rule(word)
    hint = f'Did you mean "{near}"?' if near else "`kpilint rules` lists all rules."
    reading.wrong(at, f'There is no rule "{word[:80]}".', hint)


def _severities(reading: _Reading, node: Node) -> dict[str, Severity | Off] | None:
    if not node.is_mapping:
        reading.wrong(node, "Here must stand rules with their severity.", "Write `BAL001: error`.")
        return None
    grades: dict[str, Severity | Off] = {}
    for name, value in node.fields():
        word = _known_rules(reading, name.strip(), node.key(name) or value)
        grade = _grade(reading, value)
        if word is not None and grade is not None:
            grades[word] = grade
    return grades


def _per_path(reading: _Reading, node: Node) -> PathSettings | None:
    before = len(reading.mistakes)
    values = reading.table(node, _PATH_SETTINGS, "entry")
    if "paths" not in values and len(reading.mistakes) == before:
        reading.wrong(node, "It is not said for which paths this holds.", "Add `paths: [...]`.")
    return PathSettings(**values) if "paths" in values else None


def _options(reading: _Reading, node: Node) -> dict[str, dict[str, Any]] | None:
    if not node.is_mapping:
        reading.wrong(node, "Here must stand rules with their options.")
        return None
    options: dict[str, dict[str, Any]] = {}
    for word, value in node.fields():
        at = node.key(word) or value
        name = reading.vocabulary.rule_named(word)
        if name is None:
            _no_such_rule(reading, word, at)
            continue
        if value.is_null:
            continue
        defaults = reading.vocabulary.options[name]
        if not defaults:
            reading.wrong(at, f'The rule "{name}" has no options.', "Remove this entry.")
            continue
        readers = {option: _like(default) for option, default in defaults.items()}
        options.setdefault(name, {}).update(reading.table(value, readers, "option"))
    return options


def _like(default: object) -> _Reader:
    """A reader for values of the type that an option's default has."""
    if isinstance(default, bool):
        return _flag
    if isinstance(default, int):
        return _whole
    if isinstance(default, float):
        return _number
    if isinstance(default, tuple | frozenset):
        kind = type(default)
        return lambda reading, node: kind(_many(_text)(reading, node))
    if isinstance(default, str):
        return _text
    raise TypeError(f"no option can have the default {default!r}")


def _flag(reading: _Reading, node: Node) -> bool | None:
    value = node.value
    flag = parse_flag(value) if isinstance(value, bool | str) else None
    if flag is None:
        reading.wrong(node, "Here must stand yes or no.")
    return flag


def _number(reading: _Reading, node: Node) -> float | None:
    value = node.value
    number = None if isinstance(value, str | bool) else value
    if number is not None and math.isfinite(number) and number >= 0:
        return number
    reading.wrong(node, "Here must stand a number that is not negative.")
    return None


def _whole(reading: _Reading, node: Node) -> int | None:
    value = node.value
    if not isinstance(value, str | bool | None) and value >= 0 and value % 1 == 0:
        return int(value)
    reading.wrong(node, "Here must stand a whole number that is not negative.")
    return None


def _within(read: Callable[[_Reading, Node], Any], most: int) -> _Reader:
    def checked(reading: _Reading, node: Node) -> Any:
        before = len(reading.mistakes)
        value = read(reading, node)
        if len(reading.mistakes) == before and not 0 < value <= most:
            reading.wrong(node, f"Here must stand a number above 0 and up to {most:,}.")
            return None
        return value

    return checked


def _limits(reading: _Reading, node: Node) -> Limits:
    return Limits(**reading.table(node, _LIMITS, "limit"))


def _extensions(reading: _Reading, node: Node) -> Extensions | None:
    source = _file(reading, node)
    if source is None:
        return None
    try:
        return read_extensions(source)
    except SchemaError as error:
        reading.wrong(
            node, f'"{node.text[:80]}" is not a JSON Schema that can be used.', str(error)
        )
        return None


def _file(reading: _Reading, node: Node) -> Source | None:
    """A file that can be read; its name is relative to the settings file."""
    name = _text(reading, node)
    if name is None:
        return None
    source = reading.read_file(os.path.join(reading.root, name))
    if source.trouble is None:
        return source
    reading.wrong(
        node,
        f'The file "{name[:80]}" cannot be used: {source.trouble.what}',
        "Names of files are relative to the settings file.",
    )
    return None


def _lexicon(reading: _Reading, node: Node) -> dict[str, tuple[KnownKpi, ...]]:
    """The KPIs in each file that is named."""
    found: dict[str, tuple[KnownKpi, ...]] = {}
    for one in node.items() if node.is_sequence else (node,):
        source = _file(reading, one)
        if source is None:
            continue
        tree = parse(source)
        for trouble in tree.troubles:
            reading.trouble(source, trouble)
        if tree.root is not None and not tree.root.is_null:
            entries, mistakes = read_own(tree.root)
            found[source.path] = tuple(entries)
            for mistake in mistakes:
                reading.wrong(mistake.node, mistake.message, mistake.hint)
    return found


_LIMITS: dict[str, _Reader] = {
    "file_mib": _within(_number, MOST_MIB),
    "run_mib": _within(_number, MOST_MIB),
    "depth": _within(_whole, MOST_DEPTH),
    "nodes": _within(_whole, MOST_NODES),
}
_PATH_SETTINGS: dict[str, _Reader] = {
    "paths": _many(_text),
    "ignore": _many(_rule_word),
    "severity": _severities,
}
SETTINGS: dict[str, _Reader] = {
    "catalogue": _many(_text),
    "profile": _profile,
    "select": _many(_rule_word),
    "extend_select": _many(_rule_word),
    "ignore": _many(_rule_word),
    "severity": _severities,
    "per_path": _many(_per_path),
    "options": _options,
    "fail_on": _fail_on,
    "baseline": _text,
    "extensions": _extensions,
    "lexicon": _lexicon,
    "limits": _limits,
}
