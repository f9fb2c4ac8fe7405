"""Properties of recording a review: it is there, word for word, and nothing else is different."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from kpilint.catalogue.catalogue import Catalogue, read_catalogue
from kpilint.catalogue.parts import Record
from kpilint.config import Settings
from kpilint.editing.review import CannotRecordError, NewReview, Reviewed, record_reviews
from kpilint.engine.lint import lint
from kpilint.lexicon import builtin
from kpilint.record import as_dict, changed
from kpilint.run import Context
from kpilint.syntax.node import Node
from kpilint.syntax.parse import parse
from kpilint.text.source import Source
from tests.laws.test_syntax import comments_of
from tests.laws.texts import MUTATED, SEEDS, layouts
from tests.literate.runner import ROOT
from tests.today import TODAY

KEPT = NewReview(
    TODAY, "keep", ("head-of-support", "two-agents"), "Asked again, and still worth having."
)
ANY = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
SENTENCES = st.lists(
    st.sampled_from(["the", "flagged", "share:", "9 %", "#1", "- no", "'so'", '"so"', "{yes}", "|",
                     "\\", "*", "&a", "\n", "\n\n", "\r\n", "\u00e9", "\t", "  ", "---", "\u2028",
                     "\x85", "\x1b[31m", "\ufeff", "\U0001f680", "\x00"]),
    min_size=1, max_size=60,
).map(" ".join)  # fmt: skip
# As the command line has it: without white space around it, and not empty.
TEXTS = (ANY | SENTENCES).map(str.strip).filter(bool)
REVIEWS = st.builds(
    NewReview,
    date=st.dates(dt.date(2020, 1, 1), TODAY),
    decision=st.sampled_from(["keep", "change", "replace", "retire", "deferred"]),
    by=st.lists(TEXTS, min_size=1, max_size=3).map(tuple),
    note=TEXTS,
    kind=st.sampled_from([None, "relevance", "performance", "target"]),
    period=st.sampled_from([None, "2026-Q3", "2026"]),
    meeting=st.none() | TEXTS,
    evidence=st.none() | TEXTS,
    answers=st.tuples(st.none() | TEXTS, st.none() | TEXTS, st.none() | TEXTS),
)
EXAMPLES = [
    [
        Source(path.name, path.read_text("utf-8"))
        for path in sorted(mission.parent.glob("*.yaml"))
        if path.name != "kpilint.yaml"
    ]
    for mission in sorted((ROOT / "examples").glob("*/mission-and-goals.yaml"))
]


def context_of(*sources: Source) -> Context:
    return Context(read_catalogue(map(parse, sources)), TODAY, builtin(), {})


def reviewed(catalogue: Catalogue) -> list[Reviewed]:
    return [*catalogue.missions, *catalogue.goals, *catalogue.kpis]


def fields_of(entity: Any) -> Any:
    """Everything that a record says, without its place in the file."""
    if isinstance(entity, tuple):
        return tuple(fields_of(one) for one in entity)
    if not isinstance(entity, Record):
        return entity
    fields = as_dict(entity)
    return type(entity), {n: fields_of(fields[n]) for n in fields if n not in ("tree", "index")}


def without_reviews(subject: Reviewed) -> Any:
    plan = subject.review and changed(subject.review, last=None)
    bare = {"reviews": (), "review": plan, "last_reviewed": None}
    kept = {name: value for name, value in bare.items() if hasattr(subject, name)}
    return fields_of(changed(subject, **kept))


def check_recorded(before: Context, subject: Reviewed, review: NewReview) -> list[Source]:
    """Record a review, check all that is promised, and give the new sources."""
    done = record_reviews(before, [(subject, review)])
    assert [one.before for one in done] == [subject.node.source]
    old, new = done[0].before, done[0].after
    sources = [new if tree.source is old else tree.source for tree in before.catalogue.trees]
    after = context_of(*sources).catalogue
    there = after.find(subject.id)
    assert isinstance(there, Reviewed)
    check_list(subject, there, review)
    others = [fields_of(e) for e in before.catalogue.entities() if e is not subject]
    assert [fields_of(e) for e in after.entities() if e is not there] == others
    left, right = without_reviews(subject), without_reviews(there)
    if there.review is not None or subject.review is None:
        assert left == right
    rewritten = last_of(subject) is not None or not is_list(subject.node.get("reviews"))
    check_text(old.text, new.text, rewritten=rewritten)
    return sources


def last_of(subject: Reviewed) -> dt.date | None:
    return (subject.review and subject.review.last) or getattr(subject, "last_reviewed", None)


def is_list(node: Node | None) -> bool:
    return node is None or any(True for _ in node.items())


def check_list(subject: Reviewed, there: Reviewed, review: NewReview) -> None:
    """The old entries, perhaps the short form written out, and the new one."""
    *earlier, latest = there.reviews
    assert review.is_same(latest)
    old = [fields_of(held) for held in subject.reviews]
    written_out = [fields_of(held) for held in earlier][len(old) :]
    assert [fields_of(held) for held in earlier][: len(old)] == old
    last = last_of(subject)
    # No day is lost: it stands where it stood, or in the list.
    assert last in (None, last_of(there), *(held.date for held in there.reviews))
    if written_out:
        assert not old
        assert len(written_out) == 1
        held = earlier[-1]
        assert (held.date, held.decision) == (last, "keep")
        assert there.review is None or there.review.last is None


def check_text(old: str, new: str, *, rewritten: bool) -> None:
    """The new text is the old one with something put in at one place.

    Where a short form went, or a list came to be, one line may have become shorter, and all others
    are there in their order, with every comment.
    """
    pairs = zip(old, new, strict=False)
    same = next((i for i, (one, other) in enumerate(pairs) if one != other), len(old))
    if new.endswith(old[same:]):
        return
    assert rewritten
    lines = iter(lines_of(new))
    for line in lines_of(old):
        body, comment = parts_of(line)
        if re.search("last|reviews?:", line):
            body = ""
        if body or comment:
            # A single review that becomes a list gets a dash, or brackets around it.
            assert any(
                body.strip(" -") in candidate and candidate.endswith(comment) for candidate in lines
            ), line


def parts_of(line: str) -> tuple[str, str]:
    """A line up to its comment, and that."""
    body, mark, comment = line.partition("#")
    return body, mark + comment


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\n|\r", text)


@st.composite
def subjects(draw: st.DrawFn) -> tuple[Context, Reviewed]:
    """A whole example, or a catalogue of a page, and something in it that has reviews."""
    sources = draw(
        st.sampled_from(EXAMPLES) | st.sampled_from(SEEDS).map(lambda t: [Source("a", t)])
    )
    if draw(st.booleans()):
        sources = [Source(s.path, re.sub("\r?\n", "\r\n", s.text), bom=True) for s in sources]
    context = context_of(*sources)
    known = reviewed(context.catalogue)
    assume(known)
    return context, draw(st.sampled_from(known))


@given(subjects(), REVIEWS)
def test_a_review_is_recorded_and_nothing_else_is_different(
    drawn: tuple[Context, Reviewed], review: NewReview
) -> None:
    context, subject = drawn
    try:
        check_recorded(context, subject, review)
    except CannotRecordError as refused:
        assert re.search("as one sentence|given twice|without doubt", str(refused))  # noqa: PT017


DAYS = st.sampled_from(["2025-12-01", "2026-07-20", "2026-11-22"])
HELD = st.fixed_dictionaries(
    {"date": DAYS},
    optional={"decision": st.sampled_from(["keep", "deferred"]), "by": st.just(["a", "b"]),
              "note": st.sampled_from(["424 seconds", "it was: long"])},
)  # fmt: skip
PLANS = st.fixed_dictionaries(
    {}, optional={"cadence": st.just("quarterly"), "last": DAYS, "next": DAYS}
)
KPIS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"name": st.sampled_from(["Calls lost", "Average handle time"])},
    optional={
        "review": PLANS | st.just("quarterly"),
        "reviews": st.none() | HELD | st.lists(HELD, max_size=2),
        "last_reviewed": DAYS,
        "owner": st.sampled_from(["board", ["board", "agents"]]),
    },
)


@given(
    st.lists(KPIS, min_size=1, max_size=2, unique_by=lambda kpi: kpi["name"]).flatmap(
        lambda kpis: layouts({"kpis": kpis, "external": ["x"]})
    ),
    REVIEWS,
)
@example("kpis:\n- name: A\n  reviews:  # none yet\n    # really\n  owner: b\n", KEPT)
@example("kpis:\n- name: A\n  reviews: ~  # none yet\n  owner: b\n", KEPT)
@example("kpis:\n- name: A\n  reviews: [ # none yet\n  ]\n", KEPT)
@example("kpis: [{name: A, reviews: }]\n", KEPT)
@example("kpis: [{name: A, reviews: ~, owner: b}]", KEPT)
@example(
    "kpis:\n  name: A\n  reviews:\n    date: 2026-07-20 # so\n    note: |\n      x\n\n\n# end", KEPT
)
@example("kpis:\n- name: A\n  last_reviewed: 2026-07-20", KEPT)
@example("kpis:\n- last_reviewed: 2026-07-20\n  name: A\n", KEPT)
@example("kpis:\n- name: A\n  review:\n    last: 2026-07-20\n", KEPT)
@example("kpis:\n- name: A\n  reviews:\n  - {date: 2026-07-20}\n  # own\n  owner: b\n", KEPT)
@example(
    "kpis:\n- name: A\n  reviews:\n    - date: 2026-07-20\n      # its\n\n    # all\n  # b", KEPT
)
def test_any_layout_takes_a_review(text: str, review: NewReview) -> None:
    """Whatever `reviews` look like: a list, a single one, empty, nothing; block or flow."""
    context = context_of(Source("kpis.yaml", text))
    for subject in reviewed(context.catalogue):
        try:
            check_recorded(context, subject, review)
        except CannotRecordError as refused:
            assert re.search("two different days|cannot be taken out|no room", str(refused)), text  # noqa: PT017


def check_refusal(refused: CannotRecordError, text: str) -> None:
    assert 0 <= refused.offset <= len(text)
    assert str(refused)
    assert refused.do


@given(MUTATED, REVIEWS, st.data())
def test_what_cannot_be_edited_safely_is_refused(
    text: str, review: NewReview, data: st.DataObject
) -> None:
    context = context_of(Source("kpis.yaml", text))
    known = reviewed(context.catalogue)
    assume(known)
    subject = data.draw(st.sampled_from(known))
    try:
        done = record_reviews(context, [(subject, review)])
    except CannotRecordError as refused:
        check_refusal(refused, text)
        return
    assert len(done) == 1
    there = context_of(done[0].after).catalogue.find(subject.id)
    assert isinstance(there, Reviewed)
    check_list(subject, there, review)
    lines = lines_of(done[0].after.text)
    for comment in comments_of(text):
        assert any(line.endswith(comment) for line in lines)


@given(st.sampled_from(EXAMPLES), st.data())
@settings(max_examples=30)
def test_the_linter_has_no_new_complaint(sources: list[Source], data: st.DataObject) -> None:
    """A whole review of today that several held: whatever the short form and the list said."""
    before = lint(sources, Settings(), TODAY)
    subject = data.draw(st.sampled_from(before.catalogue.kpis))
    try:
        done = record_reviews(before.context, [(subject, KEPT)])
    except CannotRecordError:
        return
    new = [done[0].after if s is done[0].before else s for s in sources]
    after = lint(new, Settings(), TODAY)
    # A waiver that is answered hides nothing any more, and that is said.
    known = {(f.key, f.problem.message) for f in before.open}
    fresh = [f for f in after.open if (f.key, f.problem.message) not in known]
    assert [f.rule.code for f in fresh if f.rule.code != "WAV001"] == []
    assert "REV001" not in [f.rule.code for f in after.open if f.problem.subject.id == subject.id]


def test_a_text_that_no_file_can_hold_is_refused() -> None:
    context = context_of(Source("kpis.yaml", "kpis:\n- name: A\n"))
    review = changed(KEPT, note="\udc80")
    with pytest.raises(UnicodeEncodeError):
        record_reviews(context, [(context.catalogue.kpis[0], review)])
