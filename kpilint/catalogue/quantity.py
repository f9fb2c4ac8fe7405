"""Numbers with a unit, as people write them: "80 %", "1,200 calls", "EUR 1.5m", "6 min 30 s"."""

from __future__ import annotations

from typing import Final

from kpilint.record import record
from kpilint.text.pattern import pattern

_TOKEN = pattern(
    r"[0-9]+(?:[.,'’][0-9]+)*"
    r"|[^\W\d_]\w*(?:['’.][^\W\d_]\w*)*\.?"
    r"|>=|=>|<=|=<|==|\+/-|\.\.+|\S"
)
_GROUPED = pattern(r"[1-9][0-9]{0,2}([,.'’])[0-9]{3}(?:\1[0-9]{3})*")

_NO_UNIT = pattern(r"st|nd|rd|th|\w*[0-9]\w*")  # 95th percentile, 1e5

CURRENCY_SIGNS: Final = frozenset("$€£¥₹")
CURRENCIES: Final = CURRENCY_SIGNS | {
    "AUD", "BRL", "CAD", "CHF", "CNY", "CZK", "DKK", "EUR", "GBP", "HUF", "INR", "JPY", "KRW",
    "MXN", "NOK", "NZD", "PLN", "SEK", "SGD", "USD", "ZAR",
}  # fmt: skip
_NUMBER_WORDS = {
    word: float(number)
    for number, word in enumerate(
        ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
         "eleven", "twelve"))
} | {"nil": 0.0}  # fmt: skip
_MULTIPLIERS = {
    "k": 1e3, "K": 1e3, "M": 1e6, "thousand": 1e3, "million": 1e6, "millions": 1e6, "mn": 1e6,
    "mio": 1e6, "billion": 1e9, "billions": 1e9, "bn": 1e9,
}  # fmt: skip
_MULTIPLIERS_OF_MONEY = {**_MULTIPLIERS, "m": 1e6, "b": 1e9, "B": 1e9}
_TIME_UNITS = {
    word: unit
    for unit, words in {
        "milliseconds": "ms msec millisecond milliseconds",
        "seconds": "s sec secs second seconds",
        "minutes": "min mins minute minutes",
        "hours": "h hr hrs hour hours",
        "days": "d day days",
        "weeks": "wk wks week weeks",
        "months": "mo mos mth mths month months",
        "years": "y yr yrs year years",
    }.items()
    for word in words.split()
}
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
TIME_UNITS: Final = frozenset((*_TIME_UNITS.values(), "working days", "working hours"))


@record
class Token:
    """A number, a word or a sign; `text` is in lower case and without a final full stop."""

    text: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        return self.text[0].isalpha()

    @property
    def is_number(self) -> bool:
        return "0" <= self.text[0] <= "9"


def tokens_of(text: str) -> list[Token]:
    """The words, numbers and signs of a text, in time that grows with its length only."""
    return [
        Token(found[0].casefold().rstrip(".") or ".", *found.span())
        for found in _TOKEN.finditer(text)
    ]


@record(frozen=False, eq=False)
class Reader:
    """Reads tokens from left to right. A part that is not there is None and moves nothing."""

    text: str
    tokens: list[Token]
    at: int = 0

    @property
    def token(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def sees(self, *texts: str, ahead: int = 0) -> bool:
        """Whether the next token, or one further ahead, is one of the texts."""
        place = self.at + ahead
        return place < len(self.tokens) and self.tokens[place].text in texts

    def sees_word(self, ahead: int = 0) -> bool:
        place = self.at + ahead
        return place < len(self.tokens) and self.tokens[place].is_word

    def sees_number(self, ahead: int = 0) -> bool:
        """Whether an amount begins there: a number, perhaps after its sign or currency."""
        place = self.at + ahead
        for token in self.tokens[place : place + 3]:
            if token.is_number or token.text in _NUMBER_WORDS:
                return True
            if token.text not in {"-", "+", "+/-"} and token.text.upper() not in CURRENCIES:
                return False
        return False

    def written(self, begin: int, end: int) -> str:
        """The text of the tokens from `begin` up to `end`."""
        if begin >= end:
            return ""
        return self.text[self.tokens[begin].start : self.tokens[end - 1].end]

    def take(self, *texts: str) -> bool:
        """Step over the next token if it is one of the texts."""
        seen = self.sees(*texts)
        self.at += seen
        return seen

    def phrase(self, table: dict[str, str]) -> str | None:
        """What the longest phrase that comes next means, by a table of lower-case phrases."""
        for length in range(min(5, len(self.tokens) - self.at), 0, -1):
            words = " ".join(token.text for token in self.tokens[self.at : self.at + length])
            if words in table:
                self.at += length
                return table[words]
        return None

    def currency(self) -> str | None:
        """A currency sign or code, in capitals."""
        token = self.token
        if token is None or token.text.upper() not in CURRENCIES:
            return None
        self.at += 1
        return token.text.upper()

    def number(self, *, money: bool = False) -> tuple[float, float] | None:
        """A number, as its value and the multiplier in it: "1.5M" is (1500000.0, 1000000.0)."""
        begin = self.at
        sign = -1.0 if self.take("-") else 1.0
        if sign > 0:
            self.take("+")
        value = self._plain_number()
        if value is None:
            self.at = begin
            return None
        token = self.token
        multipliers = _MULTIPLIERS_OF_MONEY if money else _MULTIPLIERS
        written = self.text[token.start : token.end].rstrip(".") if token else ""
        # A lone m is metres or minutes, a lone M is a million; longer words are clear in any case.
        multiplier = multipliers.get(written.lower() if len(written) > 1 else written, 1.0)
        self.at += multiplier > 1
        return sign * value * multiplier, multiplier

    def known_unit(self) -> str | None:
        """Per cent, a unit of time or a currency, in the one spelling that targets use."""
        begin = self.at
        if self.take("%", "percent", "pct") or self._two("per", "cent"):
            return "percentage points" if self.take("point", "points") else "%"
        if self.take("pp", "ppt") or (self.take("percentage") and self.take("point", "points")):
            return "percentage points"
        self.at = begin
        if self.take("working", "business") and self.sees("day", "days", "hour", "hours"):
            return f"working {self.known_unit()}"
        self.at = begin + self.sees("calendar")
        token = self.token
        if token and token.text in _TIME_UNITS:
            self.at += 1
            return _TIME_UNITS[token.text]
        self.at = begin
        return self.currency()

    def smaller_part(self, value: float, unit: str) -> float:
        """The value with what follows in smaller units of time added: 6 minutes, then "30 s"."""
        begin = self.at
        token = self.token
        if unit in _SECONDS and token and token.is_number:
            part = self.number()
            # After hours, a bare m can only be minutes.
            smaller = "minutes" if self.take("m") else self.known_unit() or ""
            if part and _SECONDS.get(smaller, _SECONDS[unit]) < _SECONDS[unit]:
                return self.smaller_part(value + part[0] * _SECONDS[smaller] / _SECONDS[unit], unit)
        self.at = begin
        return value

    def _two(self, first: str, second: str) -> bool:
        seen = self.sees(first) and self.sees(second, ahead=1)
        self.at += 2 * seen
        return seen

    @staticmethod
    def _is_group(group: Token, end: int) -> bool:
        return group.start == end + 1 and len(group.text) == 3 and group.text.isdigit()

    def _plain_number(self) -> float | None:
        token = self.token
        if token is None:
            return None
        self.at += 1
        if not token.is_number:
            return _NUMBER_WORDS.get(token.text)
        digits, end = token.text, token.end
        if len(digits) <= 3 and digits[0] != "0":
            while (group := self.token) and group.is_number and self._is_group(group, end):
                digits, end = digits + group.text, group.end
                self.at += 1
        attached = self.token
        if attached and attached.start == end and _NO_UNIT.fullmatch(attached.text):
            return None
        return _decimal(digits)


def _decimal(written: str) -> float | None:
    """The value of digits with decimal and grouping marks: "1,200", "99,95", "1.200,50"."""
    marks = [mark for mark in written if not mark.isdigit()]
    if not marks:
        return float(written)
    if _GROUPED.fullmatch(written) and (marks[0] != "." or len(marks) > 1):
        return float(written.replace(marks[0], ""))
    whole, mark, rest = written.rpartition(marks[-1])
    if mark not in ".," or not (whole.isdigit() or _GROUPED.fullmatch(whole)):
        return None
    if mark in whole:
        return None
    return float(f"{whole.translate(_WITHOUT_MARKS)}.{rest}")


_WITHOUT_MARKS = {ord(mark): None for mark in ".,'’"}
