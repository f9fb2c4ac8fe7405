"""Where something is written, as people look it up."""

from __future__ import annotations

from kpilint.finding import Place


def line_of(place: Place) -> str:
    """`catalogue/service.yaml:12`."""
    return f"{place.source.path}:{place.source.position(place.span.start).line}"


def column_of(place: Place) -> str:
    """`catalogue/service.yaml:12:5`."""
    at = place.source.position(place.span.start)
    return f"{place.source.path}:{at.line}:{at.column}"
