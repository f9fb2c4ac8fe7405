"""What fields of a catalogue are called in front of readers who never open one."""

from __future__ import annotations

_CALLED = {
    "family": "what it measures",
    "subkind": "what it measures, more closely",
    "numerator": "what is counted",
    "denominator": "out of what",
    "population": "what is included",
    "consulted": "who was asked",
    "active_from": "first day",
    "verified_by": "who checks it",
}


def field_in_words(field: str) -> str:
    """`what is counted` for `numerator`; other names are words already."""
    return _CALLED.get(field) or field.replace("_", " ")
