"""Who may enter the desk: staff with a second factor, and nobody else, by any address or method."""

from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.models import User
from articles.desk import sharing
from articles.models import Manuscript
from tests.articles.desk.test_a_day import SLUG, body_with
from tests.config.test_headers import missing
from tests.config.test_house_rules import named_patterns
from tests.desk_people import Staff, words_of

METHODS = ("get", "head", "post", "put", "patch", "delete", "options")


def addresses(robin: Staff) -> list[str]:
    """Every address of the desk, with a text's number where one is asked for."""
    page = robin.opens(SLUG)
    known = {"manuscript_id": page.pk, "record_id": page.manuscript.history.first().pk}
    found = []
    for name, pattern in named_patterns(get_resolver()):
        if name.startswith("desk:") and pattern.name:
            wanted = {
                key
                for entry in get_resolver("config.urls").namespace_dict["desk"][1].reverse_dict.getlist(pattern.name)
                for key in entry[0][0][1]
            }
            found.append(reverse(name, kwargs={key: known[key] for key in wanted}))
    return [*found, "/desk/nothing-here/", "/desk/markdownx/upload/", "/desk/password_change/", "/desk/auth/"]


def walk(client: Client, places: list[str]) -> dict[str, Any]:
    return {
        f"{method} {place}": getattr(client, method)(place, {"content": "x"} if method == "post" else None)
        if method in ("get", "head", "post")
        else getattr(client, method)(place)
        for place in places
        for method in METHODS
    }


def test_the_walk_sees_every_address(robin: Staff) -> None:
    found = addresses(robin)
    assert f"/desk/texts/{robin.opens(SLUG).pk}/step/" in found
    assert "/desk/preview/" in found
    assert len(found) > 20


def test_a_stranger_is_led_to_sign_in_and_sees_nothing(robin: Staff) -> None:
    wrong = {}
    for place, answer in walk(Client(), addresses(robin)).items():
        to_sign_in = answer.status_code == 302 and answer.headers["Location"].startswith("/account/sign-in/")
        held = answer.status_code == 403 and place.startswith("post") and b"Not saved yet" in answer.content
        if not (to_sign_in or held or answer.status_code == 404) or b"keep missing each other" in answer.content:
            wrong[place] = answer.status_code
    assert wrong == {}


def test_a_member_finds_nothing_under_the_desk(robin: Staff) -> None:
    member = Client()
    member.force_login(User.objects.create_user("alice", "copper kettle seventeen moss"))
    answers = walk(member, [place for place in addresses(robin) if place != "/desk/login/"])
    assert {place: answer.status_code for place, answer in answers.items() if answer.status_code != 404} == {}


def test_staff_without_a_second_factor_are_led_to_it(robin: Staff) -> None:
    half_in = Client()
    half_in.force_login(robin.user)
    answer = half_in.get("/desk/")
    assert answer.headers["Location"] == f"{settings.SECOND_FACTOR_URL}?next=/desk/"
    codes = {answer.status_code for answer in walk(half_in, addresses(robin)).values()}
    assert codes <= {302, 403, 404}


def test_a_superuser_has_no_way_around_the_second_factor(robin: Staff) -> None:
    root = User.objects.create_user("root", "copper kettle seventeen moss", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(root)
    assert client.get("/desk/").status_code == 302


def test_the_desks_own_sign_in_is_everybodys(db: None, client: Client) -> None:
    assert client.get("/desk/login/").headers["Location"] == "/account/sign-in/?next=/desk/"
    far = client.get("/desk/login/?next=https://elsewhere.example/").headers["Location"]
    assert far == "/account/sign-in/?next=/desk/"


def test_an_upload_route_does_not_exist(robin: Staff) -> None:
    places = ("/desk/markdownx/upload/", "/markdownx/upload/", "/desk/upload/", "/markdownx/markdownify/")
    assert {robin.client.post(place).status_code for place in places} == {404}


def test_every_page_of_the_desk_keeps_the_headers_but_for_trusted_types(robin: Staff) -> None:
    places = ["/desk/", "/desk/texts/", "/desk/sources/", "/desk/files/", "/desk/banner/", robin.opens(SLUG).address]
    for place in places:
        answer = robin.get(place)
        assert answer.status_code == 200, place
        assert missing(answer) == ["require-trusted-types-for", "trusted-types"], place
        assert "no-store" in answer.headers["Cache-Control"], place


def test_a_preview_keeps_the_policy_of_the_whole_site(robin: Staff) -> None:
    assert missing(robin.get(f"/desk/texts/{robin.opens(SLUG).pk}/page/")) == []


def test_the_desk_shows_nobody_who_is_not_an_editor_of_a_text(robin: Staff) -> None:
    User.objects.create_user("alice-of-the-journal", "copper kettle seventeen moss")
    page = robin.opens(SLUG)
    page.saves(main_message="Another.")
    places = ["/desk/", "/desk/texts/", page.address, f"/desk/texts/{page.pk}/history/"]
    assert [place for place in places if b"alice-of-the-journal" in robin.get(place).content] == []
    assert "2 accounts." in words_of(robin.get("/desk/"))


# --- The link for reviewers ------------------------------------------------------------------------------------------


@pytest.fixture
def link(robin: Staff) -> str:
    page = robin.opens(SLUG)
    page.saves(body=body_with(robin, "Only in the draft."))
    return str(robin.client.post(f"/desk/texts/{page.pk}/share/").context["link"]).removeprefix("http://testserver")


def test_a_reviewer_reads_the_draft_without_an_account(link: str, client: Client) -> None:
    answer = client.get(link)
    assert b"Only in the draft." in answer.content
    assert "This is a draft for review." in words_of(answer)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    assert missing(answer) == []
    assert not answer.cookies


def test_a_link_that_is_over_says_so(link: str, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sharing, "DAYS", -1)
    answer = client.get(link)
    assert answer.status_code == 410
    assert b"Only in the draft." not in answer.content


def test_a_link_cannot_be_made_up(link: str, client: Client) -> None:
    other = signing.dumps(Manuscript.objects.get(slug=SLUG).pk, salt="another")
    assert client.get(f"/preview/{other}/").status_code == 404
    assert client.get(link[:-3] + "AA/").status_code == 404


def test_a_link_takes_no_other_method(link: str, client: Client) -> None:
    assert client.post(link).status_code == 405
