"""Markdown to blocks and cases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

_FENCE = re.compile(r"^(`{3,})([^`\n]*)\n(.*?)^\1[ ]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#+ .*$", re.MULTILINE)
_FILE_NAME = re.compile(r"`([\w./-]+)`:\s*\Z")

DEFAULT_FILE = "catalogue.yaml"


@dataclass(frozen=True)
class Block:
    """A fenced block: `kind` is the first word behind the fence, `words` the others."""

    kind: str
    words: tuple[str, ...]
    text: str
    line: int
    span: tuple[int, int]  # of the text, in the page
    section: int  # offset of the heading above
    name: str | None  # the file name in the line above

    def option(self, key: str) -> str | None:
        """The value of `key=value` behind the fence."""
        return next((w.partition("=")[2] for w in self.words if w.startswith(f"{key}=")), None)


@dataclass
class Case:
    """One catalogue of a page, with what the page claims about it."""

    page: Path
    line: int
    files: dict[str, Block] = field(default_factory=dict)
    before: dict[str, Block] = field(default_factory=dict)
    settings: Block | None = None
    findings: Block | None = None
    fixed: list[Block] = field(default_factory=list)
    consoles: list[Block] = field(default_factory=list)

    @property
    def as_of(self) -> str:
        blocks = self.files.values()
        return next((day for b in blocks if (day := b.option("as-of"))), "2026-11-22")

    @property
    def base_day(self) -> str:
        """The day of the earlier state."""
        blocks = self.before.values()
        return next((day for b in blocks if (day := b.option("day"))), "2026-09-30")


def blocks_of(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    # A comment in a block looks like a heading.
    prose = _FENCE.sub(lambda match: " " * len(match[0]), text)
    headings = [match.start() for match in _HEADING.finditer(prose)]
    made = []
    for match in _FENCE.finditer(text):
        kind, *words = match[2].split() or [""]
        above = _FILE_NAME.search(text[: match.start()])
        made.append(
            Block(
                kind, tuple(words), match[3], text.count("\n", 0, match.start()) + 2,
                match.span(3), max((h for h in headings if h < match.start()), default=0),
                above[1] if above else None,
            )
        )  # fmt: skip
    return made


def cases_of(page: Path) -> list[Case]:
    """The cases of a page, in order.

    A `yaml` block without a file name is a case of its own. Blocks with file names in one section,
    of whatever kind, make one case. `yaml settings`, `findings`, `fixed` and `console` belong to
    the case they stand below, or begin one. `yaml before` belongs to the catalogue that follows.
    """
    cases: list[Case] = []
    section = -1
    for block in blocks_of(page):
        if block.kind not in ("yaml", "findings", "fixed", "console") and block.name is None:
            continue
        if not cases or block.section != section or _opens(block, cases[-1]):
            cases.append(Case(page, block.line))
        section = block.section
        _add(cases[-1], block)
    return cases


def _opens(block: Block, case: Case) -> bool:
    """Whether a block in the same section begins a case of its own."""
    if block.kind != "yaml" or "settings" in block.words:
        return False
    if "before" in block.words:
        again = block.name is None or block.name in case.before
        return bool(case.files or case.consoles) and again
    only_settings = not case.files and not case.consoles
    return not only_settings and (block.name is None or DEFAULT_FILE in case.files)


def _add(case: Case, block: Block) -> None:
    if block.kind == "yaml" and "settings" in block.words:
        case.settings = block
    elif block.kind == "yaml" and "before" in block.words:
        case.before[block.name or DEFAULT_FILE] = block
    elif block.kind == "yaml" or block.name is not None:
        case.files[block.name or DEFAULT_FILE] = block
    elif block.kind == "findings":
        case.findings = block
    elif block.kind == "fixed":
        case.fixed.append(block)
    else:
        assert not case.before, f"{case.page}: a console knows no earlier state"
        case.consoles.append(block)
