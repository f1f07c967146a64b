"""About, privacy, leaving, health, and the pages where something went wrong."""

from typing import Any

import pytest
from django.test import Client

from articles.reading import COOKIE


def test_leave_goes_to_a_harmless_page(client: Client) -> None:
    response = client.get("/leave/")
    assert response.status_code == 302
    assert response.headers["Location"] == "https://worldweather.wmo.int/en/home.html"
    assert "no-store" in response.headers["Cache-Control"]


def test_leave_tells_nobody_where_she_came_from(client: Client) -> None:
    assert client.get("/leave/").headers["Referrer-Policy"] == "no-referrer"


def test_leave_goes_where_the_operator_says(client: Client, settings: Any) -> None:
    settings.LEAVE_URL = "https://example.org/weather"
    assert client.get("/leave/").headers["Location"] == "https://example.org/weather"


@pytest.mark.parametrize("headers", [{"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}])
def test_leave_ignores_a_browser_that_only_prefetches(client: Client, headers: dict[str, str]) -> None:
    assert client.get("/leave/", headers=headers).status_code == 204


@pytest.mark.django_db
def test_health_is_good_while_the_database_answers(client: Client) -> None:
    response = client.get("/healthz/")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_health_is_bad_when_the_database_does_not_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.db import OperationalError, connection

    def fail() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "ensure_connection", fail)
    assert client.get("/healthz/").status_code == 503


def test_support_answers_without_a_database(client: Client) -> None:
    # No `db` fixture here: a query would fail this test.
    assert client.get("/support/").status_code == 200
    assert client.get("/support/us/").status_code == 200


def test_clearing_takes_everything_of_ours_off_her_device(client: Client) -> None:
    client.cookies[COOKIE] = "small-moments"
    response = client.post("/privacy/", {"forget": "all"})
    assert response.cookies[COOKIE].value == ""
    assert response.cookies[COOKIE]["max-age"] == 0
    assert response.headers["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
def test_a_form_that_another_site_sent_is_refused(client: Client, headers: dict[str, Any]) -> None:
    client.cookies[COOKIE] = "small-moments"
    response = client.post("/privacy/", {"forget": "all"}, headers=headers)
    assert response.status_code == 403
    assert not response.cookies
    assert "Call" not in response.content.decode().split("<h1>")[0]


@pytest.mark.parametrize(
    "headers", [{}, {"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": "http://testserver"}]
)
def test_a_form_of_our_own_passes(client: Client, headers: dict[str, Any]) -> None:
    assert client.post("/privacy/", {"forget": "all"}, headers=headers).status_code == 200


@pytest.mark.parametrize(("path", "code"), [("/no-such-page/", 404), ("/articles/no-such-article/", 404)])
@pytest.mark.django_db
def test_a_page_that_is_not_there_still_shows_who_to_call(client: Client, path: str, code: int) -> None:
    response = client.get(path)
    assert response.status_code == code
    assert 'href="tel:911"' in response.content.decode()


def test_a_method_that_does_not_exist_is_refused(client: Client) -> None:
    assert client.post("/about/").status_code == 405
    assert client.delete("/privacy/").status_code == 405
