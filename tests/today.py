"""The day on which all tests take place."""

from __future__ import annotations

import datetime as dt

TODAY = dt.date(2026, 11, 22)
