"""Recording reviews that were held: what is edited where, and the proof that nothing else changed.

A review becomes the last entry of the `reviews` of what was reviewed, in the style that it finds
there. Everything else stays as it is, byte for byte, with one exception: the short form of the last
review (`last` under `review`, or `last_reviewed`). A list wins over it, and one that names another
day than the list is a finding. So where there was no list, the short form is written out as its
first entry (`{date: ..., decision: keep}`, which is what it stands for) and taken out; where the
list had that day already, it is only taken out. No date is lost, and none is moved.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from kpilint.analysis.reviews import DECISIONS_THAT_COUNT
from kpilint.catalogue.catalogue import Catalogue, read_catalogue
from kpilint.catalogue.model import Goal, Kpi, Mission
from kpilint.catalogue.parts import Review
from kpilint.editing.entry import Entry, in_one_line
from kpilint.editing.grow import CannotGrowError, grow
from kpilint.record import record
from kpilint.run import Context
from kpilint.syntax.node import Kind, Node, Tree
from kpilint.syntax.parse import parse
from kpilint.syntax.patch import remove_entry
from kpilint.text.edit import Edit, apply
from kpilint.text.source import Source, Span

Reviewed = Mission | Goal | Kpi
"""What has reviews."""

QUESTIONS = ("goals", "obligations", "users")


@record
class NewReview:
    """A review to record. `answers` are those to the three questions, in their order."""

    date: dt.date
    decision: str
    by: tuple[str, ...]
    note: str
    kind: str | None = None
    period: str | None = None
    meeting: str | None = None
    evidence: str | None = None
    answers: tuple[str | None, str | None, str | None] = (None, None, None)

    @property
    def counts(self) -> bool:
        """Whether it starts the clock anew."""
        return self.kind in (None, "relevance") and self.decision in DECISIONS_THAT_COUNT

    @property
    def entry(self) -> Entry:
        """Its fields in the order in which they are written."""
        answers = zip(QUESTIONS, self.answers, strict=True)
        fields: dict[str, Any] = {
            "date": self.date.isoformat(),
            "kind": self.kind,
            "period": self.period,
            "decision": self.decision,
            "by": list(self.by),
            "meeting": self.meeting,
            "note": self.note,
            "evidence": self.evidence,
            "answers": {name: answer for name, answer in answers if answer},
        }
        return {key: value for key, value in fields.items() if value}

    def is_same(self, held: Review) -> bool:
        """Whether an entry of the catalogue says the very same."""
        answers = tuple(getattr(held.answers, name, None) for name in QUESTIONS)
        return self == NewReview(
            held.date or dt.date.min, held.decision or "", held.by, held.note or "", held.kind,
            held.period, held.meeting, held.evidence, (answers[0], answers[1], answers[2]),
        )  # fmt: skip


class CannotRecordError(Exception):
    """A review cannot be recorded without touching more than is meant; nothing was changed.

    The text says why, `source` and `offset` where, and `do` what to do instead.
    """

    def __init__(self, why: str, source: Source, offset: int, do: str) -> None:
        super().__init__(why)
        self.source = source
        self.offset = offset
        self.do = do


@record(eq=False)
class Recorded:
    """A file before and after, and what was reviewed in it."""

    before: Source
    after: Source
    subjects: tuple[Reviewed, ...]


@record(eq=False)
class _Plan:
    """What happens to one entry: a short form that goes, and entries that come, in order."""

    subject: Reviewed
    short_form: tuple[tuple[Node, str], ...]
    entries: tuple[Entry, ...]


def record_reviews(
    context: Context,
    held: Iterable[tuple[Reviewed, NewReview]],
    read: Callable[[Source], Tree] = parse,
) -> list[Recorded]:
    """The files of a catalogue after some reviews are recorded in it, in order of the files.

    No review is later than the day of the context. Every file is read again by `read`: whatever is
    not exactly as before plus these reviews is refused. Raises CannotRecordError, and
    UnicodeEncodeError for a text that no file can hold.
    """
    plans: dict[int, list[_Plan]] = {}
    for subject, review in held:
        _check_unambiguous(subject, context.catalogue)
        day, short_form = _short_form(subject, review, context)
        written_out: list[Entry] = [{"date": day.isoformat(), "decision": "keep"}] if day else []
        plan = _Plan(subject, tuple(short_form), (*written_out, review.entry))
        plans.setdefault(id(subject.node.tree), []).append(plan)
    done: list[Recorded] = []
    trees: list[Tree] = []
    for tree in context.catalogue.trees:
        if id(tree) in plans:
            after = _edited(tree, plans[id(tree)], read)
            subjects = tuple(plan.subject for plan in plans[id(tree)])
            done.append(Recorded(tree.source, after.source, subjects))
        else:
            after = tree
        trees.append(after)
    _check_model(context.catalogue, read_catalogue(trees), done)
    return done


def _check_unambiguous(subject: Reviewed, catalogue: Catalogue) -> None:
    for first, later in catalogue.duplicates:
        if first is subject:
            at = later.node.source.position(later.node.start)
            raise CannotRecordError(
                _sentence(
                    subject,
                    "its id is given twice; the other entry begins in "
                    f"{later.node.source.path}, line {at.line}",
                ),
                subject.node.source,
                subject.node.start,
                "Give one of the two another `id`.",
            )
    node = subject.node
    for trouble in node.tree.troubles:
        if node.start <= trouble.start < node.end:
            what = trouble.what[0].lower() + trouble.what[1:].rstrip(".")
            raise CannotRecordError(
                _sentence(subject, f"it cannot be read without doubt: {what}"),
                node.source,
                trouble.start,
                trouble.help,
            )


def _short_form(
    subject: Reviewed, review: NewReview, context: Context
) -> tuple[dt.date | None, list[tuple[Node, str]]]:
    """The day to be written out as an entry of the list, if any, and what is to be taken out."""
    places: list[tuple[Node, str]] = []
    days: set[dt.date] = set()
    if subject.review is not None and subject.review.last is not None:
        places.append((subject.review.node, "last"))
        days.add(subject.review.last)
    if isinstance(subject, Kpi) and subject.last_reviewed is not None:
        places.append((subject.node, "last_reviewed"))
        days.add(subject.last_reviewed)
    if len(days) > 1:
        raise _refused(
            subject, review, subject.node, "two different days are given for its last review"
        )
    if not days or max(days) > context.as_of:
        return None, []
    (day,) = days
    if not subject.reviews:
        return (None, []) if review.counts and review.date == day else (day, places)
    before = [held.date for held in subject.reviews if held.date and context.reviews.counts(held)]
    after = [*before, review.date] if review.counts else before
    return None, places if before and max(before) == day != max(after) else []


def _edited(tree: Tree, plans: Sequence[_Plan], read: Callable[[Source], Tree]) -> Tree:
    """One file: first the short forms go, then the lists grow, then all is compared."""
    before = tree.source
    removals = [edit for plan in plans for edit in _removals(plan)]
    bare = read(_with_text(before, apply(before.text, removals))) if removals else tree
    additions: list[Edit] = []
    for plan in plans:
        node = bare.root.at(plan.subject.path) if bare.root is not None else None
        if node is None:
            raise _refused(plan.subject, plan.entries[-1], plan.subject.node, _NOT_ITSELF)
        try:
            additions += grow(node, "reviews", plan.entries, _step(node, plan.subject))
        except CannotGrowError as error:
            raise _refused(plan.subject, plan.entries[-1], error.node, str(error)) from error
    after = read(_with_text(before, apply(bare.source.text, additions)))
    said = after.root.plain() if after.root is not None else None
    if said != _expected(tree, plans) or len(after.troubles) != len(tree.troubles):
        raise _refused(plans[0].subject, plans[0].entries[-1], plans[0].subject.node, _NOT_ITSELF)
    return after


_NOT_ITSELF = "the file would say something else besides"


def _removals(plan: _Plan) -> list[Edit]:
    edits = []
    for mapping, key in plan.short_form:
        alone = key == "last" and len(list(mapping.pairs())) == 1
        edit = _without(plan.subject.node, "review") if alone else _without(mapping, key)
        if edit is None:
            raise _refused(
                plan.subject, plan.entries[-1], mapping.get(key) or mapping,
                "its last review is written in a short form that cannot be taken out safely",
            )  # fmt: skip
        edits.append(edit)
    return edits


def _without(mapping: Node, key: str) -> Edit | None:
    """Take an entry out of a mapping, but never a comment: that stays where it was."""
    value = mapping.get(key)
    if mapping.kind is Kind.ALIAS or value is None or value.kind is Kind.ALIAS:
        return None
    edit = remove_entry(mapping, key)
    name = mapping.key(key)
    text = mapping.source.text
    if edit is None or name is None or _is_anchored_within(value):
        return None
    if "#" not in text[edit.span.start : edit.span.end]:
        return edit
    comment = text.find("#", value.end)
    if "#" in text[edit.span.start : value.end] or text[value.end : comment].strip():
        return None
    return None if mapping.is_flow else Edit(Span(name.start, comment), "")


def _is_anchored_within(node: Node) -> bool:
    return any(
        index in node.tree.anchored for index in range(node.index, node.tree.after[node.index])
    )


def _step(node: Node, subject: Reviewed) -> int:
    """How far lists are indented below their key, as the list of the entries themselves is."""
    root = Node(node.tree, 0)
    name, section = root.key(str(subject.path[0])), root.get(str(subject.path[0]))
    if name is None or section is None or section.kind is not Kind.BLOCK_SEQUENCE:
        return 2
    position = node.source.position
    return max(0, min(position(section.start).column - position(name.start).column, 4))


def _expected(tree: Tree, plans: Iterable[_Plan]) -> object:
    """What the file is to say afterwards, as plain data."""
    data: Any = Node(tree, 0).plain()
    for plan in plans:
        entry = data
        for step in plan.subject.path:
            entry = entry[step]
        if not isinstance(entry, dict):
            return None
        for _, key in plan.short_form:
            holder = entry["review"] if key == "last" else entry
            del holder[key]
            if key == "last" and not holder:
                del entry["review"]
        there = entry.get("reviews")
        items = there if isinstance(there, list) else [there] if there is not None else []
        entry["reviews"] = [*items, *(_plain(new) for new in plan.entries)]
    return data


def _plain(entry: Entry) -> dict[str, object]:
    return {key: dict(value) if isinstance(value, dict) else value for key, value in entry.items()}


def _check_model(before: Catalogue, after: Catalogue, done: Sequence[Recorded]) -> None:
    """The catalogue as a whole has these reviews, and nothing in it has become odd."""
    for one in done:
        for subject in one.subjects:
            there = after.find(subject.id)
            grown = isinstance(there, Reviewed) and len(there.reviews) > len(subject.reviews)
            if not grown or len(after.oddities) > len(before.oddities):
                raise CannotRecordError(
                    _sentence(subject, _NOT_ITSELF),
                    one.before,
                    subject.node.start,
                    "Write it there by hand.",
                )


def _with_text(source: Source, text: str) -> Source:
    return Source(source.path, text, bom=source.bom, named=source.named)


def _sentence(subject: Reviewed, why: str) -> str:
    return f'The review of "{subject.name}" cannot be recorded safely: {why}.'


def _refused(subject: Reviewed, entry: NewReview | Entry, node: Node, why: str) -> Exception:
    written = in_one_line(entry.entry if isinstance(entry, NewReview) else entry)
    if not subject.node.is_mapping:
        do = "Make it an entry first: `{statement: the sentence}`."
        return CannotRecordError(_sentence(subject, why), node.source, node.start, do)
    return CannotRecordError(
        _sentence(subject, why),
        node.source,
        node.start,
        f"Write it there by hand, under `reviews`: `{written}`.",
    )
