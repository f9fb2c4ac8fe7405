"""JSON Schemas from shapes: for tests and editors. `kpilint check` never needs them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


class _ForPeople(GenerateJsonSchema):
    """No titles that repeat the key, no defaults that say nothing."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's signature
        return False

    def default_schema(self, schema: Any) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])


def schema_of(shape: type[BaseModel], title: str) -> dict[str, Any]:
    """The JSON Schema (draft-07, which editors know best) of a shape."""
    made = shape.model_json_schema(
        schema_generator=_ForPeople, ref_template="#/definitions/{model}"
    )
    made["definitions"] = {
        name: {key: value for key, value in definition.items() if key != "title"}
        for name, definition in made.pop("$defs", {}).items()
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **{key: value for key, value in made.items() if key != "title"},
    }
