"""The support directory: every number against the evidence, and what pages ask of it."""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path

import pytest

from support.countries import NAMES, WORLDWIDE, country_name, is_country
from support.directory import Directory, directory, parse
from tests.support.good_file import GOOD, broken

TODAY = datetime.date(2026, 11, 23)
FOURTEEN = ["US", "GB", "IE", "CA", "AU", "NZ", "IN", "ZA", "DE", "FR", "NL", "ES", "BR", "SG"]
# Years and counts in our descriptions, which nobody takes for a number to call.
NOT_TO_CALL = {"2019", "2020", "2024", "130"}


def only_digits(text: str) -> str:
    return re.sub("[^0-9]", "", text)


# The real file


@pytest.fixture(scope="module")
def real() -> Directory:
    return directory()


@pytest.fixture(scope="module")
def evidence() -> dict[str, dict[str, str | None]]:
    """Every number that the evidence lets us show, as the evidence writes it (see its `publish`)."""
    rows = json.loads(Path(__file__).with_name("numbers.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


def numbers_in_evidence(text: str | None) -> list[str]:
    """The digits of each number in a line such as "14416 or 1-800-891-4416"."""
    parts = re.split(r"\(?\bor\b|/|;", text or "")
    return sorted(only_digits(part) for part in parts if only_digits(part))


def test_the_real_file_keeps_every_rule_and_raises_no_doubt(real: Directory) -> None:
    assert real.warnings == ()


def test_the_contacts_that_show_a_number_are_those_of_the_evidence(
    real: Directory, evidence: dict[str, dict[str, str | None]]
) -> None:
    shown = {contact.id for contact in real.contacts if contact.lines}
    assert shown == evidence.keys()


def test_every_number_to_call_is_the_evidences_digit_for_digit(
    real: Directory, evidence: dict[str, dict[str, str | None]]
) -> None:
    on_file = {c.id: sorted(only_digits(p.number) for p in c.phones) for c in real.contacts if c.id in evidence}
    assert on_file == {key: numbers_in_evidence(row["phone"]) for key, row in evidence.items()}


def test_every_number_to_text_is_the_evidences_digit_for_digit(
    real: Directory, evidence: dict[str, dict[str, str | None]]
) -> None:
    on_file = {c.id: sorted(only_digits(t.number) for t in c.texts) for c in real.contacts if c.id in evidence}
    assert on_file == {key: numbers_in_evidence(row["sms"]) for key, row in evidence.items()}


def test_every_word_to_text_is_the_evidences(real: Directory, evidence: dict[str, dict[str, str | None]]) -> None:
    on_file = {c.id: sorted(t.body for t in c.texts if t.body) for c in real.contacts if c.id in evidence}
    words = {key: sorted(re.findall(r"([A-Z]+) to ", row["sms"] or "")) for key, row in evidence.items()}
    assert on_file == words


def test_a_text_over_whatsapp_is_one_where_the_evidence_says_so(
    real: Directory, evidence: dict[str, dict[str, str | None]]
) -> None:
    over = {contact.id for contact in real.contacts for text in contact.texts if text.by == "whatsapp"}
    assert over == {key for key, row in evidence.items() if "WhatsApp" in (row["sms"] or "")}


def test_the_spanish_text_line_is_labelled_spanish(real: Directory, evidence: dict[str, dict[str, str | None]]) -> None:
    texts = real.get("us-psi-helpline").texts
    assert "; ".join(f"{text.label} {text.number}" for text in texts) == evidence["us-psi-helpline"]["sms"]


def test_a_whatsapp_number_is_never_offered_by_sms(real: Directory) -> None:
    assert real.get("sg-sos").sms_href == ""


def test_every_link_to_call_or_text_ends_in_the_digits_on_file(real: Directory) -> None:
    """The country code may stand in front, and a leading 0 may fall away before it; nothing else changes."""
    for contact in real.contacts:
        for line in contact.lines:
            dialed = line.href.split(":", 1)[1].split("?")[0]
            own = only_digits(line.number)
            assert dialed == own if "+" not in dialed and "wa.me" not in dialed else dialed.endswith(own.lstrip("0"))


def test_no_unchecked_number_can_be_seen(real: Directory) -> None:
    unchecked = [contact for contact in real.contacts if contact.publish == "recheck_first"]
    assert len(unchecked) == 14
    for contact in unchecked:
        assert (contact.phones, contact.texts, contact.tel_href, contact.sms_href, contact.spoken) == (
            (),
            (),
            "",
            "",
            "",
        )


def test_an_unchecked_contact_shows_its_link(real: Directory) -> None:
    assert all(contact.url for contact in real.contacts if not contact.shows_number)


def test_words_about_a_contact_name_no_number_that_its_country_does_not_publish(real: Directory) -> None:
    for contact in real.contacts:
        published = {only_digits(line.number) for other in real.in_country(contact.country) for line in other.lines}
        prose = (contact.audience, contact.what_it_is, contact.what_it_is_not, contact.hours, contact.cost)
        found = set(re.findall(r"(?<![\w,-])[0-9]{3,}(?![\w,-])", " ".join(prose))) - NOT_TO_CALL
        assert found <= published, contact.id


def test_each_of_the_fourteen_countries_has_a_page_in_the_order_we_promised(real: Directory) -> None:
    assert [country.code for country in real.countries()] == FOURTEEN


@pytest.mark.parametrize("country", FOURTEEN)
def test_the_emergency_number_comes_first_in_each_country(real: Directory, country: str) -> None:
    first = real.in_country(country)[0]
    assert first.kind == "emergency"
    assert first.tel_href


@pytest.mark.parametrize("contact_id", ["us-psi-helpline", "us-nmmhh", "au-panda"])
def test_a_helpline_that_is_not_a_crisis_line_says_so(real: Directory, contact_id: str) -> None:
    contact = real.get(contact_id)
    assert contact.kind == "helpline"
    assert "Not a crisis line." in contact.what_it_is_not


def test_emergency_services_show_no_link(real: Directory) -> None:
    assert all(contact.url == "" for contact in real.emergency())


def test_the_free_dutch_number_stands_first(real: Directory) -> None:
    assert real.get("nl-113").tel_href == "tel:08000113"


def test_a_contact_we_could_not_verify_is_not_in_the_file(real: Directory) -> None:
    with pytest.raises(KeyError):
        real.get("us-psi-app")


# What pages ask of it


def test_the_file_is_read_once() -> None:
    assert directory() is directory()


def test_a_doubt_is_logged_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "support.toml").write_text(broken("1-800-944-4773", "14416"), encoding="utf-8")
    monkeypatch.setattr("support.directory.FILE", tmp_path / "support.toml")
    directory.__wrapped__()
    assert "content/support.toml:30: us-line: the library does not know 14416 there" in caplog.text


def test_a_country_is_found_in_small_letters_too(real: Directory) -> None:
    assert real.in_country("us") == real.in_country("US") != ()


def test_a_country_we_do_not_list_has_no_contacts_and_no_page(real: Directory) -> None:
    assert real.in_country("PL") == ()
    assert not real.has_page("pl")


def test_a_country_with_links_only_has_contacts_but_no_page(real: Directory) -> None:
    assert [contact.id for contact in real.in_country("se")] == ["se-mind"]
    assert not real.has_page("se")
    assert "SE" in real.links_only


def test_there_are_worldwide_contacts_for_every_other_country(real: Directory) -> None:
    assert [contact.id for contact in real.worldwide()] == ["int-fah", "int-psi"]


def test_the_emergency_numbers_of_all_countries_come_with_their_names(real: Directory) -> None:
    assert [contact.country for contact in real.emergency()] == FOURTEEN
    assert real.emergency()[1].country_name == "United Kingdom"


def test_an_emergency_number_that_is_unchecked_is_not_among_them() -> None:
    head, first, rest = GOOD.split("[[contact]]", 2)
    second = first.replace("us-911", "us-912").replace('publish = "yes"', 'publish = "recheck_first"')
    found = parse("[[contact]]".join((head, first, second, rest)))
    assert [contact.id for contact in found.emergency()] == ["us-911"]


def test_kinds_come_in_the_order_of_urgency_whatever_the_order_of_the_file() -> None:
    head, first, second, third = GOOD.split("[[contact]]")
    found = parse("[[contact]]".join((head, second, third, f"{first}\n")))
    assert [contact.kind for contact in found.in_country("US")] == ["emergency", "helpline"]


def test_tonight_lists_only_lines_with_a_number_that_a_person_answers_all_night(real: Directory) -> None:
    tonight = [contact.id for contact in real.answering_tonight("US")]
    assert tonight == ["us-988", "us-ctl", "us-nmmhh", "us-dv", "us-samhsa"]


@pytest.mark.parametrize("why", ["recheck_first", "messages", "unknown", "no"])
def test_tonight_leaves_out_what_may_not_answer(why: str) -> None:
    text = broken('answers_at_night = "no"', f'answers_at_night = "{"yes" if why == "recheck_first" else why}"')
    if why == "recheck_first":
        text = text.replace('line"\npublish = "yes"', 'line"\npublish = "recheck_first"')
    assert parse(text).answering_tonight("US") == ()


def test_one_can_ask_for_a_kind_or_a_topic(real: Directory) -> None:
    assert [contact.id for contact in real.of_kind("NZ", "crisis")] == ["nz-1737"]
    assert [contact.id for contact in real.about("AU", "violence")] == ["au-1800respect"]
    assert [contact.id for contact in real.emergency_in("gb")] == ["gb-999"]


def test_a_contact_is_due_on_the_ninetieth_day_and_not_before() -> None:
    found = parse(GOOD)
    assert [contact.id for contact in found.due(TODAY)] == ["us-line", "se-line"]
    assert [contact.id for contact in found.due(TODAY - datetime.timedelta(days=1))] == ["se-line"]


def test_a_check_dated_in_the_future_is_due() -> None:
    found = parse(broken('"2026-08-25"', '"2062-08-25"'))
    assert "us-line" in [contact.id for contact in found.due(TODAY)]


def test_a_contact_tells_where_it_was_checked_in_words() -> None:
    assert [contact.checked_host for contact in parse(GOOD).contacts] == ["example.org", "example.org", ""]


def test_a_contact_with_an_unchecked_number_says_that_it_hides_one() -> None:
    assert [contact.hides_number for contact in parse(GOOD).contacts] == [False, False, True]


# Countries


@pytest.mark.parametrize("code", ["fr", "FR", "gb", "pl", "NZ"])
def test_any_country_code_is_recognized(code: str) -> None:
    assert is_country(code)


@pytest.mark.parametrize("code", ["", "zz", "uk", "xx", "f", "fra", "ß", "\N{LATIN SMALL LETTER DOTLESS I}e"])
def test_what_is_not_a_country_code_is_not_recognized(code: str) -> None:
    assert not is_country(code)


def test_there_are_as_many_countries_as_iso_3166_has() -> None:
    assert len(NAMES) == 249
    assert WORLDWIDE not in NAMES


def test_a_country_has_a_name() -> None:
    assert country_name("nl") == "Netherlands"


def test_a_worldwide_contact_has_no_country_name(real: Directory) -> None:
    assert real.worldwide()[0].country_name == ""


DAYS = {"Mo": "Monday", "Tu": "Tuesday", "We": "Wednesday", "Th": "Thursday", "Fr": "Friday", "Sa": "Saturday"}


def in_words(times: str) -> str:
    """ "Mo-Fr 09:00-19:30" as a page says it: "Monday to Friday, 9 a.m. to 7:30 p.m."."""
    days, hours = times.split(" ")
    said = " to ".join(DAYS[day] for day in days.split("-"))
    return f"{said}, {' to '.join(clock(time) for time in hours.split('-'))}"


def clock(time: str) -> str:
    hour, minute = map(int, time.split(":"))
    half = "a.m." if hour < 12 else "p.m."
    return f"{(hour - 1) % 12 + 1}{f':{minute:02}' if minute else ''} {half}"


def test_the_hours_for_the_script_are_the_hours_in_words() -> None:
    told = [contact for contact in directory().contacts if contact.opening]
    assert [contact.id for contact in told] == ["gb-tommys", "au-panda"]
    for contact in told:
        for times in contact.opening:
            assert in_words(times) in contact.hours, contact.id
