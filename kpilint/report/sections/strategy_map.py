"""The mission map: missions, goals, and KPIs with what holds them in check beside them."""

from __future__ import annotations

from collections import Counter

from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.catalogue.words import FAMILIES
from kpilint.graph.links import Linkable
from kpilint.report.details import GoalCard, Loose, MapKpi, MissionCard, MissionMap, Pair
from kpilint.report.entries import by_name, called, owner_of, ref, ref_of
from kpilint.report.parts import Ref
from kpilint.report.sections.answers import Answers
from kpilint.report.sections.standing import lateness, standing
from kpilint.run import Result
from kpilint.text.phrase import quoted
from kpilint.text.show import LONGEST, show

NOT_CLEAR = "not clear"
_WORST_FIRST = ("gap", "weak", "excepted", "balanced")


def strategy_map(answers: Answers) -> MissionMap:
    """Missions and goals in order of the catalogue, goals with gaps first; KPIs by name.

    A KPI stands with every goal that it serves; one that only explains another stands with that.
    """
    found = _Map(answers)
    missions = tuple(found.mission(root) for root in found.roots())
    seen = {family for mission in missions for goal in mission.goals for family in goal.families}
    return MissionMap(
        missions=missions,
        loose=tuple(found.loose()),
        families=tuple(family for family in (*FAMILIES, NOT_CLEAR) if family in seen),
    )


class _Map:
    def __init__(self, answers: Answers) -> None:
        self._context = answers.context
        self._catalogue = answers.catalogue
        self._links = answers.context.links
        self._paths = answers.paths
        self._brakes = answers.brakes
        self._agreed = answers.agreed
        self._against = _against(answers.result)
        self._homes: dict[str, tuple[str, ...]] = {}
        self._kpis: dict[str, list[Kpi]] = {}
        for kpi in sorted(self._catalogue.kpis, key=by_name):
            if kpi.status != "retired":
                for home in self._homes_of(kpi):
                    self._kpis.setdefault(home, []).append(kpi)
        self._cards: dict[str, GoalCard] = {}
        self._with_gaps: set[str] = set()

    def roots(self) -> list[Mission | str]:
        """The missions, and what is kept in another catalogue and served by something here."""
        elsewhere = [
            id_
            for id_ in sorted(self._catalogue.external)
            if self._catalogue.find(id_) is None
            and any(below.is_live for below in self._links.below(id_))
        ]
        return [*self._catalogue.missions, *elsewhere]

    def mission(self, root: Mission | str) -> MissionCard:
        id_ = root if isinstance(root, str) else root.id
        named = ref("external", root, root) if isinstance(root, str) else ref_of(root)
        cards = [self._card(goal) for goal in self._goals_below(id_)]
        cards.sort(key=lambda card: card.goal.id not in self._with_gaps)
        if id_ in self._kpis:
            cards.append(self._card_of(named, self._kpis[id_], id_))
        said = "Kept in another catalogue." if isinstance(root, str) else root.statement
        return MissionCard(mission=named, statement=said or "", goals=tuple(cards))

    def loose(self) -> list[Loose]:
        """Live goals and then KPIs that do not reach the mission, those with the same cause
        together."""
        entries: list[Goal | Kpi] = [*self._catalogue.goals, *self._catalogue.kpis]
        cut_off = [one for one in entries if one.is_live and not self._links.reaches_mission(one)]
        told = [
            (isinstance(one, Kpi), self._paths.why_not(one), by_name(one), one) for one in cut_off
        ]
        told.sort(key=lambda item: item[:3])
        return [Loose(entry=ref_of(one), why=why) for _, why, _, one in told]

    def _goals_below(self, root: str) -> list[Goal]:
        """The live goals that lead there by way of goals, in order of the catalogue."""
        reached: dict[str, None] = {}
        layer: list[Linkable] = self._links.below(root)
        while layer:
            goals = [
                goal
                for goal in layer
                if isinstance(goal, Goal) and goal.is_live and goal.id not in reached
            ]
            reached.update(dict.fromkeys(goal.id for goal in goals))
            layer = [below for goal in goals for below in self._links.below(goal.id)]
        return [goal for goal in self._catalogue.goals if goal.id in reached]

    def _homes_of(self, kpi: Kpi) -> tuple[str, ...]:
        """The goals and missions with which a KPI stands: those that it serves, else those of
        what it explains."""
        walked: list[str] = []
        here: object = kpi
        homes: tuple[str, ...] = ()
        while isinstance(here, Kpi) and here.id not in self._homes:
            homes = self._served(here)
            walked.append(here.id)
            self._homes[here.id] = homes
            way = self._paths.above(here)
            if homes or way is None:
                break
            here = self._catalogue.find(way[1].id) or way[1].id
        else:
            homes = self._homes[here.id] if isinstance(here, Kpi) else (str(here),)
        self._homes.update(dict.fromkeys(walked, homes))
        return homes

    def _served(self, kpi: Kpi) -> tuple[str, ...]:
        linked = self._links.linked
        served = (link.id for link in kpi.supports if self._links.may_point(link, "supports"))
        return tuple(dict.fromkeys(id_ for id_ in served if id_ in linked))

    def _card(self, goal: Goal) -> GoalCard:
        card = self._cards.get(goal.id)
        if card is None:
            card = self._card_of(ref_of(goal), self._kpis.get(goal.id, []), goal.id, goal)
            self._cards[goal.id] = card
            lacks = bool(card.gaps) and not self._agreed.on(goal, "MIS005")
            if lacks or any(pair.state == "gap" for pair in card.pairs):
                self._with_gaps.add(goal.id)
        return card

    def _card_of(self, named: Ref, kpis: list[Kpi], id_: str, goal: Goal | None = None) -> GoalCard:
        balance = self._context.balance
        pressing = [kpi for kpi in kpis if kpi.is_live and balance.presses_for_speed(kpi)]
        pairs = [self._pair(kpi, id_) for kpi in pressing]
        beside = {kpi.id for kpi in pressing}
        others = [kpi for kpi in kpis if kpi.id not in beside]
        others.sort(key=lambda kpi: not kpi.is_live)
        return GoalCard(
            goal=named,
            owner=owner_of(goal, self._context) if goal else None,
            part_of=self._part_of(goal) if goal else (),
            gaps=self._gaps(goal, kpis) if goal else (),
            pairs=tuple(sorted(pairs, key=lambda pair: _WORST_FIRST.index(pair.state))),
            others=tuple(MapKpi(kpi=ref_of(kpi), remark=self._remark(kpi, id_)) for kpi in others),
            families=self._families(kpis),
        )

    def _pair(self, kpi: Kpi, home: str) -> Pair:
        return Pair(
            kpi=ref_of(kpi),
            brakes=self._brakes.of(kpi, [home]),
            state=self._brakes.state(kpi),
            weakness=self._brakes.weakness_in_words(kpi),
            remark=self._remark(kpi, home),
        )

    def _part_of(self, goal: Goal) -> tuple[Ref, ...]:
        above = [self._catalogue.find(link.id) for link in goal.supports]
        if any(isinstance(one, Mission) for one in above):
            return ()
        return tuple(ref_of(one) for one in above if isinstance(one, Goal) and one.is_live)

    def _gaps(self, goal: Goal, kpis: list[Kpi]) -> tuple[str, ...]:
        """What a goal lacks, unless it says that it is led without a number."""
        coverage = self._context.coverage
        if not coverage.is_measured(goal):
            if goal.unmeasured:
                return ()
            planned = quoted(show(kpi.name, LONGEST) for kpi in kpis if not kpi.is_live)
            none = "no KPI in force" if kpis else "no KPI at all"
            lacking = f"{none}; planned: {planned}" if planned else none
        elif goal.kind in (None, "outcome") and not coverage.may_show_result(goal):
            lacking = "no measure of the result"
        else:
            return ()
        agreed = self._agreed.in_words(goal, "MIS005")
        return (f"{lacking} ({agreed})" if agreed else lacking,)

    def _families(self, kpis: list[Kpi]) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for kpi in kpis:
            if kpi.is_live:
                classified = self._context.families.of(kpi)
                believed = classified.family if classified.is_believed else None
                counts[believed or NOT_CLEAR] += 1
        return {family: counts[family] for family in (*FAMILIES, NOT_CLEAR) if counts[family]}

    def _remark(self, kpi: Kpi, home: str) -> str:
        """What a reader should know of a KPI on the card of a goal."""
        stands = standing(kpi, self._context.as_of)
        if kpi.status == "draft":
            return stands
        said = [
            stands,
            "" if owner_of(kpi, self._context) else "nobody answers for it",
            lateness(self._context.reviews.due(kpi)),
            self._amount(kpi),
            self._against.get(kpi.id, ""),
            self._towards(kpi, home),
        ]
        return ", ".join(filter(None, said))

    def _amount(self, kpi: Kpi) -> str:
        balance = self._context.balance
        if not balance.presses_for_amount(kpi) or balance.valid(kpi):
            return ""
        agreed = self._agreed.in_words(kpi, "BAL003")
        return f"no working counterweight{f' ({agreed})' if agreed else ''}"

    def _towards(self, kpi: Kpi, home: str) -> str:
        """How it belongs to a goal, where that is not plain service."""
        served = self._homes[kpi.id]
        if not any(link.id in served for link in kpi.supports):
            way = self._paths.above(kpi)
            verb = "explains" if way is None or way[0] == "explains" else "part of"
            return f'{verb} "{called(way[1].id, self._catalogue)}"' if way else ""
        link = next(link for link in kpi.supports if link.id == home)
        others = quoted(called(id_, self._catalogue) for id_ in served if id_ != home)
        said = [
            "works against this goal" if link.contribution == "negative" else "",
            f"also serves {others}" if others else "",
        ]
        return ", ".join(filter(None, said))


def _against(result: Result) -> dict[str, str]:
    """What KPIs push that a goal says it must not lead to, where nobody has said which wins."""
    pushing = {
        finding.problem.subject.id
        for finding in result.open
        if finding.rule.code == "MIS007" and finding.problem.reason == "avoided"
    }
    goals: dict[str, list[str]] = {}
    for goal in result.catalogue.goals:
        for avoided in goal.avoid:
            if goal.is_live and avoided.kpi in pushing:
                goals.setdefault(avoided.kpi, []).append(show(goal.name, LONGEST))
    return {id_: f"works against {quoted(names)}" for id_, names in goals.items()}
