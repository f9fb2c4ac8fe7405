"""A test report in the XML of JUnit, which nearly every build server reads.

Each file is a suite, each finding in it a test: failed where it fails the run, else skipped, with
the finding as the reason. A file without findings is one passed test.
"""

from __future__ import annotations

from collections.abc import Iterator

from kpilint.finding import Finding
from kpilint.output.closing import closing, crash_in_words
from kpilint.output.format import Format, View
from kpilint.output.wording import MAX_PATH, address, help_of, message_of, why_of
from kpilint.run import Result
from kpilint.text.show import show


def render(result: Result, view: View) -> str:
    by_path: dict[str, list[Finding]] = {tree.source.path: [] for tree in result.catalogue.trees}
    for finding in view.visible(result):
        by_path.setdefault(finding.problem.place.source.path, []).append(finding)
    suites = [line for path, found in by_path.items() for line in _suite(path, found, view)]
    suites += _run(result)
    findings = [finding for found in by_path.values() for finding in found]
    passed = sum(not found for found in by_path.values())
    counts = {
        "tests": len(findings) + passed + max(1, len(result.crashes)),
        "failures": sum(map(view.fails, findings)),
        "errors": len(result.crashes),
    }
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            _open("testsuites", name="kpilint", **counts),
            *suites,
            "</testsuites>\n",
        ]
    )


def _suite(path: str, findings: list[Finding], view: View) -> Iterator[str]:
    failures = sum(map(view.fails, findings))
    shown = show(path, MAX_PATH)
    yield "  " + _open(
        "testsuite",
        name=shown,
        tests=max(1, len(findings)),
        failures=failures,
        errors=0,
        skipped=len(findings) - failures,
    )
    if not findings:
        yield "    " + _empty("testcase", name="nothing to report", classname=shown)
    for finding in findings:
        yield from _case(finding, shown, view)
    yield "  </testsuite>"


def _case(finding: Finding, path: str, view: View) -> Iterator[str]:
    problem = finding.problem
    rule = f"{finding.rule.code} {finding.rule.name}"
    what = show(problem.subject.id or problem.subject.name, 80)
    message, severity = message_of(finding), finding.severity.word
    yield "    " + _open("testcase", name=f"{rule}: {what}", classname=path)
    if view.fails(finding):
        text = f"{address(problem.place)}\n{why_of(problem)}\n{help_of(problem)}"
        yield f"      {_open('failure', type=severity, message=message)}{_text(text)}</failure>"
    else:
        text = f"{address(problem.place)}: {message} {help_of(problem)}"
        yield "      " + _empty("skipped", type=severity, message=text)
    yield "    </testcase>"


def _run(result: Result) -> Iterator[str]:
    """One more suite for what belongs to no file: rules that failed, and the last lines."""
    crashes = result.crashes
    yield "  " + _open(
        "testsuite",
        name="kpilint",
        tests=max(1, len(crashes)),
        failures=0,
        errors=len(crashes),
        skipped=0,
    )
    for crash in crashes:
        yield "    " + _open("testcase", name=show(crash.rule, 80), classname="kpilint")
        yield "      " + _empty("error", type="crash", message=crash_in_words(crash))
        yield "    </testcase>"
    if not crashes:
        yield "    " + _empty("testcase", name="every rule ran", classname="kpilint")
    yield f"    <system-out>{_text(closing(result))}</system-out>"
    yield "  </testsuite>"


def _open(tag: str, **attributes: object) -> str:
    written = "".join(f' {key}="{_text(str(value))}"' for key, value in attributes.items())
    return f"<{tag}{written}>"


def _empty(tag: str, **attributes: object) -> str:
    return f"{_open(tag, **attributes)[:-1]}/>"


def _text(text: str) -> str:
    # What XML 1.0 has no place for (U+0000, U+FFFE, lone surrogates) `show` has written out.
    for mark, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        text = text.replace(mark, entity)
    return text


FORMAT = Format("junit", "a test report that build servers read", render)
