"""Settings from a file, with the names of the rules and profiles that there are."""

from __future__ import annotations

from functools import cache

from kpilint.config import Settings
from kpilint.config_file import Vocabulary, read_settings
from kpilint.engine.choose import PROFILES
from kpilint.engine.registry import rules
from kpilint.text.source import Source


@cache
def vocabulary() -> Vocabulary:
    """What settings and options of the command line may name."""
    return Vocabulary(
        {rule.info.code: rule.info.name for rule in rules()},
        {rule.info.name: rule.options for rule in rules()},
        tuple(PROFILES),
    )


def settings_from(source: Source) -> Settings:
    """The settings in a file; SettingsError with every mistake when they cannot be used."""
    return read_settings(source, vocabulary())
