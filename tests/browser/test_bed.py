"""The bed itself: a good page passes, and each fault that it is there for is seen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.conftest import Opener
from tests.browser.look import LOOKS, Look, Scheme, luminance
from tests.literate.runner import ROOT

STYLE = """
:root { color-scheme: light dark; }
body { margin: 1rem; font: 1rem/1.5 sans-serif; background: #fff; color: #1a1a1a; }
a { color: #0b4f9c; }
.wide { overflow-x: auto; }
.wide table { width: 40rem; }
@media screen and (prefers-color-scheme: dark) {
  body { background: #16181d; color: #e8e8e8; }
  a { color: #9cc7ff; }
}
@page { size: A4; margin: 15mm; }
@media print { section { break-after: page; } }
"""

GOOD = f"""<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><title>Numbers and their brakes</title>
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<style>{STYLE}</style></head>
<body>
<header><p>Quarter 3</p></header>
<main>
<section><h1>What to decide</h1>
<p>Two numbers have no counterweight. <a href="#second">See which</a>.</p>
<img alt="A dot"
 src="data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==">
</section>
<section id="second"><h2>Which they are</h2>
<div class="wide" tabindex="0" role="region" aria-label="Numbers"><table>
<tr><th scope="col">Number</th><th scope="col">Owner</th></tr>
<tr><td>Time to answer</td><td>Head of support</td></tr></table></div>
</section>
</main></body></html>
"""

SMALL = "<button style='width: 9px; height: 9px; padding: 0'>a</button>"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    return tmp_path / "page.html"


def spoilt(page: Path, before: str, after: str) -> Path:
    """The good page, with one thing made worse."""
    assert GOOD.count(before) == 1, before
    page.write_text(GOOD.replace(before, after), encoding="utf-8")
    return page


def faults(seen: Look) -> list[str]:
    return [*seen.axe().violations, *seen.requests, *seen.messages, *seen.overflow()]


@pytest.mark.parametrize(("scheme", "width"), LOOKS)
def test_a_good_page_passes(look: Opener, page: Path, scheme: Scheme, width: int) -> None:
    page.write_text(GOOD, encoding="utf-8")
    seen = look(page, scheme, width)
    assert faults(seen) == []
    assert {"image-alt", "color-contrast", "heading-order"} <= {*seen.axe().passed}
    # What is scrolled out of sight at 320 px was decided at 1280.
    assert [line for line in seen.axe().undecided if width == 1280 or "<t" not in line] == []
    assert seen.pixel(2, 2) == {"light": (255, 255, 255), "dark": (22, 24, 29)}[scheme]
    ground, text = seen.paper()
    assert ground == 1.0
    assert text < 0.05
    assert seen.style("body", "color") == {
        "light": "rgb(26, 26, 26)", "dark": "rgb(232, 232, 232)",
    }[scheme], "it is on the screen again"  # fmt: skip


@pytest.mark.parametrize(
    ("scheme", "width", "before", "after", "seen_as"),
    [
        ("light", 1280, 'alt="A dot"', "", "image-alt"),
        ("light", 1280, "color: #0b4f9c", "color: #9cc7ff", "color-contrast"),
        ("dark", 1280, "a { color: #9cc7ff; }", "a { color: #0b4f9c; }", "color-contrast"),
        ("light", 1280, ' lang="en-GB"', "", "html-has-lang"),
        ("light", 1280, "<h2>Which they are</h2>", "<h4>Which they are</h4>", "heading-order"),
        ("light", 320, 'tabindex="0" role', "role", "scrollable-region-focusable"),
        ("light", 1280, "</main>", "</main><p>Left out</p>", "region:"),
        ("light", 1280, "</main>", f"{SMALL}{SMALL}</main>", "target-size"),
        ("light", 1280, "</main>", "<img alt='x' src='http://a.invalid/b.png'></main>", "http:"),
        ("light", 1280, "</main>", "<script src='other.js'></script></main>", "other.js"),
        ("light", 1280, "</main>", "<script>console.error('lost')</script></main>", "error: lost"),
        ("light", 1280, "</main>", "<script>lost()</script></main>", "exception: lost is not"),
        ("light", 320, "overflow-x: auto", "overflow-x: visible", "the page:"),
    ],
)  # fmt: skip
def test_a_fault_is_seen(
    *, look: Opener, page: Path, scheme: Scheme, width: int, before: str, after: str, seen_as: str
) -> None:
    found = faults(look(spoilt(page, before, after), scheme, width))
    assert [fault for fault in found if seen_as in fault], found


def test_overflow_is_seen_at_the_width_where_it_happens(look: Opener, page: Path) -> None:
    spoilt(page, "overflow-x: auto", "overflow-x: visible")
    assert look(page, width=1280).overflow() == []
    assert any("table" in line for line in look(page, width=320).overflow())


def test_print_from_a_dark_screen_is_seen(look: Opener, page: Path) -> None:
    """Colours for a dark screen that hold for every medium would be printed."""
    spoilt(page, "@media screen and (prefers", "@media (prefers")
    assert look(page, "light").paper()[0] == 1.0
    ground, text = look(page, "dark").paper()
    assert ground < 0.05
    assert text > 0.7


def test_what_is_printed(look: Opener, page: Path) -> None:
    page.write_text(GOOD, encoding="utf-8")
    printed = look(page, "dark").printed()
    assert printed.is_a4
    assert len(printed.pages) == 2
    assert "What to decide" in printed.pages[0]
    assert "Which they are" in printed.pages[1]
    assert (printed.language, printed.title) == ("en-GB", "Numbers and their brakes")
    assert printed.tags["H1"] == printed.tags["H2"] == printed.tags["Table"] == 1


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("size: A4;", "", "is_a4"),
        ("size: A4;", "size: A4 landscape;", "is_a4"),
        ("<h1>What to decide</h1>", "<p>What to decide</p>", "tags"),
        ("section { break-after: page; }", "", "pages"),
        ("<p>Two numbers", "<p style='height: 60cm'>Two numbers", "pages"),
    ],
)
def test_what_is_printed_wrong_is_seen(
    look: Opener, page: Path, before: str, after: str, what: str
) -> None:
    printed = look(spoilt(page, before, after)).printed()
    assert printed.is_a4 != (what == "is_a4")
    assert (printed.tags["H1"] == 1) != (what == "tags")
    assert (len(printed.pages) == 2) != (what == "pages")


def test_luminance_is_that_of_the_standard() -> None:
    """The published contrast of #777 on white is 4.48 to 1."""
    grey, white = luminance((119, 119, 119)), luminance((255, 255, 255))
    assert round((white + 0.05) / (grey + 0.05), 2) == 4.48


@pytest.mark.parametrize(("ci", "ends"), [("true", "1 error"), ("", "1 skipped")])
def test_without_a_browser(tmp_path: Path, ci: str, ends: str) -> None:
    """Tests are skipped on a machine without one; where changes are checked they fail."""
    name = (
        f"{Path(__file__).relative_to(ROOT)}::test_overflow_is_seen_at_the_width_where_it_happens"
    )
    environment = {**os.environ, "PATH": str(tmp_path), "CI": ci}
    environment.pop("CHROMIUM", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", name],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ends in done.stdout, done.stdout + done.stderr
    assert "apt-get install chromium" in done.stdout or ci == ""
