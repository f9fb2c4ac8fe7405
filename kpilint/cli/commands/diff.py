"""`kpilint diff`: show what changed since a revision, risky first."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from kpilint.catalogue.files import SETTINGS_FILE
from kpilint.cli.choose_format import split_targets, write_output
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, UserError, no_such
from kpilint.cli.history import history, project_of, say_unread
from kpilint.cli.load import Call, input_files, load, load_baseline, load_settings, reader
from kpilint.cli.options import Word, as_of_option, settings_options
from kpilint.cli.terminal import print_out, wants_color, wants_debug, width
from kpilint.cli.verdict import report_crashes
from kpilint.engine.lint import lint
from kpilint.output.difference import json, markdown, text
from kpilint.output.difference.format import DifferenceFormat
from kpilint.output.format import View
from kpilint.record import changed, record
from kpilint.revisions.difference import Difference
from kpilint.revisions.git import HEAD, resolve
from kpilint.revisions.runs import Project, base_of, fork_of, run_at
from kpilint.revisions.settings import differing
from kpilint.revisions.sources import sources_staged
from kpilint.text.nearest import nearest
from kpilint.text.source import Source

FORMATS = {format_.name: format_ for format_ in (text.FORMAT, markdown.FORMAT, json.FORMAT)}


@click.command("diff")
@click.argument("base")
@click.argument("revision", metavar="[REV]", required=False)
@click.option(
    "--path",
    "paths",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="A file or folder of the catalogue; otherwise as `kpilint check` finds it.",
)
@click.option("--staged", is_flag=True, help="Compare what is staged: what a commit would record.")
@click.option(
    "--format",
    "format_name",
    type=Word("format", tuple(FORMATS)),
    default="text",
    help="How changes are shown; text unless said otherwise.",
)
@click.option(
    "--output",
    "outputs",
    multiple=True,
    metavar="FORMAT:FILE",
    help="Also write the changes to a file; may be repeated.",
)
@click.option(
    "--fail-on",
    type=Word("choice", ("risky", "any", "never")),
    default="never",
    help="Exit with 1 if something is to settle, or if anything but words changed.",
)
@as_of_option
@click.option(
    "--color",
    type=Word("choice", ("auto", "always", "never")),
    default="auto",
    help="Colours: on a terminal, always, or never.",
)
@settings_options
def command(
    *,
    base: str,
    revision: str | None,
    paths: tuple[Path, ...],
    staged: bool,
    format_name: str,
    outputs: tuple[str, ...],
    fail_on: str,
    as_of: str | None,
    color: str,
    config: Path | None,
    isolated: bool,
) -> ExitCode:
    """Show what changed since BASE, risky first.

    BASE is a branch, a tag or a commit. It is compared with the files as they are now, with what
    is staged, or with the commit REV, from where these left the history of BASE.
    """  # fmt: skip
    if staged and revision is not None:
        raise UserError(
            f'What is staged and "{revision}" are two later states.', "Leave out one of them."
        )
    day = choose_day(as_of)
    call = _call(paths, config, isolated, is_now=revision is None and not staged)
    baseline, file = load_baseline(None, call.settings, call.settings_file)
    targets = [
        (_format(name), path) for name, path in split_targets(outputs, input_files(call, file))
    ]
    project = project_of(paths, call, None, baseline)
    files = [] if isolated else _settings_files(call, file, project.folder)
    if staged:
        with history():
            call = changed(
                call, sources=tuple(sources_staged(paths, call.settings, call.settings_file))
            )
    now = _Later(call.sources, day, tuple(files), staged)
    found = _difference(base, revision, project, now)
    plain = View()
    view = changed(plain, color=wants_color(color, sys.stdout), width=width(plain.width))
    print_out(FORMATS[format_name].render(found, view))
    for format_, path in targets:
        write_output(path, format_.render(found, plain))
    crashes = found.after.crashes or found.before.crashes
    report_crashes(crashes, wants_debug())
    say_unread(found.before, found.base.short, "looks new here")
    unread = say_unread(found.after, "the later state", "cannot be compared")
    if crashes:
        return ExitCode.BUG
    failed = found.to_settle if fail_on == "risky" else fail_on == "any" and found.is_relevant
    return ExitCode.CALL if unread else ExitCode.FINDINGS if failed else ExitCode.CLEAN


def _call(paths: tuple[Path, ...], config: Path | None, isolated: bool, *, is_now: bool) -> Call:
    """Settings, and sources where the files are compared as they are now."""
    if is_now:
        return load(paths, config, isolated)
    folder = next((path if path.is_dir() else path.parent for path in paths), Path())
    settings, file = load_settings(config, isolated, folder)
    return Call(settings, file, (), reader((), settings.limits))


@record
class _Later:
    """What the later state is made of, and on which day both are judged."""

    sources: Sequence[Source]
    day: dt.date
    settings: tuple[Path, ...]
    staged: bool = False


def _difference(base: str, revision: str | None, project: Project, now: _Later) -> Difference:
    day = now.day
    with history():
        head = resolve(revision or HEAD, project.folder)
        named = resolve(base, project.folder)
        commit = fork_of(named, base, head, project.folder)
        before = run_at(commit, project, day)
        earlier = base_of(before, commit, base)
        later = head if revision is not None else None
        settings = differing(now.settings, project.folder, commit, later)
        if later is not None:
            after = run_at(later, project, day, earlier)
        else:
            after = lint(
                now.sources, project.settings, day, project.baseline, earlier, read=project.read
            )
        return Difference(
            base, commit, later, before, after, settings=settings,
            forked=named != commit, staged=now.staged,
        )  # fmt: skip


def _settings_files(call: Call, baseline: str | None, folder: Path) -> list[Path]:
    """What may decide how both states are judged, also where it is not there any more."""
    settings = Path(call.settings_file or folder / SETTINGS_FILE)
    return [settings, *([Path(baseline)] if baseline is not None else [])]


def _format(name: str) -> DifferenceFormat:
    if name not in FORMATS:
        near = nearest(name.lower(), FORMATS)
        raise no_such("format", name, near[0] if near else None, FORMATS)
    return FORMATS[name]
