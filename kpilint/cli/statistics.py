"""`--statistics`: how often each rule spoke, in place of what it said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kpilint.finding import Finding
from kpilint.text.dump import dump


def statistics(findings: Sequence[Finding], format_name: str) -> str:
    """A line a rule, the most frequent first; a JSON list where the format is `json`."""
    counts = Counter(finding.rule.code for finding in findings)
    rules = {finding.rule.code: finding.rule for finding in findings}
    fixable = Counter(finding.rule.code for finding in findings if finding.problem.fix)
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    if format_name == "json":
        found = [
            {"code": code, "rule": rules[code].name, "count": count, "fixable": fixable[code]}
            for code, count in rows
        ]
        return dump(found, indent=2) + "\n"
    width = max((len(f"{count:,}") for count in counts.values()), default=1)
    return "".join(
        f"{count:>{width},}  {code}  {rules[code].name}"
        + (f"  ({fixable[code]:,} with a fix)" if fixable[code] else "")
        + "\n"
        for code, count in rows
    )
