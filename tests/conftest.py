"""`pytest --update` rewrites what a machine makes: blocks of pages, schemas, snapshots."""

from __future__ import annotations

import os

import pytest

# Whatever depends on today is shown for this day: 2026-11-22.
os.environ["SOURCE_DATE_EPOCH"] = "1795305600"
for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(variable, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what a machine makes")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update"))
