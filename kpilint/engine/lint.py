"""The main flow: sources to a result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain, repeat
from operator import length_hint
from typing import Any

from kpilint.catalogue.catalogue import is_catalogue, read_catalogue
from kpilint.config import Settings
from kpilint.engine.cascade import count_occurrences, link_causes
from kpilint.engine.choose import Chosen, choose, grade_by_path, severity_of, stages
from kpilint.engine.registry import known_rules
from kpilint.engine.waive import Baseline, apply_baseline, apply_waivers
from kpilint.finding import Finding, Problem
from kpilint.lexicon import Lexicon, builtin
from kpilint.rule import Check
from kpilint.run import Base, Context, Crash, Result
from kpilint.syntax.node import Tree
from kpilint.syntax.parse import parse
from kpilint.text.source import Source


def lint(
    sources: Sequence[Source],
    settings: Settings,
    as_of: dt.date,
    baseline: Baseline | None = None,
    base: Base | None = None,
    *,
    read: Callable[[Source], Tree] | None = None,
) -> Result:
    """Check one catalogue on a day. Never raises for what stands in the sources.

    With `base`, an earlier state of the catalogue, the rules on its history run too. `read` parses
    a file, within the limits of the settings; who checks several states of the same files may
    remember their trees.
    """
    limits = settings.limits
    trees = [
        read(source) if read is not None else parse(source, limits.depth, limits.nodes)
        for source in sorted(sources, key=lambda source: source.path)
    ]
    passed_over = tuple(tree.source.path for tree in trees if not is_catalogue(tree))
    catalogue = read_catalogue(filter(is_catalogue, trees))
    if settings.extensions is not None:
        from kpilint.catalogue.extensions import (  # noqa: PLC0415 - few settings name any
            check_extensions,
        )

        catalogue.oddities += check_extensions(catalogue, settings.extensions)
    context = Context(catalogue, as_of, _lexicon(settings), known_rules(), base)
    crashes: list[Crash] = []

    rules = [one for one in choose(settings) if base is not None or not one.rule.compares]
    ran = {chosen.rule.info.code for chosen in rules}
    context.waivers.mark_checked(ran)
    found: list[Finding] = []
    for stage in stages(rules):
        for chosen in stage:
            found += grade_by_path(_run(chosen, context, crashes), chosen.rule, settings)
        found = apply_waivers(found, context, hide=settings.waivers)
    found = count_occurrences(sorted(found, key=lambda finding: finding.order))
    found, stale = apply_baseline(found, {k: n for k, n in (baseline or {}).items() if k[0] in ran})
    return Result(
        context, settings.profile, tuple(link_causes(found)), tuple(crashes), stale, passed_over
    )


def _lexicon(settings: Settings) -> Lexicon:
    own = [kpi for kpis in settings.lexicon.values() for kpi in kpis]
    if not own:
        return builtin()
    from kpilint.lexicon.own import OwnLexicon  # noqa: PLC0415 - few settings name one

    return OwnLexicon(own)


def _run(chosen: Chosen, context: Context, crashes: list[Crash]) -> Iterator[Finding]:
    """The findings of one rule; a rule that fails is noted, and goes on with the next entity."""
    rule = chosen.rule
    ask: Check = partial(rule.check, **chosen.options) if chosen.options else rule.check
    if rule.each is None:
        # It looks at the whole catalogue: ask it once, with nothing in place of an entity.
        ask = partial(_without_entity, ask)
    entities: Sequence[Any] = (
        [None] if rule.each is None else context.entities(rule.each, live=rule.live)
    )
    left = iter(entities)
    while True:
        try:
            # Seventy rules for each KPI, nearly all of which have nothing to say: in one call.
            for problem in chain.from_iterable(map(ask, left, repeat(context))):
                yield Finding(rule.info, severity_of(problem, rule, chosen.severity), problem)
        except Exception as error:
            # Whatever it is, it is our mistake: it must not hide what the other rules find.
            failed = entities[-1 - length_hint(left)]
            crashes.append(Crash(rule.info.name, failed.id if failed else "", error))
        else:
            return


def _without_entity(check: Check, _: None, context: Context) -> Iterator[Problem]:
    return check(context)
