"""The findings with the lines they are about: for reading on a screen."""

from __future__ import annotations

from kpilint.finding import Finding, Place, Severity
from kpilint.output.closing import closing_line
from kpilint.output.folding import Folded, fold
from kpilint.output.format import Format, View
from kpilint.output.summary import plural
from kpilint.run import Result
from kpilint.text.show import show

_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.ADVICE: "36"}


def render(result: Result, view: View) -> str:
    blocks = [_block(folded, view) for folded in fold(view.visible(result), result)]
    return "\n\n".join([*blocks, closing_line(result)]) + "\n"


def _block(folded: Folded, view: View) -> str:
    finding = folded.finding
    problem = finding.problem
    head = _paint(f"{finding.severity.word}[{finding.rule.code}]", _COLORS[finding.severity], view)
    lines = [
        f"{head}: {_paint(show(problem.message), '1', view)}",
        *_excerpt(problem.place, finding, view),
        f"  why: {show(problem.why, 400)}",
        f"  do:  {show(problem.help, 600)}",
    ]
    for related in problem.related[:3]:
        lines.append(f"  see: {_address(related.place)} {show(related.message)}")
    if problem.fix:
        lines.append(f"  fix: {show(problem.fix.title)} ({_how(finding)})")
    if folded.following:
        names = ", ".join(sorted({show(f.rule.name) for f in folded.following}))
        lines.append(
            f"  ... and {plural(len(folded.following), 'more finding')} because of it ({names})"
        )
    if folded.alike:
        named = ", ".join(f'"{show(name, 60)}"' for name in folded.alike[:3])
        lines.append(f"  ... the same for {plural(len(folded.alike), 'more KPI')}: {named} ...")
    return "\n".join(lines)


def _how(finding: Finding) -> str:
    fix = finding.problem.fix
    return "--fix" if fix and fix.safety.word == "safe" else "--unsafe-fixes"


def _address(place: Place) -> str:
    at = place.source.position(place.span.start)
    return f"{show(place.source.path)}:{at.line}:{at.column}"


def _excerpt(place: Place, finding: Finding, view: View) -> list[str]:
    """The line of the finding with a caret line below it."""
    source = place.source
    at = source.position(place.span.start)
    if not source.text:
        return [f"  --> {show(source.path)}"]
    line = source.line(at.line)
    start = at.column - 1
    length = max(1, min(place.span.end - place.span.start, len(line) - start))
    # Long lines are shown from a little before the place.
    cut = max(0, start - 60) if len(line) > 100 else 0
    before, marked = show(line[cut:start], 200), show(line[start : start + length] or " ", 100)
    indent = len(line[cut:start]) - len(line[cut:start].lstrip(" "))
    before = " " * indent + before.lstrip(" ") if before.strip() else " " * (start - cut)
    after = show(line[start + length : start + length + 60], 60)
    number = str(at.line)
    margin = " " * len(number)
    carets = _paint("^" * len(marked), _COLORS[finding.severity], view)
    return [
        f"{margin}--> {_address(place)}",
        f"{number} | {before}{marked}{after}",
        f"{margin} | {' ' * len(before)}{carets}",
    ]


def _paint(text: str, code: str, view: View) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if view.color else text


FORMAT = Format("full", "each finding with its line, why it matters and what to do", render)
