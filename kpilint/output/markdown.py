"""The comment below a change: what it would bring into the catalogue, for whoever decides."""

from __future__ import annotations

from kpilint.editing.snippet import snippet_of
from kpilint.finding import Severity
from kpilint.output.closing import closing
from kpilint.output.folding import Folded, fold, what_follows, who_else
from kpilint.output.format import Format, View
from kpilint.output.wording import help_of, message_of, path_of, why_of, worst_first
from kpilint.run import Result
from kpilint.text.markdown import block, code, plain, prose
from kpilint.text.phrase import counted

# Lets a robot find its own comment again, to change it instead of writing another.
MARKER = "<!-- kpilint -->"
# GitHub takes 65,536 characters a comment.
MAX_CHARACTERS = 60_000
_HEADINGS = {
    Severity.ERROR: "To settle before this goes to leadership",
    Severity.WARNING: "To decide at the next review",
    Severity.ADVICE: "What would make the catalogue better",
}


def render(result: Result, view: View) -> str:
    ending = "\n\n".join(plain(line, 2_000) for line in closing(result).splitlines())
    folded = fold(worst_first(view.visible(result)), result)
    text = f"{MARKER}\n## KPI catalogue check\n\n{ending}\n"
    for severity, heading in _HEADINGS.items():
        items = [_item(one) for one in folded if one.finding.severity is severity]
        if not items:
            continue
        opening, end = f"\n### {heading}\n\n", ""
        if severity is Severity.ADVICE:
            pieces = counted(len(items), "piece of advice", "pieces of advice")
            opening += f"<details><summary>{pieces}</summary>\n\n"
            end = "\n</details>\n"
        text += opening + _as_many_as_fit(items, MAX_CHARACTERS - len(text) - len(opening)) + end
    return text


def _as_many_as_fit(items: list[str], room: int) -> str:
    kept: list[str] = []
    for item in items:
        room -= len(item) + 1
        if room < 0:
            left = counted(len(items) - len(kept), "more finding")
            return "\n".join([*kept, f"- {left}: run `kpilint check` to see them all."]) + "\n"
        kept.append(item)
    return "\n".join(kept)


def _item(folded: Folded) -> str:
    finding = folded.finding
    problem = finding.problem
    line = problem.place.source.position(problem.place.span.start).line
    lines = [
        f"- **{prose(message_of(finding))}**",
        f"  {prose(why_of(problem))}",
        f"  **What to do:** {prose(help_of(problem))}",
    ]
    lines += [
        f"  _{plain(text, 400)}_" for text in (what_follows(folded), who_else(folded)) if text
    ]
    rule = f"{finding.rule.code} {finding.rule.name}"
    lines.append(f"  {code(path_of(problem.place))}, line {line} ({rule})")
    text = "\\\n".join(lines) + "\n"
    snippet = snippet_of(problem)
    if snippet:
        text += "".join(f"\n  {line}" for line in block(snippet, "yaml").splitlines()) + "\n"
    return text


FORMAT = Format("markdown", "the comment below a change", render)
