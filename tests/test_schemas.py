"""The schemas say what the shapes say, and reading accepts exactly what they accept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from kpilint.catalogue.shape import catalogue_schema
from kpilint.config_shape import settings_schema
from kpilint.contract.difference import difference_schema
from kpilint.lexicon.own_shape import lexicon_schema
from kpilint.report.schema import due_schema, report_schema
from tests.literate.runner import ROOT

SCHEMAS = {
    "catalogue": catalogue_schema,
    "diff": difference_schema,
    "due": due_schema,
    "lexicon": lexicon_schema,
    "report": report_schema,
    "settings": settings_schema,
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_fresh(name: str, update: bool) -> None:
    made = json.dumps(SCHEMAS[name](), indent=2, ensure_ascii=False) + "\n"
    file = ROOT / "schemas" / f"{name}.schema.json"
    if update:
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == made, (
        "python -m pytest tests/test_schemas.py --update"
    )


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_described(name: str) -> None:
    bare = [
        path for path, property_ in properties(SCHEMAS[name]()) if not property_.get("description")
    ]
    assert bare == []


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every property of a schema and of its definitions, with its path."""
    for owner, shape in [("", schema), *schema["definitions"].items()]:
        for key, property_ in shape["properties"].items():
            yield f"{owner}.{key}", property_
