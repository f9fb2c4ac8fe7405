"""The step summary of GitHub's runners: the findings on the page of the run."""

from __future__ import annotations

import os

from kpilint.cli.choose_format import formats
from kpilint.cli.exits import UserError
from kpilint.output.format import View
from kpilint.run import Result

# A larger summary is dropped as a whole.
MOST = 1024 * 1024 - 1024
_CUT = "\n\n*The rest is in the log of this step.*\n"


def write_step_summary(result: Result, view: View) -> None:
    """Append the findings as Markdown to the file that GITHUB_STEP_SUMMARY names, if it does."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    markdown = formats().get("markdown")
    if not name or markdown is None:
        return
    data = markdown.render(result, view).encode("utf-8", "backslashreplace")
    if len(data) > MOST:
        data = data[: data.rfind(b"\n", 0, MOST)] + _CUT.encode()
    try:
        with open(name, "ab") as file:  # noqa: PTH123 - appending, as the runner asks
            file.write(data)
    except OSError as error:
        raise UserError(f'The step summary "{name}" cannot be written: {error.strerror}.') from None
