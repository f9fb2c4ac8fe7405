"""An organisation's own `x-` keys, checked against a JSON Schema of its own.

The schema describes a catalogue file that holds one entry, and of that entry the `x-` keys only:

    {"properties": {"kpis": {"required": ["x-cost-centre"],
                             "properties": {"x-cost-centre": {"pattern": "^[0-9]{4}$"}}}}}

So one file says what KPIs need, what goals need, and so on, and it is a plain JSON Schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from kpilint.catalogue.catalogue import SECTIONS, Catalogue
from kpilint.catalogue.model import Entity
from kpilint.catalogue.read import Oddity
from kpilint.record import record
from kpilint.syntax.node import Node
from kpilint.syntax.parse import parse
from kpilint.text.nearest import nearest
from kpilint.text.source import Source

_TYPES = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "an entry with keys of its own",
    "null": "nothing",
}


class SchemaError(ValueError):
    """A file that is no JSON Schema; the text says why."""


@record
class Extensions:
    """A JSON Schema for `x-` keys, and the file that it is from."""

    path: str
    schema: Any


def read_extensions(source: Source) -> Extensions:
    """The schema in a file of JSON or YAML. Raises SchemaError."""
    import jsonschema  # noqa: PLC0415 - heavy, and few catalogues name a schema

    tree = parse(source)
    if tree.troubles or tree.root is None:
        raise SchemaError(tree.troubles[0].what if tree.troubles else "It is empty.")
    schema = tree.root.plain()
    if not isinstance(schema, dict):
        raise SchemaError("It has to be a mapping.")
    try:
        jsonschema.validators.validator_for(schema).check_schema(schema)
    except jsonschema.SchemaError as error:
        raise SchemaError(f"At {error.json_path}: {error.message[:200]}") from error
    for part in _parts(schema):
        _check_part(part)
    extensions = Extensions(source.path, schema)
    try:
        for section in SECTIONS:
            list(_validator(extensions).iter_errors({section: {"x-": ""}}))
    except Exception as error:
        # A foreign schema can make the library raise nearly anything: bad patterns, open loops.
        raise SchemaError(f"It cannot be followed: {str(error)[:200]}") from error
    return extensions


def _parts(schema: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    waiting = [schema]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part


def _check_part(part: dict[str, Any]) -> None:
    patterns = part.get("patternProperties")
    for pattern in [part.get("pattern"), *(patterns if isinstance(patterns, dict) else ())]:
        try:
            re.compile(pattern if isinstance(pattern, str) else "")
        except re.error as error:
            raise SchemaError(f'The pattern "{pattern}" cannot be read: {error}.') from error
    reference = part.get("$ref")
    if isinstance(reference, str) and not reference.startswith("#"):
        raise SchemaError(f'It refers to "{reference}"; only parts of itself (#/...) can be used.')


def _validator(extensions: Extensions) -> Any:
    import jsonschema  # noqa: PLC0415 - heavy, and few catalogues name a schema
    from referencing import Registry  # noqa: PLC0415

    # An empty registry: nothing that a schema refers to is ever fetched.
    made = jsonschema.validators.validator_for(extensions.schema)
    return made(extensions.schema, registry=Registry())


def check_extensions(catalogue: Catalogue, extensions: Extensions) -> list[Oddity]:
    """What the `x-` keys of each entity have that the schema does not allow."""
    validator = _validator(extensions)
    found: list[Oddity] = []
    for entity in catalogue.entities():
        section = str(entity.path[0])
        try:
            errors = sorted(
                validator.iter_errors({section: _own_keys(entity.node)}),
                key=lambda error: error.json_path,
            )
        except RecursionError:  # a schema that goes round in a circle below this very value
            continue
        found += [
            _oddity(entity, error)
            for error in errors
            # What the schema asks of the file as a whole is not asked of one entry.
            if error.absolute_path and error.absolute_path[0] == section
        ]
    return found


def _own_keys(node: Node) -> dict[str, object]:
    return {name: value.plain() for name, value in node.fields() if name.startswith("x-")}


def _oddity(entity: Entity, error: Any) -> Oddity:
    path = tuple(error.absolute_path)[1:]
    expected = _expected(error)
    if error.validator == "additionalProperties" and not path:
        path = (_unexpected(error),)
        expected = "nothing at all: your organisation's schema does not know this key here"
    node = entity.node.at(path) or entity.node
    near = nearest(node.text, map(str, error.validator_value)) if error.validator == "enum" else []
    meant = near[0] if len(near) == 1 else None
    return Oddity(entity.node, entity.path, node, expected, meant=meant, entity=entity)


def _unexpected(error: Any) -> str:
    """The first key that a schema which names all keys does not name."""
    known, patterns = (error.schema.get(key, {}) for key in ("properties", "patternProperties"))
    names: Iterable[str] = error.instance
    return next(
        key
        for key in names
        if key not in known and not any(re.search(pattern, key) for pattern in patterns)
    )


def _expected(error: Any) -> str:
    """What is wanted instead, to complete the sentence "this takes ..."."""
    wanted = error.validator_value
    if error.validator == "type":
        names = wanted if isinstance(wanted, list) else [wanted]
        return " or ".join(_TYPES.get(str(name), str(name)) for name in names)
    if error.validator == "required":
        # One finding for each key: the message of the error begins with the key.
        missing = next((k for k in wanted if error.message.startswith(repr(k))), wanted[0])
        return f"`{missing}`, which is missing"
    words = _WORDS.get(error.validator)
    if words is None:
        return f"what your organisation's schema asks ({error.message[:120]})"
    return words.format(", ".join(map(str, wanted)) if isinstance(wanted, list) else wanted)


_WORDS = {
    "enum": "one of {}",
    "const": "{}",
    "pattern": "a text of the form `{}`",
    "format": "a text that is a {}",
    "minimum": "a number of at least {}",
    "maximum": "a number of at most {}",
    "exclusiveMinimum": "a number above {}",
    "exclusiveMaximum": "a number below {}",
    "minLength": "a text of at least {} characters",
    "maxLength": "a text of at most {} characters",
    "minItems": "a list of at least {} items",
    "maxItems": "a list of at most {} items",
}
