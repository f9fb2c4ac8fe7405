"""The lines of a file around a place, with carets below it."""

from __future__ import annotations

from kpilint.finding import Finding
from kpilint.output.format import View
from kpilint.output.paint import QUIET, color_of, paint
from kpilint.output.wording import address, path_of
from kpilint.text.show import show_cells, width
from kpilint.text.source import Source

# What can be seen of a line at most, whatever the terminal says.
_MAX_WIDTH = 160
_MIN_WIDTH = 40


def excerpt(finding: Finding, view: View) -> list[str]:
    """Where a finding is, and what stands there: its line between the lines above and below."""
    place = finding.problem.place
    source = place.source
    if not source.text:
        return [paint("--> ", QUIET, view) + path_of(place)]
    at = source.position(place.span.start)
    first, last = max(1, at.line - 1), min(len(source.line_starts), at.line + 1)
    margin = len(str(last))
    room = min(max(view.width, _MIN_WIDTH), _MAX_WIDTH) - margin - 3
    empty = paint(" " * margin + " |", QUIET, view)
    lines = [" " * margin + paint("--> ", QUIET, view) + address(place), empty]
    for number in range(first, last + 1):
        text = source.line(number)
        gutter = paint(f"{number:>{margin}} |", QUIET, view)
        if number == at.line:
            shown, before, marked = _window(source, place.span.end, at.line, at.column - 1, room)
            carets = paint("^" * marked, color_of(finding.severity), view)
            lines += [f"{gutter} {shown}" if shown else gutter, f"{empty} {' ' * before}{carets}"]
        elif text.strip():
            lines.append(f"{gutter} {_cut(show_cells(text[: room + 1]), room)}")
    return [*lines, empty]


def _window(source: Source, end: int, number: int, start: int, room: int) -> tuple[str, int, int]:
    """What to show of the line, the columns before the carets, and the number of carets.

    A long line is shown from a little before the place.
    """
    text = source.line(number)
    length = max(1, min(end - source.line_starts[number - 1], len(text)) - start)
    # Whoever writes a catalogue on one line of a megabyte does not wait for all of it.
    begin = max(0, start - room)
    cells = show_cells(text[begin : start + length + room])
    here = start - begin
    widths = [width(cell) for cell in cells]
    before = sum(widths[:here])
    marked = max(1, sum(widths[here : here + length]))
    skipped = 0
    if begin or before + min(marked, room // 2) > room:
        while before > room // 4:
            before -= widths[skipped]
            skipped += 1
        cells, before = ["\u2026", *cells[skipped:]], before + 1
    return _cut(cells, room), before, max(1, min(marked, room - before))


def _cut(cells: list[str], room: int) -> str:
    """As many cells as fit into `room` columns, and an ellipsis where some do not."""
    widths = [width(cell) for cell in cells]
    if sum(widths) <= room:
        return "".join(cells).rstrip()
    used = kept = 0
    while used + widths[kept] < room:
        used += widths[kept]
        kept += 1
    return "".join(cells[:kept]) + "\u2026"
