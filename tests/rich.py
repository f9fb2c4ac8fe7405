"""Results made by hand, so that no change of a rule changes what the formats are tested with."""

from __future__ import annotations

import datetime as dt

from kpilint.catalogue.catalogue import read_catalogue
from kpilint.finding import (
    Finding,
    Fix,
    Place,
    Problem,
    Related,
    ReviewState,
    RuleInfo,
    Safety,
    Severity,
    Subject,
    Waived,
)
from kpilint.lexicon import builtin
from kpilint.run import Context, Crash, Result
from kpilint.syntax.parse import parse
from kpilint.text.edit import Edit
from kpilint.text.source import Source, Span

# Everything that has ever broken an output: control sequences, right-to-left overrides, orders to
# build servers, markup of every target, characters that are none.
HOSTILE = (
    "\u00c4rger \U0001f680 100 %\n::error file=x::owned \x1b[31mred\x1b[0m \u202egnp.exe "
    "##[group]g ##vso[task.setvariable]v \udc80 \ud800 \ufffe </script><img src=x> "
    "| `tick` ``two`` *b* _i_ [a](javascript:x) @team #1 https://example.org www.example.org "
    "]]> & \" ' {0} \\ \t \u2028 \x00 \u0085 $x$"
)
HOSTILE_PATH = 'odd folder/100 % "a:b,c"\n::error file=x::y \u202e#1\udcff.yaml'

UNBALANCED = RuleInfo(
    "BAL001", "unbalanced-speed-metric", "a speed KPI has no counterweight", Severity.ERROR
)
ORPHANED = RuleInfo("MIS001", "orphaned-kpi", "a KPI serves no goal", Severity.ERROR)
OVERDUE = RuleInfo("REV001", "overdue-review", "the review of a KPI is overdue", Severity.WARNING)
NO_PAGE = RuleInfo("ZZZ999", "house-rule-without-page", "a rule of one's own", Severity.ADVICE)

CATALOGUE = """\
mission: Every customer's problem is solved the first time.
goals:
  - {id: easy-help, name: Getting help is easy, supports: mission, owner: service-quality}
kpis:
  - name: Average handle time
    owner: head-of-support
    supports: easy-help
  - name: First contact resolution
    owner: [service-quality, Head-of-Care]
  - {id: waiting, name: "\u5f85\u3061\u6642\u9593 \U0001f550",\towner: "", direction: lower} # wide
  - name: Pages per visit
"""


def context_of(*sources: Source) -> Context:
    catalogue = read_catalogue(map(parse, sources))
    return Context(catalogue, dt.date(2026, 11, 22), builtin(), {})


def place(source: Source, text: str, *key_path: str | int) -> Place:
    start = source.text.index(text)
    return Place(source, Span(start, start + len(text)), key_path)


def rich() -> Result:
    """One result with everything that a format may meet."""
    service = Source("catalogue/service.yaml", CATALOGUE)
    odd = Source(HOSTILE_PATH, "kpis:\n  - name: >-\n      " + HOSTILE.replace("\n", " ") + "\n")
    long = "L" + "o" * 9_998 + "ng"
    handle_time = Subject("kpi", "average-handle-time", "Average handle time")
    unbalanced = Finding(
        UNBALANCED,
        Severity.ERROR,
        Problem(
            handle_time,
            place(service, "Average handle time", "kpis", 0, "name"),
            "balanced_by",
            '"Average handle time" is about speed, and nothing would show if the work got worse.',
            why="The number improves while the work gets worse.",
            help='Link it to "First contact resolution": `balanced_by: first-contact-resolution`.',
            reason="no-counterweight",
            related=(Related(place(service, "First contact resolution"), "Could balance it."),),
            candidates=("first-contact-resolution",),
            fix=Fix(
                'Link "First contact resolution"',
                Safety.SAFE,
                service,
                (_behind(service, "easy-help\n  - name", "\n    balanced_by: first-contact"),),
            ),
        ),
    )
    hostile = Finding(
        UNBALANCED,
        Severity.ERROR,
        Problem(
            Subject("kpi", HOSTILE, HOSTILE),
            place(odd, "\x1b[31mred", "kpis", 0, HOSTILE),
            HOSTILE,
            f'"{HOSTILE}" is about speed.',
            why=HOSTILE,
            help=f"Write `x: {HOSTILE}` and [{HOSTILE}](x).",
            related=(Related(Place(odd, Span(0, len(odd.text))), HOSTILE),) * 5,
            candidates=(HOSTILE,),
            fix=Fix(HOSTILE, Safety.UNSAFE, odd, (Edit(Span(0, 4), HOSTILE),)),
        ),
    )
    longest = Finding(
        NO_PAGE,
        Severity.ADVICE,
        Problem(
            Subject("kpi", long, long),
            Place(odd, Span(len(odd.text), len(odd.text)), ("kpis",)),
            "name",
            f'"{long}" has a name that nobody can say.',
            why=f'"{long}" is too long.',
            help=f'Shorten "{long}".',
        ),
    )
    wide = Finding(
        NO_PAGE,
        Severity.ADVICE,
        Problem(
            Subject("kpi", "waiting", "\u5f85\u3061\u6642\u9593 \U0001f550"),
            place(service, "lower", "kpis", 2, "direction"),
            "direction",
            '"\u5f85\u3061\u6642\u9593 \U0001f550" stands behind a tab and wide characters.',
            why="The caret must stand below it all the same.",
            help="`direction: lower` is what it points at.",
        ),
    )
    overdue = Finding(
        OVERDUE,
        Severity.WARNING,
        Problem(
            Subject("kpi", "pages-per-visit", "Pages per visit"),
            place(service, "Pages per visit", "kpis", 3, "name"),
            "review",
            'The review of "Pages per visit" is 33 days late.',
            why="Numbers that nobody questions keep steering people.",
            help="Hold it: `review: {last: 2026-11-22}`.",
            reason="overdue",
            review=ReviewState("2026-10-20", 33, "overdue"),
        ),
    )
    goal = Finding(
        ORPHANED,
        Severity.WARNING,
        Problem(
            Subject("goal", "easy-help", "Getting help is easy"),
            place(service, "Getting help is easy", "goals", 0, "name"),
            "supports",
            '"Getting help is easy" cannot be traced to the mission.',
            why="What serves it serves nothing.",
            help="Name what it supports.",
        ),
    )
    follows = Finding(
        ORPHANED,
        Severity.WARNING,
        Problem(
            Subject("kpi", "first-contact-resolution", "First contact resolution"),
            place(service, "First contact resolution", "kpis", 1, "name"),
            "supports",
            '"First contact resolution" cannot be traced to the mission.',
            why="Its goal cannot be traced either.",
            help="See the goal.",
        ),
        caused_by=goal,
    )
    coming = Finding(
        OVERDUE,
        Severity.ADVICE,
        Problem(
            Subject("kpi", "first-contact-resolution", "First contact resolution"),
            place(service, "[service-quality, Head-of-Care]", "kpis", 1, "owner"),
            "review",
            'The review of "First contact resolution" is due in a week.',
            why="Two owners share it.",
            help="Agree on who asks the question.",
        ),
    )
    waived = [
        Finding(OVERDUE, Severity.WARNING, overdue.problem, occurrence, waived_by=by)
        for occurrence, by in enumerate(
            (
                Waived("waiver", HOSTILE, ("chief-of-staff", HOSTILE), "2026-12-31"),
                Waived("baseline"),
            ),
            1,
        )
    ]
    findings = [unbalanced, hostile, longest, wide, overdue, goal, follows, coming, *waived]
    return Result(
        context_of(service),
        "standard",
        tuple(sorted(findings, key=lambda finding: finding.order)),
        crashes=(
            Crash("orphaned-kpi", HOSTILE, ValueError(HOSTILE)),
            Crash("overdue-review", "", UnprintableError()),
        ),
        stale_baseline=(("MIS001", "kpi", HOSTILE, "supports"),),
    )


def plain(text: str) -> Result:
    """One finding in which everything that a catalogue can say is `text`."""
    source = Source(text, f"kpis: {text}\n")
    subject = Subject("kpi", text, text)
    at = Place(source, Span(6, len(source.text) - 1), ("kpis", text))
    problem = Problem(
        subject, at, "owner", f'"{text}" has no owner.', f'"{text}" steers people.',
        f'Give "{text}" an owner: `owner: {text}`.', Severity.ERROR, "reason",
        (Related(at, f'"{text}" again.'),), (text,),
        Fix(f'Write "{text}"', Safety.UNSAFE, source, (Edit(Span(0, 4), text),)),
    )  # fmt: skip
    return Result(
        context_of(),
        "standard",
        (
            Finding(UNBALANCED, Severity.ERROR, problem),
            Finding(OVERDUE, Severity.WARNING, problem),
            Finding(NO_PAGE, Severity.ADVICE, problem),
            Finding(ORPHANED, Severity.ERROR, problem, waived_by=Waived("waiver", text, (text,))),
        ),
        crashes=(Crash("orphaned-kpi", text, ValueError(text)),),
    )


def many(count: int) -> Result:
    """`count` findings of all severities, each about a KPI of its own."""
    text = "".join(f"  - {{id: kpi-{number}, name: KPI {number}}}\n" for number in range(count))
    source = Source("catalogue/many.yaml", f"kpis:\n{text}")
    line = len("  - {id: kpi-")
    findings = []
    for number in range(count):
        severity = Severity(number % 3 + 1)
        rule = (NO_PAGE, OVERDUE, UNBALANCED)[number % 3]
        start = source.line_starts[number + 1] + line
        problem = Problem(
            Subject("kpi", f"kpi-{number}", f"KPI {number}"),
            Place(source, Span(start, start + 1), ("kpis", number, "name")),
            "name",
            f'"KPI {number}" serves no goal of the organisation that leads to the mission.',
            "A number without a purpose still steers people, and costs their time.",
            "Name the goal that it serves, or retire it at the next review, with a note.",
        )
        waived = Waived("baseline") if number % 7 == 0 else None
        findings.append(Finding(rule, severity, problem, waived_by=waived))
    return Result(context_of(), "standard", tuple(findings))


class UnprintableError(Exception):
    def __str__(self) -> str:
        raise RuntimeError("even its text fails")


def _behind(source: Source, text: str, new: str) -> Edit:
    at = source.text.index(text) + len("easy-help")
    return Edit(Span(at, at), new)
