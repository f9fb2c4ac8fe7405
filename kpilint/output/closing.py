"""The last lines of the formats for people."""

from __future__ import annotations

from kpilint.output.summary import summary_of
from kpilint.run import Crash, Result, Since
from kpilint.text.phrase import counted, day_in_words, number_in_words
from kpilint.text.show import show, show_error

_MAX_NAMED = 3


def closing(result: Result) -> str:
    """What was found; then, where there is any, what failed."""
    lines = [closing_line(result)]
    if result.since is not None:
        lines.append(since_line(result.since, result))
    if result.crashes:
        lines.append(_crashes(result.crashes))
    return "\n".join(lines)


def closing_line(result: Result) -> str:
    """`17 KPIs in 3 files: 1 error, 2 warnings, 4 pieces of advice (1 waived).`"""
    figures = summary_of(result)
    looked_at = f"{counted(figures['kpis'], 'KPI')} in {counted(figures['files'], 'file')}"
    waived = f" ({figures['waived']:,} waived)" if figures["waived"] else ""
    return f"{looked_at}: {found_in_words(figures)}{waived}."


def since_line(since: Since, result: Result) -> str:
    """Since when, how much of what is shown was there before, and how much is not shown."""
    commit = "" if since.commit.startswith(since.revision) else f"{since.commit}, "
    parts = [f"What changed since {show(since.revision, 80)} ({commit}{day_in_words(since.day)})"]
    there = sum(finding.was_there for finding in result.open)
    if there:
        many = "all" if there == len(result.open) else number_in_words(there)
        verb = "was" if there == 1 and many != "all" else "were"
        parts.append(f"{many} of these {verb} there before")
    if since.left_out:
        others = counted(since.left_out, "other finding")
        verb = "is" if since.left_out == 1 else "are"
        parts.append(f"{others} that the change neither caused nor touched {verb} not shown")
    return f"{'; '.join(parts)}."


def found_in_words(figures: dict[str, int]) -> str:
    """`1 error, 2 warnings`, of the figures of a summary."""
    found = [
        counted(figures[key], one, many)
        for key, one, many in (
            ("errors", "error", "errors"),
            ("warnings", "warning", "warnings"),
            ("advice", "piece of advice", "pieces of advice"),
        )
        if figures[key]
    ]
    return ", ".join(found) or "nothing to report"


def crash_in_words(crash: Crash) -> str:
    """`orphaned-kpi on "pages": ValueError: ...`"""
    on = f' on "{show(crash.subject, 80)}"' if crash.subject else ""
    return f"{show(crash.rule, 80)}{on}: {show_error(crash.error)}"


def _crashes(crashes: tuple[Crash, ...]) -> str:
    named = "; ".join(crash_in_words(crash) for crash in crashes[:_MAX_NAMED])
    more = f"; and {len(crashes) - _MAX_NAMED:,} more" if len(crashes) > _MAX_NAMED else ""
    return (
        f"{counted(len(crashes), 'check')} failed, which is a mistake of kpilint and not of the "
        f"catalogue: {named}{more}. Everything else was checked."
    )
