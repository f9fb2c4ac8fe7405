"""kpilint: a linter for KPI catalogues.

    import kpilint

    result = kpilint.lint("kpis/", as_of=date(2026, 12, 31))
    for finding in result.open:
        print(finding.severity.word, finding.problem.message)

    graph = result.catalogue.graph()  # a networkx.MultiDiGraph

Importing the package is cheap: each name is loaded when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kpilint.api import lint, read
    from kpilint.catalogue.catalogue import Catalogue
    from kpilint.config import Settings
    from kpilint.config_file import SettingsError
    from kpilint.finding import Finding, Problem, Severity
    from kpilint.run import Result
    from kpilint.version import VERSION as __version__  # noqa: N811 - the name that Python asks for

_HOMES = {
    "Catalogue": "kpilint.catalogue.catalogue",
    "Finding": "kpilint.finding",
    "Problem": "kpilint.finding",
    "Result": "kpilint.run",
    "Settings": "kpilint.config",
    "SettingsError": "kpilint.config_file",
    "Severity": "kpilint.finding",
    "lint": "kpilint.api",
    "read": "kpilint.api",
}

__all__ = [
    "Catalogue",
    "Finding",
    "Problem",
    "Result",
    "Settings",
    "SettingsError",
    "Severity",
    "__version__",
    "lint",
    "read",
]


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("kpilint.version").VERSION
    if name not in _HOMES:
        raise AttributeError(f"module 'kpilint' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return __all__
