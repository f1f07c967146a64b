"""The database fails under her words: a table is really gone, so every kind of error is a real one."""

import html
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from accounts import open_key
from tests.people import Person, text_in, writing

WORDS = "It is 3 a.m. and “she” sleeps.\nI do not."
TABLES = ("accounts_openkey", "accounts_session", "reflections_entry", "reflections_draft", "articles_article")


@contextmanager
def without(table: str) -> Iterator[None]:
    """The table under another name for a while, as nothing else makes a real error so quickly."""
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} RENAME TO gone")
        try:
            yield
        finally:
            connection.set_rollback(False)  # an error inside the test's own transaction is all part of the test
            cursor.execute(f"ALTER TABLE gone RENAME TO {table}")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("place", ["new", "edit", "draft", "lock"])
def test_words_that_meet_a_broken_database_come_back(alice: Person, table: str, place: str) -> None:
    address = alice.write("before")
    target = {"new": "/journal/new/", "edit": address + "edit/"}.get(place, f"/journal/{place}/")
    with without(table):
        answer: Any = alice.client.post(target, writing(text=WORDS, base="1", prompt="0123456789"))
    if answer.status_code == 302:  # this table was not needed for it: then her words are kept
        alice.unlock()
        pages = alice.reads("/journal/") + alice.reads(address)
        assert "It is 3 a.m." in pages + alice.reads(answer["Location"])
    else:
        assert answer.status_code in (200, 503)
        assert html.unescape(text_in(answer)) == WORDS


@pytest.mark.parametrize("place", ["new", "draft"])
def test_the_next_press_saves_what_a_broken_database_gave_back(alice: Person, place: str) -> None:
    fields = writing(text=WORDS)
    with without("accounts_openkey"):
        assert alice.client.post(f"/journal/{place}/", fields).status_code == 503
    assert alice.client.post("/journal/new/", fields).status_code == 302


def test_an_autosave_that_meets_a_broken_database_is_told_so(alice: Person) -> None:
    json = {"accept": "application/json"}
    with without("accounts_openkey"):
        answer = alice.client.post("/journal/draft/", writing(text=WORDS), headers=json)
    assert (answer.status_code, answer.json()["state"]) == (503, "busy")


@pytest.mark.parametrize("where", ["/leave/", "/journal/lock/"])
def test_leave_and_lock_take_the_key_from_the_browser_whatever_the_database_does(
    alice: Person, where: str, settings: Any
) -> None:
    with without("accounts_openkey"):
        answer = alice.client.get(where) if where == "/leave/" else alice.client.post(where)
    assert answer.status_code == 302
    assert alice.client.cookies[open_key.cookie_name()].value == ""
