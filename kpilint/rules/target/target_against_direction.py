"""TGT002: a target points the other way than the KPI."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.targets import Figure, figures
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

# From the best to the worst (goal-oriented requirement language, ITU-T Z.151: target, threshold,
# worst), each pair with what is so if the second is better.
_ORDER = (
    ("value", "baseline", "is to reach {}, worse than the {} it started from."),
    ("value", "threshold", "is to reach {}, worse than the {} at which somebody acts."),
    ("value", "worst", "is to reach {}, worse than the {} that is the worst."),
    ("value", "floor", "is to reach {}, worse than the {} that must never be passed."),
    ("threshold", "worst", "calls for action only at {}, worse than the {} that is the worst."),
)
_SIDES = {"at-least": "higher", "above": "higher", "at-most": "lower", "below": "lower"}
_CHANGES = {"up": "higher", "down": "lower"}


@rule(
    "TGT002",
    "target-against-direction",
    "a target points the other way than its KPI",
    severity=Severity.ERROR,
    each=Kpi,
    live=True,
)
def target_against_direction(
    kpi: Kpi,
    context: Context,  # noqa: ARG001 - every rule takes both
) -> Iterator[Problem]:
    target = kpi.target
    if target is None or kpi.direction not in ("higher", "lower"):
        return
    better = "more" if kpi.direction == "higher" else "less"
    if target.value is not None:
        side = _SIDES.get(target.value.comparison or "") or _CHANGES.get(target.value.change or "")
        if side is not None and side != kpi.direction:
            yield _problem(
                kpi,
                f'The target of "{kpi.name}", "{target.written}", points the other way than the '
                f"KPI itself, for which {better} is better.",
                "comparison",
            )
            return
    found = figures(kpi)
    for best, worst, what in _ORDER:
        if worst in found and best in found:
            one, other = found[best], found[worst]
            is_worse = other.is_above(one) if kpi.direction == "higher" else one.is_above(other)
            if is_worse:
                said = what.format(_with_unit(one, kpi), other.written)
                yield _problem(kpi, f'"{kpi.name}" {said}', f"worse-than-{worst}")
                return


def _problem(kpi: Kpi, message: str, reason: str) -> Problem:
    return problem(
        kpi,
        "target",
        message,
        why="Whoever reaches such a target makes things worse, and is praised for it.",
        help="Check the numbers, their units and signs, and the `direction` of the KPI.",
        reason=reason,
    )


def _with_unit(figure: Figure, kpi: Kpi) -> str:
    """As written, with the unit of the KPI behind a bare number."""
    is_bare = figure.written[-1:].isdigit() and not any(map(str.isalpha, figure.written))
    return f"{figure.written} {kpi.unit}" if kpi.unit and is_bare else figure.written
