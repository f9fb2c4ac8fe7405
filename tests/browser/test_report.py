"""The governance report as people see it: on screens, by keyboard, and on paper."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kpilint.report.facts import Report
from kpilint.report.formats.html import render
from tests import report_samples
from tests.browser.conftest import Opener
from tests.browser.look import LOOKS, Look, Scheme
from tests.histories.build import STORIES, history
from tests.literate.runner import ROOT
from tests.report_samples import HOSTILE, SAMPLES, with_prefix

REPORTS = {name: make() for name, make in SAMPLES.items()}
REPORTS["hostile"] = with_prefix(report_samples.not_ready(), HOSTILE)
REPORTS["wordy"] = with_prefix(report_samples.not_ready(), "Quite a long way of saying it all: ")
REPORTS["loud"] = with_prefix(report_samples.not_ready(), "WWW MMM WWW MMM: ")

# What is drawn only when it is scrolled to, axe would not see.
EVERYTHING = "article { content-visibility: visible !important }"
UNFOLD = "document.querySelectorAll('details').forEach(one => { one.open = true })"


def written(report: Report, folder: Path) -> Path:
    page = folder / "report.html"
    page.write_text(render(report), encoding="utf-8")
    return page


# Everything in four looks takes a minute; what differs between these is on page one.
SCREENS = [(name, *look) for name in ("not-ready", "hostile") for look in LOOKS]
SCREENS += [(name, *look) for name in ("ready", "first", "empty") for look in (LOOKS[0], LOOKS[3])]


@pytest.mark.parametrize(("name", "scheme", "width"), SCREENS)
def test_on_a_screen(look: Opener, tmp_path: Path, name: str, scheme: Scheme, width: int) -> None:
    hold(look(written(REPORTS[name], tmp_path), scheme, width))


@pytest.mark.parametrize(
    ("name", "scheme", "width"), [(name, *look) for name, look in zip(STORIES, LOOKS, strict=True)]
)
def test_an_example_with_its_history(
    look: Opener, tmp_path: Path, name: str, scheme: Scheme, width: int
) -> None:
    """As `kpilint report` writes it; each in another look, for the time that it takes."""
    folder, page = history(name, tmp_path / name), tmp_path / "report.html"
    done = subprocess.run(
        [sys.executable, "-m", "kpilint", "report", str(folder), "--as-of", "2026-11-22",
         "--output", str(page)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    seen = look(page, scheme, width)
    printed = seen.printed()
    assert "Made by" in printed.pages[0]
    assert printed.pages[1].split("\n", 1)[1].startswith("What became of the last decisions")
    assert printed.pages[0].count("Deferred") >= 3
    hold(seen)


def hold(seen: Look) -> None:
    """Everything that holds on every screen, with all that is folded laid open."""
    assert seen.overflow() == []
    unfolded(seen)
    axe = seen.axe()
    assert axe.violations == []
    assert {"color-contrast", "heading-order", "region", "target-size"} <= {*axe.passed}
    assert seen.requests == []
    assert seen.messages == []
    assert seen.overflow() == []


def unfolded(seen: Look) -> None:
    seen.page.add_style_tag(content=EVERYTHING)
    seen.page.evaluate(UNFOLD)


@pytest.mark.parametrize("name", list(REPORTS))
def test_on_paper(look: Opener, tmp_path: Path, name: str) -> None:
    report = REPORTS[name]
    seen = look(written(report, tmp_path), "dark")
    ground, text = seen.paper()
    assert ground == 1.0
    assert text < 0.05
    printed = seen.printed()
    assert printed.is_a4
    first, second, *_ = (page.split("\n", 1)[1] for page in printed.pages)  # without its number
    assert "Decide today" in first
    assert "Made by" in first, "page one ends on the first sheet"
    assert second.strip().startswith("What became of the last decisions")
    assert (printed.language, printed.title) == ("en-GB", printed.title)
    assert printed.title.startswith("KPI governance report")
    assert printed.tags["H1"] == 1
    assert printed.tags["H2"] == 6 + 12  # page one, and the sections behind it; no contents
    boxes = first.count("Deferred")
    assert boxes == min(len(report.decisions), boxes)
    assert bool(boxes) == bool(report.decisions)


def test_page_one_is_full_and_not_overfull(look: Opener, tmp_path: Path) -> None:
    """The estimate of what fits is neither careless nor timid."""
    for name, report in REPORTS.items():
        seen = look(written(report, tmp_path), width=680)  # what is between the margins of A4
        seen.page.emulate_media(media="print")
        end = seen.page.locator(".provenance").evaluate("one => one.getBoundingClientRect().bottom")
        millimetres = end / 96 * 25.4
        assert millimetres <= 270, name
        if name in ("not-ready", "wordy", "loud"):
            assert millimetres >= 215, name


def test_paper_shows_what_a_screen_folds(look: Opener, tmp_path: Path) -> None:
    seen = look(written(report_samples.not_ready(), tmp_path))
    assert not seen.page.get_by_text("balanced_by").first.is_visible()
    assert "balanced_by" in "".join(seen.printed().pages)


def test_a_link_is_reached_by_keyboard_and_leads_there(look: Opener, tmp_path: Path) -> None:
    seen = look(written(report_samples.not_ready(), tmp_path))
    seen.page.keyboard.press("Tab")
    skip = seen.page.locator(":focus")
    assert skip.inner_text() == "Skip to what is to decide"
    assert skip.bounding_box()["x"] >= 0  # type: ignore[index]
    assert seen.style(":focus", "outline-style") == "solid"
    seen.page.keyboard.press("Enter")
    seen.page.keyboard.press("Tab")
    seen.page.keyboard.press("Tab")
    link = seen.page.locator(":focus")
    name = link.inner_text()
    seen.page.keyboard.press("Enter")
    target = seen.page.locator(":target h3")
    assert target.inner_text() in name
    assert target.is_visible()
