"""Entries as YAML text, the way people write them: in one line, or one field a line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kpilint.syntax.patch import scalar

Value = str | Sequence[str] | Mapping[str, str]
Entry = Mapping[str, Value]

# A text that would make its line longer is folded, so that a change of it can be read in a diff.
_WIDTH = 100
_HARMLESS_SPACES = "\u00a0\u202f"


def written(text: str) -> str:
    """A text on one line, such that YAML reads exactly this text back.

    Plain where that is safe, else in double quotes, with escapes for what cannot be seen. A lone
    surrogate is no character and cannot be written: UnicodeEncodeError.
    """
    text.encode()
    made = scalar(text)
    return "".join(c if c.isprintable() or c in _HARMLESS_SPACES else _escape(c) for c in made)


def in_one_line(entry: Entry) -> str:
    """`{date: 2026-11-20, decision: keep, by: [head-of-support, two-agents]}`"""
    return f"{{{', '.join(f'{key}: {_flow(value)}' for key, value in entry.items())}}}"


def in_lines(entry: Entry, indent: int) -> list[str]:
    """One field a line, all but the first behind so many spaces; long texts are folded."""
    lines: list[str] = []
    for key, value in entry.items():
        if isinstance(value, str):
            lines += _text(key, value, indent)
        elif isinstance(value, Mapping):
            inner = [line for name, text in value.items() for line in _text(name, text, indent + 2)]
            lines += [f"{key}:", *_shifted(inner, 2)]
        else:
            lines.append(f"{key}: {_flow(value)}")
    return [*lines[:1], *_shifted(lines[1:], indent)]


def _flow(value: Value) -> str:
    if isinstance(value, str):
        return written(value)
    if isinstance(value, Mapping):
        return in_one_line(value)
    return f"[{', '.join(map(written, value))}]"


def _text(key: str, text: str, indent: int) -> list[str]:
    on_one_line = f"{key}: {written(text)}"
    if "\n" in text and _is_visible(text.split("\n"), may_be_empty=True):
        return [f"{key}: |-", *_shifted(text.split("\n"), 2)]
    words = text.split(" ")
    if indent + len(on_one_line) <= _WIDTH or not _is_visible(words, may_be_empty=False):
        return [on_one_line]
    return [f"{key}: >-", *_shifted(_filled(words, _WIDTH - indent - 2), 2)]


def _shifted(lines: Iterable[str], by: int) -> list[str]:
    return [" " * by + line if line else "" for line in lines]


def _filled(words: Iterable[str], width: int) -> list[str]:
    lines = [""]
    for word in words:
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".lstrip(" ")
    return lines


def _is_visible(parts: list[str], *, may_be_empty: bool) -> bool:
    """Whether parts of a text can stand in block style and come back as they are."""
    ends = bool(parts[0]) and bool(parts[-1])
    return ends and all(
        part == part.strip() and part.isprintable() and (may_be_empty or bool(part))
        for part in parts
    )


def _escape(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
