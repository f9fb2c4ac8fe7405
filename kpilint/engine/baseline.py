"""The baseline: findings that were there when a catalogue was first checked.

It names rule, subject and field with a count, never a line or a message: it stays true when files
are moved around and messages are worded anew, and one finding more of the same kind is new.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from kpilint.engine.waive import NEVER_IN_BASELINE, Baseline, Key
from kpilint.finding import Finding

FILE_NAME = ".kpilint-baseline.json"
VERSION = 1
_FIELDS = ("rule", "kind", "id", "field")


class BaselineError(Exception):
    """A baseline file that cannot be used; the text says why."""


def baseline_of(findings: Iterable[Finding]) -> Baseline:
    """The baseline that sets these findings aside, where they may be set aside at all.

    What a waiver covers is left to the waiver. A file that cannot be read is never agreed to.
    """
    return Counter(
        finding.key
        for finding in findings
        if finding.rule.code not in NEVER_IN_BASELINE
        and (finding.waived_by is None or finding.waived_by.by == "baseline")
    )


def pruned(baseline: Baseline, findings: Iterable[Finding]) -> Baseline:
    """The part of a baseline that still sets something aside."""
    now = baseline_of(findings)
    kept = {key: min(count, now.get(key, 0)) for key, count in baseline.items()}
    return {key: count for key, count in kept.items() if count}


def render_baseline(baseline: Baseline) -> str:
    """The text of a baseline file: sorted, one finding a line."""
    lines = [
        json.dumps(dict(zip(_FIELDS, key, strict=True)) | {"count": count})
        for key, count in sorted(baseline.items())
    ]
    inner = ",\n    ".join(lines)
    body = f"[\n    {inner}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'


def read_baseline(text: str) -> Baseline:
    """The baseline in the text of a file. Raises BaselineError."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError(f"it is not JSON ({error})") from error
    if not isinstance(document, dict) or document.get("version") != VERSION:
        raise BaselineError(f'it has no "version": {VERSION}')
    findings = document.get("findings")
    if not isinstance(findings, list):
        raise BaselineError('it has no list of "findings"')
    counts: Counter[Key] = Counter()
    for number, entry in enumerate(findings, 1):
        counts[_key(entry, number)] += _count(entry, number)
    return counts


def _key(entry: Any, number: int) -> Key:
    if isinstance(entry, dict):
        rule, kind, id_, field = (entry.get(name) for name in _FIELDS)
        if all(isinstance(word, str) for word in (rule, kind, id_, field)):
            return (str(rule), str(kind), str(id_), str(field))
    raise BaselineError(f"its entry {number} does not have {', '.join(_FIELDS)} as texts")


def _count(entry: Any, number: int) -> int:
    count = entry.get("count", 1)
    if isinstance(count, int) and not isinstance(count, bool) and count > 0:
        return count
    raise BaselineError(f"the count of its entry {number} is not a whole number above 0")
