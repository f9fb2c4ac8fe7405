"""OWN002: several owners, or a mailing list, answer for one KPI."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_placeholder
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context
from kpilint.text.pattern import pattern

_ADDRESS_OF_MANY = pattern(
    r"\b(?:all|board|committee|department|dept|everyone|group|leads|list|managers|staff|teams?)\b"
    r"|^(?:contact|hr|info|office|sales|service|support)$"
)
_MANY = pattern(
    r"\b(?:all|directors|everybody|everyone|heads|leaders|leads|managers|owners|supervisors)$"
)
_TWO_ROLES = pattern(
    r"\b(?:chief|director|head|lead|manager|vp)\b(?! office).*(?:,|;|/|&|\+|\band\b)"
    r".*\b(?:chief|director|head|lead|manager|vp)\b(?! office)"
)


@rule(
    "OWN002",
    "shared-owner",
    "more than one owner answers for a KPI",
    severity=Severity.ADVICE,
    each=Kpi,
    live=True,
)
def shared_owner(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if not kpi.owner:
        return
    if len(kpi.owner) == 1:
        if context.catalogue.find(kpi.owner[0]) is None and (found := _fault(kpi)):
            yield _problem(kpi, *found)
        return
    owners = dict.fromkeys(owner for owner in kpi.owner if not is_placeholder(owner))
    accountable = [owner for owner in owners if context.balance.is_accountable(owner)]
    if len(accountable) > (2 if kpi.owner_pair else 1):
        yield _problem(
            kpi,
            "several",
            f'{len(accountable)} owners answer for "{kpi.name}" at the same time.',
            accountable[0],
        )


def _fault(kpi: Kpi) -> tuple[str, str] | None:
    """What shows that one written owner stands for several, and what is so."""
    owner = kpi.owner[0]
    reason = _stands_for_several(owner)
    if reason == "mailing-list":
        return reason, f'Only a mailing list answers for "{kpi.name}".'
    if reason == "group":
        return reason, f'A whole group, "{owner}", answers for "{kpi.name}".'
    if reason == "several" and not kpi.owner_pair:
        return reason, f'Two roles answer for "{kpi.name}" at the same time: "{owner}".'
    return None


@lru_cache(maxsize=1024)  # one role answers for many KPIs
def _stands_for_several(owner: str) -> str | None:
    text = owner.casefold()
    name, at, _ = text.partition("@")
    if text.startswith("#") or (at and _ADDRESS_OF_MANY.search(re.sub(r"[._+-]", " ", name))):
        return "mailing-list"
    if _MANY.search(text):
        return "group"
    return "several" if _TWO_ROLES.search(text) else None


def _problem(kpi: Kpi, reason: str, what: str, first: str = "...") -> Problem:
    return problem(
        kpi,
        "owner",
        what,
        why="When several answer for one number, each can believe that another one will act.",
        help=f"Let one role answer for it and the others help, such as `owner: {first}`. "
        "Two people who share one job are `owner_pair: yes`.",
        reason=reason,
    )
