"""What leadership is asked to do about each kind of finding.

A rule that is not named here still gets its decision where it finds an error: what to put right,
with the rule's own words. The weights order an agenda (a choice of this project): first what hides
the rest, then what can hurt people or customers, then purpose, then owners, then dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kpilint.record import record
from kpilint.text.phrase import listed

MOST_NAMES = 3


@record
class Wording:
    """`one` and `many` are actions, with `{}` for the names; `all_of` says why, of several.

    `weight` orders the agenda, more is more pressing. With `warns`, a warning is asked about too.
    `ends` says that the answer may be to end the entry: then nothing else about it has to be
    decided first. `besides` is what such a decision says of this finding in passing.
    """

    one: str
    many: str
    all_of: str
    weight: int
    warns: bool = False
    ends: bool = False
    besides: str = ""


_ORPHAN = Wording(
    "Tie {} to a goal, or retire it", "Tie {} to a goal each, or retire them",
    "None of them leads to the mission.",
    70, warns=True, ends=True,
)  # fmt: skip
_EXPIRED = Wording(
    "Retire {}, as decided", "Retire {}, as decided",
    "Their time is over, and they are still in use.",
    60, warns=True, ends=True,
)  # fmt: skip

# By the name of the rule; with the reason that it gives, or the kind of what it is about, where
# that makes a difference.
_WORDINGS: dict[str, Wording] = {
    "unreadable-file": Wording(
        "Have the file {} repaired", "Have the files {} repaired",
        "What stands in them is missing from this report.", 100,
    ),
    "no-mission": Wording(
        "Agree on one sentence for the mission", "Agree on one sentence for the mission",
        "Nothing can lead to a mission that is not written.", 95,
    ),
    "counterweight-removed": Wording(
        "Give {} back what held it in check", "Give {} back what held them in check",
        "Something held each of them in check, and nothing does any more.", 88, warns=True,
    ),
    "orphaned-goal": Wording(
        "Tie the goal {} to the mission, or retire it",
        "Tie the goals {} to the mission, or retire them",
        "None of them leads to the mission, nor does anything below them.", 84,
        warns=True, ends=True,
    ),
    "unbalanced-speed-metric": Wording(
        "Give {} a counterweight", "Give {} a counterweight each",
        "People are held to them, and nothing would show if the work got worse.", 80, warns=True,
        besides="nothing holds it in check",
    ),
    "paid-on-pressure-only": Wording(
        "Let quality or results count beside {}", "Let quality or results count beside {}",
        "Much hangs on them, and on no measure of quality or result.", 78,
        besides="much hangs on it",
    ),
    "paid-on-pressure-only scheme": Wording(
        "Let quality or results count in {}", "Let quality or results count in {}",
        "What they pay for says nothing of quality or result.", 78,
    ),
    "punitive-use": Wording(
        "Use {} to get better, not to judge", "Use {} to get better, not to judge",
        "They can be held against people, who then protect themselves first.", 76,
        besides="it is used to judge people",
    ),
    "individual-ranking": Wording(
        "Stop ranking single people by {}", "Stop ranking single people by {}",
        "Ranking by speed or amount keeps people from helping each other.", 75, warns=True,
        besides="it ranks single people",
    ),
    "works-against-goal": Wording(
        "Decide what wins: {}, or the goal that it works against",
        "Decide what wins: {}, or the goals that they work against",
        "Each of them pushes what a goal must not lead to.", 72,
    ),
    "orphaned-kpi": _ORPHAN,
    "dangling-link": Wording(
        "Say what {} is linked to", "Say what {} are linked to",
        "They name something that does not exist.", 69,
    ),
    "goal-without-outcome-kpi": Wording(
        "Find a measure that shows whether {} is reached",
        "Find measures that show whether {} are reached",
        "Nothing shows what becomes different.", 66, warns=True,
    ),
    "no-accountable-owner": Wording(
        "Name somebody who answers for {}", "Name somebody who answers for {}",
        "Nobody answers for them.", 64, warns=True, besides="nobody answers for it",
    ),
    "target-loosened": Wording(
        "Confirm the easier target of {}, or take it back",
        "Confirm the easier targets of {}, or take them back",
        "Their targets became easier, and no decision says so.", 62, warns=True,
    ),
    "relabelled-to-escape": Wording(
        "Confirm that {} is something else now, or call it what it was",
        "Confirm that {} are something else now, or call them what they were",
        "They are called something else, and are counted as before.", 61, warns=True,
    ),
    "expired-kpi": _EXPIRED,
    "expired-kpi valid-until-passed": Wording(
        "Renew or retire {}", "Renew or retire {}", _EXPIRED.all_of, 60, warns=True, ends=True
    ),
    "definition-changed-silently": Wording(
        "Confirm that {} is counted differently now",
        "Confirm that {} are counted differently now",
        "What was before cannot be compared with what is now.", 59, warns=True,
    ),
    "retired-still-used": Wording(
        "Replace what is retired and {} still relies on",
        "Replace what is retired and {} still rely on",
        "They rely on something that is retired.", 58, warns=True,
        besides="it relies on something that is retired",
    ),
    "waiver-not-valid": Wording(
        "Complete the exception for {}, or withdraw it",
        "Complete the exceptions for {}, or withdraw them",
        "They do not hold as they are written.", 56,
        besides="the exception for it does not hold",
    ),
    "waiver-not-valid ended": Wording(
        "End or renew the exception for {}", "End or renew the exceptions for {}",
        "Their last day has passed.", 56, besides="the exception for it has ended",
    ),
    "waiver-habit renewed": Wording(
        "Decide whether the exception for {} should last",
        "Decide whether the exceptions for {} should last",
        "They are renewed again and again.", 50, warns=True,
    ),
    "waiver-habit too-many": Wording(
        "Decide which exceptions can go", "Decide which exceptions can go",
        "Where so much is excepted, the rules no longer say what holds.", 50, warns=True,
    ),
    "target-against-direction": Wording(
        "Correct the target of {}", "Correct the targets of {}",
        "They point the other way than what is good.", 54,
    ),
    "circular-formula": Wording(
        "Settle what {} is computed from", "Settle what {} are computed from",
        "They are computed from themselves.", 52,
    ),
    "missing-purpose": Wording(
        "Say which problem {} helps to fix", "Say which problems {} help to fix",
        "Nobody can tell what they are for.", 20,
    ),
    "duplicate-id": Wording(
        "Give {} an id of its own", "Give {} ids of their own",
        "Others have the same id, and only the first counts.", 90,
    ),
    "review-not-credible": Wording(
        "Correct what is recorded about the review of {}",
        "Correct what is recorded about the reviews of {}",
        "They cannot be believed as they stand.", 46,
    ),
    "review-date-bumped": Wording(
        "Hold the review of {}, not only its date", "Hold the reviews of {}, not only their dates",
        "Their review dates moved, and no decision was written down.", 45, warns=True,
    ),
    "overdue-review": Wording(
        "Review {}: keep, change, replace or retire", "Review {}: keep, change, replace or retire",
        "Numbers that nobody questions keep steering people after the work has changed.", 40,
        warns=True, besides="its review is late",
    ),
    "target-expired": Wording(
        "Set a new target for {}, or say that it was met",
        "Set new targets for {}, or say that they were met",
        "The day by which they were to be reached has passed.", 36, warns=True,
    ),
}  # fmt: skip

_MANDATED = Wording(
    "Tie {} to a goal that holds such duties", "Tie {} to a goal that holds such duties",
    "The law asks for them, and they lead to no goal.", 68, warns=True,
)  # fmt: skip


def wording_of(
    rule: str, reason: str | None, kind: str, *, mandated: bool = False
) -> Wording | None:
    """How a decision about a finding is worded; None where no rule of that name is known here.
    `kind` is that of what it is about."""
    if mandated and rule == _ORPHANED:
        return _MANDATED
    named = (f"{rule} {reason}", f"{rule} {kind}", rule)
    return next((_WORDINGS[name] for name in named if name in _WORDINGS), None)


_ORPHANED = "orphaned-kpi"


def other_wording(summary: str) -> Wording:
    """The wording for an error of any other rule; `summary` is what the rule looks for."""
    return Wording("Put {} right", "Put {} right", f"With each of them, {summary}.", 30)


def names(found: Iterable[str]) -> str:
    """At most three names, each in quotation marks, and how many more there are."""
    quoted = [f'"{name}"' for name in found]
    more = len(quoted) - MOST_NAMES
    if more <= 0:
        return listed(quoted)
    return listed([*quoted[:MOST_NAMES], f"{more:,} more"])


_CODE = re.compile(r"`[^`]*`")
_ASIDE = re.compile(r" \([^()`]*`[^()]*\)")
_AT_THE_END = re.compile(r"(?::|,? such as) `[^`]*`(?:(?:,? or|,? and|,) `[^`]*`)*(?=[.;]|, or |$)")


def without_code(text: str) -> str | None:
    """Advice without what is meant for the file, and without the other ways that follow it; None
    where nothing is left."""
    sentences = re.split(r"(?<=[.?!]) +(?=[A-Z\"])", text)
    kept = [plain for sentence in sentences if (plain := _plain(sentence))]
    return " ".join(kept) or None


def _plain(sentence: str) -> str:
    bare = _AT_THE_END.sub("", _ASIDE.sub("", sentence))
    parts = re.split(r"(; |, (?=or ))", _CODE.sub("`", bare).rstrip("."))
    kept = 0
    while kept < len(parts) and "`" not in parts[kept]:
        kept += 2
    plain = "".join(parts[: kept - 1]).strip() if kept else ""
    if not plain:
        return ""
    return plain if plain.endswith("?") else f"{plain}."
