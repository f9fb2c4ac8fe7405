"""`pytest --update` rewrites what a machine makes: blocks of pages, schemas, snapshots."""

from __future__ import annotations

import os

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run; HYPOTHESIS_PROFILE=nightly looks further, at random.
_QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]
settings.register_profile(
    "ci", derandomize=True, max_examples=100, deadline=None, suppress_health_check=_QUIET
)
settings.register_profile(
    "nightly",
    max_examples=int(os.environ.get("EXAMPLES", "5000")),
    deadline=None,
    suppress_health_check=_QUIET,
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

# Whatever depends on today is shown for this day: 2026-11-22.
os.environ["SOURCE_DATE_EPOCH"] = "1795305600"
os.environ["KPILINT_CACHE_DIR"] = ""  # the tests keep nothing on the machine
for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "NO_COLOR", "FORCE_COLOR"):
    os.environ.pop(variable, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite what a machine makes")


@pytest.fixture(scope="session")
def update(request: pytest.FixtureRequest) -> bool:
    asked = bool(request.config.getoption("--update"))
    # Two workers would write the same page, and one of them would win.
    assert not (asked and hasattr(request.config, "workerinput")), "--update works without -n"
    return asked
