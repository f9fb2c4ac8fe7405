"""A page for each KPI: what it is, what it is there for, what holds it in check, who answers."""

from __future__ import annotations

import datetime as dt

from kpilint.catalogue.model import Kpi
from kpilint.finding import Finding
from kpilint.report.details import HeldReview, KpiPage, OpenFinding
from kpilint.report.entries import all_called, by_name, owner_of, ref_of
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.finding_rows import word_of
from kpilint.report.sections.places import line_of
from kpilint.report.sections.targets import target_or_floor_of
from kpilint.rule import place_of
from kpilint.run import Context, Result

_GUESSED = {
    "stated": "as stated",
    "certain": "recognised by its name",
    "likely": "as far as its name tells",
}


def kpi_pages(answers: Answers) -> tuple[KpiPage, ...]:
    """What is in force by name, then drafts, then what is retired."""
    context = answers.context
    found = _findings(answers.result)

    def page(kpi: Kpi) -> KpiPage:
        path, reaches = answers.paths.sentence(kpi)
        balance = context.balance
        return KpiPage(
            kpi=ref_of(kpi),
            status=kpi.status,
            what=kpi.purpose or kpi.definition,
            counted=_counted(kpi),
            measures=_measures(kpi, context),
            role=kpi.effective_role,
            target=target_or_floor_of(kpi),
            path=path,
            reaches_mission=reaches,
            presses=balance.presses_for_speed(kpi) or balance.presses_for_amount(kpi),
            brakes=answers.brakes.of(kpi, [link.id for link in kpi.supports]),
            holds=tuple(ref_of(one) for one in context.links.guarded_by(kpi) if one.is_live),
            owner=owner_of(kpi, context),
            used_for=answers.hanging.all(kpi),
            review=answers.reviews.of(kpi) if kpi.is_live else None,
            reviews=_reviews(kpi, answers),
            findings=tuple(map(_finding, found.get(kpi.id, ()))),
            place=line_of(place_of(kpi)),
        )

    return tuple(map(page, sorted(answers.catalogue.kpis, key=_in_force_first)))


def _in_force_first(kpi: Kpi) -> tuple[object, ...]:
    return ({"draft": 1, "retired": 2}.get(kpi.status, 0), *by_name(kpi))


def _counted(kpi: Kpi) -> str | None:
    """How the number is made."""
    share = f"{kpi.numerator} / {kpi.denominator}" if kpi.numerator and kpi.denominator else None
    said = [
        kpi.definition if kpi.purpose else None,
        kpi.formula or share or kpi.numerator,
        f"of {kpi.population}" if kpi.population else None,
        f"in {kpi.unit}" if kpi.unit else None,
        f"period: {kpi.period}" if kpi.period else None,
        f"shown as {' and '.join(kpi.percentile)}" if kpi.percentile else None,
    ]
    return "; ".join(filter(None, said)) or None


def _measures(kpi: Kpi, context: Context) -> str | None:
    """What it measures, and how sure that is; None where nobody can tell."""
    classified = context.families.of(kpi)
    if classified.family is None:
        return None
    how = _GUESSED.get(classified.confidence)
    return f"{classified.family}, {how}" if how else f"perhaps {classified.family}: a guess"


def _reviews(kpi: Kpi, answers: Answers) -> tuple[HeldReview, ...]:
    """Every review that is written down, the latest first; those without a day at the end."""
    if not kpi.reviews:
        held = answers.reviews.of(kpi)
        if held.last is None:
            return ()
        return (HeldReview(day=held.last, decision=held.decision, by=(), note=None),)
    latest_first = sorted(kpi.reviews, key=lambda one: one.date or dt.date.min, reverse=True)
    return tuple(
        HeldReview(
            day=review.date,
            decision=review.decision,
            by=all_called(review.by, answers.catalogue),
            note=review.note,
            evidence=review.evidence,
        )
        for review in latest_first
    )


def _findings(result: Result) -> dict[str, list[Finding]]:
    """What was found about each KPI and follows from nothing else: what is open first, and of that
    the worst first."""
    found: dict[str, list[Finding]] = {}
    for finding in result.findings:
        if finding.problem.subject.kind == Kpi.noun and finding.caused_by is None:
            found.setdefault(finding.problem.subject.id, []).append(finding)
    for findings in found.values():
        findings.sort(key=lambda one: (one.waived_by is not None, -one.severity))
    return found


def _finding(finding: Finding) -> OpenFinding:
    return OpenFinding(
        severity=word_of(finding.severity),
        message=finding.problem.message,
        help=finding.problem.help,
        excepted=finding.waived_by is not None,
    )
