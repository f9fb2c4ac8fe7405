"""Texts by name, of which only those are taken apart that are asked for.

A small catalogue asks for one feature in a hundred and one word in fifty, and would wait for
dictionaries of them all. So they stand in lines, each in that line which its name says as a number,
behind a first line that says where each line begins.
"""

from __future__ import annotations

from collections.abc import Mapping

BAR, ROW = "|", "^"
"""What a name stands between; they stand in no name and no text."""
_BAR, _ROW = BAR.encode(), ROW.encode()
_DIGITS = 6
_IN_A_LINE = 8
"""Names that share a line: a choice between the size of the first line and looking for a name."""


def _line_of(name: bytes, lines: int) -> int:
    # As a hash does, and with nothing to import: the number of lines is odd.
    return int.from_bytes(name, "big") % lines


class Table:
    """The texts that `packed` put into one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._lines = data.index(b"\n") // _DIGITS - 1

    def get(self, name: str) -> bytes | None:
        """The text of this name, as it was packed, in UTF-8; None when there is none."""
        known, data = name.encode("utf-8", "surrogatepass"), self._data
        at = _line_of(known, self._lines) * _DIGITS
        start, end = (
            int(data[at : at + _DIGITS], 16),
            int(data[at + _DIGITS : at + 2 * _DIGITS], 16),
        )
        found = data.find(_BAR + known + _ROW, start, end)
        if found < 0:
            return None
        found += len(known) + 2
        return data[found : data.index(_BAR, found)]

    def unpacked(self) -> dict[str, bytes]:
        """All texts by name, for who asks for very many."""
        entries = (entry.partition(_ROW) for entry in self._data.split(_BAR)[1:])
        return {name.decode(): text for name, row, text in entries if row}


def packed(texts: Mapping[str, str]) -> str:
    """Texts as the data of a table. Neither names nor texts hold a bar, a row or a line break."""
    count = len(texts) // _IN_A_LINE | 1
    lines = [""] * count
    for name in sorted(texts):
        lines[_line_of(name.encode(), count)] += f"{BAR}{name}{ROW}{texts[name]}"
    rows = [f"{line}{BAR}\n" for line in lines]
    starts = [(count + 1) * _DIGITS + 1]
    for row in rows:
        starts.append(starts[-1] + len(row.encode()))
    return "".join(f"{start:0{_DIGITS}x}" for start in starts) + "\n" + "".join(rows)
