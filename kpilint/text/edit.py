"""Replacing spans of a text by other text."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.record import record
from kpilint.text.source import Span


@record
class Edit:
    """Put `text` where `span` is; an empty span inserts, an empty text deletes."""

    span: Span
    text: str


def overlap(one: Edit, other: Edit) -> bool:
    """Whether two edits cannot both be made: they share a character or insert at one place."""
    if one.span.start == other.span.start:
        return True
    first, second = sorted((one.span, other.span))
    return second.start < first.end


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; they must not overlap (ValueError), their order does not matter."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        parts += text[done : edit.span.start], edit.text
        done = edit.span.end
    return "".join([*parts, text[done:]])
