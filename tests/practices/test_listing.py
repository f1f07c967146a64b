"""The list of practices: by path, by how she is placed, and by the minutes she has."""

import pytest
from django.test import Client

from tests.public_pages import PRACTICES

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _practices(library: None) -> None:
    """Every test here has the real practices."""


def test_the_list_shows_every_practice_by_path(client: Client) -> None:
    page = client.get("/practice/").content.decode()
    assert [slug for slug in PRACTICES if f'href="/practice/{slug}/"' not in page] == []
    assert page.index("Why it happens") < page.index("Rupture and repair")


def test_the_list_can_be_narrowed_by_how_she_is_placed_and_by_minutes(client: Client) -> None:
    page = client.get("/practice/?for=cannot-settle&minutes=1").content.decode()
    assert 'href="/practice/three-breaths/"' in page
    assert 'href="/practice/my-two-weeks/"' not in page
    assert 'href="/practice/step-away/"' not in page
    assert 'href="/practice/step-away/"' in client.get("/practice/?for=cannot-settle").content.decode()


def test_the_shortest_comes_first_where_she_says_how_she_is_placed(client: Client) -> None:
    page = client.get("/practice/?for=holding").content.decode()
    assert (
        page.index("/practice/one-sense/")
        < page.index("/practice/watch-wonder-try/")
        < page.index("/practice/step-away/")
    )


@pytest.mark.parametrize("query", ["?for=nothing", "?minutes=99", "?for=%00", "?minutes=x"])
def test_an_address_that_somebody_made_up_shows_the_whole_list(client: Client, query: str) -> None:
    assert "Rupture and repair" in client.get(f"/practice/{query}").content.decode()
