"""The operator's banner: on every page at once, escaped, with the way to help, and without a database."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config import banner, public_page
from support.directory import directory
from tests import people

pytestmark = pytest.mark.usefixtures("data")

WORDS = "Saving is slow tonight. Your words are safe."


def put_up(text: str = WORDS) -> str:
    said = io.StringIO()
    call_command("banner", text, stdout=said)
    return said.getvalue()


def aside(page: str) -> str:
    """The banner as it stands in a page, or nothing."""
    return page.partition('<aside class="banner')[2].partition("</aside>")[0]


def test_there_is_none_until_somebody_puts_one_up(client: Client) -> None:
    assert aside(client.get("/about/").content.decode()) == ""
    assert banner.current() == ""


@pytest.mark.parametrize("address", ["/about/", "/support/us/", "/support/?choose=1", "/no-such-page/"])
def test_it_stands_on_every_page_with_the_way_to_help_and_no_query(client: Client, address: str) -> None:
    # No `db` fixture here: a query would fail this test.
    put_up()
    shown = aside(client.get(address).content.decode())
    assert WORDS in shown
    assert 'role="status"' in shown
    assert 'href="/support/#now"' in shown


@pytest.mark.django_db
def test_it_stands_on_private_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    people.cheap_keys(monkeypatch)
    alice = people.alice().join()
    put_up()
    assert WORDS in aside(client.get("/account/sign-in/").content.decode())
    assert WORDS in aside(alice.reads("/journal/"))


def test_it_stands_on_the_page_for_another_sites_form(client: Client) -> None:
    put_up()
    answer = client.post("/privacy/", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert WORDS in aside(answer.content.decode())


def test_a_kept_page_shows_a_new_banner_at_once_and_loses_it_at_once(client: Client) -> None:
    bare = client.get("/about/").content
    put_up()
    first = client.get("/about/").content.decode()
    put_up("Other words now.")
    second = client.get("/about/").content.decode()
    call_command("banner", "--clear", stdout=io.StringIO())
    assert WORDS in aside(first)
    assert "Other words now." in aside(second)
    assert client.get("/about/").content == bare


def test_a_page_under_way_while_the_banner_changes_is_kept_under_the_words_it_shows() -> None:
    @public_page.public_page()
    def slow(request: HttpRequest) -> HttpResponse:
        banner.set_text(WORDS)  # somebody puts it up between the first look and the rendering
        return HttpResponse(banner.of(request) or "no banner")

    slow(RequestFactory().get("/somewhere/"))
    banner.clear()
    assert slow(RequestFactory().get("/somewhere/")).content == b"no banner"


def test_a_page_with_a_banner_sets_no_cookie_and_varies_by_nothing_but_encoding(client: Client) -> None:
    put_up()
    answer = client.get("/support/us/")
    assert not answer.cookies
    assert answer.headers["Vary"] == "Accept-Encoding"


def test_markup_in_it_is_shown_as_typed(client: Client) -> None:
    put_up("<script>alert(1)</script> & more")
    shown = aside(client.get("/about/").content.decode())
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in shown


def test_the_command_says_what_is_there() -> None:
    assert put_up(f"  {WORDS}\n ") == f"On every page now: {WORDS}\n"
    said = io.StringIO()
    call_command("banner", "--clear", stdout=said)
    call_command("banner", "--clear", stdout=said)
    assert said.getvalue() == "There is no banner now.\n" * 2


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["x" * 301], "301 characters: use 300 or fewer"),
        ([" \n "], "no words"),
        (["bell \a here"], "cannot be shown"),
        (["some text", "--clear"], "either a text or --clear"),
    ],
)
def test_bad_input_changes_nothing_and_is_told_in_one_sentence(words: list[str], sentence: str) -> None:
    put_up()
    with pytest.raises(CommandError, match=sentence):
        call_command("banner", *words)
    assert banner.current() == WORDS


def test_three_hundred_characters_of_any_script_fit() -> None:
    put_up("ж" * 300)
    assert banner.current() == "ж" * 300


def test_a_folder_that_cannot_be_written_is_told_in_one_sentence(data: Path, settings: object) -> None:
    settings.DATA_DIR = data / "gone"  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match="could not be written"):
        put_up()


@pytest.mark.parametrize("broken", [b"\xff\xfe\x00", None])
def test_a_file_that_cannot_be_read_takes_no_page_down(client: Client, data: Path, broken: bytes | None) -> None:
    if broken is None:
        (data / banner.FILE).mkdir()
    else:
        (data / banner.FILE).write_bytes(broken)
    assert client.get("/about/").status_code == 200


def test_writing_leaves_no_second_file_behind(data: Path) -> None:
    put_up()
    put_up("Other words now.")
    assert [path.name for path in data.iterdir()] == [banner.FILE]


def test_it_carries_every_emergency_number(client: Client) -> None:
    put_up()
    shown = aside(client.get("/about/").content.decode())
    numbers = {phone.href for contact in directory().emergency() for phone in contact.phones}
    assert len(numbers) > 5
    assert {number for number in numbers if f'href="{number}"' not in shown} == set()
