"""While the house is closed: help goes on, Leave leaves, and no word is lost. Most of it must need no database."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import Client

from config import banner, maintenance
from reflections.models import Draft, Entry
from support.directory import directory
from tests import people
from tests.config.test_headers import missing
from tests.people import Person, text_in, writing

pytestmark = pytest.mark.usefixtures("data")


@pytest.fixture
def closed(data: Path) -> None:
    call_command("maintenance", "on", stdout=io.StringIO())


@pytest.fixture
def alice(db: None, monkeypatch: pytest.MonkeyPatch) -> Person:
    people.cheap_keys(monkeypatch)
    return people.alice().join()


def close() -> None:
    maintenance.turn_on()


# No `db` fixture in this part: a query would fail each of these tests.

CLOSED_ADDRESSES = ["/", "/articles/", "/articles/small-moments/", "/practice/", "/about/", "/privacy/", "/journal/",
                    "/account/sign-in/", "/account/second-factor/", "/sitemap.xml"]  # fmt: skip


@pytest.mark.parametrize("address", CLOSED_ADDRESSES)
def test_everything_else_answers_503_with_when_to_come_back_and_every_header(
    closed: None, client: Client, address: str
) -> None:
    answer = client.get(address, headers={"cookie": "session=abcdefghijklmnop; key=def"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    assert missing(answer) == []


def test_the_page_carries_every_emergency_number_of_the_data(closed: None, client: Client) -> None:
    page = client.get("/journal/").content.decode()
    there = re.findall(r'<a href="(tel:[^"]+)">', page)
    assert there == [phone.href for contact in directory().emergency() for phone in contact.phones]
    assert 'href="/support/#now"' in page
    assert 'href="/leave/"' in page


def test_the_page_carries_the_banner(closed: None, client: Client) -> None:
    banner.set_text("Back at ten.")
    assert "Back at ten." in client.get("/").content.decode()


@pytest.mark.parametrize("address", ["/support/", "/support/us/", "/support/check-in/", "/support/note/"])
def test_the_support_pages_go_on(closed: None, client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


def test_the_check_in_goes_on(closed: None, client: Client) -> None:
    assert client.post("/support/check-in/", {"eats": "no"}).status_code == 200


def test_leave_leaves_and_takes_the_key_along(closed: None, client: Client) -> None:
    client.cookies["session"] = "abcdefghijklmnop"
    client.cookies["key"] = "secret"
    answer = client.get("/leave/")
    assert (answer.status_code, answer.headers["Location"]) == (302, settings.LEAVE_URL)
    assert answer.cookies["key"].value == ""


def test_a_browser_that_only_prefetches_leave_keeps_its_key(closed: None, client: Client) -> None:
    client.cookies["key"] = "secret"
    answer = client.get("/leave/", headers={"sec-purpose": "prefetch"})
    assert answer.status_code == 204
    assert "key" not in answer.cookies


@pytest.mark.parametrize("address", ["/journal/new/", "/journal/draft/", "/journal/lock/", "/journal/keep/"])
def test_a_writing_form_comes_back_with_every_word(closed: None, client: Client, address: str) -> None:
    fields = writing(title="At 3", text="  Two\r\nlines.", closeness="2", feelings=["numb", "my own word"])
    answer: Any = client.post(address, fields)
    page = answer.content.decode()
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "300")
    assert text_in(answer) == "  Two\r\nlines."
    assert 'value="At 3"' in page
    assert 'value="2" checked' in page
    assert "my own word" in page
    assert "not saved yet" in page
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_changed_page_comes_back_with_its_own_address(closed: None, client: Client) -> None:
    address = "/journal/5bbb9ee6-8ab8-4c80-9d9e-4d4c13c46d6a/edit/"
    answer: Any = client.post(address, writing(text="Changed."))
    assert text_in(answer) == "Changed."
    assert f'action="{address}"' in answer.content.decode()


def test_a_form_that_stood_open_too_long_comes_back_for_one_reason(closed: None) -> None:
    answer: Any = Client(enforce_csrf_checks=True).post("/journal/new/", writing(text="Words."))
    assert answer.status_code == 503
    assert text_in(answer) == "Words."


def test_words_that_another_site_sent_are_handed_to_nobody(closed: None, client: Client) -> None:
    answer: Any = client.post("/journal/new/", writing(text="Not hers."), headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 503
    assert "Not hers." not in answer.content.decode()


def test_autosave_gets_its_sentence_and_a_token(closed: None, client: Client) -> None:
    answer: Any = client.post("/journal/draft/", writing(text="Words."), headers={"accept": "application/json"})
    assert answer.status_code == 503
    said = answer.json()
    assert (said["state"], bool(said["token"])) == ("closed", True)
    assert "not saved yet" in said["why"]


def test_lock_takes_the_key_out_of_the_browser(closed: None, client: Client) -> None:
    client.cookies["key"] = "secret"
    answer: Any = client.post("/journal/lock/")
    assert answer.status_code == 503
    assert answer.cookies["key"].value == ""
    assert text_in(answer) == ""


def test_too_much_for_one_page_still_comes_back(closed: None, client: Client) -> None:
    answer: Any = client.post("/journal/new/", writing(text="x" * 2_200_000))
    assert answer.status_code == 413
    assert len(text_in(answer)) == 2_200_000


# From here on there are people, and the house opens again.


def test_what_came_back_is_saved_by_the_next_press_after_opening(alice: Person) -> None:
    close()
    fields = writing(text="Words from the closed hour.")
    alice.client.post("/journal/new/", fields)
    maintenance.turn_off()
    answer = alice.client.post("/journal/new/", fields)
    assert "Words from the closed hour." in alice.reads(answer["Location"])
    assert Entry.objects.count() == 1


def test_nothing_is_written_while_it_is_closed(alice: Person) -> None:
    close()
    for address in ("/journal/new/", "/journal/draft/", "/journal/lock/"):
        alice.client.post(address, writing(text="Words."))
    assert (Entry.objects.count(), Draft.objects.count()) == (0, 0)


def test_answers_of_a_practice_stay_in_the_page_and_go_on_after_opening(closed: None, client: Client) -> None:
    answers = {"seen": ["kind", "line"], "kind": "A bad moment", "line": "Diaper, 4 a.m."}
    answer = client.post("/practice/a-moment-today/", answers)
    assert answer.status_code == 503
    text = answer.content.decode()
    sent = re.findall(r'<textarea name="([^"]+)" hidden>\n(.*?)</textarea>', text)
    assert sent == [("seen", "kind"), ("seen", "line"), ("kind", "A bad moment"), ("line", "Diaper, 4 a.m.")]


def test_answers_that_another_site_sent_are_handed_back_to_nobody(closed: None, client: Client) -> None:
    far = {"sec-fetch-site": "cross-site"}
    answer = client.post("/practice/a-moment-today/", {"line": "not hers"}, headers=far)
    assert b"not hers" not in answer.content


def test_no_query_is_made_for_somebody_who_is_signed_in(alice: Person, django_assert_num_queries: Any) -> None:
    close()
    with django_assert_num_queries(0):
        assert alice.client.get("/journal/").status_code == 503
        assert alice.client.post("/journal/new/", writing(text="Words.")).status_code == 503
        assert alice.client.get("/support/us/").status_code == 200
        assert alice.client.get("/leave/").status_code == 302


def test_a_monitor_sees_that_the_server_is_up(db: None, client: Client) -> None:
    close()
    assert client.get("/healthz/").status_code == 200


def test_static_files_go_on(db: None, client: Client, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "some.css").write_text("p{}")
    monkeypatch.setattr(settings, "STATIC_ROOT", data)
    close()
    answer = Client().get("/static/some.css")
    assert answer.status_code == 200
    answer.close()


@pytest.mark.parametrize(("states", "said"), [(["on"], "Closed"), (["on", "on"], "Closed"), (["on", "off"], "Open"),
                                               (["off"], "Open"), ([], "Open")])  # fmt: skip
def test_the_command_says_how_it_stands(states: list[str], said: str) -> None:
    output = io.StringIO()
    for state in states or [""]:
        call_command("maintenance", *([state] if state else []), stdout=output)
    assert output.getvalue().splitlines()[-1].startswith(said)


def test_another_word_changes_nothing() -> None:
    with pytest.raises(CommandError, match="say on or off, not 'maybe'"):
        call_command("maintenance", "maybe")
    assert not maintenance.is_on()


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(data: Path, settings: Any) -> None:
    settings.DATA_DIR = data / "gone"
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("maintenance", "on")
