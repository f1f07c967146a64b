"""After a loss, worried about someone, questions to ask, and a search that leads there."""

from __future__ import annotations

import pytest
from django.test import Client

from articles.elsewhere import look_elsewhere
from articles.paths import library as the_library
from tests.public_pages import PUBLIC_PAGES
from tests.support.pages import read_page

LOSS = "/support/after-a-loss/"


def test_after_a_loss_is_short_and_asks_for_nothing(client: Client) -> None:
    seen = read_page(client.get(LOSS))
    assert "your baby" not in seen.text.lower()
    assert [link for link in seen.links if link.startswith(("/practice", "/journal", "/articles"))] == []
    assert len(seen.text.split()) < 700


def test_after_a_loss_helps_first(client: Client) -> None:
    seen = read_page(client.get(LOSS))
    assert seen.to_dial[0] == "tel:911"
    assert "/support/#tonight" in seen.links


def test_after_a_loss_names_people_who_know(client: Client) -> None:
    text = read_page(client.get(LOSS)).text
    assert "PSI volunteer and specialized coordinators" in text
    assert "PSI Peer Mentor Program" in text


@pytest.mark.parametrize("address", [LOSS, "/support/worried-about-someone/", "/support/check-in/"])
def test_a_tab_does_not_tell_what_the_page_is_about(client: Client, address: str) -> None:
    page = client.get(address).content.decode()
    title = page[page.index("<title>") : page.index("</title>")].lower()
    assert not any(word in title for word in ("loss", "died", "urgent", "danger", "worried", "suicide"))


def test_the_four_levels_stand_in_the_third_person(client: Client) -> None:
    seen = read_page(client.get("/support/worried-about-someone/"))
    assert "Call even if she says she is fine. Do not argue with what she believes." in seen.text
    assert "Have someone stay with the baby." in seen.text
    assert seen.text.count("She ") > 15
    assert seen.to_dial[0] == "tel:911"


def test_nine_questions_stand_on_a_page_of_their_own(client: Client) -> None:
    assert client.get("/support/questions/").content.decode().count("<li>", 0) >= 9
    assert "What do you keep private" in read_page(client.get("/support/questions/")).text


# Searches


@pytest.mark.parametrize(
    "query",
    [
        "stillbirth",
        "stilbirth",
        "Miscarriage",
        "miscarrige",
        "my baby died",
        "My baby died last week",
        "I lost my baby",
    ],
)
def test_a_search_after_a_loss_leads_there_and_nowhere_else(client: Client, library: None, query: str) -> None:
    links = read_page(client.get("/articles/search/", {"q": query})).links
    assert LOSS in links
    assert [link for link in links if link.startswith("/articles/")] == []


def test_she_can_ask_for_the_other_pages_too(client: Client, library: None) -> None:
    query = {"q": "i had a miscarriage and now i feel nothing for my newborn"}
    links = read_page(client.get("/articles/search/", query)).links
    (more,) = [link for link in links if "also=pages" in link]
    links = read_page(client.get(f"/articles/search/{more}")).links
    assert links.index(LOSS) < min(links.index(link) for link in links if link.startswith("/articles/"))


@pytest.mark.parametrize(
    "query",
    ["i lost it with my baby", "what if my baby dies", "scared my baby will die", "lost my mind", "i feel nothing", ""],
)
def test_another_search_is_not_taken_for_a_loss(query: str) -> None:
    assert look_elsewhere(query) == []


def test_a_search_for_help_shows_the_support_page_first(client: Client, library: None) -> None:
    links = read_page(client.get("/articles/search/", {"q": "find a therapist who takes insurance"})).links
    assert "/support/#specialist" in links


def test_every_page_elsewhere_is_there(client: Client) -> None:
    for page in the_library().elsewhere:
        address, _, fragment = page.address.partition("#")
        response = client.get(address)
        assert response.status_code == 200
        assert not fragment or f'id="{fragment}"' in response.content.decode()


# One tap


def test_every_page_of_the_site_reaches_help_in_one_tap(client: Client, library: None) -> None:
    without = {page for page in PUBLIC_PAGES if 'href="/support/#now"' not in client.get(page).content.decode()}
    assert without == set()


def test_the_page_for_when_we_break_reaches_help_in_one_tap(client: Client) -> None:
    from config.pages import _SERVER_ERROR

    assert b'href="/support/#now"' in _SERVER_ERROR


@pytest.mark.parametrize(
    "fragment", ["now", "tonight", "this-week", "specialist", "violence", "partners", "help-levels"]
)
@pytest.mark.parametrize("address", ["/support/", "/support/us/", "/support/fi/", "/support/br/"])
def test_every_place_that_links_lead_to_is_on_every_countrys_page(client: Client, address: str, fragment: str) -> None:
    assert fragment in read_page(client.get(address)).ids


def test_every_link_of_ours_on_a_support_page_leads_somewhere(client: Client) -> None:
    pages = [page for page in PUBLIC_PAGES if page.startswith("/support/")]
    links = {link.split("#")[0] for page in pages for link in read_page(client.get(page)).links}
    ours = {link for link in links if link.startswith(("/support/", "/privacy/"))}
    assert {link for link in ours if client.get(link).status_code != 200} == set()


def test_what_leave_does_and_does_not_do_is_said_beside_it(client: Client) -> None:
    seen = read_page(client.get("/support/us/"))
    assert "/leave/" in seen.links
    assert "It does not delete your history, and it cannot stop an app that watches the phone." in seen.text
    assert "/privacy/fewer-traces/" in seen.links
