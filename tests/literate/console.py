"""Console blocks: `$ kpilint ...`, what it prints, and `? 1` for an exit code that is not 0."""

from __future__ import annotations

import gc
import io
import os
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from kpilint.cli import main
from tests.repository import run_git


def transcript(block: str, folder: Path) -> str:
    """The block with what its commands print now. They run in `folder`, one after another.

    Beside `kpilint`, a block may use `$ cat FILE` to show what a command wrote, `$ sed -i
    's/this/that/' FILE` to change a file (`/this/d` takes lines out), and `$ git ...` to build a
    history: one role does everything, and `git commit --date 2026-09-30` is made on that day. The
    command line may go on in the next line after a backslash.
    """
    made = []
    for command in re.findall(r"^\$ ((?:.*\\\n)*.*)$", block, re.MULTILINE):
        made.append(f"$ {command}\n")
        words = shlex.split(command)
        if words[0] == "cat":
            made.append((folder / words[1]).read_text(encoding="utf-8"))
            continue
        if words[0] == "sed":
            edit(words[2], folder / words[3])
            continue
        if words[0] == "git":
            made.append(git(words[1:], folder))
            continue
        assert words[0] == "kpilint", f"a console block cannot run this: {command}"
        code, out, err = run(words[1:], folder)
        made += [line.rstrip() + "\n" for line in (out + err).splitlines()]
        if code:
            made.append(f"? {code}\n")
    return "".join(made)


def git(arguments: list[str], folder: Path) -> str:
    """What git prints. The day of `--date` is the time of the commit; git would add that of now."""
    when = None
    if "--date" in arguments:
        at = arguments.index("--date")
        when = arguments[at + 1]
        arguments = arguments[:at] + arguments[at + 2 :]
    return run_git(list(arguments), folder, when)


def edit(command: str, path: Path) -> None:
    """What `sed -i` does for `s/this/that/` and `/this/d`; here it has to find something."""
    first, this, rest = command.split("/", 2)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    assert any(re.search(this, line) for line in lines), f"nothing to change: {command}"
    if first == "s":
        lines = [re.sub(this, rest.removesuffix("/"), line, count=1) for line in lines]
    else:
        lines = [line for line in lines if not re.search(this, line)]
    path.write_text("".join(lines), encoding="utf-8")


def run(arguments: list[str], folder: Path, stdin: str = "") -> tuple[int, str, str]:
    """Exit code, stdout and stderr of `kpilint ARGUMENTS` in `folder`, in this process."""
    out, err = io.StringIO(), io.StringIO()
    before, old_argv, old_stdin = Path.cwd(), sys.argv, sys.stdin
    os.chdir(folder)
    sys.argv = ["kpilint", *arguments]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            main()
    except SystemExit as end:
        code = int(end.code or 0)
    finally:
        os.chdir(before)
        sys.argv, sys.stdin = old_argv, old_stdin
        gc.enable()
    return code, out.getvalue(), err.getvalue()
