"""A catalogue in one text, checked on the day of the tests."""

from __future__ import annotations

import datetime as dt

from kpilint.config import Settings
from kpilint.engine.lint import lint
from kpilint.engine.waive import Baseline
from kpilint.run import Base, Result
from kpilint.text.source import Source
from tests.today import TODAY

# What nearly every catalogue of these tests begins with.
FRAME = """\
mission: {id: helped, name: Everyone is helped, statement: Everyone who calls is helped.}
goals:
  - {id: easy, name: Getting help is easy, supports: helped, owner: head-of-service}
  - {id: stay, name: Customers stay, supports: helped}
"""


def checked(
    text: str,
    *,
    before: str | None = None,
    day: dt.date = TODAY,
    settings: Settings | None = None,
    baseline: Baseline | None = None,
) -> Result:
    """The result for a text; with `before`, compared with that earlier one."""
    base = None
    if before is not None:
        earlier = lint([Source("a.yaml", before)], Settings(), day)
        base = Base(earlier.context, "v1", dt.date(2026, 9, 30))
    result = lint([Source("a.yaml", text)], settings or Settings(), day, baseline, base)
    assert not result.crashes
    return result
