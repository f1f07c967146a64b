"""Nothing of an answer that was not kept stays on the server, in a log, in an address or in a cookie."""

import logging
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from config import public_page
from config.logs import Discreet, PlainFormatter
from tests.practices.forms import press, title_of, walk

pytestmark = pytest.mark.django_db
CANARY = "canary-in-the-dark-7193"


@pytest.fixture(autouse=True)
def _practices(library: None) -> None:
    """Every test here has the real practices."""


def everything_kept() -> str:
    """All that the server holds: every row of every table, the cache, the kept pages."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names()
        rows = [cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables]  # noqa: S608
    caches = repr(vars(cache))
    return f"{rows}{caches}{public_page._kept!r}"


def test_an_unkept_answer_is_nowhere(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = walk(client, "a-moment-today", "A good moment")
    answers = [page := press(client, page, "Next", line=CANARY)]
    answers.append(press(client, page, "Change something"))
    assert all(CANARY in answer.content.decode() for answer in answers)
    for answer in answers:
        assert answer.headers["Cache-Control"] == "no-store, private"
        assert "Set-Cookie" not in answer.headers
        assert "Location" not in answer.headers
        assert answer.request["QUERY_STRING"] == ""
    assert CANARY not in everything_kept()
    assert CANARY not in caplog.text
    assert CANARY not in client.get("/practice/a-moment-today/").content.decode()


def test_letting_go_shows_nothing_of_it_and_empties_the_browser_of_it(client: Client) -> None:
    page = press(client, walk(client, "a-moment-today", "A good moment"), "Next", line=CANARY)
    gone = press(client, page, "Let it go")
    assert title_of(gone) == "It's gone."
    assert CANARY not in gone.content.decode()
    assert gone.headers["Clear-Site-Data"] == '"cache"'


def test_an_error_says_nothing_of_her_words(
    client: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    discreet, formatter = Discreet(), PlainFormatter("{levelname} {name}: {message}", style="{")

    def broken(*args: Any, **kwargs: Any) -> None:
        raise ValueError(CANARY)

    monkeypatch.setattr("practices.views.walk", broken)
    client.raise_request_exception = False
    logging.getLogger("django.request").addHandler(caplog.handler)
    response = client.post("/practice/a-moment-today/", {"seen": ["kind", "line"], "line": CANARY})
    logging.getLogger("django.request").removeHandler(caplog.handler)
    assert response.status_code == 500
    assert CANARY not in response.content.decode()
    told = "\n".join(formatter.format(record) for record in caplog.records if discreet.filter(record))
    assert "practices:detail" in told
    assert CANARY not in told


def test_no_cookie_is_set_or_read_on_the_way(client: Client) -> None:
    page = walk(client, "five-things", "Got one", "Leave it out")
    assert not client.cookies
    assert "Cookie" not in page.headers.get("Vary", "")
