"""A file, opened in the browser, and what can be asked of it."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from tests.browser.printed import Printed

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Page, Request

Scheme = Literal["light", "dark"]
Colour = tuple[int, int, int]

LOOKS: list[tuple[Scheme, int]] = [
    ("light", 1280),
    ("light", 320),
    ("dark", 1280),
    ("dark", 320),
]
"""The looks that a page must stand. 320 px is a screen of 1280 px at 400 % (WCAG 1.4.10)."""

# Everything of WCAG 2.2, levels A and AA, and what axe-core recommends beyond it.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

AXE = """
async (tags) => {
  const run = await axe.run(document, {runOnly: {type: "tag", values: tags}});
  const told = (rules) => rules.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${rule.help}: ${node.target.join(" ")}: ${node.html.slice(0, 160)}`));
  return {violations: told(run.violations), undecided: told(run.incomplete),
          passed: run.passes.map(rule => rule.id)};
}
"""

# What sticks out on the right, unless something around it scrolls on its own.
OVERFLOW = """
() => {
  const scrolls = (element) => {
    for (let e = element; e && e !== document.body; e = e.parentElement)
      if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(e).overflowX)) return true;
    return false;
  };
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return [...document.body.querySelectorAll("*")]
    .filter(e => e.getBoundingClientRect().right > width + 0.5 && !scrolls(e.parentElement))
    .map(e => `${e.tagName.toLowerCase()}${e.id && "#" + e.id}: ${e.textContent.slice(0, 60)}`)
    .concat(`the page: ${document.documentElement.scrollWidth} px`);
}
"""


@dataclass(frozen=True, slots=True)
class Axe:
    """What axe-core says, one text for each rule and element."""

    violations: list[str]
    undecided: list[str]
    """What it could not decide, such as contrast over a picture: look yourself."""
    passed: list[str]
    """Names of the rules that looked at something and found nothing wrong."""


class Look:
    """A file as it is seen on one screen.

    `requests` are the addresses of everything that it asked for beside itself, `messages` what
    stood in the console: errors, warnings, exceptions.
    """

    def __init__(self, page: Page, file: Path, scheme: Scheme) -> None:
        self.page = page
        self.scheme = scheme
        self.requests: list[str] = []
        self.messages: list[str] = []
        self._address = file.absolute().as_uri()
        page.on("request", self._note_request)
        page.on("console", self._note_message)
        page.on("pageerror", lambda error: self.messages.append(f"exception: {error}"))
        page.goto(self._address)

    def _note_request(self, request: Request) -> None:
        if request.url != self._address and not request.url.startswith("data:"):
            self.requests.append(request.url)

    def _note_message(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.messages.append(f"{message.type}: {message.text}")

    def axe(self) -> Axe:
        self.page.evaluate(
            resources.files("axe_playwright_python").joinpath("axe.min.js").read_text()
        )
        said: dict[str, Any] = self.page.evaluate(AXE, RULES)
        return Axe(**said)

    def overflow(self) -> list[str]:
        """What makes the page wider than the screen; nothing is well."""
        found: list[str] = self.page.evaluate(OVERFLOW)
        return found

    def style(self, selector: str, name: str) -> str:
        """A computed style of the first such element: `style("h1", "color")`."""
        asked = "(element, name) => getComputedStyle(element).getPropertyValue(name)"
        value: str = self.page.locator(selector).first.evaluate(asked, name)
        return value

    def pixel(self, x: int, y: int) -> Colour:
        """The colour that is really there, counted from the top left of the screen."""
        clip = {"x": float(x), "y": float(y), "width": 1.0, "height": 1.0}
        return first_pixel(self.page.screenshot(clip=clip))  # type: ignore[arg-type]

    def paper(self) -> tuple[float, float]:
        """How light the ground and the text of the body would be on paper, from 0 to 1.

        For a page that leaves its colours to the screen these are those of the screen: a browser
        that prints from a dark screen may print dark.
        """
        self.page.emulate_media(media="print", color_scheme=self.scheme)
        ground = luminance(self.pixel(1, 1))
        text = luminance(rgb(self.style("body", "color")))
        # Not "screen", which would hold for the next print as well.
        self.page.emulate_media(media="null", color_scheme=self.scheme)
        return ground, text

    def printed(self) -> Printed:
        """As a PDF, in the size that the page itself asks for (US Letter, if it does not)."""
        return Printed.read(
            self.page.pdf(prefer_css_page_size=True, tagged=True, print_background=True)
        )


def rgb(style: str) -> Colour:
    """`rgb(1, 2, 3)`, as computed styles say it. Raises ValueError for see-through colours."""
    red, green, blue = map(int, style.removeprefix("rgb(").removesuffix(")").split(","))
    return red, green, blue


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 black to 1 white (WCAG 2.2)."""
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def first_pixel(png: bytes) -> Colour:
    """The top left pixel, which no filter of the format changes, of a PNG of 8 bits a channel."""
    data, at = b"", 8
    while at < len(png):
        size = int.from_bytes(png[at : at + 4], "big")
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += size + 12
    red, green, blue = zlib.decompress(data)[1:4]
    return red, green, blue
