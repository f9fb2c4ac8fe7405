"""What a page claims by marks in YAML, and whether a run agrees.

- name: Page views  # error: [orphaned-kpi no-link] "serves no goal"
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kpilint.finding import Finding
from kpilint.run import Result

_MARK = re.compile(r'(error|warning|advice): \[([a-z0-9-]+)(?: ([a-z0-9-]+))?\](?: "([^"\n]*)")?')


@dataclass(frozen=True)
class Claim:
    path: str
    line: int
    severity: str
    rule: str
    reason: str | None
    text: str | None

    def holds_for(self, finding: Finding) -> bool:
        problem = finding.problem
        at = problem.place.source.position(problem.place.span.start)
        return (
            (self.path, self.line) == (problem.place.source.path, at.line)
            and (self.severity, self.rule) == (finding.severity.word, finding.rule.name)
            and self.reason in (None, problem.reason)
            and any(
                (self.text or "") in said for said in (problem.message, problem.why, problem.help)
            )
        )

    def __str__(self) -> str:
        reason = f" {self.reason}" if self.reason else ""
        text = f' "{self.text}"' if self.text else ""
        return f"{self.path}:{self.line} {self.severity}: [{self.rule}{reason}]{text}"


def claims_of(path: str, text: str) -> list[Claim]:
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        _, _, comment = line.partition("#")
        for severity, rule, reason, words in _MARK.findall(comment):
            found.append(Claim(path, number, severity, rule, reason or None, words or None))
    return found


def disagreements(claims: list[Claim], result: Result) -> list[str]:
    """Claims that nothing answers, and findings that nobody claimed."""
    left = list(result.open)
    wrong = []
    for claim in claims:
        found = next((finding for finding in left if claim.holds_for(finding)), None)
        if found is None:
            wrong.append(f"claimed, not found:  {claim}")
        else:
            left.remove(found)
    wrong += [f"found, not claimed:  {_as_claim(finding)}" for finding in left]
    wrong += [
        f"crashed: {crash.rule} on {crash.subject}: {crash.error!r}" for crash in result.crashes
    ]
    return wrong


def _as_claim(finding: Finding) -> Claim:
    problem = finding.problem
    at = problem.place.source.position(problem.place.span.start)
    return Claim(
        problem.place.source.path, at.line, finding.severity.word, finding.rule.name,
        problem.reason, problem.message,
    )  # fmt: skip
