"""STR002: a value that does not have the form of its field, or a field that does not exist."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kpilint.catalogue.catalogue import SECTIONS
from kpilint.catalogue.read import A_DAY, A_NAME, Oddity
from kpilint.catalogue.value import parse_day
from kpilint.finding import Fix, Place, Problem, Safety, Severity, Subject
from kpilint.rule import problem_at, rule
from kpilint.run import Context
from kpilint.syntax.node import Node
from kpilint.syntax.patch import rename_key, replace_scalar, scalar
from kpilint.text.edit import Edit
from kpilint.text.pattern import pattern

_LONGEST = 80
_AN_ENTRY = "an entry with fields such as id"
# 14.10.2026 is read in one way everywhere; 4/10/2026 is April or October.
_DAY_FIRST = pattern(r"([0-9]{1,2})([./-])([0-9]{1,2})\2([0-9]{4})")
_ISO_DAY = pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AMBIGUOUS_DAY = pattern(r"[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}")


@rule(
    "STR002",
    "invalid-field",
    "a value or the name of a field is not understood",
    severity=Severity.ERROR,
    fix=Safety.SAFE,
)
def invalid_field(context: Context) -> Iterator[Problem]:
    seen = set()
    for oddity in context.catalogue.oddities:
        # What is shared by `*name` is read once for each use.
        key = (oddity.node, oddity.expected)
        if key not in seen:
            seen.add(key)
            yield _unknown(oddity) if oddity.unknown_key else _invalid(oddity)


def _unknown(oddity: Oddity) -> Problem:
    written = _cut(oddity.node.text)
    meant = f'"{oddity.meant}" was probably meant' if oddity.meant else "no such field is known"
    # A list of KPIs that is passed over makes every answer about the catalogue wrong.
    is_section = oddity.entity is None and oddity.meant in SECTIONS
    with_it = ", nor anything in it" if is_section else ""
    return _problem(
        oddity,
        f'"{written}"{_of(oddity)} was not read{with_it}: {meant}.',
        why="Whoever wrote it relies on something that nobody checks.",
        help=_help(oddity, written),
        severity=Severity.ERROR if is_section else Severity.WARNING,
        reason="unknown-field",
        fix=_fix(oddity, f'Write "{oddity.meant}" instead of "{written}"', _renamed(oddity)),
    )


def _help(oddity: Oddity, written: str) -> str:
    if oddity.meant:
        return f"Write `{oddity.meant}` instead."
    mapping = _mapping(oddity)
    value = mapping.get(oddity.node.text) if mapping is not None and mapping.is_flow else None
    if value is not None and value.start == value.end:
        return "A comma inside { } begins a new field: put the whole text into quotation marks."
    return f"Correct it, or write `x-{written}` if it is a field of your own."


def _invalid(oddity: Oddity) -> Problem:
    node = oddity.node
    quoted = _quoted(oddity)
    if quoted is not None:
        help_ = f"Write {quoted} in quotation marks: without them YAML reads {_kind(node)}."
        fix = _fix(oddity, f"Write {quoted} in quotation marks", Edit(node.span, quoted))
    elif (day := _day_meant(oddity)) is not None:
        help_ = f"Write `{day}` instead."
        fix = _fix(oddity, f"Write {day} instead of {node.text}", replace_scalar(node, day))
    elif oddity.meant is not None:
        help_ = f"Write `{oddity.meant}` instead."
        edit = replace_scalar(node, oddity.meant)
        fix = _fix(oddity, f'Write "{oddity.meant}" instead of "{_cut(node.text)}"', edit)
    else:
        help_, fix = _usual_help(oddity), None
    return _problem(
        oddity,
        _what(oddity),
        why="It counts as not written, so the rules that rest on it stay silent or speak wrongly.",
        help=help_,
        severity=None,
        reason="invalid-value",
        fix=fix,
    )


def _what(oddity: Oddity) -> str:
    node, where = oddity.node, f"{_under(oddity)}{_of(oddity)}"
    if node.is_null:
        return f"An item{where} is empty."
    if node.is_mapping and oddity.expected == A_NAME:
        return f"An entry{where} has neither a name nor an id, so nobody can speak of it."
    if oddity.expected == A_DAY and _ISO_DAY.fullmatch(node.text):
        return f'"{node.text}"{where} is no day of the calendar.'
    return f"{_written(node)}{where} cannot be read; this takes {oddity.expected}."


def _problem(
    oddity: Oddity, message: str, *, why: str, help: str,  # noqa: A002
    severity: Severity | None, reason: str, fix: Fix | None,
) -> Problem:  # fmt: skip
    node, entity = oddity.node, oddity.entity
    inner = oddity.top.path_to(node)
    if entity is None:
        subject = Subject("file", node.source.path, node.source.path)
        keys = (*oddity.path, *inner)
    else:
        subject = Subject(entity.noun, entity.id, entity.name)
        keys = inner
    return problem_at(
        subject, Place(node.source, node.span, (*oddity.path, *inner)), _dotted(keys), message,
        why=why, help=help, severity=severity, reason=reason, fix=fix,
    )  # fmt: skip


def _dotted(keys: tuple[str | int, ...]) -> str:
    return ".".join(key[:_LONGEST] for key in keys if isinstance(key, str))


def _written(node: Node) -> str:
    if node.is_mapping:
        return "The entry"
    if node.is_sequence:
        return "The list"
    return f'"{_cut(node.text)}"'


def _under(oddity: Oddity) -> str:
    keys = _dotted(oddity.top.path_to(oddity.node)) or _dotted(oddity.path)
    return f' under "{keys}"' if keys else ""


def _of(oddity: Oddity) -> str:
    return f' of "{oddity.entity.name}"' if oddity.entity is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}\u2026"


def _usual_help(oddity: Oddity) -> str:
    if oddity.expected == A_NAME and oddity.node.is_mapping:
        return "Give it a `name`, or delete it."
    is_name = oddity.node.is_scalar and oddity.expected.startswith(_AN_ENTRY)
    if is_name and len(oddity.node.text) <= _LONGEST:
        return f"Write it with its field: `name: {scalar(oddity.node.text)}`."
    if _AMBIGUOUS_DAY.fullmatch(oddity.node.text) and oddity.expected == A_DAY:
        return "Write the year first, then the month, then the day."
    return "Correct it, or leave it out until it is known."


def _day_meant(oddity: Oddity) -> str | None:
    """A day that is written the other way round, where it can only be one."""
    found = _DAY_FIRST.fullmatch(oddity.node.text) if oddity.expected == A_DAY else None
    if found is None:
        return None
    day, point, month, year = found[1], found[2], found[3], found[4]
    if point != "." and int(day) <= 12:
        return None
    written = f"{year}-{month:0>2}-{day:0>2}"
    return written if parse_day(written) else None


def _quoted(oddity: Oddity) -> str | None:
    """What is written as a text, where a text is wanted and YAML reads something else."""
    node = oddity.node
    is_other = isinstance(node.value, bool | int | float)
    if oddity.expected != "a text" or not is_other or len(node.text) > _LONGEST:
        return None
    return json.dumps(node.text)


def _kind(node: Node) -> str:
    return "yes or no" if isinstance(node.value, bool) else "a number"


def _renamed(oddity: Oddity) -> Edit | None:
    mapping = _mapping(oddity)
    if oddity.meant is None or mapping is None:
        return None
    return rename_key(mapping, oddity.node, oddity.meant)


def _mapping(oddity: Oddity) -> Node | None:
    """The mapping in which a key stands."""
    return oddity.top.at(oddity.top.path_to(oddity.node)[:-1])


def _fix(oddity: Oddity, title: str, edit: Edit | None) -> Fix | None:
    return Fix(title, Safety.SAFE, oddity.node.source, (edit,)) if edit is not None else None
