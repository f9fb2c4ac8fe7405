"""Which gaps somebody has agreed to leave open for a while."""

from __future__ import annotations

import datetime as dt

from kpilint.catalogue.model import Goal, Kpi
from kpilint.run import Result
from kpilint.text.phrase import day_in_words


class Agreed:
    """Answers for one run. What the baseline of adoption sets aside was never agreed to."""

    def __init__(self, result: Result) -> None:
        self._until: dict[tuple[str, str, str], str | None] = {}
        for finding in result.findings:
            waived, subject = finding.waived_by, finding.problem.subject
            if waived is not None and waived.by == "waiver":
                self._until[finding.rule.code, subject.kind, subject.id] = waived.until

    def on(self, entity: Kpi | Goal, *codes: str) -> bool:
        """Whether what one of these rules says of an entry is an agreed exception."""
        return any((code, entity.noun, entity.id) in self._until for code in codes)

    def in_words(self, entity: Kpi | Goal, *codes: str) -> str:
        """ "agreed until 31 December 2026"; empty where nothing is agreed."""
        for code in codes:
            if (code, entity.noun, entity.id) in self._until:
                until = self._until[code, entity.noun, entity.id]
                day = f" until {day_in_words(dt.date.fromisoformat(until))}" if until else ""
                return f"agreed{day}"
        return ""
