"""What a rule may see, and what a run yields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from kpilint.analysis.balance import Balance
from kpilint.analysis.coverage import Coverage
from kpilint.analysis.evidence_base import EvidenceBase
from kpilint.analysis.families import Families
from kpilint.analysis.missing import Missing
from kpilint.analysis.open_work import OpenWork
from kpilint.analysis.outcomes import Outcomes
from kpilint.analysis.reviews import Reviews
from kpilint.analysis.schemes import Schemes
from kpilint.analysis.shortfall import Shortfalls
from kpilint.analysis.stakes import Stakes
from kpilint.analysis.tails import Tails
from kpilint.analysis.triggers import Triggers
from kpilint.analysis.unread import Unread
from kpilint.analysis.waivers import Waivers
from kpilint.analysis.weaknesses import Weaknesses
from kpilint.catalogue.catalogue import Catalogue
from kpilint.catalogue.model import Entity
from kpilint.finding import Finding
from kpilint.graph.inputs import Inputs
from kpilint.graph.links import Links
from kpilint.graph.references import References
from kpilint.graph.scope import Teams
from kpilint.lexicon import Lexicon
from kpilint.record import record
from kpilint.text.phrase import day_in_words

if TYPE_CHECKING:
    from kpilint.changes.history import History
    from kpilint.changes.kinds import Change

E = TypeVar("E", bound=Entity)


class Context:
    """A catalogue on a day, with everything that follows from it. Rules share one context.

    `base` is an earlier state that it is compared with, or None.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        as_of: dt.date,
        lexicon: Lexicon,
        known_rules: Mapping[str, str],
        base: Base | None = None,
    ) -> None:
        self.catalogue = catalogue
        self.as_of = as_of
        self.lexicon = lexicon
        self.known_rules = known_rules
        self.base = base
        self._entities: dict[object, list[Any]] = {}

    @cached_property
    def links(self) -> Links:
        return Links(self.catalogue)

    @cached_property
    def missing(self) -> Missing:
        return Missing(self.catalogue)

    @cached_property
    def unread(self) -> Unread:
        return Unread(self.catalogue)

    @cached_property
    def references(self) -> References:
        return References(self.catalogue)

    @cached_property
    def teams(self) -> Teams:
        return Teams(self.catalogue)

    @cached_property
    def inputs(self) -> Inputs:
        return Inputs(self.catalogue)

    @cached_property
    def families(self) -> Families:
        return Families(self.lexicon)

    @cached_property
    def reviews(self) -> Reviews:
        return Reviews(self.catalogue, self.teams, self.as_of)

    @cached_property
    def triggers(self) -> Triggers:
        return Triggers(self.catalogue, self.families, self.teams)

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """What changed since the base, the riskiest first; nothing where there is no base."""
        return self.history.changes if self.history is not None else ()

    @cached_property
    def history(self) -> History | None:
        """What became of everything since the base; None where there is no base."""
        base = self.base
        if base is None:
            return None
        from kpilint.changes.history import History  # noqa: PLC0415 - most runs compare nothing

        return History(base.context, self, day=base.day, as_of=self.as_of, left_out=base.imported)

    @cached_property
    def stakes(self) -> Stakes:
        return Stakes(self.catalogue)

    @cached_property
    def evidence_base(self) -> EvidenceBase:
        return EvidenceBase(self.catalogue, self.stakes)

    @cached_property
    def balance(self) -> Balance:
        return Balance(
            self.catalogue,
            families=self.families,
            stakes=self.stakes,
            teams=self.teams,
            inputs=self.inputs,
            reviews=self.reviews,
        )

    @cached_property
    def shortfalls(self) -> Shortfalls:
        return Shortfalls(
            self.catalogue,
            families=self.families,
            balance=self.balance,
            teams=self.teams,
            reviews=self.reviews,
        )

    @cached_property
    def coverage(self) -> Coverage:
        return Coverage(self.catalogue, self.links, self.families)

    @cached_property
    def weaknesses(self) -> Weaknesses:
        return Weaknesses(
            families=self.families,
            stakes=self.stakes,
            teams=self.teams,
            links=self.links,
            reviews=self.reviews,
            balance=self.balance,
            evidence_base=self.evidence_base,
        )

    @cached_property
    def outcomes(self) -> Outcomes:
        return Outcomes(self.catalogue, self.lexicon, self.families, self.teams)

    @cached_property
    def open_work(self) -> OpenWork:
        return OpenWork(self.catalogue, self.families, self.teams)

    @cached_property
    def schemes(self) -> Schemes:
        return Schemes(self.catalogue, self.families, self.teams)

    @cached_property
    def tails(self) -> Tails:
        return Tails(self.catalogue, self.families, self.teams)

    @cached_property
    def waivers(self) -> Waivers:
        return Waivers(self.catalogue, self.stakes, self.known_rules, self.as_of)

    def entities(self, kind: type[E] | tuple[type[E], ...], *, live: bool = False) -> list[E]:
        """The entities of a kind, or of several, or the live ones of them, in order."""
        found = self._entities.get((kind, live))
        if found is None:
            sections = self.catalogue.sections()
            fitting = [one for one in sections if one and isinstance(one[0], kind)]
            found = [entity for section in fitting for entity in section]
            if live:
                found = [entity for entity in found if entity.is_live]
            self._entities[kind, live] = found
        return found


@record
class Base:
    """An earlier state of the catalogue: its context on the same day, the revision as people know
    it, and the day of that. `imported` are changes that came with a bulk import, not by decision.
    """

    context: Context
    revision: str
    day: dt.date
    imported: frozenset[Change] = frozenset()

    @property
    def since(self) -> str:
        """`since 30 September 2026`."""
        return f"since {day_in_words(self.day)}"


@record
class Crash:
    """A rule that failed: our mistake, never the user's."""

    rule: str
    subject: str
    error: BaseException


@record
class Since:
    """That a run reports only what a change caused or touched: since which revision (as the user
    named it, and the commit that it led to, with its day), and how many findings it leaves out.
    """

    revision: str
    commit: str
    day: dt.date
    left_out: int


@record
class Result:
    """What one run yields. Findings are in order of place; waived ones are among them.

    `stale_baseline` are keys of findings that the baseline still holds and that are gone;
    `passed_over` are files found in folders that are no part of a catalogue.
    """

    context: Context
    profile: str
    findings: tuple[Finding, ...]
    crashes: tuple[Crash, ...] = ()
    stale_baseline: tuple[tuple[str, str, str, str], ...] = ()
    passed_over: tuple[str, ...] = ()
    since: Since | None = None

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that was checked."""
        return self.context.catalogue

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that no waiver and no baseline sets aside."""
        return tuple(finding for finding in self.findings if finding.waived_by is None)
