"""The country she chose: on her device, in one cookie, and never guessed."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.html import escape

from support.chosen import COOKIE
from support.countries import NAMES, code_of
from tests.support.pages import read_page


def test_choosing_keeps_two_letters_on_her_device_and_goes_there(client: Client) -> None:
    response = client.post("/support/", {"country": "nz"})
    assert (response.status_code, response.headers["Location"]) == (302, "/support/nz/#now")
    cookie = response.cookies[COOKIE]
    assert (cookie.value, cookie["httponly"], cookie["samesite"], cookie["path"]) == ("nz", True, "Lax", "/")


@pytest.mark.parametrize(("name", "code"), [("Finland", "fi"), ("Côte d'Ivoire", "ci"), ("New Zealand", "nz")])
def test_a_country_can_be_chosen_by_its_name(client: Client, name: str, code: str) -> None:
    assert f"<option>{escape(name)}</option>" in client.get("/support/").content.decode()
    response = client.post("/support/", {"country": name})
    assert response.headers["Location"] == f"/support/{code}/#now"
    assert response.cookies[COOKIE].value == code


def test_every_country_can_be_chosen_by_its_name_and_by_its_code() -> None:
    for code, name in NAMES.items():
        assert code_of(name) == code_of(code) == code_of(code.lower()) == code.lower()


def test_every_help_link_then_leads_to_her_country(client: Client) -> None:
    client.get("/support/")  # somebody else's visit: the page is kept, and must not be hers now
    client.post("/support/", {"country": "nz"})
    response = client.get("/support/")
    # No fragment in the redirect: the browser keeps the one of the link, #now.
    assert (response.status_code, response.headers["Location"]) == (302, "/support/nz/")
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]


def test_she_can_still_choose_another(client: Client) -> None:
    client.cookies[COOKIE] = "nz"
    response = client.get("/support/?choose=1")
    assert response.status_code == 200
    assert "This phone remembers New Zealand." in read_page(response).text


def test_forgetting_takes_it_off_her_device(client: Client) -> None:
    client.cookies[COOKIE] = "nz"
    response = client.post("/support/", {"forget": "1"})
    assert (response.cookies[COOKIE].value, response.cookies[COOKIE]["max-age"]) == ("", 0)
    assert response.headers["Location"] == "/support/?choose=1#country"


def test_clearing_on_the_privacy_page_takes_it_too(client: Client) -> None:
    client.cookies[COOKIE] = "nz"
    response = client.post("/privacy/", {"forget": "all"})
    assert (response.cookies[COOKIE].value, response.cookies[COOKIE]["max-age"]) == ("", 0)


def test_the_privacy_page_explains_the_cookie(client: Client) -> None:
    assert "<td><code>country</code></td>" in client.get("/privacy/").content.decode()


@pytest.mark.parametrize("value", ["", "zz", "NZ", "../us", "usa", "<b>", "ß"])
def test_a_cookie_that_is_no_country_counts_as_none(client: Client, value: str) -> None:
    client.cookies[COOKIE] = value
    assert client.get("/support/").status_code == 200


@pytest.mark.parametrize("value", ["", "zz", "nowhere", "ß"])
def test_choosing_what_is_no_country_keeps_nothing(client: Client, value: str) -> None:
    response = client.post("/support/", {"country": value})
    assert (response.status_code, dict(response.cookies)) == (302, {})
    assert response.headers["Location"] == "/support/?choose=1#country"


def test_a_country_we_have_nothing_for_can_be_chosen_too(client: Client) -> None:
    assert client.post("/support/", {"country": "fi"}).headers["Location"] == "/support/fi/#now"
    assert client.get("/support/").headers["Location"] == "/support/fi/"


@pytest.mark.parametrize(
    "hint", [{"accept-language": "de-DE"}, {"cf-ipcountry": "DE"}, {"x-forwarded-for": "192.0.2.7"}]
)
def test_where_she_is_is_never_guessed(client: Client, hint: dict[str, str]) -> None:
    assert client.get("/support/", headers=hint).content == client.get("/support/").content


def test_a_countrys_page_is_the_same_for_everyone(client: Client) -> None:
    plain = client.get("/support/us/")
    client.cookies[COOKIE] = "nz"
    assert client.get("/support/us/").content == plain.content
    assert "public" in client.get("/support/us/").headers["Cache-Control"]


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"}])
def test_another_site_cannot_choose_for_her(client: Client, headers: dict[str, str]) -> None:
    response = client.post("/support/", {"country": "nz"}, headers=headers)
    assert (response.status_code, dict(response.cookies)) == (403, {})
    assert "tel:911" in read_page(response).to_dial
