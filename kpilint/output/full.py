"""The findings with the lines they are about: for reading on a screen."""

from __future__ import annotations

from kpilint.finding import Finding
from kpilint.output.closing import closing
from kpilint.output.excerpt import excerpt
from kpilint.output.folding import Folded, fold, what_follows, who_else
from kpilint.output.format import Format, View
from kpilint.output.paint import BOLD, color_of, paint
from kpilint.output.wording import address, help_of, message_of, why_of
from kpilint.run import Result
from kpilint.text.show import show
from kpilint.text.source import Span
from kpilint.text.wrap import wrap

_MIN_WIDTH, _MAX_WIDTH = 40, 100
_MAX_RELATED = 3


def render(result: Result, view: View) -> str:
    shown = fold(view.visible(result), result)
    blocks = []
    above: tuple[str, Span] | None = None
    for folded in shown:
        place = folded.finding.problem.place
        here = (place.source.path, place.span)
        # Lines that stand just above need not be shown again.
        blocks.append(_block(folded, view, repeated=here == above))
        above = here
    ending = [part for line in closing(result).splitlines() for part in wrap(line, _columns(view))]
    return "\n\n".join([*blocks, "\n".join(ending)]) + "\n"


def _block(folded: Folded, view: View, *, repeated: bool) -> str:
    finding = folded.finding
    problem = finding.problem
    lines = [
        *_headline(finding, view),
        *([f"  --> {address(problem.place)}"] if repeated else excerpt(finding, view)),
        *_labelled("why", why_of(problem), view),
        *_labelled("do", help_of(problem), view),
    ]
    for related in problem.related[:_MAX_RELATED]:
        lines += _labelled("see", f"{address(related.place)} {show(related.message)}", view)
    if len(problem.related) > _MAX_RELATED:
        lines += _labelled("see", f"and {len(problem.related) - _MAX_RELATED:,} more places", view)
    if problem.fix:
        lines += _labelled("fix", f"{show(problem.fix.title)} ({problem.fix.safety.flag})", view)
    for text in filter(None, (what_follows(folded), who_else(folded))):
        lines += _labelled("...", text, view)
    return "\n".join(lines)


def _headline(finding: Finding, view: View) -> list[str]:
    head = f"{finding.severity.word}[{finding.rule.code}]:"
    first, *others = wrap(f"{head} {message_of(finding)}", _columns(view), "  ")
    return [
        paint(head, color_of(finding.severity), view) + paint(first[len(head) :], BOLD, view),
        *(paint(line, BOLD, view) for line in others),
    ]


def _labelled(label: str, text: str, view: View) -> list[str]:
    head = f"  {label if label == '...' else label + ':':<4} "
    first, *others = wrap(text, _columns(view) - len(head), "")
    return [paint(head, BOLD, view) + first, *(" " * len(head) + line for line in others)]


def _columns(view: View) -> int:
    return min(max(view.width, _MIN_WIDTH), _MAX_WIDTH)


FORMAT = Format("full", "each finding with its line, why it matters and what to do", render)
