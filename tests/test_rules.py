"""Every rule is whole: its file, its page, its name, its examples and its options agree."""

from __future__ import annotations

import re

import pytest

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.engine.registry import rules
from kpilint.finding import Finding
from kpilint.rule import Rule
from tests.literate.blocks import Case, cases_of
from tests.literate.claims import claims_of
from tests.literate.runner import ROOT, lint_case, sources_of
from tests.today import TODAY

FOLDERS = {
    "STR": "reading", "MIS": "alignment", "BAL": "balance", "REV": "review", "OWN": "ownership",
    "DEF": "definition", "TGT": "target", "USE": "use", "DAT": "data", "POR": "portfolio",
    "HIS": "history", "EVI": "evidence", "WAV": "waiver",
}  # fmt: skip
# Codes that were published once and will never mean anything else.
RETIRED_CODES: frozenset[str] = frozenset()

each_rule = pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.info.name)


def page_of(rule: Rule) -> str:
    return (ROOT / "specs" / "rules" / f"{rule.info.name}.md").read_text("utf-8")


def test_codes_and_names_are_given_once() -> None:
    codes = [rule.info.code for rule in rules()]
    names = [rule.info.name for rule in rules()]
    assert len(set(codes)) == len(codes)
    assert len(set(names)) == len(names)
    assert RETIRED_CODES.isdisjoint(codes)


def test_every_page_is_of_a_rule() -> None:
    pages = {path.stem for path in (ROOT / "specs" / "rules").glob("*.md")}
    assert pages == {rule.info.name for rule in rules()}


def test_every_file_of_a_rule_holds_one() -> None:
    files = {p for p in (ROOT / "kpilint" / "rules").rglob("*.py") if p.name != "__init__.py"}
    expected = {
        ROOT / "kpilint" / "rules" / FOLDERS[rule.info.code[:3]] / f"{_module(rule)}.py"
        for rule in rules()
    }
    assert files == expected


def _module(rule: Rule) -> str:
    return rule.info.name.replace("-", "_")


@each_rule
def test_the_function_has_the_name_of_the_rule(rule: Rule) -> None:
    assert rule.check.__name__ == _module(rule)
    assert re.fullmatch(r"[A-Z]{3}\d{3}", rule.info.code)


@each_rule
def test_the_summary_is_a_short_phrase(rule: Rule) -> None:
    summary = rule.info.summary
    assert len(summary) <= 60
    assert not summary.endswith(".")
    assert summary[0].islower() or summary.startswith("KPI")


@each_rule
def test_the_page_has_its_parts_in_order(rule: Rule) -> None:
    headings = re.findall(r"^#+ (.*)$", _without_blocks(page_of(rule)), re.MULTILINE)
    wanted = [rule.info.name, "Why", "What it looks at"]
    wanted += ["Options"] if rule.options else []
    assert [heading for heading in headings if heading in (*wanted, "Examples", "Options")] == [
        *wanted,
        "Examples",
    ]


def _without_blocks(page: str) -> str:
    return re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)


@each_rule
def test_the_page_shows_a_bad_and_a_good_example_and_a_whole_report(rule: Rule) -> None:
    cases = cases_of(ROOT / "specs" / "rules" / f"{rule.info.name}.md")
    claims = [[c for b in case.files.values() for c in claims_of("", b.text)] for case in cases]
    shown = [case for case in cases if case.files]
    assert any(claims), "no example that is found"
    assert any(not claim for case, claim in zip(cases, claims, strict=True) if case in shown)
    assert any(case.findings is not None for case in cases), "no `findings` block"


@each_rule
def test_a_fix_is_claimed_if_and_only_if_the_page_shows_one(rule: Rule) -> None:
    shown = any(case.fixed for case in cases_of(ROOT / "specs/rules" / f"{rule.info.name}.md"))
    assert shown == (rule.info.fix is not None)


@each_rule
def test_options_are_explained_with_their_defaults(rule: Rule) -> None:
    page = page_of(rule)
    for name, default in rule.options.items():
        value = ", ".join(sorted(default)) if isinstance(default, frozenset | tuple) else default
        shown = ("yes" if value else "no") if isinstance(value, bool) else value
        line = next((line for line in page.splitlines() if f"`{name}`" in line), "")
        assert str(shown) in line, f"{name} = {shown} is not explained"


def _alone(rule: Rule, case: Case) -> list[tuple[str, str]]:
    result = lint_case(case, Settings(select=(rule.info.code,), profile="strict"))
    return [_trace(finding) for finding in result.findings if finding.rule is rule.info]


def _trace(finding: Finding) -> tuple[str, str]:
    return str(finding.problem.place.span), finding.problem.message


@pytest.mark.parametrize(
    "rule",
    # Whether a waiver hides something depends on the rules that run.
    [rule for rule in rules() if not rule.judges_waivers],
    ids=lambda rule: rule.info.name,
)
def test_a_rule_alone_finds_what_it_finds_among_all(rule: Rule) -> None:
    found_any = False
    for case in cases_of(ROOT / "specs" / "rules" / f"{rule.info.name}.md"):
        among_all = lint_case(case, Settings(profile="strict"))
        assert not among_all.crashes
        traces = [_trace(f) for f in among_all.findings if f.rule is rule.info]
        assert _alone(rule, case) == traces
        found_any = found_any or bool(traces)
    assert found_any


def test_findings_do_not_depend_on_the_order_of_files() -> None:
    for page in sorted((ROOT / "specs" / "rules").glob("*.md")):
        for case in cases_of(page):
            sources = sources_of(case.files)
            if len(sources) > 1:
                forward, backward = (
                    lint(order, Settings(profile="strict"), TODAY).findings
                    for order in (sources, sources[::-1])
                )
                assert [_trace(f) for f in forward] == [_trace(f) for f in backward]
