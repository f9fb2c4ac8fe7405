"""A difference as JSON, contract version 1: fields are only ever added."""

from __future__ import annotations

from typing import Any

from kpilint.changes.kinds import Change, Risk
from kpilint.finding import Subject
from kpilint.output.difference.effect import effects_of
from kpilint.output.difference.format import DifferenceFormat
from kpilint.output.format import View
from kpilint.output.json import finding_as_dict
from kpilint.revisions.difference import Difference, Entry
from kpilint.revisions.git import Commit
from kpilint.text.dump import dump
from kpilint.text.show import show_error
from kpilint.version import VERSION


def render(difference: Difference, view: View) -> str:
    del view
    return dump(as_dict(difference), indent=2) + "\n"


def as_dict(difference: Difference) -> dict[str, Any]:
    """Everything that is known of a difference."""
    compared = difference.compared
    risks = [change.risk for change in difference.after.context.changes]
    return {
        "schema_version": 1,
        "tool": {"name": "kpilint", "version": VERSION},
        "as_of": difference.after.context.as_of.isoformat(),
        "base": {"revision": difference.revision, **_commit(difference.base)},
        "head": None if difference.head is None else _commit(difference.head),
        "staged": difference.staged,
        "settings_changed": list(difference.settings),
        "summary": {
            "to_settle": len(difference.to_settle),
            **{risk.word: risks.count(risk) for risk in sorted(Risk, reverse=True)},
            "new_findings": len(compared.new),
            "gone_findings": len(compared.gone),
            "standing_findings": len(compared.standing),
        },
        "entries": [_entry(entry) for entry in difference.entries],
        "new_findings": [finding_as_dict(finding) for finding in compared.new],
        "gone_findings": [finding_as_dict(finding) for finding in compared.gone],
        "crashes": [
            {"rule": crash.rule, "subject": crash.subject, "error": show_error(crash.error)}
            for crash in difference.after.crashes
        ],
    }


def _commit(commit: Commit) -> dict[str, str]:
    return {"commit": commit.hash, "day": commit.day.isoformat()}


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "subject": _subject(entry.subject),
        "risk": entry.risk.word,
        "to_settle": entry.is_to_settle,
        "changes": [_change(change) for change in entry.changes],
        "effects": effects_of(entry),
        "findings": [finding.fingerprint for finding in entry.findings],
    }


def _subject(subject: Subject) -> dict[str, str]:
    return {"kind": subject.kind, "id": subject.id, "name": subject.name}


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "risk": change.risk.word,
        "field": change.field or None,
        "before": change.before,
        "after": change.after,
        "words": change.words,
    }


FORMAT = DifferenceFormat(
    "json", "everything, for programs; the contract is diff.schema.json", render
)
