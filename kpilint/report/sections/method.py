"""How the report was made, and what it cannot see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from kpilint.analysis.stakes import HIGH_STAKES
from kpilint.cadence.clock import CLOSE_LAG, DUE_SOON
from kpilint.report.facts import Method
from kpilint.run import Context, Result
from kpilint.text.phrase import counted, day_in_words, listed
from kpilint.text.show import LONGEST, show

_HANGS = {"pay": "pay", "ranking": "ranking", "discipline": "discipline", "public": "publication"}

_DEFINITIONS_ONLY = (
    "It reads what is written about the numbers, not the numbers: whether a value is right, or is "
    "getting better, it does not know."
)
_HONESTY = "It sees whether a review was recorded, not whether it was an honest one."
_UNWRITTEN = (
    "What nobody wrote down it cannot miss: a number kept in a drawer, a bonus outside the "
    "catalogue, work for which there never was a KPI."
)
_BEST_GUESS = (
    "A counterweight that passes every test can still look the wrong way; whether it would show a "
    "loss, only those who do the work can say."
)
_NO_HISTORY = (
    "Without an earlier state in git it knows nothing of the past but what the entries say "
    "themselves."
)
_LIMITS = (_DEFINITIONS_ONLY, _HONESTY, _UNWRITTEN, _BEST_GUESS)


def method(result: Result, more: Iterable[str] = ()) -> Method:
    """What was done, with which thresholds, and what was guessed. `more` are sentences on what
    others worked out, such as how days for decisions are suggested."""
    limits = _LIMITS if result.context.base is not None else (*_LIMITS, _NO_HISTORY)
    return Method(
        profile=result.profile,
        rules=len(result.context.waivers.checked),
        sentences=(*_sentences(result), *more),
        limits=limits,
    )


def _sentences(result: Result) -> Iterator[str]:
    context = result.context
    yield _compared(context)
    yield from _families(context)
    yield (
        "A KPI presses for speed when it measures how fast, how soon or how much at a time, and "
        "people are held to it: by its role, a target, or a use that they feel. Its counterweight "
        "has to be able to get worse when the work does."
    )
    yield _grace(context)
    yield (
        f"Much hangs on a number where it is used for {listed(_high_stakes(), 'or')}; it is held "
        "to stricter limits."
    )
    yield from _set_aside(result)
    if result.passed_over:
        files = counted(len(result.passed_over), "file")
        yield f"Passed over, as nothing of a catalogue is in them: {files}."
    if result.crashes:
        rules = listed(sorted({show(crash.rule, LONGEST) for crash in result.crashes}))
        yield f"Not everything could be checked, by a mistake of kpilint itself: {rules}."


def _compared(context: Context) -> str:
    today = day_in_words(context.as_of)
    base = context.base
    if base is None:
        return f"Checked as on {today}; nothing earlier to compare it with was found."
    earlier = f"{day_in_words(base.day)} ({show(base.revision, LONGEST)})"
    return f"Checked as on {today}, and compared with how it stood on {earlier}."


def _families(context: Context) -> Iterator[str]:
    """How sure it is what the KPIs measure."""
    live = [kpi for kpi in context.catalogue.kpis if kpi.is_live]
    if not live:
        return
    sure = Counter(context.families.of(kpi).confidence for kpi in live)
    guessed = sure["likely"] + sure["possible"]
    parts = [
        ("stated", sure["stated"]),
        ("recognised by its name", sure["certain"]),
        ("guessed from its words", guessed),
        ("open", sure["unknown"]),
    ]
    said = listed([f"{words} for {count:,}" for words, count in parts if count])
    yield f"What a KPI measures is {said} of {len(live):,}."
    if guessed:
        yield "Nothing that rests on a guess is called an error."


def _grace(context: Context) -> str:
    defaults = context.catalogue.defaults
    written = defaults.review.grace if defaults and defaults.review else None
    usual = (
        f"the days of grace that the catalogue gives ({show(written, LONGEST)})"
        if written
        else "its days of grace (15 % of its rhythm, at most 30 days)"
    )
    return (
        f"A review is late after {usual}, or {CLOSE_LAG} days after the end of the period that it "
        f"is about; it is called due soon {DUE_SOON} days before. Without a rhythm in writing, a "
        "year is taken."
    )


def _high_stakes() -> list[str]:
    return [word for use, word in _HANGS.items() if use in HIGH_STAKES]


def _set_aside(result: Result) -> Iterator[str]:
    by = Counter(finding.waived_by.by for finding in result.findings if finding.waived_by)
    if by["waiver"]:
        findings = counted(by["waiver"], "finding")
        yield f"Set aside by agreed exceptions: {findings}."
    if by["baseline"]:
        findings = counted(by["baseline"], "finding")
        yield f"Set aside because they were there before kpilint was (the baseline): {findings}."
