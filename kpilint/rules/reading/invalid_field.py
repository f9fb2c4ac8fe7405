"""STR002: a value that does not have the form of its field, or a field that does not exist."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kpilint.catalogue.read import Oddity
from kpilint.finding import Fix, Place, Problem, Safety, Severity, Subject
from kpilint.rule import problem_at, rule
from kpilint.run import Context
from kpilint.syntax.node import Node
from kpilint.syntax.patch import rename_key, replace_scalar
from kpilint.text.edit import Edit

_LONGEST = 80


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
    return _problem(
        oddity,
        f'"{written}"{_of(oddity)} was not read: {meant}.',
        why="Whoever wrote it relies on something that nobody checks.",
        help=_help(oddity, written),
        severity=Severity.WARNING,
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
    elif oddity.meant is not None:
        help_ = f"Write `{oddity.meant}` instead."
        edit = replace_scalar(node, oddity.meant)
        fix = _fix(oddity, f'Write "{oddity.meant}" instead of "{_cut(node.text)}"', edit)
    else:
        help_, fix = "Correct it, or leave it out until it is known.", None
    return _problem(
        oddity,
        f"{_written(node)}{_under(oddity)}{_of(oddity)} cannot be read; "
        f"this takes {oddity.expected}."
        if not node.is_null
        else f"An item{_under(oddity)}{_of(oddity)} is empty.",
        why="It counts as not written, so the rules that rest on it stay silent or speak wrongly.",
        help=help_,
        severity=None,
        reason="invalid-value",
        fix=fix,
    )


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
