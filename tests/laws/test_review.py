"""Properties of recording a review: it is there, word for word, and nothing else is different."""

from __future__ import annotations

import datetime as dt
import re
from os.path import commonprefix
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kpilint.catalogue.catalogue import Catalogue, read_catalogue
from kpilint.catalogue.parts import Record, Review
from kpilint.config import Settings
from kpilint.editing.review import CannotRecordError, NewReview, Reviewed, record_reviews
from kpilint.engine.lint import lint
from kpilint.lexicon import builtin
from kpilint.record import as_dict, changed
from kpilint.run import Context
from kpilint.syntax.node import Node
from kpilint.syntax.parse import parse
from kpilint.text.source import Source
from tests.laws.texts import MUTATED, SEEDS, catalogue_texts
from tests.laws.test_syntax import comments_of
from tests.literate.runner import ROOT
from tests.today import TODAY

PLAIN = NewReview(
    TODAY, "keep", ("head-of-support", "two-agents"), "Asked again, and still worth having."
)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(
    lambda text: text == text.strip() and text != ""
)
SENTENCES = st.lists(
    st.sampled_from(["the", "flagged", "share:", "9 %", "#1", "- no", "'quoted'", '"so"', "{yes}",
                     "\\", "*", "&a", "\n", "\n\n", "é", "\t", "  "]),
    min_size=1, max_size=60,
).map(" ".join).map(str.strip).filter(bool)  # fmt: skip
TEXTS = WORDS | SENTENCES
REVIEWS = st.builds(
    NewReview,
    date=st.dates(dt.date(2020, 1, 1), TODAY),
    decision=st.sampled_from(["keep", "change", "replace", "retire", "deferred"]),
    by=st.lists(WORDS, min_size=1, max_size=3).map(tuple),
    note=TEXTS,
    kind=st.sampled_from([None, "relevance", "performance", "target"]),
    period=st.sampled_from([None, "2026-Q3", "2026"]),
    meeting=st.none() | WORDS,
    evidence=st.none() | TEXTS,
    answers=st.tuples(st.none() | TEXTS, st.none() | TEXTS, st.none() | TEXTS),
)
EXAMPLES = [
    [Source(path.name, path.read_text("utf-8")) for path in sorted(folder.glob("*.yaml"))
     if path.name != "kpilint.yaml"]
    for folder in sorted((ROOT / "examples").iterdir())
]  # fmt: skip


def context_of(*sources: Source) -> Context:
    return Context(read_catalogue(map(parse, sources)), TODAY, builtin(), {})


def reviewed(catalogue: Catalogue) -> list[Reviewed]:
    return [*catalogue.missions, *catalogue.goals, *catalogue.kpis]


def fields_of(entity: Any) -> Any:
    """Everything that a record says, without the places."""
    if isinstance(entity, tuple):
        return tuple(fields_of(one) for one in entity)
    if not isinstance(entity, Record):
        return entity
    fields = as_dict(entity).items()
    return type(entity), [(name, fields_of(v)) for name, v in fields if not isinstance(v, Node)]


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
    same = len(commonprefix([old, new]))
    if new.endswith(old[same:]):
        return
    assert rewritten
    lines = iter(lines_of(new))
    for line in lines_of(old):
        if re.search("last|reviews?:", line):
            assert any(comment_of(line) == comment_of(candidate) for candidate in lines), line
        else:
            # The first line of a single review gets a dash.
            assert any(candidate.replace("- ", "  ", 1) == line.replace("- ", "  ", 1)
                       for candidate in lines), line  # fmt: skip


def lines_of(text: str) -> list[str]:
    return re.split("\r\n|\n|\r", text)


def comment_of(line: str) -> str:
    return line.partition("#")[2]
