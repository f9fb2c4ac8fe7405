"""What a target text says: a value, a direction, a unit, a limit and a day; or nothing yet.

Generous on purpose: people write targets in slides and contracts, and a target that is wrongly
called unreadable is a target nobody checks. What still is not understood says so, and is never
taken for a missing target. All readings are choices of this project; the page on targets lists
them.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from kpilint.catalogue import phrases
from kpilint.catalogue.deadline import split_deadline
from kpilint.catalogue.quantity import CURRENCIES, CURRENCY_SIGNS, TIME_UNITS, Reader, tokens_of
from kpilint.record import changed, record

if TYPE_CHECKING:
    from datetime import date

Kind = Literal["understood", "placeholder", "not-understood"]
Comparison = Literal["at-least", "at-most", "above", "below", "exactly", "between"]
Change = Literal["up", "down", "better"]

_LONGEST_TEXT = 200
_COMPARISONS: dict[str, Comparison] = {
    "at-least": "at-least", "at-most": "at-most", "above": "above", "below": "below",
    "exactly": "exactly", "between": "between",
}  # fmt: skip
_CHANGES: dict[str, Change] = {"up": "up", "down": "down", "better": "better"}
_MARKS = frozenset("()[],;:-.'\"")
_NO_UNIT = phrases.UNREADABLE | {
    "to", "of", "than", "from", "by", "vs", "versus", "compared", "against", "out",
    *(phrase.split()[0] for phrase in (*phrases.SUFFIXES, *phrases.LIMITS)),
}  # fmt: skip
_SCALES = frozenset((5, 7, 10, 100))
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_WORDS_BESIDE = 8


@record
class TargetText:
    """What was understood of a target.

    `comparison` is None where the text names a value only: the KPI's direction then says which
    side is good. `value` is None for "between", which has `low` and `high`. `unit` is "%", a unit
    of time in full ("days"), a currency, or the words as written; "" if there is none. `within` is
    the limit of a share, (20.0, "seconds") in "80 % within 20 s". `by` is the day by which it is
    to be reached. `change` is set where the number is a distance from today's value and not a
    value: "10 % reduction".
    """

    kind: Kind
    comparison: Comparison | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str = ""
    within: tuple[float, str] | None = None
    by: date | None = None
    change: Change | None = None

    def in_words(self) -> str:
        """The reading in one spelling, which is itself read back as the same target."""
        deadline = f" by {self.by.isoformat()}" if self.by else ""
        if self.kind != "understood":
            return f"{self.kind.replace('-', ' ')}{deadline}"
        words = [f"{self.change} by"] if self.change else []
        if self.comparison == "between":
            unit_of_low = self.unit if self.unit[:1] in CURRENCY_SIGNS else ""
            low, high = _amount(self.low, unit_of_low), _amount(self.high, self.unit)
            words.append(f"between {low} and {high}")
        else:
            words += [self.comparison.replace("-", " ")] if self.comparison else []
            words.append(_amount(self.value, self.unit))
        if self.within:
            words.append(f"within {_amount(*self.within)}")
        return " ".join(words) + deadline


PLACEHOLDER = TargetText("placeholder")
NOT_UNDERSTOOD = TargetText("not-understood")


@lru_cache(maxsize=1024)
def read_target_text(text: str) -> TargetText:
    """Read a target as people write it, such as ">= 80 %" or "80 % within 20 s by 2027-03-31".

    Never raises; takes time in proportion to the length of the text, of which more than 200
    characters are not understood.
    """
    text = text.strip()
    clean = " ".join(text[: 2 * _LONGEST_TEXT].translate(phrases.SPELLINGS).split()).strip("\"'` ")
    return _read(clean, is_whole=len(clean) <= _LONGEST_TEXT and len(text) <= 2 * _LONGEST_TEXT)


def _read(clean: str, *, is_whole: bool) -> TargetText:
    rest, by = split_deadline(clean) if is_whole else (clean, None)
    if phrases.is_placeholder(rest):
        return changed(PLACEHOLDER, by=by) if rest or not clean else NOT_UNDERSTOOD
    understood = _Sentence(rest).read() if is_whole else None
    if understood:
        return changed(understood, by=by) if by else understood
    return changed(PLACEHOLDER if phrases.points_elsewhere(rest) else NOT_UNDERSTOOD, by=by)


def target_of_number(value: object) -> TargetText:
    """The target that a bare number in the file is. True, infinity and the like are none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return NOT_UNDERSTOOD
    try:
        number = float(value)
    except OverflowError:
        return NOT_UNDERSTOOD
    return TargetText("understood", value=number) if math.isfinite(number) else NOT_UNDERSTOOD


@record
class _Amount:
    """A number with its unit; `multiplier` is the million that "1.5M" was written with, or 1."""

    value: float
    unit: str
    multiplier: float


class _Sentence:
    """One target text while it is read, from left to right; a step returns False when stuck."""

    def __init__(self, text: str) -> None:
        self.reader = Reader(text, tokens_of(text))
        self.comparison: Comparison | None = None
        self.change: Change | None = None
        self.departs = False
        self.value = 0.0
        self.other: float | None = None
        self.unit = ""
        self.within: tuple[float, str] | None = None

    def read(self) -> TargetText | None:
        if not (self._lead() and self._amounts() and self._rest()):
            return None
        if self.other is None:
            is_range = self.comparison == "between" or self.departs
            return None if is_range else self._target(value=self.value)
        return self._target(low=min(self.value, self.other), high=max(self.value, self.other))

    def _target(
        self, *, value: float | None = None, low: float | None = None, high: float | None = None
    ) -> TargetText:
        return TargetText(
            "understood",
            self.comparison,
            value,
            low,
            high,
            self.unit,
            self.within,
            change=self.change,
        )

    def _lead(self) -> bool:
        """Up to the number. What is measured may be named first: "CSAT above 4.2"."""
        reader = self.reader
        self._take_leads(phrases.LEADS)
        if reader.sees_number():
            return True
        for _ in range(_MOST_WORDS_BESIDE):
            token = reader.token
            if token is None or not token.is_word or token.text in phrases.UNREADABLE:
                return False
            reader.at += 1
            if self._take_leads(phrases.COMPARISONS):
                self._take_leads(phrases.LEADS)
                return True
        return False

    def _take_leads(self, table: dict[str, str]) -> bool:
        begin = self.reader.at
        while meaning := self.reader.phrase(table):
            self._note(meaning)
        return self.reader.at > begin

    def _note(self, meaning: str) -> None:
        if meaning in _COMPARISONS:
            self.comparison = _COMPARISONS[meaning]
        elif meaning in _CHANGES:
            self.change = _CHANGES[meaning]
        elif meaning == "departs":
            self.departs = True

    def _amounts(self) -> bool:
        """The number, or the two numbers of a range, with their unit."""
        around_zero = self.reader.take("+/-")
        first = self._amount()
        if first is None:
            return False
        self.value, self.unit = first.value, first.unit
        if around_zero:
            return self._spread(-self.value, self.value)
        joiner = self._joiner()
        return joiner is None or self._second_amount(first, joiner)

    def _second_amount(self, first: _Amount, joiner: str) -> bool:
        second = self._amount(money=first.unit in CURRENCIES)
        if second is None or (first.unit and second.unit not in {"", first.unit}):
            return False
        other, self.unit = second.value, first.unit or second.unit
        if first.multiplier == 1 < second.multiplier and self.value < other / second.multiplier:
            # In "3-5k" and "1 to 2 million" the multiplier is meant for both.
            self.value *= second.multiplier
        if joiner == "+/-":
            is_share_of_the_value = second.unit == "%" != first.unit
            return not is_share_of_the_value and self._spread(
                self.value - other, self.value + other
            )
        if self.departs:
            return self._move_to(other)
        in_order = self.value <= other or self.comparison == "between"
        return in_order and self.comparison in {None, "between"} and self._spread(self.value, other)

    def _joiner(self) -> str | None:
        """What stands between the numbers of a range."""
        reader = self.reader
        joiners = ("-", "to", "..", "...", "+/-") + ("and",) * (self.comparison == "between")
        if reader.sees(*joiners) and reader.sees_number(ahead=1):
            reader.at += 1
            return reader.tokens[reader.at - 1].text
        return None

    def _spread(self, value: float, other: float) -> bool:
        self.comparison, self.value, self.other = "between", value, other
        return True

    def _move_to(self, value: float) -> bool:
        """The end of "reduce from 60 to 40": without the verb it could as well be a range."""
        if self.change is None:
            return False
        sides: dict[Change, Comparison | None] = {
            "up": "at-least",
            "down": "at-most",
            "better": None,
        }
        self.comparison = sides[self.change]
        self.value, self.change, self.departs = value, None, False
        return True

    def _amount(self, *, money: bool = False) -> _Amount | None:
        reader = self.reader
        currency = reader.currency()
        number = reader.number(money=money or currency is not None)
        if number is None:
            return None
        value, multiplier = number
        unit = currency or reader.known_unit()
        if unit is None:
            return _Amount(value, self._words_as_unit(), multiplier)
        value = reader.smaller_part(value, unit)
        if unit != "%" and (reader.sees("per") or (reader.sees("/") and reader.sees_word(ahead=1))):
            begin = reader.at
            reader.at += 1
            self._words_as_unit(begins_with_number=True)
            unit = f"{unit} per {reader.written(begin + 1, reader.at)}"
        return _Amount(value, unit, multiplier)

    def _words_as_unit(self, *, begins_with_number: bool = False) -> str:
        reader = self.reader
        begin, number_fits = reader.at, begins_with_number
        while (token := reader.token) and reader.at - begin < _MOST_WORDS_BESIDE:
            joins = token.text == "/" and reader.sees_word(ahead=1)
            is_unit_word = token.is_word and token.text not in _NO_UNIT
            if not (joins or is_unit_word or (number_fits and token.is_number)):
                break
            number_fits = token.text == "per"
            reader.at += 1
        return reader.written(begin, reader.at)

    def _rest(self) -> bool:
        """What follows the number: a limit, "or more", the words of what is measured."""
        reader, words = self.reader, 0
        while token := reader.token:
            if self.change and token.text in phrases.COMPARED_WITH:
                return True
            if self._limit() or self._ratio():
                continue
            begin = reader.at
            meaning = reader.phrase(phrases.SUFFIXES) or ""
            if meaning in _COMPARISONS:
                if self.comparison not in {None, _COMPARISONS[meaning]}:
                    return False
                self._note(meaning)
            elif meaning and not words:
                self._note(meaning)
                self.unit = self.unit or self._words_as_unit()
            else:
                reader.at = begin + 1
                words += 1
                is_beside = token.is_word or token.text in _MARKS
                # A number with a whole sentence after it is a story, not a target.
                is_story = words + len(self.unit.split()) > _MOST_WORDS_BESIDE
                if not is_beside or is_story or token.text in phrases.UNREADABLE:
                    return False
        return True

    def _limit(self) -> bool:
        """The limit of a share: "within 20 s"."""
        reader, begin = self.reader, self.reader.at
        # "In", "under" and "/" also stand before other things, "within" only before a limit.
        within = reader.sees("within")
        is_share = self.unit == "%" or (within and not self.unit)
        if is_share and self.within is None and reader.phrase(phrases.LIMITS):
            limit = self._amount() if reader.sees_number() else None
            if limit and limit.unit and (within or limit.unit in TIME_UNITS):
                self.within = limit.value, limit.unit
                return True
        reader.at = begin
        return False

    def _ratio(self) -> bool:
        """The second number of "4 out of 5", "1 in 1,000", "4.5/5" and "80/20"."""
        reader, begin = self.reader, self.reader.at
        if self.unit or self.other is not None:
            return False
        joiner = "out of" if reader.take("out") and reader.take("of") else ""
        for word, meaning in (("/", "/"), ("of", "out of"), ("in", "in")):
            joiner = joiner or meaning * reader.take(word)
        number = reader.number() if joiner else None
        if number and self._is_out_of(number[0], joiner):
            return True
        reader.at = begin
        return False

    def _is_out_of(self, second: float, joiner: str) -> bool:
        if joiner == "/" and 50 <= self.value <= 100 and second < self.value:
            # Contact centres say 80/20 for 80 % of calls answered within 20 seconds.
            self.unit, self.within = "%", (second, self.reader.known_unit() or "seconds")
            return True
        if joiner == "/" and not (second in _SCALES and self.value <= second):
            return False
        if joiner == "in" and _FIRST_YEAR <= second <= _LAST_YEAR:
            return False
        self.unit = f"{'in' if joiner == 'in' else 'out of'} {_number(second)}"
        return True


def _number(value: float | None) -> str:
    return f"{value or 0:,.9f}".rstrip("0").rstrip(".")


def _amount(value: float | None, unit: str) -> str:
    if unit[:1] in CURRENCY_SIGNS:
        return f"{unit[0]}{_number(value)}{unit[1:]}"
    if value == 1 and unit in TIME_UNITS:
        unit = unit.removesuffix("s")
    return f"{_number(value)} {unit}".rstrip()
