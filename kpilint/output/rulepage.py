"""What the page of a rule says, for formats that carry explanations with them."""

from __future__ import annotations

from kpilint.finding import RuleInfo
from kpilint.pages import page


def explanation_of(rule: RuleInfo) -> tuple[str, str]:
    """The opening paragraph as one line, and everything before the examples, in Markdown.

    Both are empty where the rule has no page, as one of an organisation's own may not have.
    """
    try:
        text = page(f"specs/rules/{rule.name}.md")
    except KeyError:
        return "", ""
    body = text.partition("\n## Examples")[0].partition("\n")[2].strip()
    opening = " ".join(body.partition("\n\n")[0].split())
    return opening, f"{body}\n\nExamples: `kpilint explain {rule.name}`."
