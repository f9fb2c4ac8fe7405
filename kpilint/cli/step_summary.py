"""Handing the step summary to GitHub's runners."""

from __future__ import annotations

import os

from kpilint.cli.exits import UserError
from kpilint.output.format import View
from kpilint.output.step_summary import step_summary
from kpilint.run import Result


def write_step_summary(result: Result, view: View) -> None:
    """Append the findings to the file that GITHUB_STEP_SUMMARY names, where there is one."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if not name:
        return
    try:
        with open(name, "ab") as file:  # noqa: PTH123 - appending, as the runner asks
            file.write(step_summary(result, view).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise UserError(f'The step summary "{name}" cannot be written: {error.strerror}.') from None
