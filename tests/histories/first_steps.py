"""First steps: a bicycle shop writes down six numbers, a month later the workshop adds nine.

The brake of the parcels went in August. In October the desk got one, the workshop moved seven
dates in one go, and the newsletter came in because it was always counted.
"""

from __future__ import annotations

from tests.histories.steps import Commit, Edit, Entered, Filed

NUMBERS = "kpis.yaml"
WORKSHOP = "kpis-workshop.yaml"

QUARTERLY = (
    "Repairs ready on the promised day",
    "Repairs that come back",
    "Satisfaction with the workshop",
    "Cost per repair",
)
HALF_YEARLY = ("Oldest repair waiting", "Parts at hand when a repair begins")


def dated(file: str, before: str, after: str, *names: str) -> tuple[Edit, ...]:
    """The day of the last review was moved."""
    return tuple(Edit(file, f"last: {before}", f"last: {after}", entry=name) for name in names)


STORY = (
    Commit(
        "2026-02-10",
        "Head of shop",
        "Write down why we are here, and our first five numbers",
    ),
    Commit(
        "2026-03-10",
        "Head of workshop",
        "Take over the nine numbers from the wall of the workshop\n\nkpilint: import",
        (Filed(WORKSHOP),),
    ),
    Commit(
        "2026-04-15",
        "Head of service",
        "Look at the numbers of the first quarter",
        (
            *dated(
                NUMBERS,
                "2026-01-20",
                "2026-04-14",
                "First response time",
                "Solved with the first answer",
                "Age of open questions",
                "Parcels sent the same day",
                "Wrong or incomplete parcels",
            ),
            Edit(NUMBERS, "{value: 6,", "{value: 4,", entry="First response time"),
            Edit(
                NUMBERS,
                "collector: head-of-warehouse\n",
                "collector: head-of-service # the customers tell the service desk, not the "
                "warehouse\n",
                entry="Wrong or incomplete parcels",
            ),
        ),
    ),
    Commit(
        "2026-07-15",
        "Head of workshop",
        "Look at the numbers of the second quarter",
        (
            *dated(NUMBERS, "2026-04-14", "2026-07-02", "Age of open questions"),
            *dated(
                NUMBERS,
                "2026-04-14",
                "2026-07-14",
                "First response time",
                "Solved with the first answer",
                "Parcels sent the same day",
                "Wrong or incomplete parcels",
            ),
            *dated(
                WORKSHOP,
                "2026-03-09",
                "2026-07-14",
                *QUARTERLY,
                "Overtime of the mechanics",
                "Complaints about repairs",
            ),
            *dated(WORKSHOP, "2026-03-09", "2026-04-20", *HALF_YEARLY),
            Edit(
                WORKSHOP,
                "target: {value: 2 %,",
                "target: {value: 3 %,",
                entry="Repairs that come back",
            ),
        ),
    ),
    Commit(
        "2026-08-18",
        "Head of warehouse",
        "Let the parcels go out; wrong ones are looked at by the service desk",
        (
            Edit(
                NUMBERS,
                "    balanced_by: wrong-or-incomplete-parcels\n    gaming_risks: packing half",
                "    gaming_risks: packing half",
            ),
        ),
    ),
    Commit(
        "2026-09-09",
        "Head of shop",
        "Count the newsletter, and call those who bought two years ago",
        (
            Entered(NUMBERS, "Newsletter subscribers"),
            *dated(WORKSHOP, "2026-03-09", "2026-09-08", "Bicycles still ridden after two years"),
            Edit(
                WORKSHOP,
                "owner: head-of-workshop",
                "owner: head-of-shop",
                entry="Bicycles still ridden after two years",
            ),
        ),
    ),
    Commit(
        "2026-10-16",
        "Head of service",
        "Look at the numbers of the third quarter: fast is not solved",
        (
            *dated(
                NUMBERS,
                "2026-07-14",
                "2026-10-13",
                "First response time",
                "Solved with the first answer",
            ),
            *dated(
                NUMBERS,
                "2026-07-14",
                "2026-10-15",
                "Parcels sent the same day",
                "Wrong or incomplete parcels",
            ),
            *dated(NUMBERS, "2026-09-08", "2026-10-15", "Newsletter subscribers"),
            Edit(
                NUMBERS,
                "",
                "    # A fast answer that solves nothing is no help: this is the number that would "
                "show it.\n    balanced_by: solved-with-the-first-answer\n",
            ),
        ),
    ),
    Commit(
        "2026-10-21",
        "Head of workshop",
        "Bring the dates of the workshop up to date",
        (
            *dated(WORKSHOP, "2026-07-14", "2026-10-20", *QUARTERLY),
            *dated(WORKSHOP, "2026-04-20", "2026-10-20", *HALF_YEARLY),
            Edit(
                WORKSHOP,
                "supports: easy-help",
                "supports: rides-for-years",
                entry="Complaints about repairs",
            ),
        ),
    ),
    Commit(
        "2026-11-16",
        "Head of shop",
        "Look at the three main questions only; add a guide for the reader",
        (
            Filed("README.md"),
            Filed("kpilint.yaml"),
            Edit(
                NUMBERS,
                "review: {cadence: quarterly, last: 2026-07-02}\n",
                "review: {cadence: quarterly, last: 2026-07-02} # we meant to do this in October\n",
            ),
        ),
    ),
)
