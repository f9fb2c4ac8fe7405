"""Several things in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def listed(words: Sequence[str], joint: str = "and") -> str:
    """Words as an enumeration: "a", "a and b", "a, b and c"."""
    return f" {joint} ".join([*([", ".join(words[:-1])] if words[1:] else []), *words[-1:]])


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: "one goal", "three goals", "12 goals"."""
    said = _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"
    return f"{said} {one if number == 1 else many}"
