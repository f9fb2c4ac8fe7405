"""Every format: what it makes of the worst result, by snapshot and by the standard it claims."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes
from xml.etree import ElementTree

import jsonschema
import pytest
import xmlschema
from markdown_it import MarkdownIt

import kpilint.output
from kpilint.contract.findings import findings_schema
from kpilint.discover import discover
from kpilint.finding import Finding, Problem, Severity, Subject
from kpilint.output.format import Format, View
from kpilint.output.step_summary import MAX_BYTES, step_summary
from kpilint.run import Result
from kpilint.text.show import width
from kpilint.text.source import Source
from tests.rich import HOSTILE_PATH, ORPHANED, context_of, many, place, rich

SCHEMAS = Path(__file__).parents[1] / "schemas"
SNAPSHOTS = Path(__file__).parent / "snapshots"
FORMATS = {made.name: made for made in discover(kpilint.output, Format)}
NAMES = {
    "concise", "full", "github", "gitlab", "grouped", "json", "jsonl", "junit", "markdown", "sarif",
}  # fmt: skip


def rendered(name: str, view: View | None = None) -> str:
    return FORMATS[name].render(rich(), view or View())


def schema(name: str) -> dict[str, Any]:
    made: dict[str, Any] = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return made


def test_formats_are_found() -> None:
    assert set(FORMATS) == NAMES


@pytest.mark.parametrize("name", [*sorted(NAMES), "full-color", "full-narrow", "step-summary"])
def test_snapshot(name: str, update: bool) -> None:
    if name == "step-summary":
        text = step_summary(rich(), View())
    else:
        format_name, _, kind = name.partition("-")
        text = rendered(format_name, View(color=kind == "color", width=50 if kind else 80))
    path = SNAPSHOTS / f"{name}.txt"
    if update:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert path.read_bytes().decode() == text


def test_findings_schema_is_current(update: bool) -> None:
    path = SCHEMAS / "findings.schema.json"
    text = json.dumps(findings_schema(), indent=2) + "\n"
    if update:
        path.write_text(text, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text


def test_json_keeps_its_contract() -> None:
    document = json.loads(rendered("json"))
    jsonschema.Draft7Validator(schema("findings.schema.json")).validate(document)
    assert document["summary"]["waived"] == 2
    assert [bool(f["waived_by"]) for f in document["findings"]].count(True) == 2
    first = document["findings"][0]
    del first["why"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft7Validator(findings_schema()).validate(document)


def test_jsonl_says_the_same_line_by_line() -> None:
    document = json.loads(rendered("json"))
    head, *findings = map(json.loads, rendered("jsonl").splitlines())
    assert findings == document.pop("findings")
    assert head == document
    contract = findings_schema()
    one = {**contract["definitions"]["Finding"], "definitions": contract["definitions"]}
    for finding in findings:
        jsonschema.Draft7Validator(one).validate(finding)


def test_sarif_is_sarif() -> None:
    log = json.loads(rendered("sarif"))
    jsonschema.Draft202012Validator(schema("third_party/sarif-2.1.0.json")).validate(log)
    run = log["runs"][0]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert rules == ["BAL001", "MIS001", "REV001", "ZZZ999"]
    suppressed = [r["suppressions"][0]["kind"] for r in run["results"] if r["suppressions"]]
    assert suppressed == ["inSource", "external"]
    assert not run["invocations"][0]["executionSuccessful"]
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 2
    for result in run["results"]:
        assert result["ruleId"] == rules[result["ruleIndex"]]
        assert len(result["message"]["text"]) <= 1_000
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        path = unquote_to_bytes(artifact["uri"]).decode("utf-8", "surrogateescape")
        assert path in ("catalogue/service.yaml", HOSTILE_PATH)
        assert artifact["uriBaseId"] == "%SRCROOT%"
        assert set(artifact["uri"]) < set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/%"
        )


def test_sarif_explains_its_rules() -> None:
    log = json.loads(rendered("sarif"))
    rules = {rule["name"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert "## Why" in rules["unbalanced-speed-metric"]["help"]["markdown"]
    assert "## Examples" not in rules["unbalanced-speed-metric"]["help"]["markdown"]
    assert rules["house-rule-without-page"]["help"]["markdown"] == "A rule of one's own."


def test_sarif_keeps_the_worst_five_thousand() -> None:
    text = FORMATS["sarif"].render(many(6_000), View())
    assert len(gzip.compress(text.encode())) < 10 * 1024 * 1024
    run = json.loads(text)["runs"][0]
    assert len(run["results"]) == 5_000
    open_levels = [r["level"] for r in run["results"] if not r["suppressions"]]
    assert open_levels.count("error") == sum(n % 7 != 0 for n in range(2, 6_000, 3))
    assert len(open_levels) == 5_000, "waived findings go first"
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert note.startswith("1,000 more findings")


def test_gitlab_is_a_code_quality_report() -> None:
    issues = json.loads(rendered("gitlab"))
    jsonschema.Draft7Validator(schema("third_party/gitlab-code-quality.json")).validate(issues)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) == 8
    assert {issue["severity"] for issue in issues} == {"critical", "minor", "info"}


def test_junit_is_junit() -> None:
    text = rendered("junit")
    xmlschema.XMLSchema(SCHEMAS / "third_party/junit-10.xsd").validate(text)
    root = ElementTree.fromstring(text)  # noqa: S314 - our own text
    suites = root.findall("testsuite")
    for kind in ("failure", "error", "skipped"):
        name = {"failure": "failures", "error": "errors"}.get(kind, kind)
        for suite in suites:
            assert len(suite.findall(f"testcase/{kind}")) == int(suite.attrib[name])
    for name in ("tests", "failures", "errors"):
        assert root.attrib[name] == str(sum(int(suite.attrib[name]) for suite in suites))
    assert root.attrib["failures"] == "2"
    strict = rendered("junit", View(fail_on=Severity.WARNING))
    assert ElementTree.fromstring(strict).attrib["failures"] == "5"  # noqa: S314
    never = rendered("junit", View(fail_on=None))
    assert ElementTree.fromstring(never).attrib["failures"] == "0"  # noqa: S314


def test_github_shows_ten_of_a_level_and_counts_the_rest() -> None:
    result = many(5_000)
    lines = FORMATS["github"].render(result, View()).splitlines()
    levels = [line.split()[0].lstrip(":") for line in lines if line.startswith("::")]
    assert levels == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert "::4,256 more findings:" in lines[29]
    assert len(lines) == 29 + 1 + 4_256 + 1


def test_github_annotates_all_when_they_fit() -> None:
    lines = rendered("github").splitlines()
    annotations = [line for line in lines if line.startswith("::")]
    assert len(annotations) == 8
    assert "more finding" not in "".join(annotations)
    odd = next(line for line in annotations if "odd folder" in line)
    properties = odd.removeprefix("::error ").split("::")[0]
    assert [part.split("=")[0] for part in properties.split(",")] == [
        "title", "file", "line", "endLine", "col", "endColumn",
    ]  # fmt: skip


def test_step_summary_ends_on_a_row() -> None:
    text = step_summary(many(12_000), View())
    assert 0.9 * MAX_BYTES < len(text.encode()) <= MAX_BYTES
    *_, row, empty, note = text.splitlines()
    assert row.endswith("|")
    assert not empty
    rows = sum(line.startswith(("| error", "| warning", "| advice")) for line in text.splitlines())
    left = int(note.split()[0].replace(",", ""))
    assert rows + left == sum(n % 7 != 0 for n in range(12_000))


def test_comment_fits_the_code_host() -> None:
    text = FORMATS["markdown"].render(many(15), View())
    assert text.count("What to do") == 12
    text = FORMATS["markdown"].render(many(5_000), View(min_severity=Severity.WARNING))
    assert 50_000 < len(text) < 65_536
    assert "more findings: run `kpilint check`" in text
    assert "<details>" not in text


def test_markdown_keeps_its_shape() -> None:
    """The list, the headings and the snippets are there, whatever the names say."""
    tokens = [token.type for token in MarkdownIt().parse(rendered("markdown"))]
    assert tokens.count("list_item_open") == 7
    assert tokens.count("heading_open") == 4
    assert tokens.count("fence") == 4


@pytest.mark.parametrize("name", ["concise", "full", "grouped", "github", "markdown"])
def test_waived_findings_are_counted_in_one_line(name: str) -> None:
    text = rendered(name)
    assert text.count("waived") == 1
    assert "(2 waived)" in text
    assert text.count("33 days late") == 1


@pytest.mark.parametrize("name", ["concise", "full", "grouped", "github", "markdown", "junit"])
def test_crashes_are_said(name: str) -> None:
    assert "2 checks failed" in rendered(name)
    assert "overdue-review: UnprintableError" in rendered(name)


@pytest.mark.parametrize("name", ["full", "grouped", "markdown"])
def test_what_follows_is_folded(name: str) -> None:
    text = " ".join(rendered(name).split())
    assert "1 more finding because of it" in text
    assert '"First contact resolution" cannot be traced' not in text


@pytest.mark.parametrize("name", ["full", "grouped", "markdown"])
def test_shared_gaps_are_folded(name: str) -> None:
    assert _hundred(name, share=80).count("serves no goal") == 1
    assert "79 more KPIs" in _hundred(name, share=80)
    assert '"KPI 2" serves' in _hundred(name, share=80), "an error, not one of the warnings above"
    assert _hundred(name, share=79).count("serves no goal") == 79


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif", "gitlab", "junit", "concise"])
def test_programs_get_every_finding(name: str) -> None:
    text = _hundred(name, share=80)
    assert all(f"KPI {number}" in text for number in range(80))


def _hundred(name: str, share: int) -> str:
    """A catalogue of 100 KPIs, of which `share` have the same gap: two warnings, then errors."""
    source = Source(
        "many.yaml", "kpis:\n" + "".join(f"  - {{name: KPI {number}}}\n" for number in range(100))
    )
    findings = [
        Finding(
            ORPHANED,
            Severity.WARNING if number < 2 else Severity.ERROR,
            Problem(
                Subject("kpi", f"kpi-{number}", f"KPI {number}"),
                place(source, f"KPI {number}}}"),
                "supports",
                f'"KPI {number}" serves no goal.',
                "It steers people all the same.",
                "Name its goal.",
                reason="no-link",
            ),
        )
        for number in range(share)
    ]
    result = Result(context_of(source), "standard", tuple(findings))
    return FORMATS[name].render(result, View())


def test_grouped_is_in_order_of_the_alphabet() -> None:
    headings = [line for line in rendered("grouped").splitlines() if line and line[0] != " "]
    assert headings[:7] == [
        "Head-of-Care",
        "head-of-support",
        "service-quality",
        "KPIs without an owner",
        "Goals and missions",
        "The catalogue as a whole",
        "4 KPIs in 1 file: 2 errors, 3 warnings, 3 pieces of advice (2 waived).",
    ]


@pytest.mark.parametrize("columns", [40, 50, 80, 100, 200])
def test_full_keeps_to_the_width(columns: int) -> None:
    for line in rendered("full", View(width=columns)).splitlines():
        # Addresses are there to be clicked on, and long words to be copied: they are never cut.
        if not any(whole in line for whole in ("catalogue/", "odd folder", "Loooooo")):
            assert width(line) <= columns, line


def test_carets_stand_below_the_place() -> None:
    lines = rendered("full").splitlines()
    carets = next(
        n for n, line in enumerate(lines) if line.startswith("   | ") and "wide" in lines[n - 1]
    )
    excerpt, marks = lines[carets - 1], lines[carets]
    before = excerpt[: excerpt.index("lower")]
    assert width(before) == marks.index("^")
    assert marks.count("^") == len("lower")
    assert "\t" not in excerpt


def test_colors_change_nothing_but_colors() -> None:
    import re

    colored = rendered("full", View(color=True))
    assert "\x1b[31;1merror[BAL001]:" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == rendered("full")


def test_severity_is_a_threshold_everywhere() -> None:
    view = View(min_severity=Severity.WARNING)
    for name in NAMES:
        text = rendered(name, view)
        assert "has a name that" not in text
        assert "33 days late" in text
