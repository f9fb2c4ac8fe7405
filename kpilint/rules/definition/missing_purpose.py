"""DEF001: it is not said which problem a KPI helps to fix."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_placeholder
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_WORD = pattern(r"[^\W_]+")
# Words that any purpose may hold and that name no problem.
_EMPTY_WORDS = """
    a an and as at be by for from how if in is it its of on or our so that the this to us we what
    with check control ensure good better bad high higher low lower improve increase indicator keep
    kpi know look made make measure measured measures measuring metric monitor monitoring number
    observe out over reduce reduces report reporting see show shows track tracking tracks
    understand value watch achieve reach reaching meet goal target hit want need
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())


@rule(
    "DEF001",
    "missing-purpose",
    "it is not said which problem a KPI helps to fix",
    severity=Severity.ERROR,
    each=Kpi,
    live=True,
)
def missing_purpose(
    kpi: Kpi, context: Context, *, min_words: int = 5, max_overlap: float = 0.8
) -> Iterator[Problem]:
    reason = _fault(kpi, min_words, max_overlap)
    if reason is None or context.unread.has(kpi, "purpose"):
        return
    yield problem(
        kpi,
        "purpose",
        {
            "missing": f'It is not said which problem "{kpi.name}" helps to fix.',
            "too-short": f'What is written about the purpose of "{kpi.name}" is too short to say '
            "which problem it helps to fix.",
            "only-target": f'The purpose of "{kpi.name}" only says what to reach, not which '
            "problem that would fix.",
            "repeats-name": f'The purpose of "{kpi.name}" only says again what is counted, not '
            "which problem that helps to fix.",
        }[reason],
        why="Where nobody can say what a number is meant to fix, hitting it becomes the purpose.",
        help='Complete the sentence "We look at this because ..." in `purpose`.',
        severity=Severity.ERROR if kpi.effective_role == "goal" else Severity.WARNING,
        reason=reason,
    )


def _fault(kpi: Kpi, min_words: int, max_overlap: float) -> str | None:
    purpose = kpi.purpose
    if purpose is None:
        return "missing"
    counted = f"{kpi.name} {kpi.formula or ''} {kpi.unit or ''}".casefold()
    if _says_enough(purpose, counted, min_words, max_overlap):
        return None
    if is_placeholder(purpose):
        return "missing"
    told = {word for word in _words(purpose) if word not in _EMPTY}
    told_of_it = {word for word in told if not word.isdigit()}
    if told and not told_of_it:
        return "only-target"
    if _length(purpose) < min_words:
        return "too-short"
    known = {stem for word in _words(counted) for stem in (word, _stem(word))}
    again = {word for word in told_of_it if word in known or _stem(word) in known}
    return "repeats-name" if len(again) >= max_overlap * len(told_of_it) else None


def _says_enough(purpose: str, counted: str, min_words: int, max_overlap: float) -> bool:
    """Whether the first words of a purpose say enough that is new: nearly always, and quick."""
    written = purpose.casefold().split()
    wanted = (1 - max_overlap) * len(written)
    new = 0
    for word in written if len(written) >= min_words else ():
        if word not in _EMPTY and word[:-1] not in counted and word.isalpha():
            new += 1
            if new > wanted:
                return True
    return False


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _stem(word: str) -> str:
    return word.removesuffix("s")


def _length(text: str) -> int:
    """The number of words; scripts that are written without spaces count two letters a word."""
    spaced = len(text.split())
    return spaced if text.isascii() else max(spaced, sum(c >= "\u0e00" for c in text) // 2)
