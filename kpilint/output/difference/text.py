"""What changed, for a terminal: by what is to be done about it, entry by entry."""

from __future__ import annotations

from collections.abc import Iterable

from kpilint.changes.kinds import ReviewRecorded, Risk
from kpilint.output.difference.effect import (
    effects_of,
    findings_in_words,
    heading_of,
    only_reviewed,
    settings_in_words,
    sides_of,
    words_of,
)
from kpilint.output.difference.format import DifferenceFormat
from kpilint.output.format import View
from kpilint.output.paint import BOLD, paint
from kpilint.revisions.difference import Difference, Entry
from kpilint.text.phrase import counted_in_words
from kpilint.text.show import show
from kpilint.text.wrap import wrap

_TO_SETTLE = "To settle: somebody has to say yes to this"
_ARROW = "-> "
_TO_DO = (
    "What to do about each: `--format markdown` says it, with lines to paste; a decision that was "
    "taken is recorded with `kpilint review`."
)


def render(difference: Difference, view: View) -> str:
    entries = difference.entries
    if not entries and not difference.compared.gone:
        lines = wrap(f"Nothing changed: {sides_of(difference)}.", view.width)
        return "\n".join([*lines, *_settings(difference, view)]) + "\n"
    reviewed = [entry for entry in entries if only_reviewed(entry)]
    risen = [e for e in entries if not e.is_to_settle and e.risk >= Risk.NOTABLE]
    routine = [e for e in entries if e.risk is Risk.ROUTINE and not only_reviewed(e)]
    blocks = [
        _block(
            "To settle: somebody has to say yes to this", difference.to_settle, difference, view
        ),
        _block("To know", risen, difference, view),
        _block("Routine", routine, difference, view),
        _paragraph("Reviews recorded", _reviews(reviewed), view),
        _paragraph("Other words, the same meaning", _names(difference.wording), view),
        "\n".join(_closing(difference, view)),
    ]
    return "\n\n".join(filter(None, blocks)) + "\n"


def _block(heading: str, entries: Iterable[Entry], difference: Difference, view: View) -> str:
    lines = [line for entry in entries for line in _lines(entry, difference, view)]
    return "\n".join([paint(heading, BOLD, view), *lines]) if lines else ""


def _lines(entry: Entry, difference: Difference, view: View) -> list[str]:
    lines = [f"  {heading_of(entry, difference)}"]
    for words in words_of(entry, difference):
        first, *others = wrap(words, view.width - 4, "  ")
        lines += [f"    {line}" for line in (first, *others)]
    for effect in effects_of(entry):
        first, *others = wrap(effect, view.width - 7)
        lines += [f"    {_ARROW}{first}", *(f"       {line}" for line in others)]
    return lines


def _paragraph(heading: str, text: str, view: View) -> str:
    if not text:
        return ""
    lines = [f"  {line}" for line in wrap(text, view.width - 2)]
    return "\n".join([paint(heading, BOLD, view), *lines])


def _reviews(entries: Iterable[Entry]) -> str:
    """`"Reopen rate" (keep), "Impressions" (deferred)`"""
    said = []
    for entry in entries:
        reviews = [one for one in entry.changes if isinstance(one, ReviewRecorded)]
        decisions = dict.fromkeys(one.decision or "no decision" for one in reviews)
        said.append(f'"{show(entry.subject.name, 60)}" ({", ".join(decisions)})')
    return ", ".join(said)


def _names(entries: Iterable[Entry]) -> str:
    return ", ".join(f'"{show(entry.subject.name or entry.subject.id, 60)}"' for entry in entries)


def _closing(difference: Difference, view: View) -> list[str]:
    number = len(difference.to_settle)
    settle = counted_in_words(number, "thing") if number else "nothing"
    changed = counted_in_words(len(difference.entries), "entry", "entries")
    text = (
        f"Compared {sides_of(difference)}: {settle} to settle; {changed} changed or gained a "
        f"finding. {findings_in_words(difference)}"
    )
    lines = [*wrap(text, view.width), *_settings(difference, view)]
    if number:
        lines += wrap(_TO_DO, view.width)
    return lines


def _settings(difference: Difference, view: View) -> list[str]:
    said = settings_in_words(difference)
    return wrap(said, view.width) if said else []


FORMAT = DifferenceFormat("text", "for reading on a screen", render)
