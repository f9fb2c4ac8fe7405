"""The JSON Schemas of what is written out as facts, made from their declarations.

Facts are plain records, since a report makes tens of thousands of them; so what pydantic does for
other shapes (`kpilint/json_schema.py`) is done here, for the few kinds of fields that facts have.
"""

from __future__ import annotations

import ast
import datetime as dt
from collections.abc import Iterator
from inspect import cleandoc, getsource
from itertools import pairwise
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints

from kpilint.report.due.json import DueReviews
from kpilint.report.facts import Report
from kpilint.report.parts import Fact

_PLAIN: dict[object, dict[str, str]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    NoneType: {"type": "null"},
    dt.date: {"format": "date", "type": "string"},
}


def report_schema() -> dict[str, Any]:
    """The JSON Schema of what `kpilint report --format json` writes."""
    return _schema(Report, "Governance report of kpilint")


def due_schema() -> dict[str, Any]:
    """The JSON Schema of what `kpilint due --format json` writes."""
    return _schema(DueReviews, "Reviews due, of kpilint")


def _schema(fact: type[Fact], title: str) -> dict[str, Any]:
    """The JSON Schema (draft-07, which editors know best) of a fact and all that is in it."""
    inside: dict[str, dict[str, Any]] = {}
    made = _object(fact, inside)
    head = {"$schema": "http://json-schema.org/draft-07/schema#", "title": title}
    return {**head, **made, "definitions": dict(sorted(inside.items()))}


def _object(fact: type[Fact], inside: dict[str, dict[str, Any]]) -> dict[str, Any]:
    hints = get_type_hints(fact, include_extras=True)
    properties, required = {}, []
    for name, description, is_required in _declared(fact):
        property_ = {**_type(hints[name], inside), "description": description}
        properties[name] = dict(sorted(property_.items()))
        required += [name] * is_required
    return {
        "additionalProperties": False,
        "description": cleandoc(fact.__doc__ or ""),
        "properties": properties,
        "required": required,
        "type": "object",
    }


def _declared(fact: type[Fact]) -> Iterator[tuple[str, str, bool]]:
    """Each field with what is said below it, and whether it has no default."""
    found = ast.walk(ast.parse(getsource(fact)))
    declaration = next(node for node in found if isinstance(node, ast.ClassDef))
    for field, below in pairwise(declaration.body):
        match field, below:
            case (
                ast.AnnAssign(target=ast.Name(id=name), value=value),
                ast.Expr(value=ast.Constant(value=str(said))),
            ):
                yield name, cleandoc(said), value is None


def _type(hint: Any, inside: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What JSON holds for an annotation; facts are described once, in `inside`."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return {**_type(parts[0], inside), **parts[1]}
    if origin is Literal:
        words = {"const": parts[0]} if len(parts) == 1 else {"enum": list(parts)}
        return words | _PLAIN[type(parts[0])]
    if origin is UnionType:
        return {"anyOf": [_type(one, inside) for one in parts]}
    if origin is tuple:
        return {"items": _type(parts[0], inside), "type": "array"}
    if origin is dict:
        return {"additionalProperties": _type(parts[1], inside), "type": "object"}
    if issubclass(hint, Fact):
        if hint.__name__ not in inside:
            inside[hint.__name__] = _object(hint, inside)
        return {"$ref": f"#/definitions/{hint.__name__}"}
    return dict(_PLAIN[hint])
