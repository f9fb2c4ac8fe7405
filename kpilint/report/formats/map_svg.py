"""The mission map as a picture, for slides and documents, and as the same list in words.

Goals are cards, packed in columns; a KPI that presses for speed stands beside what holds it in
check, gaps come first. The graph is shallow and broad: a drawing with lines from rank to rank is
one long column at two hundred KPIs, and cards are not. Colours are literal, since not every
program that shows SVG knows style sheets; none carries a meaning alone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from xml.sax.saxutils import escape, quoteattr

from kpilint.record import changed, record
from kpilint.report.details import GoalCard, MapKpi, MissionMap, Pair
from kpilint.report.formats.text_width import wrap
from kpilint.text.show import show

WIDTH = 1320
_COLUMNS, _GAP, _PAD = 3, 20, 14
_CARD = (WIDTH - (_COLUMNS + 1) * _GAP) / _COLUMNS
_BOX = (_CARD - 2 * _PAD - 30) / 2
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_INK, _QUIET, _LINE, _SOFT, _ACT, _OK = (
    "#16202b", "#55616e", "#c3ccd6", "#f3f6f9", "#a33c00", "#00588f",
)  # fmt: skip
# How long a name may get before it says nothing more.
_LONGEST = 160
_STATES = {
    "balanced": "held in check by",
    "weak": "weakly held in check by",
    "gap": "has no counterweight",
    "excepted": "has no counterweight, by agreed exception",
}


@record
class _Drawn:
    """Something drawn from y = 0 downwards, and how high it is."""

    marks: tuple[str, ...]
    height: float


def render(map_: MissionMap) -> str:
    """The picture as an SVG document; its description is the list of `as_text`."""
    y = float(_GAP)
    marks: list[str] = []
    for mission in map_.missions:
        banner = _banner(mission.statement or mission.mission.name)
        marks += _moved(banner, _GAP, y)
        y += banner.height + _GAP
        columns = [y] * _COLUMNS
        for goal in mission.goals:
            card = _card(goal)
            column = columns.index(min(columns))
            marks += _moved(card, _GAP + column * (_CARD + _GAP), columns[column])
            columns[column] += card.height + _GAP
        y = max(columns)
    if map_.loose:
        tray = _tray(map_)
        marks += _moved(tray, _GAP, y)
        y += tray.height + _GAP
    title = "Mission, goals and KPIs, and what holds speed in check"
    root = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{y:.0f}" '
        f'viewBox="0 0 {WIDTH} {y:.0f}" role="img" aria-labelledby="map-title map-list" '
        f"font-family={quoteattr(_FONT)}>"
    )
    return "\n".join(
        [
            root,
            f'<title id="map-title">{title}</title>',
            f'<desc id="map-list">{escape(as_text(map_))}</desc>',
            f'<rect width="{WIDTH}" height="{y:.0f}" fill="#ffffff"/>',
            *marks,
            "</svg>",
            "",
        ]
    )


def as_text(map_: MissionMap) -> str:
    """The same map as a list in words."""
    lines: list[str] = []
    for mission in map_.missions:
        lines.append(f"Mission: {_name(mission.statement or mission.mission.name)}")
        for goal in mission.goals:
            lines += [f"  Goal: {_name(goal.goal.name)}", *_goal_lines(goal)]
    if map_.loose:
        lines.append("Serves no mission:")
        lines += [f"  {_name(loose.entry.name)}: {_name(loose.why)}" for loose in map_.loose]
    return "\n".join(lines) + "\n" if lines else ""


def only(map_: MissionMap, ids: Container[str]) -> MissionMap:
    """The part of a map that is about some entries: their cards, with nothing else on them."""
    cards = [
        (mission, tuple(filter(None, (_card_with(goal, ids) for goal in mission.goals))))
        for mission in map_.missions
    ]
    return changed(
        map_,
        missions=tuple(
            changed(mission, goals=goals)
            for mission, goals in cards
            if goals or mission.mission.id in ids
        ),
        loose=tuple(loose for loose in map_.loose if loose.entry.id in ids),
    )


def _card_with(goal: GoalCard, ids: Container[str]) -> GoalCard | None:
    pairs = tuple(pair for pair in goal.pairs if pair.kpi.id in ids)
    others = tuple(other for other in goal.others if other.kpi.id in ids)
    if not pairs and not others and goal.goal.id not in ids:
        return None
    return changed(goal, pairs=pairs, others=others)


def _goal_lines(goal: GoalCard) -> Iterator[str]:
    for gap in goal.gaps:
        yield f"    Missing: {_name(gap)}"
    for pair in goal.pairs:
        said = f"    {_name(pair.kpi.name)} {_STATES[pair.state]}"
        names = ", ".join(_name(brake.kpi.name) for brake in pair.brakes if brake.works)
        beside = ", ".join(_name(words) for words in (pair.weakness, pair.remark) if words)
        holds = f" {names}" if pair.state in ("balanced", "weak") else ""
        yield f"{said}{holds}{f' ({beside})' if beside else ''}"
    for other in goal.others:
        yield f"    {_name(other.kpi.name)}{f' ({_name(other.remark)})' if other.remark else ''}"


def _banner(statement: str) -> _Drawn:
    lines = wrap(_name(statement), 18, WIDTH - 2 * _GAP - 40, 2)
    height = 24.0 + 24 * len(lines)
    box = _rect(WIDTH - 2 * _GAP, height, fill="#ffffff", stroke=_INK)
    middle = (WIDTH - 2 * _GAP) / 2
    texts = [
        _text(middle, 30 + 24 * i, line, 18, bold=True, anchor="middle")
        for i, line in enumerate(lines)
    ]
    return _Drawn((box, *texts), height)


def _card(goal: GoalCard) -> _Drawn:
    y = float(_PAD)
    marks: list[str] = []
    for line in wrap(_name(goal.goal.name), 15, _CARD - 2 * _PAD, 3):
        marks.append(_text(_PAD, y + 14, line, 15, bold=True))
        y += 20
    below = ", ".join(_name(ref.name) for ref in goal.part_of)
    for said in filter(None, [f"part of {below}" if below else "", _owner(goal.owner)]):
        for line in wrap(said, 12, _CARD - 2 * _PAD, 2):
            marks.append(_text(_PAD, y + 12, line, 12, color=_QUIET))
            y += 16
    y += 6
    for gap in goal.gaps:
        drawn = _box(gap, _CARD - 2 * _PAD, missing=True)
        marks += _moved(drawn, _PAD, y)
        y += drawn.height + 6
    for pair in goal.pairs:
        drawn = _pair(pair)
        marks += _moved(drawn, _PAD, y)
        y += drawn.height + 6
    for other in goal.others:
        drawn = _other(other)
        marks += _moved(drawn, _PAD, y)
        y += drawn.height
    height = y + _PAD - 4
    return _Drawn((_rect(_CARD, height, fill=_SOFT, stroke=_LINE), *marks), height)


def _owner(owner: str | None) -> str:
    return f"answered for by {_name(owner)}" if owner else ""


def _pair(pair: Pair) -> _Drawn:
    """The KPI that presses on the left, what holds it in check on the right."""
    presses = _box(pair.kpi.name, _BOX, strong=True, bad=pair.state == "gap")
    works = [_box(brake.kpi.name, _BOX) for brake in pair.brakes if brake.works]
    if not works:
        by_exception = " (agreed exception)" if pair.state == "excepted" else ""
        works = [_box(f"no counterweight{by_exception}", _BOX, missing=True)]
    marks = list(presses.marks)
    balanced = pair.state in ("balanced", "weak")
    sign, color = ("⇄", _OK) if balanced else ("≠", _ACT)
    middle = _BOX + 15
    marks.append(_text(middle, presses.height / 2 + 6, sign, 16, color=color, anchor="middle"))
    y = 0.0
    for drawn in works:
        marks += _moved(drawn, _BOX + 30, y)
        y += drawn.height + 4
    height = max(presses.height, y - 4)
    for said, color in ((pair.weakness, _ACT), (pair.remark, _QUIET)):
        for line in wrap(_name(said), 11, _CARD - 2 * _PAD, 2) if said else ():
            marks.append(_text(0, height + 14, line, 11, color=color))
            height += 14
    return _Drawn(tuple(marks), height)


def _box(
    text: str, room: float, *, strong: bool = False, bad: bool = False, missing: bool = False
) -> _Drawn:
    lines = wrap(_name(text), 12, room - 16, 2)
    height = 12.0 + 15 * len(lines)
    color = _ACT if missing or bad else _INK
    box = _rect(
        room, height, fill="none" if missing else "#ffffff",
        stroke=_ACT if missing or bad else _QUIET, line=2 if strong or missing else 1,
        dashed=missing,
    )  # fmt: skip
    texts = [
        _text(8, 19 + 15 * i, line, 12, color=color if missing else _INK, bold=strong)
        for i, line in enumerate(lines)
    ]
    return _Drawn((f"<g><title>{escape(_name(text))}</title>", box, *texts, "</g>"), height)


def _other(other: MapKpi) -> _Drawn:
    lines = wrap(_name(other.kpi.name), 12, _CARD - 2 * _PAD - 12, 2)
    marks = [_text(0, 13, "·", 14, color=_QUIET)]
    marks += [_text(12, 13 + 15 * i, line, 12) for i, line in enumerate(lines)]
    height = 16.0 + 15 * (len(lines) - 1)
    for line in wrap(_name(other.remark), 11, _CARD - 2 * _PAD - 12, 2) if other.remark else ():
        marks.append(_text(12, height + 11, line, 11, color=_QUIET))
        height += 14
    return _Drawn(tuple(marks), height + 3)


def _tray(map_: MissionMap) -> _Drawn:
    """What serves nothing, in one frame at the bottom."""
    room = WIDTH - 2 * _GAP
    marks = [_text(_PAD, 28, "Serves no mission", 15, bold=True, color=_ACT)]
    y = 40.0
    for loose in map_.loose:
        for line in wrap(f"{_name(loose.entry.name)}: {_name(loose.why)}", 12, room - 2 * _PAD, 2):
            marks.append(_text(_PAD, y + 13, line, 12))
            y += 17
    height = y + 10
    frame = _rect(room, height, fill="#ffffff", stroke=_ACT, line=2, dashed=True)
    return _Drawn((frame, *marks), height)


def _moved(drawn: _Drawn, x: float, y: float) -> list[str]:
    return [f'<g transform="translate({x:.1f} {y:.1f})">', *drawn.marks, "</g>"]


def _rect(
    width: float, height: float, *, fill: str, stroke: str, line: int = 1, dashed: bool = False
) -> str:
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<rect width="{width:.1f}" height="{height:.1f}" rx="5" fill="{fill}" '
        f'stroke="{stroke}" stroke-width="{line}"{dashes}/>'
    )


def _text(
    x: float, y: float, text: str, size: int, *, bold: bool = False, color: str = _INK,
    anchor: str = "start",
) -> str:  # fmt: skip
    weight = ' font-weight="700"' if bold else ""
    side = f' text-anchor="{anchor}"' if anchor != "start" else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{color}"{weight}{side}>'
        f"{escape(text)}</text>"
    )


def _name(text: str) -> str:
    return show(text, _LONGEST)
