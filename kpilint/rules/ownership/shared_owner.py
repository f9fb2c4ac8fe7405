"""OWN002: several owners, or a mailing list, answer for one KPI."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kpilint.catalogue.model import Kpi
from kpilint.catalogue.phrases import is_placeholder
from kpilint.finding import Problem, Severity
from kpilint.rule import problem, rule
from kpilint.run import Context

_GROUP = re.compile(
    r"\b(?:all|board|committee|department|dept|everyone|group|leads|list|managers|staff|teams?)\b"
    r"|^(?:contact|hr|info|office|sales|service|support)$"
)


@rule(
    "OWN002",
    "shared-owner",
    "more than one owner answers for a KPI",
    severity=Severity.ADVICE,
    each=Kpi,
)
def shared_owner(kpi: Kpi, context: Context) -> Iterator[Problem]:
    if not kpi.owner or not kpi.is_live:
        return
    if len(kpi.owner) == 1:
        if _is_mailing_list(kpi.owner[0]):
            yield _problem(
                kpi, "mailing-list", f'Only a mailing list answers for "{kpi.name}": everyone on '
                "it can wait for the others.",
            )  # fmt: skip
        return
    owners = dict.fromkeys(owner for owner in kpi.owner if not is_placeholder(owner))
    accountable = [owner for owner in owners if context.balance.is_accountable(owner)]
    if len(accountable) > (2 if kpi.owner_pair else 1):
        yield _problem(
            kpi, "several", f'{len(accountable)} owners answer for "{kpi.name}" at the same time.'
        )


def _problem(kpi: Kpi, reason: str, what: str) -> Problem:
    return problem(
        kpi,
        "owner",
        what,
        why="When several answer for one number, each can believe that another one will act.",
        help="Let one role answer for it and the others help: `owner: head-of-service`. "
        "Two people who share one job are `owner_pair: yes`.",
        reason=reason,
    )


def _is_mailing_list(owner: str) -> bool:
    """An address that reads as the address of many. A single person's address is a person."""
    name, at, _ = owner.casefold().partition("@")
    return owner.startswith("#") or bool(at and _GROUP.search(re.sub(r"[._+-]", " ", name)))
