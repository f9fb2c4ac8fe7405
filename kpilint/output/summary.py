"""The figures that every format gives: how much was checked, how much was found."""

from __future__ import annotations

from collections import Counter

from kpilint.finding import Severity
from kpilint.run import Result


def summary_of(result: Result) -> dict[str, int]:
    """Counts of files, entities and open findings; waived findings are counted apart."""
    catalogue = result.catalogue
    open_ = result.open
    found = Counter(finding.severity for finding in open_)
    return {
        "files": len(catalogue.trees),
        "missions": len(catalogue.missions),
        "goals": len(catalogue.goals),
        "kpis": len(catalogue.kpis),
        "errors": found[Severity.ERROR],
        "warnings": found[Severity.WARNING],
        "advice": found[Severity.ADVICE],
        "waived": len(result.findings) - len(open_),
    }
