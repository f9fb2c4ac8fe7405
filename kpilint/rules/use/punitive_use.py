"""USE003: a number is used to punish, or for anything but getting better."""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.analysis.stakes import consequences
from kpilint.catalogue.model import Kpi
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

_HELPING = frozenset({"improvement", "coaching"})


@rule(
    "USE003",
    "punitive-use",
    "a number punishes, or helps nobody to get better",
    severity=Severity.ERROR,
    each=Kpi,
    live=True,
)
def punitive_use(kpi: Kpi, context: Context) -> Iterator[Problem]:
    # A charge falls on those who ask, not on those who do the work: another rule looks at it.
    written = frozenset(use.use for use in kpi.uses if use.use and use.use != "charge")
    if written <= _HELPING:
        return
    punishing = frozenset(use for use in written if use in ("penalty", "discipline"))
    judges = bool(consequences(written))
    if not punishing and not (judges and written.isdisjoint(_HELPING)):
        return
    is_speed = context.families.is_speed(kpi)
    if punishing:
        reason, what = "punishes", f"{consequences(punishing)[0]}."
        why = (
            "When slow work has a price for the person, hard problems get short answers."
            if is_speed
            else "What can be punished is hidden, and nobody learns from it."
        )
        do = "Take the penalty out of `uses`, and look for the cause together with the team."
    else:
        reason, what = "no-improvement-use", "is used to judge, and not to get better."
        why = "A number that only judges teaches people to look good."
        do = "Say how it helps those who do the work: add `improvement` or `coaching` to `uses`."
    severe = is_speed and context.families.of(kpi).is_sure
    yield problem(
        kpi,
        "uses",
        f'"{kpi.name}" {what}',
        why=why,
        help=do,
        severity=None if severe else Severity.WARNING,
        reason=reason,
    )
