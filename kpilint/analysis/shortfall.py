"""Why a KPI has no counterweight that holds, in words that a leader can act on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from kpilint.analysis.balance import ORDER, Balance, Verdict
from kpilint.analysis.families import Families
from kpilint.analysis.reviews import Reviews
from kpilint.analysis.unfinished import Unfinished
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Kpi
from kpilint.catalogue.parts import KpiLink
from kpilint.finding import Fix, Safety, Severity
from kpilint.graph.scope import Teams
from kpilint.record import record
from kpilint.syntax.patch import add_reference
from kpilint.text.nearest import Names
from kpilint.text.phrase import day_in_words, listed, quoted


@record
class Shortfall:
    """What is missing.

    `reason` names the test that fails, `no-counterweight` where nothing is linked. `what` is the
    end of a sentence that the KPI begins, `help` says what to do now. `link` is the counterweight
    that comes nearest, `related` holds each linked KPI with all that it fails, `sure` is False
    where any of it rests on a guess, `cause` is the finding that it follows from.
    """

    reason: str
    what: str
    help: str
    link: KpiLink | None
    related: tuple[tuple[Kpi, str], ...]
    candidates: tuple[Kpi, ...]
    fix: Fix | None
    sure: bool
    cause: tuple[str, str] | None


class Shortfalls:
    """Answers for one catalogue."""

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        families: Families,
        balance: Balance,
        teams: Teams,
        reviews: Reviews,
    ) -> None:
        self._catalogue = catalogue
        self._families = families
        self._balance = balance
        self._teams = teams
        self._reviews = reviews
        self._unfinished = Unfinished(catalogue.kpis, families, balance)

    @cached_property
    def _names(self) -> Names:
        return Names(kpi.id for kpi in self._catalogue.kpis)

    def of(self, kpi: Kpi) -> Shortfall:
        """What is missing from a KPI that has no valid counterweight."""
        verdicts = self._balance.verdicts(kpi)
        least_wrong = min(
            verdicts, key=lambda verdict: (len(verdict.failed), ORDER[verdict.failed[0]]),
            default=None,
        )  # fmt: skip
        candidates = tuple(self._balance.candidates(kpi))
        meant = self.meant(least_wrong) if least_wrong else None
        reason = least_wrong.failed[0] if least_wrong else "no-counterweight"
        return Shortfall(
            reason,
            f"its counterweight {self.fault(kpi, least_wrong)}." if least_wrong
            else "has no counterweight: nothing would show if the work got worse.",
            self._help(kpi, least_wrong, candidates, meant),
            least_wrong.link if least_wrong else None,
            tuple((v.kpi, self._all_faults(kpi, v)) for v in verdicts if v.kpi),
            candidates,
            None if meant else link_single(kpi, candidates, self._families.of(kpi).is_sure),
            all(verdict.sure for verdict in verdicts),
            ("MIS002", kpi.id) if reason == "unknown-reference" else None,
        )  # fmt: skip

    def severity(self, kpi: Kpi) -> Severity:
        """How much a speed KPI without a counterweight matters: an error only where everything it
        rests on is stated or certain."""
        classified = self._families.of(kpi)
        is_lenient = (
            kpi.status in ("draft", "deprecated")
            or classified.subkind == "latency"  # nobody is rushed by a faster page
            or not all(verdict.sure for verdict in self._balance.verdicts(kpi))
        )
        return Severity.WARNING if is_lenient else classified.most_severe

    def fault(self, kpi: Kpi, verdict: Verdict) -> str:
        """The first failure of a counterweight, with its name in front."""
        if verdict.kpi is not None:
            return f'"{verdict.kpi.name}" {self.faults(kpi, verdict)[0]}'
        id_ = verdict.link.id if verdict.link else ""
        there = self._catalogue.by_id.get(id_)
        return f'"{id_}" is a {there.noun}, not a KPI' if there else f'"{id_}" does not exist'

    def faults(self, kpi: Kpi, verdict: Verdict) -> list[str]:
        """Each failure of a counterweight that exists, as the end of a sentence that it begins."""
        return [
            self._other_work(kpi, verdict.kpi)
            if name == "different-scope"
            else _FAULTS[name](self, verdict.kpi)
            for name in verdict.failed
            if verdict.kpi
        ]

    def _all_faults(self, kpi: Kpi, verdict: Verdict) -> str:
        name = verdict.kpi.name if verdict.kpi else ""
        return f'"{name}" {listed(self.faults(kpi, verdict))}'

    def meant(self, verdict: Verdict) -> Kpi | None:
        """The KPI that a misspelt counterweight means, where only one comes near."""
        if verdict.kpi is not None or verdict.link is None:
            return None
        _, near = self._names.nearest(verdict.link.id)
        found = self._catalogue.by_id.get(near[0]) if len(near) == 1 else None
        return found if isinstance(found, Kpi) else None

    def remedy(self, kpi: Kpi, verdict: Verdict) -> str | None:
        """What makes a linked counterweight hold; None where another one is needed."""
        other = verdict.kpi
        if other is None:
            meant = self.meant(verdict)
            return f'Did you mean "{meant.name}"? Write `{meant.id}`.' if meant else None
        name = f'"{other.name}"'
        rhythm = self._reviews.rhythm(kpi).in_words()
        if other.status == "draft":
            return f"Start {name} now, or name a KPI that is measured today."
        return {
            "no-owner": f"Name one role that answers for {name}: `owner: ...`.",
            "no-direction": f"Say for {name} which way is better: `direction: higher` or `lower`.",
            "no-target-or-floor": f"Say how far {name} may fall or rise before somebody acts: "
            "`floor: ...`.",
            "different-scope": f"Measure {name} for the same work, or name a counterweight "
            "that covers it.",
            "reviewed-less-often": f"Review {name} as often as this KPI: {rhythm}.",
            "no-fresh-value-at-review": f"Measure {name} at least as often as this KPI is "
            f"reviewed: {rhythm}.",
        }.get(verdict.failed[0])

    def _help(
        self, kpi: Kpi, least_wrong: Verdict | None, candidates: tuple[Kpi, ...], meant: Kpi | None
    ) -> str:
        remedy = self.remedy(kpi, least_wrong) if least_wrong else None
        planned = self._balance.planned(kpi)
        if meant is None and candidates:
            first, *others = candidates
            also = quoted((other.name for other in others), "or")
            soon = f' Link it to "{planned.name}" too, once that is in force.' if planned else ""
            return (
                f'Link it to "{first.name}" ({self._already_there(kpi, first)}): '
                f"`balanced_by: {first.id}`{f'; {also} would do too' if also else ''}.{soon}"
            )
        if remedy is not None:
            return remedy
        if planned is not None:
            return (
                f'Start "{planned.name}", which is planned, with an owner and a floor, and name it '
                f"here: `balanced_by: {planned.id}`."
            )
        unfinished = self._unfinished.beside(kpi) if least_wrong is None else None
        if unfinished is not None and unfinished.kpi is not None:
            return self._complete(kpi, unfinished.kpi, unfinished.failed)
        return (
            f"Measure {self._families.what_could_balance(kpi)} beside it, with an owner and a "
            "floor, and name that in `balanced_by`; or make this number an explanation only "
            "(`role: diagnostic`) without a target."
        )

    def _complete(self, kpi: Kpi, other: Kpi, lacking: Sequence[str]) -> str:
        lacks = listed([_LACKS[name] for name in lacking])
        write = f"add that, and write `balanced_by: {other.id}`."
        named = self._families.known_counterweights(kpi)
        only_shown = not kpi.has_target
        explain = ", or keep this number as an explanation (`role: diagnostic`)" * only_shown
        if named and self._families.known_as(other) in self._families.known_to_balance(kpi):
            return f'"{other.name}" is measured already, and lacks only {lacks}: {write}'
        return (
            f'Would "{other.name}" show it? It is measured already, and lacks {lacks}: {write} '
            f"Otherwise measure {named or 'what would'}{explain}."
        )

    def _already_there(self, kpi: Kpi, other: Kpi) -> str:
        owner = self._balance.owner_of(other) or ""
        known = self._catalogue.by_id.get(owner)
        return f"{self._where(kpi, other)}, owner: {known.name if known else owner}"

    def _where(self, kpi: Kpi, other: Kpi) -> str:
        for verdict in self._balance.verdicts(kpi):
            if verdict.kpi is not None and self._balance.replacement(verdict) is other:
                return f'which has replaced "{verdict.kpi.name}"'
        own, its = kpi.teams, other.teams
        if not set(own).isdisjoint(its):
            return "already measured for this team"
        goals = {link.id for link in kpi.supports}
        if not goals.isdisjoint(link.id for link in other.supports):
            return "already measured for this goal"
        return "already measured, this team included"

    def _other_work(self, kpi: Kpi, other: Kpi) -> str:
        """What a counterweight sees instead: a part of the work only, or something else."""
        part = self._teams.part_seen(other, kpi)
        if not part:
            return "looks at other work"
        known = (self._catalogue.by_id.get(id_) for id_ in part)
        names = [entity.name if entity else id_ for entity, id_ in zip(known, part, strict=True)]
        return "covers only " + quoted(names)

    def _not_active(self, other: Kpi) -> str:
        if other.status == "draft" and other.active_from:
            return f"is only planned, from {day_in_words(other.active_from)}"
        return _STATES[other.status]

    def _wrong_family(self, other: Kpi) -> str:
        classified = self._families.of(other)
        if not classified.is_believed:
            return "does not say what it measures"
        verb = "measures" if classified.is_sure else "seems to measure"
        what = _SUBJECTS.get(classified.family or "", classified.family)
        return f"{verb} {what}, which can look good while the work gets worse"


def link_single(kpi: Kpi, candidates: Sequence[Kpi], is_sure: bool) -> Fix | None:
    """The fix that names the only candidate as counterweight: safe where it is sure that the KPI
    needs one. None where there are several to choose from, or the text cannot be edited."""
    edit = add_reference(kpi.node, "balanced_by", candidates[0].id) if candidates else None
    if len(candidates) != 1 or edit is None:
        return None
    title = f'Link "{candidates[0].name}" as counterweight'
    return Fix(title, Safety.SAFE if is_sure else Safety.UNSAFE, kpi.node.source, (edit,))


_LACKS = {
    "no-owner": "somebody who answers for it",
    "no-direction": "a direction",
    "no-target-or-floor": "a floor",
}
_STATES = {
    "draft": "is still a draft",
    "suspended": "is suspended",
    "deprecated": "is on its way out",
    "retired": "is retired",
}
_SUBJECTS = {
    "speed": "speed as well",
    "volume": "an amount",
    "compliance": "whether rules are kept",
    "people": "those who do the work",
    "financial": "money",
}
_FAULTS: dict[str, Callable[[Shortfalls, Kpi], str]] = {
    "self": lambda _, __: "is the very same number",
    "not-active": Shortfalls._not_active,
    "wrong-family": Shortfalls._wrong_family,
    "derived-from-speed": lambda _, __: "is computed from it, so it can only repeat it",
    "same-inputs": lambda _, __: "is counted from the same data, so it can only repeat it",
    "no-owner": lambda _, __: "has nobody who answers for it",
    "no-direction": lambda _, __: "does not say whether more or less is better",
    "no-target-or-floor": lambda _, __: "has neither a target nor a floor, so it never bites",
    "reviewed-less-often": lambda _, __: "is reviewed less often",
    "no-fresh-value-at-review": lambda _, __: (
        "is measured too rarely to show anything new at each review"
    ),
}
