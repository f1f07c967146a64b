"""The pages of help, as a reader meets them. No test here has a database: a query would fail it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from support.directory import directory
from support.help_in import help_in, section_of
from tests.public_pages import COUNTRIES
from tests.support.pages import EVERY_PAGE, NEVER_TO_SHOW, only_digits, read_page

ALL_PAGES = [*(f"/support/{code}/" for code in COUNTRIES), *EVERY_PAGE]


@pytest.fixture(scope="module")
def evidence() -> dict[str, dict[str, str | None]]:
    rows = json.loads(Path(__file__).with_name("numbers.json").read_text(encoding="utf-8"))
    return {row["id"]: row for row in rows}


# Every number


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_countrys_page_dials_all_its_numbers_and_no_others(client: Client, code: str) -> None:
    on_file = {line.href for contact in directory().in_country(code) for line in contact.lines}
    assert set(read_page(client.get(f"/support/{code}/")).to_dial) == on_file != set()


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_number_on_a_countrys_page_is_the_evidences(
    client: Client, code: str, evidence: dict[str, dict[str, str | None]]
) -> None:
    rows = [row for key, row in evidence.items() if key.startswith(f"{code}-")]
    written = " | ".join(f"{row['phone']} | {row['sms']}" for row in rows)
    known = {only_digits(number) for number in re.findall(r"\+?[0-9][0-9 -]*[0-9]|[0-9]+", written)}
    for link in read_page(client.get(f"/support/{code}/")).to_dial:
        dialed = only_digits(link.split("?")[0])
        assert any(dialed == number or dialed.endswith(number.lstrip("0")) for number in known), link


@pytest.mark.parametrize("address", ALL_PAGES)
def test_a_page_dials_only_what_the_directory_publishes(client: Client, address: str) -> None:
    published = {line.href for contact in directory().contacts for line in contact.lines}
    assert set(read_page(client.get(address)).to_dial) <= published


@pytest.mark.parametrize("address", [*ALL_PAGES, "/support/at/", "/support/be/", "/support/ch/", "/support/mx/"])
def test_no_page_shows_a_number_that_nobody_could_check(client: Client, address: str) -> None:
    text = client.get(address).content.decode()
    # Links lead to organizations, some of which are called by their number; what is read and dialed is looked at.
    text = re.sub(r'href="https://[^"]*"', "", text)
    found = {only_digits(number) for number in re.findall(r"[0-9][0-9 -]*[0-9]", text)}
    assert found & NEVER_TO_SHOW == set()


def test_the_download_holds_no_number_that_nobody_could_check(client: Client) -> None:
    data = json.loads(client.get("/support/support.json").content)
    numbers = {only_digits(line["number"]) for row in data["contacts"] for line in (*row["phones"], *row["texts"])}
    assert numbers & NEVER_TO_SHOW == set()


def test_the_download_holds_what_the_directory_publishes(client: Client) -> None:
    response = client.get("/support/support.json")
    data = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/json; charset=utf-8"
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
    shown = {row["id"]: [line["number"] for line in (*row["phones"], *row["texts"])] for row in data["contacts"]}
    assert shown == {contact.id: [line.number for line in contact.lines] for contact in directory().contacts}


@pytest.mark.parametrize("code", COUNTRIES)
def test_the_emergency_number_is_the_first_link_to_dial(client: Client, code: str) -> None:
    first = read_page(client.get(f"/support/{code}/")).to_dial[0]
    assert first == help_in(code).emergency[0].tel_href


def test_the_page_for_when_we_break_repeats_the_emergency_numbers() -> None:
    page = (settings.BASE_DIR / "templates" / "errors" / "500.html").read_text(encoding="utf-8")
    there = re.findall(r'<li><a href="(tel:[^"]+)">([^<]+) <strong>([^<]+)</strong></a></li>', page)
    expected = [
        (phone.href, f"{contact.country_name} {phone.label}".strip(), phone.number)
        for contact in directory().emergency()
        for phone in contact.phones
    ]
    assert there == expected


# Each country's sections


@pytest.mark.parametrize("code", COUNTRIES)
def test_every_contact_of_a_country_stands_on_its_page_once(client: Client, code: str) -> None:
    page = client.get(f"/support/{code}/").content.decode()
    headings = re.findall(r'<h[34] class="contact__name">(.*?)</h', page)
    names = [contact.name for contact in directory().in_country(code) if contact.kind != "emergency"]
    names += [contact.name for contact in directory().worldwide()]
    assert sorted(map(unescape, headings)) == sorted(names)


@pytest.mark.parametrize("address", ALL_PAGES)
def test_no_page_has_an_id_twice(client: Client, address: str) -> None:
    ids = read_page(client.get(address)).ids
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("code", COUNTRIES)
def test_today_and_tonight_lists_only_lines_that_a_person_answers_all_night(code: str) -> None:
    assert all(contact.answers_tonight for contact in help_in(code).tonight)


def test_whoever_fears_the_police_reads_under_now_that_988_can_talk_first(client: Client) -> None:
    words = "988 can talk with you first if nobody is in danger this minute."
    page = client.get("/support/us/").content.decode()
    assert words in page[page.index('id="now"') : page.index('id="crisis"')]
    assert words in page[page.index('class="levels"') :]
    assert words not in client.get("/support/ca/").content.decode()


def test_crisis_lines_stand_apart_from_helplines(client: Client) -> None:
    text = read_page(client.get("/support/us/")).text
    assert text.index("911") < text.index("Call 988") < text.index("National Maternal Mental Health Hotline")
    assert "Not a crisis line." in text


def test_a_line_whose_hours_nobody_checked_says_so(client: Client) -> None:
    text = read_page(client.get("/support/gb/")).text
    assert "Hours not checked." in text[text.index("PANDAS Foundation") :]


def test_an_unchecked_contact_shows_its_website_and_says_that_its_number_is_unchecked(client: Client) -> None:
    seen = read_page(client.get("/support/gb/"))
    assert "https://www.tommys.org/" in seen.links
    assert "Number not yet checked." in seen.text[seen.text.index("Tommy's") :]


def with_contacts(monkeypatch: pytest.MonkeyPatch, **changes: Any) -> None:
    """Changes every contact for one test."""
    real = directory()
    changed = replace(real, contacts=tuple(replace(contact, **changes) for contact in real.contacts))
    monkeypatch.setattr("support.help_in.directory", lambda: changed)


def test_a_contact_says_when_it_was_checked_and_against_what(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with_contacts(monkeypatch, checked_on=date(2026, 11, 2), checked_by="", checked_against="https://www.example.org/a")
    text = read_page(client.get("/support/au/")).text
    assert "Checked in stored copies on 2 November 2026, against example.org." in text


def test_a_contact_that_a_person_checked_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with_contacts(monkeypatch, checked_on=date(2026, 11, 2), checked_by="Ada")
    assert "Checked by a person on 2 November 2026." in read_page(client.get("/support/us/")).text


@pytest.mark.parametrize(("days", "says_so"), [(89, False), (90, True)])
def test_a_contact_that_nobody_checked_for_90_days_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch, days: int, says_so: bool
) -> None:
    with_contacts(monkeypatch, checked_on=datetime.now(UTC).date() - timedelta(days=days))
    assert ("Nobody has checked this for 90 days." in read_page(client.get("/support/nz/")).text) == says_so


# Postpartum Support International, and specialists


@pytest.mark.parametrize("address", ["/support/us/", "/support/"])
def test_psi_has_a_section_of_its_own(client: Client, address: str) -> None:
    seen = read_page(client.get(address))
    psi = {contact.id for contact in help_in("us").psi}
    assert "psi" in seen.ids
    assert [found for found in seen.ids if found in psi] == [
        "us-psi-helpline",
        "us-psi-groups",
        "us-psi-peer",
        "us-psi-coord",
        "us-psi-directory",
        "us-psi-pmhc",
        "us-psi-psych",
    ]
    assert {"tel:+18009444773", "sms:+18009444773", "sms:+19712037773"} <= set(seen.to_dial)
    assert "Español" in seen.text


@pytest.mark.parametrize("code", COUNTRIES[1:])
def test_other_countries_link_to_what_psi_offers(client: Client, code: str) -> None:
    seen = read_page(client.get(f"/support/{code}/"))
    assert "/support/us/#psi" in seen.links
    assert "psi" not in seen.ids


@pytest.mark.parametrize("address", ["/support/us/", "/support/gb/", "/support/"])
def test_pmh_c_is_explained_in_four_sentences(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    part = page[page.index('<ul class="pmh-c">') :]
    sentences = re.findall(r"<li>(.*?)</li>", part[: part.index("</ul>")], flags=re.DOTALL)
    assert len(sentences) == 4
    assert all(sentence.count(". ") == 0 for sentence in sentences)
    for words in ("20 hours", "not a license", "Which track", "three tracks"):
        assert words in " ".join(sentences)


def test_outside_north_america_the_page_says_what_to_look_for_instead(client: Client) -> None:
    assert "NHS perinatal mental health team" in read_page(client.get("/support/gb/")).text
    assert "mostly North American" in read_page(client.get("/support/de/")).text
    assert "mostly North American" not in read_page(client.get("/support/us/")).text


# Countries we know little of


@pytest.mark.parametrize("code", ["fi", "pl", "jp", "se", "mx"])
def test_another_country_gets_the_worldwide_page_and_never_an_empty_one(client: Client, code: str) -> None:
    seen = read_page(client.get(f"/support/{code}/"))
    every = [phone.href for contact in directory().emergency() for phone in contact.phones]
    assert seen.to_dial[: len(every)] == every
    assert "https://findahelpline.com/" in seen.links


def test_a_country_with_links_only_shows_them(client: Client) -> None:
    assert "https://mind.se/" in read_page(client.get("/support/se/")).links


@pytest.mark.parametrize("code", ["uk", "xx", "zz", "US", "usa", "u", "no-such", "ß"])
def test_what_is_no_country_is_a_404_that_still_helps(client: Client, code: str) -> None:
    response = client.get(f"/support/{code}/")
    assert response.status_code == 404
    assert "tel:911" in read_page(response).to_dial


@pytest.mark.parametrize("address", ["/support/us/", "/support/after-a-loss/", "/support/support.json"])
def test_a_page_to_read_takes_no_posts(client: Client, address: str) -> None:
    assert client.post(address, {"country": "us"}).status_code == 405


def test_every_contact_has_a_section() -> None:
    sections = {section_of(contact) for contact in directory().contacts}
    assert sections == {
        "emergency", "crisis", "tonight", "lines", "groups", "places", "specialists", "violence", "psi",
    }  # fmt: skip


# Wrong numbers


def test_the_page_says_how_to_tell_the_operator_of_a_wrong_number(client: Client, settings: Any) -> None:
    settings.OPERATOR_ADDRESS = "numbers@example.org <b>"
    page = client.get("/support/us/").content.decode()
    assert "<strong>numbers@example.org &lt;b&gt;</strong>" in page
    assert "mailto:" not in page


def test_without_an_address_the_page_says_that_there_is_none(client: Client) -> None:
    assert "has not left an address" in read_page(client.get("/support/us/")).text
