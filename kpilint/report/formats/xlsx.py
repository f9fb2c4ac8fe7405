"""The report as a workbook: catalogue, findings and decisions, to filter and to work through.

No text can become a formula, a link or markup: every text goes through `_text`, and is written as a
string whatever it looks like. The same report gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from kpilint.report.details import Brake
from kpilint.report.facts import Report
from kpilint.report.parts import Ref, ReviewRow

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

Cell = str | int | dt.date | bool | None
Columns = Sequence[tuple[str, int]]
"""Heading and width of each column."""

# What one cell of a workbook may hold, in UTF-16 units (Excel's own limit), with room for a mark.
_LONGEST = 32_000
# The first day that a workbook knows; earlier ones are written as text.
_FIRST_DAY = dt.date(1900, 1, 1)
# XML 1.0 has no place for these characters.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# What a spreadsheet takes for an escaped character.
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def render(report: Report) -> bytes:
    """The workbook's bytes. Raises ImportError without the extra `xlsx`."""
    from xlsxwriter import Workbook  # noqa: PLC0415 - an extra

    memory = BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with Workbook(memory, options) as book:
        made = dt.datetime.combine(max(report.as_of, _FIRST_DAY), dt.time())
        title = f"KPI governance report, {report.period.title}"
        book.set_properties({"title": _text(title), "created": made})
        formats = _Formats(book)
        for name, columns, rows in _sheets(report):
            _fill(book.add_worksheet(name), formats, columns, rows)
    return memory.getvalue()


class _Formats:
    def __init__(self, book: Workbook) -> None:
        self.head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#F3F6F9"}
        )
        self.text = book.add_format({"text_wrap": True, "valign": "top"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
        self.number = book.add_format({"valign": "top"})


def _fill(
    sheet: Worksheet, formats: _Formats, columns: Columns, rows: Iterable[Sequence[Cell]]
) -> None:
    for at, (heading, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, heading, formats.head)
    last = 0
    for last, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            _write(sheet, formats, last, at, cell)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, last, len(columns) - 1)


def _write(sheet: Worksheet, formats: _Formats, row: int, column: int, cell: Cell) -> None:
    if cell is None or cell == "":
        sheet.write_blank(row, column, None, formats.text)
    elif isinstance(cell, bool):
        sheet.write_string(row, column, "yes" if cell else "no", formats.text)
    elif isinstance(cell, dt.date) and cell >= _FIRST_DAY:
        sheet.write_datetime(row, column, dt.datetime.combine(cell, dt.time()), formats.day)
    elif isinstance(cell, int):
        sheet.write_number(row, column, cell, formats.number)
    else:
        sheet.write_string(row, column, _text(str(cell)), formats.text)


def _text(text: str) -> str:
    """Any text as one that a workbook can hold and shows as it is."""
    text = _NOT_IN_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
    if len(text.encode("utf-16-le")) // 2 > _LONGEST:
        text = f"{text[: _LONGEST // 2]} … (cut)"
    text = _ESCAPED.sub("_x005F_", text)
    # The writer takes a string from `<r>` to `</r>` for markup of its own; a space is no harm.
    return f" {text}" if text.startswith("<r>") and text.endswith("</r>") else text


def _sheets(report: Report) -> Iterable[tuple[str, Columns, list[Sequence[Cell]]]]:
    yield (
        "Decisions",
        [("Decide", 50), ("Because", 60), ("Suggested", 45), ("Who", 22), ("By", 12),
         ("About", 35), ("First asked", 12), ("Blocks sign-off", 10), ("Agreed", 12),
         ("Changed", 12), ("Deferred", 12)],
        [(d.action, d.reason, d.suggestion, d.owner, d.by, _names(d.about), d.asked_since,
          d.blocks_sign_off, None, None, None) for d in report.decisions],
    )  # fmt: skip
    yield (
        "Sign-off",
        [("Check", 18), ("What is counted", 40), ("Passes", 10), ("Count", 10), ("Of", 10),
         ("By exception", 12), ("Count before", 12), ("Of before", 12), ("Remark", 50)],
        [(c.question, c.label, c.passed, c.count.count, c.count.of, c.excepted,
          c.before.count if c.before else None, c.before.of if c.before else None, c.remark)
         for c in report.checks],
    )  # fmt: skip
    yield (
        "KPIs",
        [("KPI", 35), ("Id", 28), ("Status", 11), ("Owner", 22), ("Role", 12), ("Measures", 30),
         ("What it is", 50), ("How it is counted", 50), ("Target", 25), ("Path to the mission", 60),
         ("Held in check by", 35), ("Holds in check", 35), ("Used for", 25), ("Review due", 12),
         ("Review", 14), ("Last reviewed", 13), ("Written in", 35)],
        [(k.kpi.name, k.kpi.id, k.status, k.owner, k.role, k.measures, k.what, k.counted, k.target,
          k.path, _brakes(k.brakes), _names(k.holds), ", ".join(k.used_for),
          *_review(k.review), k.place) for k in report.kpis],
    )  # fmt: skip
    yield (
        "Speed and brakes",
        [("KPI", 35), ("Owner", 22), ("Target", 25), ("Hangs on it", 25), ("State", 11),
         ("Held in check by", 45), ("How it can be met without helping", 50), ("Suggested", 50)],
        [(s.kpi.name, s.owner, s.target, ", ".join(s.hangs_on_it), s.state, _brakes(s.brakes),
          s.risk, s.suggestion) for s in report.speed],
    )  # fmt: skip
    coming = [row for month in report.reviews.coming for row in month.reviews]
    yield (
        "Reviews",
        [("KPI", 35), ("Owner", 22), ("Due", 12), ("State", 14), ("Days late", 10), ("Last", 12),
         ("Decided", 12)],
        [(r.kpi.name, r.owner, r.due, r.state, r.days_late, r.last, r.decision)
         for r in (*report.reviews.late, *coming)],
    )  # fmt: skip
    yield (
        "Last decisions",
        [("What", 60), ("About", 35), ("Who", 22), ("When", 12), ("State", 10), ("Evidence", 60)],
        [(p.what, p.about.name, p.owner, p.day, p.state, p.evidence) for p in report.past],
    )  # fmt: skip
    yield (
        "Changes",
        [("What", 35), ("Kind", 10), ("Owner", 22), ("Risk", 10), ("Change", 60), ("Before", 40),
         ("After", 40)],
        [(c.subject.name, c.subject.kind, c.owner, c.risk, c.words, c.before, c.after)
         for c in report.changes],
    )  # fmt: skip
    yield (
        "Exceptions",
        [("About", 35), ("Sets aside", 45), ("Because", 60), ("Agreed by", 25), ("Since", 12),
         ("Until", 12), ("State", 11), ("Hides", 8), ("Renewed", 9), ("Remark", 45)],
        [(w.about.name, w.rule, w.reason, ", ".join(w.approved_by), w.since, w.until, w.state,
          w.hides, w.renewed, w.remark) for w in report.waivers],
    )  # fmt: skip
    yield (
        "Findings",
        [("Code", 9), ("Rule", 28), ("Severity", 10), ("About", 35), ("What is so", 60),
         ("Why it matters", 55), ("What to do", 60), ("Written in", 35), ("New", 7),
         ("Set aside", 9), ("Follows from another", 12), ("Fingerprint", 18)],
        [(f.code, f.rule, f.severity, f.subject.name, f.message, f.why, f.help, f.place, f.new,
          f.waived, f.follows, f.fingerprint) for f in report.findings],
    )  # fmt: skip


def _names(refs: Iterable[Ref]) -> str:
    return ", ".join(ref.name for ref in refs)


def _brakes(brakes: Iterable[Brake]) -> str:
    return "; ".join(
        brake.kpi.name if brake.works else f"{brake.kpi.name} (does not work: {brake.why_not})"
        for brake in brakes
    )


def _review(review: ReviewRow | None) -> tuple[Any, ...]:
    return (None, None, None) if review is None else (review.due, review.state, review.last)
