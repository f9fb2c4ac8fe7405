"""Settings as a call narrows them down."""

from __future__ import annotations

from collections.abc import Sequence

from kpilint.cli.exits import UserError
from kpilint.config import NEVER, SEVERITIES, Never, Settings
from kpilint.finding import Severity
from kpilint.record import changed

FAIL_ON: dict[str, Severity | Never] = {**SEVERITIES, NEVER: NEVER}


def narrow(
    settings: Settings,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    profile: str | None = None,
    fail_on: str | None = None,
) -> Settings:
    """Settings as a call changes them.

    `select` takes the place of what the settings select; `ignore` adds to what they ignore; a
    profile brings its own severity to fail on. UserError for a word that names no rule.
    """
    selected, ignored = _rules(select), _rules(ignore)
    if selected:
        settings = changed(settings, select=selected, extend_select=())
    if ignored:
        settings = changed(settings, ignore=(*settings.ignore, *ignored))
    if profile is not None:
        settings = changed(settings, profile=profile, fail_on=None)
    if fail_on is not None:
        settings = changed(settings, fail_on=FAIL_ON[fail_on])
    return settings


def _rules(texts: Sequence[str]) -> tuple[str, ...]:
    words = tuple(word.strip() for text in texts for word in text.split(",") if word.strip())
    if not words:
        return ()
    from kpilint.engine.settings import vocabulary  # noqa: PLC0415 - most calls name no rules

    names = vocabulary()
    for word in words:
        if not names.names_rules(word):
            near = names.nearest_rule(word)
            hint = f'Did you mean "{near}"?' if near else "`kpilint rules` lists all rules."
            raise UserError(f'There is no rule "{word}".', hint)
    return words
