"""`kpilint explain`: explain a rule: why it exists, what it looks at, examples."""

from __future__ import annotations

import sys

import click

from kpilint.cli.commands.rules import rule_as_dict
from kpilint.cli.exits import UserError
from kpilint.cli.options import Word
from kpilint.cli.terminal import print_out, wants_color
from kpilint.engine.registry import find_rule, rules
from kpilint.engine.settings import vocabulary
from kpilint.pages import page
from kpilint.rule import Rule
from kpilint.text.dump import dump
from kpilint.text.pattern import pattern

_FENCE = pattern(r"^```.*$")
_LINK = pattern(r"\[([^\]]+)\]\([^)]*\)")


@click.command("explain")
@click.argument("rule", metavar="CODE-OR-NAME")
@click.option(
    "--format",
    "format_name",
    type=Word("format", ("text", "markdown", "json")),
    default="text",
    help="How the page is written; text unless said otherwise.",
)
def command(*, rule: str, format_name: str) -> None:
    """Explain a rule: why it exists, what it looks at, and examples."""  # fmt: skip
    found = find_rule(rule)
    if found is None:
        raise UserError(f'There is no rule "{rule}".', _hint(rule))
    text = page(f"specs/rules/{found.info.name}.md")
    if format_name == "markdown":
        print_out(text)
    elif format_name == "json":
        print_out(dump({**rule_as_dict(found), "page": text}, indent=2) + "\n")
    else:
        print_out(_for_reading(found, text, bold=wants_color("auto", sys.stdout)))


def _hint(word: str) -> str:
    """The rule that was probably meant; of a family of codes, all of its rules."""
    near = vocabulary().nearest_rule(word)
    if not near:
        return "`kpilint rules` lists all rules."
    family = [rule.info for rule in rules() if rule.info.code.startswith(near)]
    if find_rule(near) is None and family:
        return f"There are: {', '.join(f'{info.code} {info.name}' for info in family)}."
    return f'Did you mean "{near}"?'


def _for_reading(rule: Rule, text: str, *, bold: bool) -> str:
    """The page without marks of Markdown: examples are indented, headings stand out."""
    info = rule.info
    fix = {None: "", "safe": "; --fix answers it", "unsafe": "; --unsafe-fixes answers it"}
    offered = info.fix.word if info.fix else None
    lines: list[str] = []
    fenced = False
    for line in text.splitlines()[1:]:
        if _FENCE.match(line):
            fenced = not fenced
        elif fenced:
            lines.append(f"    {line}".rstrip())
        elif line.startswith("#"):
            heading = line.lstrip("# ")
            lines += [_bold(heading) if bold else heading.upper()]
        else:
            lines.append(_LINK.sub(r"\1", line))
    head = f"{info.code} {info.name}"
    about = f"{info.severity.word}: {info.summary}{fix.get(offered, '')}"
    return "\n".join([_bold(head) if bold else head, about, *lines]).rstrip() + "\n"


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"
