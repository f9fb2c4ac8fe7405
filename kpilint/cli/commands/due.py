"""`kpilint due`: list reviews that are late or fall due, by owner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from kpilint.cadence.dates import shift
from kpilint.catalogue.files import common_folder, shown
from kpilint.cli.day import choose_day
from kpilint.cli.exits import ExitCode, UserError, no_such
from kpilint.cli.load import Call, load
from kpilint.cli.options import Word, as_of_option, paths_argument, settings_options
from kpilint.cli.terminal import print_out, say, width
from kpilint.cli.verdict import check_readable
from kpilint.editing.write import WriteError, replace_file
from kpilint.engine.lint import lint
from kpilint.git import repository_of
from kpilint.record import changed
from kpilint.report.due.calendars import calendars
from kpilint.report.due.json import render_json
from kpilint.report.due.reviews import (
    DueReview,
    by_owner,
    end_of_next_quarter,
    left,
    names_of_owners,
    upcoming,
)
from kpilint.report.due.text import DueList, render_markdown, render_text
from kpilint.run import Context
from kpilint.text.nearest import nearest
from kpilint.text.phrase import counted
from kpilint.text.slug import slug

FORMATS = ("text", "json", "markdown")


@click.command("due")
@paths_argument
@click.option(
    "--within",
    type=click.IntRange(0),
    metavar="DAYS",
    help="Reviews that fall due in so many days; otherwise to the end of the next quarter.",
)
@click.option("--owner", metavar="WHO", help="Only what this owner answers for, by id or name.")
@click.option(
    "--format",
    "format_name",
    type=Word("format", FORMATS),
    default="text",
    help="How the list is written; text unless said otherwise.",
)
@click.option(
    "--ics",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Write calendars to this folder: all.ics, and one for each owner.",
)
@click.option(
    "--calendar",
    "name",
    metavar="NAME",
    help="With --ics: what the catalogue is called; otherwise as its folder.",
)
@as_of_option
@settings_options
def command(
    *,
    paths: tuple[Path, ...],
    within: int | None,
    owner: str | None,
    format_name: str,
    ics: Path | None,
    name: str | None,
    as_of: str | None,
    config: Path | None,
    isolated: bool,
) -> ExitCode:
    """List reviews that are late or fall due, by owner; and write calendars.

    Late ones are always listed, others up to the end of the next fiscal quarter.
    """
    day = choose_day(as_of)
    call = load(paths, config, isolated)
    result = lint(call.sources, changed(call.settings, select=("REV001",)), day, read=call.read)
    check_readable(result)
    context = result.context
    until = end_of_next_quarter(context) if within is None else shift(day, within)
    live = upcoming(context, None)
    names = names_of_owners(context)
    if owner is not None:
        owner, live = _of_owner(owner, live, names)
    listed = tuple(one for one in live if one.due is None or one.due <= until)
    found = DueList(day, until, listed, len(live), owner, names, left(context))
    print_out(_render(found, format_name))
    if ics is not None:
        # What is left out of a calendar would stay in other people's calendars as it was.
        in_calendar = live if within is None else listed
        _write_calendars(ics, in_calendar, context, slug(name or _name(call)), owner)
    unread = [tree.source.path for tree in context.catalogue.trees if tree.root is None]
    for path in unread:
        say(f'kpilint: "{path}" could not be read; what it holds is missing here.')
    return ExitCode.CALL if unread else ExitCode.CLEAN


def _render(found: DueList, format_name: str) -> str:
    if format_name == "json":
        return render_json(found)
    return render_markdown(found) if format_name == "markdown" else render_text(found, width(100))


def _of_owner(
    owner: str, reviews: Sequence[DueReview], names: Mapping[str, str]
) -> tuple[str, tuple[DueReview, ...]]:
    """The id of an owner who is named by it or by the name of the entry, and what is theirs."""
    owners = [name for name, _ in by_owner(reviews) if name is not None]
    called = [id_ for id_ in owners if names.get(id_, id_).casefold() == owner.casefold()]
    id_ = owner if owner in owners or len(called) != 1 else called[0]
    own = tuple(one for one in reviews if id_ in one.owners)
    if own:
        return id_, own
    near = nearest(owner.lower(), [*owners, *(names[id_] for id_ in owners if id_ in names)])
    raise no_such("owner", owner, near[0] if near else None, owners[:20])


def _write_calendars(
    folder: Path, reviews: Sequence[DueReview], context: Context, name: str, owner: str | None
) -> None:
    made = calendars(reviews, context, name or "catalogue", owner)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f'The folder "{folder}" cannot be made: {error.strerror}.') from error
    for file, text in made.items():
        try:
            replace_file(folder / file, text.encode())
        except WriteError as error:
            raise UserError(f'"{folder / file}" could not be written: {error}.') from error
    say(f"{shown(folder)}: {counted(len(made), 'calendar')}, {counted(len(reviews), 'review')}.")


def _name(call: Call) -> str:
    """What the catalogue is called: its repository and the folders down to it.

    That is the same on every machine that has the repository under its own name, wherever it lies.
    """
    settings = call.settings_file
    folder = Path(settings).parent if settings is not None else None
    folder = (folder or Path(common_folder(source.path for source in call.sources))).resolve()
    repository = repository_of(folder)
    if repository is None:
        return folder.name
    top = Path(repository)
    return "-".join([top.name, *folder.relative_to(top).parts])
