"""Runs one case of a page, and rewrites the parts of a page that a machine makes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from kpilint.catalogue.files import SETTINGS_FILE
from kpilint.config import Settings
from kpilint.engine.fixing import fix
from kpilint.engine.lint import lint
from kpilint.engine.settings import settings_from
from kpilint.finding import Safety
from kpilint.output import concise
from kpilint.output.format import View
from kpilint.record import changed
from kpilint.run import Base, Result
from kpilint.syntax.parse import parse
from kpilint.text.source import Source
from tests.literate.blocks import DEFAULT_FILE, Block, Case
from tests.literate.claims import claims_of, disagreements
from tests.literate.console import transcript

ROOT = Path(__file__).parents[2]


def check(case: Case, folder: Path) -> tuple[list[str], dict[Block, str]]:
    """What is wrong with a case, and the text that each of its machine-made blocks should have."""
    wrong: list[str] = []
    made: dict[Block, str] = {}
    if case.files and not case.consoles:
        result = lint_case(case)
        claims = [c for path, block in case.files.items() for c in claims_of(path, block.text)]
        if claims or case.findings is None:
            wrong += disagreements(claims, result)
        if case.findings is not None:
            made[case.findings] = concise.render(result, View())
        if case.fixed:
            repaired, faults = fix_case(case)
            wrong += faults
            for block in case.fixed:
                made[block] = repaired[block.name or DEFAULT_FILE]
    for console in case.consoles:
        folder.mkdir(parents=True, exist_ok=True)
        for name, block in case.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if not path.exists():
                path.write_text(block.text, encoding="utf-8")
        if case.settings is not None:
            (folder / "kpilint.yaml").write_text(case.settings.text, encoding="utf-8")
        made[console] = transcript(console.text, folder)
    wrong += [
        f"line {block.line}: the `{block.kind}` block is stale; it should be\n{text}"
        for block, text in made.items()
        if block.text != text
    ]
    return wrong, made


def lint_case(case: Case, settings: Settings | None = None) -> Result:
    """Check a case as its page says, or with other settings."""
    settings = settings or settings_of(case)
    as_of = dt.date.fromisoformat(case.as_of)
    return lint(sources_of(case.files), settings, as_of, base=_base_of(case, settings, as_of))


def sources_of(files: Mapping[str, Block]) -> list[Source]:
    return [Source(path, block.text) for path, block in files.items()]


def _base_of(case: Case, settings: Settings, as_of: dt.date) -> Base | None:
    if not case.before:
        return None
    then = lint(sources_of(case.before), settings, as_of)
    return Base(then.context, "main", dt.date.fromisoformat(case.base_day))


def fix_case(case: Case) -> tuple[dict[str, str], list[str]]:
    """The texts of a case after fixing, and where the fixes break their promises.

    They settle, every file still parses, what they answered is gone, and no error comes new.
    """
    sources = sources_of(case.files)
    as_of = dt.date.fromisoformat(case.as_of)
    before = lint_case(case)
    done = fix(sources, settings_of(case), as_of, Safety.UNSAFE)
    again = fix(done.sources, settings_of(case), as_of, Safety.UNSAFE)
    faults = []
    if again.answered:
        faults.append("the fixes do not settle: a second run finds more to do")
    if any(parse(source).troubles for source in done.sources):
        faults.append("the fixed text is not readable YAML")
    if not done.answered:
        faults.append("there is a `fixed` block, but no fix was made")
    gone = {finding.key for finding in done.answered}
    left = {finding.key for finding in done.result.open}
    if gone & left:
        faults.append(f"answered, but still there: {sorted(gone & left)}")
    new = left - {finding.key for finding in before.open}
    if new:
        faults.append(f"the fixes bring new findings: {sorted(new)}")
    return {source.path: source.text for source in done.sources}, faults


def settings_of(case: Case) -> Settings:
    """The settings of the case; a page of a rule runs that rule and the reading rules only."""
    settings = Settings()
    if case.settings is not None:
        settings = settings_from(Source(SETTINGS_FILE, case.settings.text))
    if case.page.parent.name == "rules" and not settings.select:
        return changed(settings, select=(case.page.stem, "STR"))
    return settings


def rewrite(page: Path, made: dict[Block, str]) -> None:
    """Put the machine-made texts into a page."""
    text = page.read_text(encoding="utf-8")
    for block, new in sorted(made.items(), key=lambda item: item[0].span, reverse=True):
        start, end = block.span
        text = text[:start] + new + text[end:]
    page.write_text(text, encoding="utf-8")
