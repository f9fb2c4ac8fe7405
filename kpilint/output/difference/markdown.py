"""The comment below a pull request: one block, in place of the editor that leaders do not open.

Nothing at all where nothing but words changed: a comment that says nothing is not read next time.
"""

from __future__ import annotations

from kpilint.changes.kinds import ReviewRecorded, Risk
from kpilint.output.difference.advice import Advice, advice_of
from kpilint.output.difference.effect import (
    effects_of,
    findings_in_words,
    heading_of,
    only_reviewed,
    reviewed,
    settings_in_words,
    sides_of,
    words_of,
)
from kpilint.output.difference.format import DifferenceFormat
from kpilint.output.difference.map import map_of
from kpilint.output.format import View
from kpilint.revisions.difference import Difference, Entry
from kpilint.text.markdown import block, code, plain, prose
from kpilint.text.phrase import counted

# Lets a robot find its own comment again, to change it instead of writing another.
MARKER = "<!-- kpilint:pr-summary -->"
# GitHub takes 64 KiB a comment; some room is left for what a workflow adds.
MAX_BYTES = 64 * 1024 - 1024
_ROOM_FOR_NOTES = 1024
_TABLE = "| | KPI | Change | Effect |\n|---|---|---|---|\n"
_SIGNS = {True: "\u25b2", False: ""}


def render(difference: Difference, view: View) -> str:
    del view
    if not difference.is_relevant:
        return ""
    settle = len(difference.to_settle)
    things = counted(settle, "thing") if settle else "nothing"
    head = f"### KPI check: {things} to settle before merge"
    text = f"{MARKER}\n{head}\n"
    settings = settings_in_words(difference)
    text += f"\n{_SIGNS[True]} {plain(settings, 1_000)}\n" if settings else ""
    closing = f"\n{plain(_closing(difference), 1_000)}\n"
    room = MAX_BYTES - _ROOM_FOR_NOTES - _size(text + closing)
    listed = [e for e in difference.entries if not e.is_wording and not only_reviewed(e)]
    rows = [_row(entry, difference) for entry in listed]
    for section in (
        # Half of it: what is to be done is not pushed out by what there is to know.
        _Section(f"\n{_TABLE}", rows, "", "row", most=room // 2),
        _Section(
            "\n**What to do**\n\n",
            list(map(_item, advice_of(difference))),
            "",
            "answer",
            see="kpilint check --since",
        ),
        _folded("Reviews recorded, and nothing else changed", _reviews(difference)),
        _folded("Other words, the same meaning", _wording(difference)),
        _map(difference),
    ):
        written = section.within(room, difference.revision)
        room -= _size(written)
        text += written
    return text + closing


class _Section:
    """Text above, rows that are kept whole or left out, text below, and what a row is called.

    Without a name, what does not fit is not missed. It takes at most `most` bytes; `see`
    is the command that shows, of a revision, what did not fit.
    """

    def __init__(
        self,
        above: str,
        rows: list[str],
        below: str,
        noun: str,
        *,
        most: int = MAX_BYTES,
        see: str = "kpilint diff",
    ) -> None:
        self.above, self.rows, self.below, self.noun = above, rows, below, noun
        self.most, self.see = most, see

    def within(self, room: int, revision: str) -> str:
        """As much as fits into so many bytes; what does not is counted, with where it is to see."""
        if not self.rows:
            return ""
        room = min(room, self.most) - _size(self.above + self.below)
        kept = 0
        for row in self.rows:
            room -= _size(row)
            if room < 0:
                break
            kept += 1
        if not kept:
            none = counted(len(self.rows), self.noun)
            return f"\n{self._left(none, revision)}\n" if self.noun else ""
        left = len(self.rows) - kept
        note = f"\n{self._left(counted(left, f'more {self.noun}'), revision)}\n" if left else ""
        return f"{self.above}{''.join(self.rows[:kept])}{self.below}{note}"

    def _left(self, what: str, revision: str) -> str:
        see = code(f"{self.see} {revision}", 100)
        return f"{what} would not fit here; {see} shows all."


def _size(text: str) -> int:
    return len(text.encode("utf-8", "backslashreplace"))


def _row(entry: Entry, difference: Difference) -> str:
    changes = "<br>".join(plain(words, 300) for words in words_of(entry, difference))
    effects = "<br>".join(prose(effect, 400) for effect in effects_of(entry))
    sign = _SIGNS[entry.is_to_settle]
    return f"| {sign} | **{plain(heading_of(entry, difference), 160)}** | {changes} | {effects} |\n"


def _item(advice: Advice) -> str:
    where = f"{code(advice.path)}, line {advice.line}" if advice.path else ""
    text = f"- **{plain(advice.name)}**: {prose(advice.help)}{f' ({where})' if where else ''}\n"
    if advice.snippet:
        lines = block(list(advice.snippet), "yaml").splitlines()
        text += "".join(f"\n  {line}" for line in lines) + "\n"
    return text


def _folded(summary: str, rows: list[str]) -> _Section:
    above = f"\n<details><summary>{plain(summary)} ({len(rows):,})</summary>\n\n"
    return _Section(above, rows, "\n</details>\n", "entry")


def _reviews(difference: Difference) -> list[str]:
    return [
        f"- {plain(heading_of(entry, difference), 160)}: {_decisions(entry)}\n"
        for entry in difference.entries
        if only_reviewed(entry)
    ]


def _decisions(entry: Entry) -> str:
    reviews = [change for change in entry.changes if isinstance(change, ReviewRecorded)]
    return "; ".join(plain(reviewed(review)) for review in reviews)


def _wording(difference: Difference) -> list[str]:
    rows = []
    for entry in difference.entries:
        fields = [c.words for c in entry.changes if c.risk is Risk.WORDING]
        if fields and entry.is_wording:
            said = ", ".join(plain(words) for words in fields)
            rows.append(f"- {plain(heading_of(entry, difference), 160)}: {said}\n")
    return rows


def _map(difference: Difference) -> _Section:
    drawn = map_of(difference)
    # Nothing in it can close the fence: every sign of a name that is not plain is written as a
    # number.
    rows = [f"```mermaid\n{drawn}```\n"] if drawn else []
    above = "\n<details><summary>What the changed KPIs hang together with</summary>\n\n"
    return _Section(above, rows, "\n</details>\n", "")


def _closing(difference: Difference) -> str:
    return f"Compared {sides_of(difference)}. {findings_in_words(difference)}"


FORMAT = DifferenceFormat("markdown", "the comment below a pull request", render)
