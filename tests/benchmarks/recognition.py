"""How well the recogniser reads names it has not seen.

    python tests/benchmarks/recognition.py [FILE.csv]    the shipped recogniser on labelled rows
    python tests/benchmarks/recognition.py --folds 6     trained anew without a sixth of the sectors

FILE has the columns name, family, and optionally definition, unit, direction, target. `family` is
"ask" where a careful person would have to ask. The default is `data/recognition.csv` beside this
file: its rows take no part in training, but the word lists were widened after a look at what was
read wrong there, so it guards against getting worse; only `--folds` or rows of your own estimate
how well unseen names are read.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from kpilint.lexicon import Lexicon, build, train
from kpilint.lexicon.features import Vocabulary
from kpilint.lexicon.recogniser import ASK, LABELS, Recogniser
from kpilint.lexicon.wording import stems
from kpilint.record import record

DEFAULT = Path(__file__).parent / "data" / "recognition.csv"
SURE = ("certain", "likely")


@record
class Answer:
    """What a row is, what it was taken for, and how sure that was."""

    row: Mapping[str, str]
    right: str
    family: str
    confidence: str


@record
class Quality:
    """Shares between 0 and 1, and the number of rows that they come from."""

    rows: int
    speed_precision: float
    speed_recall: float
    certain_right: float
    certain_share: float
    accuracy: float


def direction_of(text: str) -> str | None:
    """The direction word in a cell such as "lower is better"."""
    return next((word for word in ("higher", "lower", "range") if word in text), None)


def rows_of(path: Path) -> list[dict[str, str]]:
    """The labelled rows of a file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shipped(rows: Iterable[Mapping[str, str]]) -> Iterator[Answer]:
    """The answers of the shipped lexicon."""
    lexicon = Lexicon()
    for row in rows:
        seen = lexicon.recognise(
            row["name"],
            definition=row.get("definition") or "",
            unit=row.get("unit") or "",
            direction=direction_of(row.get("direction") or ""),
            target=row.get("target") or "",
        )
        yield Answer(row, row["family"], seen.family or ASK, seen.confidence)


def cross_validated(folds: int) -> Iterator[Answer]:
    """The answers on the project's own examples, each by a model that saw none of its sector."""
    vocabulary = build.vocabulary()
    reader = Vocabulary(vocabulary)
    texts = list(train.texts())
    examples, _ = train.examples(reader)
    sectors = sorted({row["sector"] for row, *_ in texts if "sector" in row})
    for fold in range(folds):
        held = set(sectors[fold::folds])
        pairs = zip(examples, texts, strict=False)
        kept = [example for example, (row, *_) in pairs if row.get("sector") not in held]
        weights = train.fit(kept + examples[len(texts) :], LABELS)
        recogniser = Recogniser(
            {
                "vocabulary": vocabulary,
                "because": build.because(),
                "thresholds": train.THRESHOLDS,
            },
            build.packed(train.rounded(weights), {}).encode(),
        )
        for row, family, *_ in texts:
            if row.get("sector") in held:
                guess = recogniser.guess(
                    stems(row["name"]),
                    definition=row["definition"],
                    unit=row["unit"],
                    direction=row["direction"] or None,
                    target=row["target"],
                )
                yield Answer(row, family, guess.family or ASK, guess.confidence)


def quality(answers: Sequence[Answer]) -> Quality:
    """The figures of a set of answers."""
    said = [a for a in answers if a.family == "speed" and a.confidence in SURE]
    hits = sum(a.right == "speed" for a in said)
    certain = [a for a in answers if a.confidence == "certain"]
    return Quality(
        rows=len(answers),
        speed_precision=hits / max(1, len(said)),
        speed_recall=hits / max(1, sum(a.right == "speed" for a in answers)),
        certain_right=sum(a.right == a.family for a in certain) / max(1, len(certain)),
        certain_share=len(certain) / max(1, len(answers)),
        accuracy=sum(a.right == a.family for a in answers) / max(1, len(answers)),
    )


def table(answers: Sequence[Answer]) -> Iterator[str]:
    """Which family was taken for which: one line for each right family."""
    counts = Counter((a.right, a.family) for a in answers)
    yield "right \\ read".ljust(14) + "".join(label[:6].rjust(8) for label in LABELS)
    for right in LABELS:
        cells = (str(counts[right, read] or "").rjust(8) for read in LABELS)
        yield right.ljust(14) + "".join(cells)


def main(arguments: Sequence[str]) -> int:
    """Print the figures and the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--wrong", action="store_true", help="list the rows that were read wrong")
    options = parser.parse_args(arguments)
    start = time.perf_counter()
    if options.folds:
        answers = list(cross_validated(options.folds))
    else:
        rows = rows_of(options.file)
        start = time.perf_counter()
        answers = list(shipped(rows))
    seconds = time.perf_counter() - start
    figures = quality(answers)
    print(f"rows                      {figures.rows}")
    print(f"speed precision           {figures.speed_precision:.3f}")
    print(f"speed recall              {figures.speed_recall:.3f}")
    print(f"right among certain       {figures.certain_right:.3f}")
    print(f"share that is certain     {figures.certain_share:.3f}")
    print(f"accuracy over families    {figures.accuracy:.3f}")
    print(f"microseconds a KPI        {seconds / max(1, figures.rows) * 1e6:.0f}")
    print(*table(answers), sep="\n")
    if options.wrong:
        for answer in answers:
            if answer.right != answer.family:
                print(answer.right, "read as", answer.family, answer.confidence, answer.row["name"])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
