"""Each rule of the support directory's file, broken alone; and the numbers that only raise a doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.contacts import KINDS
from support.directory import DirectoryError, parse, read
from support.rules import TOPICS
from tests.support.good_file import GOOD, broken

EXCEPTION = 'links_only = ["SE"]\n\n[[number_exception]]\nid = "{id}"\nnumber = "{number}"\nreason = "{reason}"\n'
EMERGENCY = 'kind = "emergency"\nphones = [{ number = "911", label = "" }]\ntexts = []\nurl = ""'
UNCHECKED = 'checked_on = ""\nchecked_by = ""\nchecked_against = ""\npublish = "recheck_first"'
PHONE = 'phones = [{ number = "1-800-944-4773", label = "" }]'
ONLY_DIGITS = 'us-line: the number "{}" may hold only digits, with single spaces or hyphens between.'

# What is changed in the good file, and the line and sentence that must come of it.
BROKEN = {
    # The file
    "not TOML": ('cost = "Free"', 'cost = "Free', 39, "this line is not TOML: Illegal character '\\n'."),
    "empty": (GOOD, "", 1, "the file: the line contact is missing; write contact = [] if nothing is known."),
    "no contact": (
        GOOD,
        "links_only = []\nnumber_exception = []\ncontact = []\n",
        3,
        "the file: there is no contact in it.",
    ),
    "a contact that is no block": (
        GOOD,
        "links_only = []\nnumber_exception = []\ncontact = [1]\n",
        3,
        "the file: each contact is a block that begins with [[contact]].",
    ),
    "a block nobody knows": (
        '[[contact]]\nid = "se-line"',
        '[[contatc]]\nid = "se-line"',
        48,
        "the file: there is no field called contatc.",
    ),
    # The shape of a contact
    "a missing field": (
        'cost = ""\nwhat_it_is = "Sends',
        'what_it_is = "Sends',
        4,
        'us-911: the line cost is missing; write cost = "" if nothing is known.',
    ),
    "a missing list": (
        'texts = []\nurl = ""',
        'url = ""',
        4,
        "us-911: the line texts is missing; write texts = [] if nothing is known.",
    ),
    "an unknown field": (
        'checked_by = "Ada"',
        'checked_by = "Ada"\nfax = "1"',
        45,
        "us-line: there is no field called fax.",
    ),
    "a number without quotes": (
        'checked_on = "2026-08-25"',
        "checked_on = 2026-08-25",
        43,
        "us-line: checked_on must be words in quotes.",
    ),
    "words where a list belongs": (
        'topics = ["psi"]',
        'topics = "psi"',
        42,
        "us-line: topics must be a list in [ ].",
    ),
    "a space at the end": (
        'name = "A line"',
        'name = "A line "',
        27,
        "us-line: name begins or ends with a space.",
    ),
    "a list of something else": (
        'topics = ["psi"]',
        "topics = [1]",
        42,
        "us-line: topics must hold words in quotes.",
    ),
    "a phone without its label": (
        PHONE,
        'phones = [{ number = "1-800-944-4773" }]',
        30,
        "us-line: each of phones is { } with number, label, all in quotes.",
    ),
    "a phone that is bare words": (
        PHONE,
        'phones = ["1-800-944-4773"]',
        30,
        "us-line: each of phones is { } with number, label, all in quotes.",
    ),
    "a phone in bare digits": (
        PHONE,
        'phones = [{ number = 18009444773, label = "" }]',
        30,
        "us-line: each of phones is { } with number, label, all in quotes.",
    ),
    "a country in links_only that is no word": (
        'links_only = ["SE"]',
        "links_only = [1]",
        1,
        "the file: links_only must hold words in quotes.",
    ),
    # What stands in it
    "an empty name": ('name = "A line"', 'name = ""', 27, "us-line: name must not be empty."),
    "a country that does not exist": (
        'country = "SE"',
        'country = "XQ"',
        51,
        'se-line: no country has the code "XQ".',
    ),
    "a country in small letters": (
        'country = "SE"',
        'country = "se"',
        51,
        'se-line: no country has the code "se".',
    ),
    "an id with a capital": (
        'id = "us-line"',
        'id = "us-Line"',
        26,
        "us-Line: an id is small letters, digits and hyphens, the country first.",
    ),
    "an id of another country": (
        'id = "us-line"',
        'id = "gb-line"',
        26,
        'gb-line: the id does not begin with its country, "us-".',
    ),
    "an unknown kind": (
        'kind = "helpline"',
        'kind = "hotline"',
        29,
        'us-line: kind cannot be "hotline"; it is one of ' + ", ".join(KINDS) + ".",
    ),
    "an unknown answer about nights": (
        'answers_at_night = "no"',
        'answers_at_night = "often"',
        36,
        'us-line: answers_at_night cannot be "often"; it is one of yes, no, messages, unknown.',
    ),
    "a contact that must wait": (
        'publish = "recheck_first"',
        'publish = "no_until_verified"',
        67,
        'se-line: publish cannot be "no_until_verified"; it is one of yes, recheck_first.',
    ),
    "an unknown topic": (
        'topics = ["psi"]',
        'topics = ["money"]',
        42,
        'us-line: no topic is called "money"; it is one of ' + ", ".join(TOPICS) + ".",
    ),
    "a text by pigeon": (
        'by = "sms"',
        'by = "pigeon"',
        31,
        'us-line: by cannot be "pigeon"; it is sms or whatsapp.',
    ),
    "a letter in a number": ("1-800-944-4773", "1-800-944-477E", 30, ONLY_DIGITS.format("1-800-944-477E")),
    "no digits at all": ("1-800-944-4773", "", 30, ONLY_DIGITS.format("")),
    "two numbers in one": ("1-800-944-4773", "911 or 112", 30, ONLY_DIGITS.format("911 or 112")),
    "two spaces in a number": (
        "1-800-944-4773",
        "1 800  944 4773",
        30,
        ONLY_DIGITS.format("1 800  944 4773"),
    ),
    "a space no phone knows": (
        "1-800-944-4773",
        "1\N{NO-BREAK SPACE}800",
        30,
        ONLY_DIGITS.format("1\N{NO-BREAK SPACE}800"),
    ),
    "a dash that is no hyphen": (
        "1-800-944-4773",
        "1\N{EN DASH}800",
        30,
        ONLY_DIGITS.format("1\N{EN DASH}800"),
    ),
    "digits of another script": ("1-800-944-4773", "٩١١", 30, ONLY_DIGITS.format("٩١١")),
    "a letter in a number to text": ('"741741"', '"74174I"', 31, ONLY_DIGITS.format("74174I")),
    "a word to send with a space": (
        '"HOME"',
        '"HOME NOW"',
        31,
        'us-line: the word to send, "HOME NOW", may hold only letters and digits.',
    ),
    "a link that is not https": (
        '"https://example.org/"',
        '"http://example.org/"',
        32,
        'us-line: the link "http://example.org/" is not a whole https address.',
    ),
    "a link that runs a script": (
        '"https://example.org/"',
        '"javascript:alert(1)"',
        32,
        'us-line: the link "javascript:alert(1)" is not a whole https address.',
    ),
    "a link with a name before the host": (
        '"https://example.org/"',
        '"https://988lifeline.org@example.org/"',
        32,
        'us-line: the link "https://988lifeline.org@example.org/" is not a whole https address.',
    ),
    "a link that is no link": (
        '"https://example.org/"',
        '"https://[/"',
        32,
        'us-line: the link "https://[/" is not a whole https address.',
    ),
    "a link left empty": (
        '"https://example.org/"',
        '""',
        32,
        'us-line: the link "" is not a whole https address.',
    ),
    "an emergency service with a link": (
        'url = ""',
        'url = "https://example.org/"',
        11,
        'us-911: an emergency service shows no link; write url = "".',
    ),
    "an emergency service without a number": (
        'phones = [{ number = "911", label = "" }]',
        "phones = []",
        9,
        "us-911: an emergency service needs a number to call.",
    ),
    "a night without hours": (
        'hours = "Day and night"',
        'hours = ""',
        12,
        "us-911: if somebody answers at night, hours must say so.",
    ),
    "checked against nothing one can open": (
        '"https://www.example.org/line"',
        '"a leaflet"',
        45,
        'us-line: "a leaflet" is not a whole web address.',
    ),
    "a day that does not exist": (
        '"2026-08-25"',
        '"2026-02-30"',
        43,
        'us-line: "2026-02-30" is not a day written like "2026-11-22".',
    ),
    "a day written another way": (
        '"2026-08-25"',
        '"20260825"',
        43,
        'us-line: "20260825" is not a day written like "2026-11-22".',
    ),
    "shown but never checked": (
        'checked_on = "2026-08-25"',
        'checked_on = ""',
        43,
        'us-line: with publish = "yes", checked_on must not be empty.',
    ),
    "shown but checked against nothing": (
        '"https://www.example.org/line"',
        '""',
        45,
        'us-line: with publish = "yes", checked_against must not be empty.',
    ),
    "a time zone nobody lives in": (
        "America/New_York",
        "America/New_Yrok",
        34,
        'us-line: no time zone is called "America/New_Yrok".',
    ),
    "opening hours in another form": (
        "Mo-Fr 09:00-17:00",
        "Mon-Fri 9-5",
        35,
        'us-line: "Mon-Fri 9-5" is not written like "Mo-Fr 09:00-17:00".',
    ),
    "opening hours without a time zone": (
        "America/New_York",
        "",
        35,
        "us-line: opening needs a time_zone.",
    ),
    # The file as a whole
    "an id used twice": ('id = "us-line"', 'id = "us-911"', 26, "us-911: this id is used twice."),
    "a country without an emergency number": (
        EMERGENCY,
        EMERGENCY.replace("emergency", "crisis").replace('url = ""', 'url = "https://example.org/"'),
        7,
        "US has no emergency number that is published.",
    ),
    "a country whose emergency number is unchecked": (
        '"http://example.org/old"\npublish = "yes"',
        '"http://example.org/old"\npublish = "recheck_first"',
        7,
        "US has no emergency number that is published.",
    ),
    "a country that left links_only too soon": (
        'links_only = ["SE"]',
        "links_only = []",
        51,
        "SE has no emergency number that is published.",
    ),
    "a number shown where links alone may be": (
        UNCHECKED,
        UNCHECKED.replace('on = ""', 'on = "2026-11-22"')
        .replace('t = ""', 't = "https://a.example"')
        .replace("recheck_first", "yes"),
        67,
        "se-line: SE is links_only, so publish cannot be yes.",
    ),
    "links_only names a country that is not there": (
        'links_only = ["SE"]',
        'links_only = ["SE", "AT"]',
        1,
        'the file: links_only names "AT", which has no contact.',
    ),
    "an exception for a number that is not there": (
        'links_only = ["SE"]\nnumber_exception = []\n',
        EXCEPTION.format(id="us-line", number="14416", reason="Rung."),
        5,
        "the exception of us-line for 14416 fits no contact in this file.",
    ),
    "an exception without a reason": (
        'links_only = ["SE"]\nnumber_exception = []\n',
        EXCEPTION.format(id="us-911", number="911", reason=""),
        6,
        "the exception of us-911 for 911 needs a reason.",
    ),
    "an exception with a field nobody knows": (
        'links_only = ["SE"]\nnumber_exception = []\n',
        EXCEPTION.format(id="us-911", number="911", reason="Rung.") + 'by = "Ada"\n',
        7,
        "the exception us-911: there is no field called by.",
    ),
}


# A file that breaks a rule


def test_the_good_file_has_no_fault_and_no_doubt() -> None:
    assert parse(GOOD).warnings == ()


@pytest.mark.parametrize(("old", "new", "line", "sentence"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_file_stops_with_file_line_and_one_sentence(old: str, new: str, line: int, sentence: str) -> None:
    with pytest.raises(DirectoryError) as caught:
        parse(broken(old, new), "support.toml")
    assert f"support.toml:{line}: {sentence}" in str(caught.value).splitlines()


def test_each_broken_file_breaks_one_rule_only() -> None:
    for name, (old, new, _, _) in BROKEN.items():
        with pytest.raises(DirectoryError) as caught:
            parse(broken(old, new))
        # An empty file misses three things at once, and a misspelt block leaves its country without one.
        assert len(caught.value.problems) == {"empty": 3}.get(name, 1), name


def test_every_fault_of_a_wave_is_told_at_once_in_the_order_of_the_file() -> None:
    text = GOOD.replace('"HOME"', '"HOME NOW"').replace('"psi"', '"money"')
    with pytest.raises(DirectoryError) as caught:
        parse(text)
    assert [problem.line for problem in caught.value.problems] == [31, 42]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DirectoryError, match=r"support\.toml:0: the file cannot be read: No such file"):
        read(tmp_path / "support.toml")


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "support.toml"
    path.write_bytes('# one\n# "prévention"\n'.encode("latin-1"))
    with pytest.raises(DirectoryError, match=r"support\.toml:2: the file is not plain text in UTF-8\."):
        read(path)


# A number the library does not know


def test_a_number_the_library_does_not_know_warns_with_its_line() -> None:
    found = parse(broken("1-800-944-4773", "1-800-944-477"), "support.toml")
    assert [str(doubt) for doubt in found.warnings] == [
        "support.toml:30: us-line: the library does not know 1-800-944-477 there; ring it."
    ]


def test_a_known_number_in_the_wrong_country_warns() -> None:
    found = parse(broken("1-800-944-4773", "0808 2000 247"))
    assert "the library does not know 0808 2000 247 there" in str(found.warnings[0])


def test_an_exception_with_its_reason_keeps_the_warning_away() -> None:
    text = broken("1-800-944-4773", "14416").replace(
        'links_only = ["SE"]\nnumber_exception = []\n',
        EXCEPTION.format(id="us-line", number="14416", reason="Rung on Monday."),
    )
    assert parse(text).warnings == ()


def test_an_exception_covers_one_number_of_its_contact_and_no_other() -> None:
    text = broken(PHONE, 'phones = [{ number = "14416", label = "" }, { number = "14417", label = "" }]').replace(
        'links_only = ["SE"]\nnumber_exception = []\n',
        EXCEPTION.format(id="us-line", number="14416", reason="Rung on Monday."),
    )
    assert [doubt.sentence for doubt in parse(text).warnings] == [
        "us-line: the library does not know 14417 there; ring it."
    ]


def test_an_exception_that_the_library_has_caught_up_with_warns_and_does_not_stop_the_site() -> None:
    text = broken(
        'links_only = ["SE"]\nnumber_exception = []\n',
        EXCEPTION.format(id="us-911", number="911", reason="Rung on Monday."),
    )
    assert [doubt.sentence for doubt in parse(text).warnings] == [
        "the exception of us-911 for 911 is no longer needed."
    ]
