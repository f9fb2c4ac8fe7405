"""The governance report as one HTML file that loads nothing and runs nothing.

Templates draw, nothing becomes HTML without being escaped first, and every link leads to a place
in the same file. The same report gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from kpilint.record import record
from kpilint.report.details import FindingRow, GoalCard, KpiPage, MapKpi, MissionCard
from kpilint.report.facts import Report
from kpilint.report.formats import signs
from kpilint.report.formats.anchors import Anchors
from kpilint.report.formats.charts import steps
from kpilint.report.formats.compiled import CompiledTemplates
from kpilint.report.formats.page_one import cut, near, page_one
from kpilint.report.parts import Fact, Ref
from kpilint.text.phrase import counted, day_in_words
from kpilint.text.show import show

LONGEST = 4000  # of a text; a longer one is no definition that anybody reads
MANY_GOALS = 15  # from here on, goals with nothing missing are folded away

MANY = 60  # of a list: from here on it is told in numbers, where the pages of the KPIs say it all
MANY_KPIS = 100  # from here on, a KPI's page leads to its goal instead of telling the whole path

RISKS = (
    ("risky", "Somebody should say yes to these", False),
    ("notable", "Worth knowing", False),
    ("routine", "Good housekeeping", True),
    ("wording", "Wording only", True),
)
BLIND = (
    ("unmeasured", "Said to be unmeasured"),
    ("evidence", "Heard in reviews"),
    ("limitation", "Limits of a number"),
    ("not-said", "Nothing said yet"),
)


def render(report: Report) -> str:
    """The report as a whole HTML document.

    Texts of the catalogue appear on one line, with control characters and bidirectional marks
    written as escapes.
    """
    anchors = Anchors(report)
    environment = _environment(anchors)
    return environment.get_template("page.html.j2").render(
        report=report,
        page=page_one(report),
        style=_style(environment),
        anchor=anchors.of,
        own_anchor=anchors.first_use(),
        initials=_initials(report.kpis),
        by_rule=_by_rule(report.findings),
        has_before=any(check.before for check in report.checks),
        cards_of=_cards_of,
        besides=_besides,
        goals_of=_goals_of(report),
        alike=_alike,
        all_but=_all_but,
        every_kpi=[page.kpi for page in report.kpis],
        steps=steps,
        MANY=MANY,
        RISKS=RISKS,
        BLIND=BLIND,
    )


def _environment(anchors: Anchors) -> Environment:
    environment = Environment(
        loader=PackageLoader("kpilint.report.formats"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        finalize=_harmless,
        bytecode_cache=CompiledTemplates(__file__, signs.__file__),
    )
    environment.filters.update(
        day=day_in_words, near=near, short_day=_short_day, counted=counted, number=_number, cut=cut,
        prose=_prose, link=anchors.link, links=anchors.links, owner=_owner, sign=signs.sign,
        state=signs.state, severity=signs.severity, late=signs.late,
    )  # fmt: skip
    return environment


def _harmless(value: object) -> object:
    """What a template prints: texts without control characters, nothing in place of None."""
    if type(value) is str:  # and no markup
        return show(value, LONGEST)
    return "" if value is None else value


def _prose(text: str) -> Markup:
    """A sentence of a rule, in which what is to be written in the file stands between backticks."""
    parts = show(text, LONGEST).split("`")
    if len(parts) % 2 == 0:  # a backtick that nothing closes is an ordinary character
        parts[-2:] = ["`".join(parts[-2:])]
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if number % 2 else part
        for number, part in enumerate(parts)
    )


def _style(environment: Environment) -> Markup:
    """The style sheet as it stands in its file; nothing of a catalogue ever gets into it."""
    source = (
        environment.loader.get_source(environment, "style.css")[0] if environment.loader else ""
    )
    return Markup(source.strip())  # noqa: S704 - our own


def _owner(who: str | None) -> str:
    return who or Markup('<span class="bad">no owner named</span>')


def _short_day(day: dt.date) -> str:
    """`4 Dec`."""
    number, month, _ = day_in_words(day).split()
    return f"{number} {month[:3]}"


def _alike(rows: Iterable[Fact], name: str) -> list[tuple[object, list[Fact]]]:
    """Rows that have the same in a field, together, in the order of the first of each."""
    found: dict[object, list[Fact]] = {}
    for row in rows:
        found.setdefault(getattr(row, name), []).append(row)
    return list(found.items())


def _all_but(some: list[Ref], every: list[Ref]) -> list[Ref] | None:
    """Those that are missing in a long list; None where it is short, or where many are missing."""
    if len(some) < MANY or len(some) < 0.9 * len(every):
        return None
    there = {(ref.kind, ref.id) for ref in some}
    missing = [ref for ref in every if (ref.kind, ref.id) not in there]
    return missing if len(missing) == len(every) - len(there) else None


def _goals_of(report: Report) -> Callable[[KpiPage], tuple[Ref, ...]]:
    """The goals on whose cards a KPI stands, where there are so many KPIs that a link has to do."""
    found: dict[tuple[str, str], tuple[Ref, ...]] = {}
    for mission in report.map.missions if len(report.kpis) >= MANY_KPIS else ():
        for card in mission.goals:
            for kpi in [*(pair.kpi for pair in card.pairs), *(one.kpi for one in card.others)]:
                key = (kpi.kind, kpi.id)
                found[key] = (*found.get(key, ()), card.goal)
    return lambda page: found.get((page.kpi.kind, page.kpi.id), ())


def _number(number: int) -> str:
    return f"{number:,}"


@record
class RuleGroup:
    """The findings of one rule, with what all of them have in common said once."""

    code: str
    rule: str
    severity: str
    why: str
    help: str
    findings: tuple[FindingRow, ...]


def _by_rule(rows: tuple[FindingRow, ...]) -> tuple[RuleGroup, ...]:
    """The findings by rule, errors first."""
    order = list(signs.SEVERITIES)
    ranked = sorted(rows, key=lambda row: (order.index(row.severity), row.code))
    groups = []
    for (severity, code), members in groupby(ranked, key=lambda row: (row.severity, row.code)):
        found = tuple(members)
        helps = {row.help for row in found}
        groups.append(
            RuleGroup(
                code=code,
                rule=found[0].rule,
                severity=severity,
                why=found[0].why,
                help=found[0].help if len(helps) == 1 else "",
                findings=found,
            )
        )
    return tuple(groups)


def _cards_of(mission: MissionCard) -> tuple[list[GoalCard], list[GoalCard]]:
    """The goals to show at once, and those to fold away because there are many."""
    cards = list(mission.goals)
    if len(cards) < MANY_GOALS:
        return cards, []
    calm = [card for card in cards if _is_calm(card)]
    return [card for card in cards if not _is_calm(card)], calm


def _besides(card: GoalCard) -> list[MapKpi]:
    """The other KPIs of a goal, but those that stand on its card as brakes and are as they should
    be."""
    brakes = {brake.kpi for pair in card.pairs for brake in pair.brakes}
    return [one for one in card.others if one.remark or one.kpi not in brakes]


def _is_calm(card: GoalCard) -> bool:
    return not card.gaps and all(pair.state not in ("gap", "weak") for pair in card.pairs)


def _initials(pages: tuple[KpiPage, ...]) -> list[tuple[str, str]]:
    """The letters with which names begin, and the first KPI of each, for long lists only."""
    if len(pages) < 40:
        return []
    found: dict[str, str] = {}
    for number, page in enumerate(pages, 1):
        first = show(page.kpi.name)[:1].upper()
        found.setdefault(first if first.isalpha() else "#", f"k{number}")
    return list(found.items())
