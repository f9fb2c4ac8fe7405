"""Looking up a KPI, its proxy, and what its texts are taken for."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from kpilint.lexicon import Lexicon, Recognition, build, builtin
from kpilint.lexicon.features import Vocabulary, features
from kpilint.lexicon.wording import stems

_VOCABULARY = Vocabulary(build.vocabulary())


@pytest.mark.parametrize(
    "name",
    [
        "average-handle-time",
        "Average handle time",
        "average HANDLE-times",
        "AHT",
        "Average handling time",
        "Average handle time (AHT)",
        "Handle effort (AHT)",
    ],
)
def test_a_kpi_is_found_by_any_of_its_names(name: str) -> None:
    known = builtin().find(name)
    assert known is not None
    assert known.id == "average-handle-time"


def test_the_thousandth_name_is_found_as_the_first() -> None:
    names = [name for known in builtin().known() for name in (known.name, *known.aliases)][:1_000]
    names += [f"{name} ({number})" for number, name in enumerate(names)]
    asked = Lexicon()
    for name in names:
        assert asked.find(name) == Lexicon.find(_fresh(), name)


def _fresh() -> Lexicon:
    """A lexicon that has not been asked for anything, and has its tables."""
    fresh = Lexicon()
    fresh.__dict__ |= {"_names": builtin()._names, "_lines": builtin()._lines}
    return fresh


@pytest.mark.parametrize("name", ["", "()", "handle", "Average shoe size"])
def test_what_is_not_known_is_not_found(name: str) -> None:
    assert builtin().find(name) is None


def test_an_entry_says_all_that_is_known() -> None:
    known = builtin().find("AHT")
    assert known is not None
    assert (known.family, known.subkind, known.direction) == ("speed", "duration", "lower")
    assert "AHT" in known.aliases
    assert "first-contact-resolution" in known.balanced_by
    assert "rush the caller" in known.gaming_risks
    assert known.domain == "contact centre"


def test_risks_of_a_sub_kind_stand_in_for_missing_ones() -> None:
    known = builtin().find("talk-time")
    assert known is not None
    assert known.gaming_risks == builtin().subkind("duration").gaming


def test_known_lists_every_entry_once() -> None:
    listed = builtin().known()
    assert len(listed) >= 600
    assert [kpi.id for kpi in listed] == sorted({kpi.id for kpi in listed})


@pytest.mark.parametrize(
    ("name", "pair"),
    [
        ("AHT", "P10"),
        ("Offer acceptance rate", "P8"),
        ("Tickets closed per week", "P19"),
        ("Engagement rate of posts", "P6"),
        ("Employee engagement", "P20"),
        ("Complaints answered within 20 days", "P30"),
        ("Calls per hour", "P32"),
    ],
)
def test_a_proxy_is_met_by_its_longest_phrase(name: str, pair: str) -> None:
    matched = builtin().match_proxy(name)
    assert matched is not None
    assert matched.id == pair


@pytest.mark.parametrize("name", ["", "Preaching hours", "Likeness score", "Callings per hour"])
def test_parts_of_words_are_no_proxy(name: str) -> None:
    assert builtin().match_proxy(name) is None


def test_an_outcome_answers_by_its_words_or_by_being_known() -> None:
    pair = builtin().match_proxy("AHT")
    assert pair is not None
    assert builtin().answers(pair, "FCR")
    assert builtin().answers(pair, "Repeat contact rate, private customers")
    assert not builtin().answers(pair, "Occupancy")


def test_a_sub_kind_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        builtin().subkind("haste")


def test_a_name_alone_is_enough_when_the_kpi_is_known() -> None:
    seen = builtin().recognise("MTTR")
    assert (seen.family, seen.subkind) == ("speed", "recovery")
    assert seen.known is not None
    assert seen.reason == 'because it is known as "Mean time to restore"'


def test_the_definition_is_read_where_the_name_is_silent() -> None:
    name = "Gateway 2"
    told = builtin().recognise(
        name, definition="Average number of days from receipt of an application to the decision"
    )
    assert builtin().recognise(name).family != "speed"
    assert (told.family, told.subkind) == ("speed", "duration")


def test_time_that_should_grow_is_not_speed() -> None:
    seen = builtin().recognise("Answer time", unit="minutes", direction="higher")
    assert (seen.family, seen.confidence) == (None, "unknown")
    assert seen.reason.startswith("because it is a time that should grow")


@pytest.mark.parametrize("name", ["", "Foo", "Xyzzy plugh", "???", "\x00"])
def test_nothing_to_go_by_is_unknown(name: str) -> None:
    seen = builtin().recognise(name)
    assert (seen.family, seen.subkind, seen.confidence) == (None, None, "unknown")


def test_the_reason_names_what_decided() -> None:
    seen = builtin().recognise("Permits decided within 30 days", unit="%", direction="higher")
    assert seen == Recognition(
        "speed", "timeliness", "certain", "because it counts work done within a time limit", None
    )


@pytest.mark.parametrize("name", ["Average years of giving", "Revenue per hour", "Days of stock"])
def test_a_reason_never_speaks_for_another_family(name: str) -> None:
    seen = builtin().recognise(name)
    assert seen.family not in (None, "speed")
    assert "time" not in seen.reason.replace("taken together", "")


def test_german_names_are_read() -> None:
    lexicon = builtin()
    assert lexicon.recognise("Durchschnittliche Bearbeitungszeit", unit="Tage").family == "speed"
    assert lexicon.recognise("Anteil fristgerecht beantworteter Anfragen").family == "speed"
    assert lexicon.recognise("Kundenzufriedenheit").family == "experience"
    assert lexicon.recognise("Kosten pro Vorgang", unit="EUR").family == "cost"
    assert lexicon.recognise("Krankenstand der Mitarbeiter").family == "people"


def test_answers_do_not_depend_on_what_was_asked_before() -> None:
    warm, cold = builtin(), Lexicon()
    names = ["Days to decide", "Uptime", "Reach", "Lead time accuracy", "Overdue invoices"]
    assert [warm.recognise(name) for name in reversed(names)][::-1] == [
        cold.recognise(name) for name in names
    ]


def test_reading_needs_neither_yaml_nor_pydantic() -> None:
    code = (
        "import sys, json\n"
        "from kpilint.lexicon import builtin\n"
        "builtin().recognise('Days to hire')\n"
        "builtin().find('AHT')\n"
        "builtin().match_proxy('AHT')\n"
        "print(json.dumps(sorted(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert not {"pydantic", "ruamel.yaml", "yaml", "csv"} & set(json.loads(done.stdout))


@pytest.mark.parametrize(
    ("name", "family", "subkind"),
    [
        ("Share of enquiries closed with no repeat within 21 days", "quality", None),
        ("Reattendance within 5 days", "quality", None),
        ("Returned goods credited within 3 days", "speed", "timeliness"),
        ("Percent of direct awards signed within 150 days", "speed", "timeliness"),
        ("Subscribers who cancel within 90 days", "outcome", None),
        ("P4 breaches", "speed", "timeliness"),
        ("Breaches of the licence", "compliance", None),
        ("Check-in time", "speed", "duration"),
        ("ATT calls", "speed", "duration"),
    ],
)
def test_a_period_is_read_by_what_happens_in_it(
    name: str, family: str, subkind: str | None
) -> None:
    seen = builtin().recognise(name)
    assert (seen.family, seen.subkind) == (family, subkind), seen


@pytest.mark.parametrize(
    ("name", "definition", "target", "expected"),
    [
        ("Average time to process (days)", "", "", "u.time"),
        ("% of permits issued", "", "", "u.percent"),
        ("Number of visits", "", "", "u.count"),
        ("Onboarding", "Mean number of days until the first order", "", "u.time"),
        ("Scrap", "", "< 5 %", "u.percent-"),
        ("Pass mark reached", "", "at least 80%", "u.percent+"),
        ("Beds ready before 10 am", "", "", "g.limit clock"),
        ("Payroll files delivered by Friday", "", "", "g.limit clock"),
        ("Bins emptied per crew shift", "", "", "g.per actor"),
        ("Leaflets per week", "", "", "g.per time"),
        ("Onboarding", "Weeks that it takes to train a clerk", "", "k.time span"),
        ("Share of weeks above the norm", "", "", "g.time share"),
    ],
)
def test_a_name_and_a_target_tell_what_the_other_fields_do_not(
    name: str, definition: str, target: str, expected: str
) -> None:
    seen = features(_VOCABULARY, stems(name), definition=definition, target=target)
    assert expected in seen, seen


def test_a_target_alone_never_makes_a_time_grow() -> None:
    seen = features(_VOCABULARY, stems("Time to reply (hours)"), target="> 90 %")
    assert "u.time" in seen
    assert not {"u.+", "u.time+"} & set(seen)
