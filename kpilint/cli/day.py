"""The day on which a catalogue is checked."""

from __future__ import annotations

import datetime as dt
import os

from kpilint.catalogue.value import parse_day
from kpilint.cli.exits import UserError


def choose_day(as_of: str | None) -> dt.date:
    """The day of `--as-of`, else of SOURCE_DATE_EPOCH (seconds since 1970, UTC), else today."""
    if as_of is not None:
        day = parse_day(as_of)
        if day is None:
            raise UserError(f'"{as_of}" is not a day.', "Write it as in --as-of 2026-12-31.")
        return day
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return dt.datetime.now().astimezone().date()
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UserError(
            f'SOURCE_DATE_EPOCH is "{epoch}", which is not a number of seconds since 1970.',
            "Correct that variable of your environment, or unset it.",
        ) from error
