"""The browser, started once, and stopped before other tests run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.browser.look import Look, Scheme

if TYPE_CHECKING:
    from playwright.sync_api import Browser

HERE = Path(__file__).parent


class Opener(Protocol):
    def __call__(self, file: Path, scheme: Scheme = "light", width: int = 1280) -> Look: ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker("browser")


# Not for the whole session: as long as it runs, Playwright keeps an event loop in this thread,
# and nothing else could run one.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        message = "There is no chromium here: apt-get install chromium, or set CHROMIUM"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)

    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        # Containers have no user namespaces, which the sandbox needs; the pages are our own.
        started = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def look(browser: Browser) -> Iterator[Opener]:
    """Opens a file as on a screen of this colour scheme and width; see `tests.browser`."""
    contexts = []

    def opened(file: Path, scheme: Scheme = "light", width: int = 1280) -> Look:
        # Offline: a page that asks for something is noticed, and asks in vain.
        context = browser.new_context(
            color_scheme=scheme,
            viewport={"width": width, "height": 900},
            bypass_csp=True,
            offline=True,
            locale="en-GB",
            timezone_id="UTC",
        )
        contexts.append(context)
        return Look(context.new_page(), file, scheme)

    yield opened
    for context in contexts:
        context.close()
