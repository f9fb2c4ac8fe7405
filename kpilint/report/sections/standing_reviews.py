"""How the review of each KPI stands, with what the last one that counts decided."""

from __future__ import annotations

from kpilint.catalogue.model import Kpi
from kpilint.report.due.reviews import due_review
from kpilint.report.entries import owner_of, ref_of
from kpilint.report.parts import ReviewRow
from kpilint.run import Context


class StandingReviews:
    """Answers for one run."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._rows: dict[int, ReviewRow] = {}

    def of(self, kpi: Kpi) -> ReviewRow:
        row = self._rows.get(id(kpi))
        if row is None:
            row = self._rows[id(kpi)] = self._row(kpi)
        return row

    def _row(self, kpi: Kpi) -> ReviewRow:
        stands = due_review(kpi, self._context)
        return ReviewRow(
            kpi=ref_of(kpi),
            owner=owner_of(kpi, self._context),
            state=stands.state.value,
            due=stands.due,
            days_late=stands.days_late,
            last=stands.last,
            decision=stands.decision,
        )
