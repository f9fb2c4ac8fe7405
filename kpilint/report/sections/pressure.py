"""Pressure on people: the KPIs on which something hangs for them, and what to ask about each.

Numbers are in order of what hangs on them; people and teams never are.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.stakes import Stakes
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import Consultation, Exceptions
from kpilint.report.details import PressureRow
from kpilint.report.entries import by_name, called, owner_of, ref_of
from kpilint.report.sections.hanging import FELT, Hanging, rank
from kpilint.run import Context, Result
from kpilint.text.phrase import day_in_words

_LEVELS = {"organisation": "the whole organisation", "team": "a team", "individual": "one person"}

# What to ask where a rule found something, in the order in which it is to be asked.
_QUESTIONS = {
    "USE003": "Whom does it help to do the work better, and whom does it only judge?",
    "USE002": "What becomes of those who take the hard cases, when people are compared by it?",
    "USE001": "Which measure of good work counts beside it, with at least its weight?",
    "BAL001": "What would show it if the work got worse while this number got better?",
    "BAL003": "What would show it if the work got worse while this number got better?",
    "USE007": "What do people do instead of asking, now that asking costs?",
    "USE006": "It was meant to explain: why does anything hang on it?",
    "OWN003": "Who does the work and was asked?",
    "USE005": "May somebody take longer when a case needs it?",
    "USE004": "How could it be met without helping anybody, and what would show that?",
    "BAL004": "Does it show what we want, or what is easy to count?",
    "DAT002": "Who counts it, and who else looks whether that is so?",
    "OWN004": "Who does anything differently when it changes, or does it only look good?",
}
_ASKED, _LONGER = _QUESTIONS["OWN003"], _QUESTIONS["USE005"]
_ALWAYS = "Does it still make the work better, or only the number?"


def pressure(result: Result) -> tuple[PressureRow, ...]:
    """Live KPIs with a use that people feel, and those that count single people and hold them to
    it; the hardest use first, then by name."""
    context = result.context
    hanging, found = Hanging(result.catalogue), _found(result)
    rows = [
        (rank(context.stakes.uses(kpi)), kpi)
        for kpi in sorted(result.catalogue.kpis, key=by_name)
        if kpi.is_live and _is_felt(kpi, context.stakes)
    ]
    rows.sort(key=lambda row: row[0])
    return tuple(
        PressureRow(
            kpi=ref_of(kpi),
            owner=owner_of(kpi, context),
            uses=hanging.felt(kpi),
            level=_LEVELS.get(kpi.level or ""),
            consulted=_consulted(kpi.consulted, result.catalogue),
            exceptions=_exceptions(kpi.exceptions, result.catalogue),
            questions=tuple(_questions(kpi, found.get(kpi.id, set()), context)),
        )
        for _, kpi in rows
    )


def _is_felt(kpi: Kpi, stakes: Stakes) -> bool:
    if not FELT.isdisjoint(stakes.uses(kpi)) or stakes.schemes(kpi):
        return True
    return kpi.level == "individual" and stakes.is_pressured(kpi)


def _found(result: Result) -> dict[str, set[str]]:
    """The codes of the open findings by KPI; what is found of a scheme is found of all that it
    counts."""
    found: dict[str, set[str]] = {}
    schemes = set()
    for finding in result.open:
        subject, code = finding.problem.subject, finding.rule.code
        if code == "USE001":
            schemes.add((subject.kind, subject.id))
        elif subject.kind == Kpi.noun:
            found.setdefault(subject.id, set()).add(code)
    for scheme in result.context.schemes.all() if schemes else ():
        if (scheme.subject.noun, scheme.subject.id) in schemes:
            for kpi, _ in scheme.members:
                found.setdefault(kpi.id, set()).add("USE001")
    return found


def _questions(kpi: Kpi, codes: set[str], context: Context) -> list[str]:
    """What the findings ask for, then what is to be asked wherever much hangs on a number."""
    asked = [question for code, question in _QUESTIONS.items() if code in codes]
    if not kpi.consulted:
        asked.append(_ASKED)
    if kpi.exceptions is None and context.families.is_speed(kpi):
        asked.append(_LONGER)
    return list(dict.fromkeys(asked)) or [_ALWAYS]


def _consulted(entries: tuple[Consultation, ...], catalogue: Catalogue) -> str | None:
    said = []
    for entry in entries:
        who = called(entry.who, catalogue) if entry.who else "somebody"
        said.append(f"{who}, {day_in_words(entry.on)}" if entry.on else who)
    return "; ".join(said) or None


def _exceptions(exceptions: Exceptions | None, catalogue: Catalogue) -> str | None:
    return "; ".join(_parts(exceptions, catalogue)) or None if exceptions is not None else None


def _parts(exceptions: Exceptions, catalogue: Catalogue) -> Iterator[str]:
    who = called(exceptions.who, catalogue) if exceptions.who else ""
    if who or exceptions.cases:
        yield ", in these cases: ".join(filter(None, (who, exceptions.cases)))
    if exceptions.bounds:
        yield f"how far: {exceptions.bounds}"
    if exceptions.count:
        yield f"counted: {exceptions.count}"
