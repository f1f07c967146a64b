"""Somebody else's pages do not exist: for the stranger, for staff, for superusers, by every address and method."""

import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.cache import caches
from django.test import Client

from accounts.models import User
from reflections import models
from reflections.urls import urlpatterns
from tests.people import Person, writing

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
OF_ONE_PAGE = [str(pattern.pattern) for pattern in urlpatterns if "entry_id" in str(pattern.pattern)]


def address(pattern: str, entry_id: object) -> str:
    return "/journal/" + pattern.replace("<uuid:entry_id>", str(entry_id))


def answer_of(client: Client, method: str, where: str) -> tuple[int, str]:
    answer = client.generic(method, where, data="text=x", content_type="application/x-www-form-urlencoded")
    page = re.sub(r'(name="(?:csrfmiddlewaretoken|form_id)" value=")[^"]*', r"\1", answer.content.decode())
    return answer.status_code, page


@pytest.mark.parametrize("who", ["stranger", "locked stranger", "staff", "superuser"])
@pytest.mark.parametrize("pattern", OF_ONE_PAGE)
def test_another_persons_page_answers_like_one_that_never_was(
    alice: Person, bob: Person, who: str, pattern: str
) -> None:
    owned = alice.write("mine").split("/")[2]
    User.objects.filter(name=bob.name).update(is_staff=who == "staff", is_superuser=who == "superuser")
    if who == "locked stranger":
        bob.lock()
    for method in METHODS:
        theirs = answer_of(bob.client, method, address(pattern, owned))
        nobodys = answer_of(bob.client, method, address(pattern, uuid4()))
        assert theirs == nobodys, method
        assert theirs[0] == 404, method


@pytest.mark.parametrize("pattern", OF_ONE_PAGE)
def test_signed_out_every_page_leads_to_sign_in_whether_it_exists_or_not(alice: Person, pattern: str) -> None:
    owned = alice.write("mine").split("/")[2]
    for method in ("GET", "HEAD", "PUT", "DELETE"):
        answers = [Client().generic(method, address(pattern, which)) for which in (owned, uuid4())]
        assert [answer.status_code for answer in answers] == [302, 302]
        assert all(answer["Location"].startswith("/account/sign-in/?next=") for answer in answers)


def test_her_own_page_refuses_a_method_it_has_not(alice: Person) -> None:
    assert alice.client.put(alice.write("mine")).status_code == 405


def test_a_stranger_cannot_reach_a_draft(alice: Person, bob: Person) -> None:
    fields = writing(text="half")
    alice.client.post("/journal/draft/", fields)
    bob.client.post(f"/journal/draft/{fields['form_id']}/discard/")
    assert "half" not in bob.reads(f"/journal/new/?draft={fields['form_id']}")
    bob.client.post("/journal/draft/", {**fields, "text": "overwritten", "draft_revision": "1"})
    assert "half" in alice.reads("/journal/")
    assert models.Draft.objects.count() == 2


def test_no_journal_model_is_in_an_admin() -> None:
    registered = (
        {model._meta.label for model in admin.site._registry} if apps.is_installed("django.contrib.admin") else set()
    )
    private = {model._meta.label for model in vars(models).values() if hasattr(model, "_meta")}
    private |= {"accounts.DataKey", "accounts.KeySlot", "accounts.OpenKey", "accounts.Session", "accounts.Attempt"}
    assert not registered & private
    assert not [path for path in Path(models.__file__).parent.rglob("*.py") if "contrib.admin" in path.read_text()]


@pytest.mark.parametrize(
    "where",
    [
        "",
        "new/",
        "deleted/",
        "over-time/",
        "export/",
        "import/",
        "unlock/",
        "?page=9",
        "new/?prompt=zz",
        "new/?draft=x",
    ],
)
def test_private_pages_are_kept_nowhere_and_named_neutrally(alice: Person, where: str) -> None:
    answer = alice.client.get("/journal/" + where, follow=True)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r"<title>(.*?)</title>", answer.content.decode()) == ["Small Moments"]


@pytest.mark.parametrize(
    "where",
    ["", "join/", "sign-in/", "recover/", "recovery-code/", "passphrase/", "name/", "delete/"],
)
def test_pages_of_the_account_are_kept_nowhere_and_named_neutrally(alice: Person, where: str) -> None:
    answer = alice.client.get("/account/" + where)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert re.findall(r"<title>(.*?)</title>", answer.content.decode()) == ["Small Moments"]


def test_nothing_of_hers_stands_in_the_cache(alice: Person) -> None:
    address = alice.write("words")
    for where in ("/journal/", address, "/journal/over-time/", "/account/"):
        alice.client.get(where)
    alice.client.post("/journal/search/", {"q": "words"})
    alice.client.post("/journal/export/", {"passphrase": alice.passphrase})
    assert caches["default"]._cache == {}  # type: ignore[attr-defined]


def test_private_fields_are_sent_to_no_spell_checker(alice: Person) -> None:
    alice.write("x")
    for where in ("/journal/new/", "/journal/", "/journal/unlock/", "/account/passphrase/", "/account/recovery-code/"):
        if where.endswith("unlock/"):
            alice.lock()
        page = alice.reads(where)
        typed = r'<(?:input(?![^>]*type="(?:hidden|radio|checkbox)")|textarea)[^>]*>'
        fields = [field for field in re.findall(typed, page) if 'aria-hidden="true"' not in field]
        assert fields or "passphrase/" in where
        assert all('spellcheck="false"' in field and "autocomplete=" in field for field in fields), fields
        if where.endswith("unlock/"):
            alice.unlock()


def test_over_time_is_off_until_she_turns_it_on(alice: Person) -> None:
    alice.write("x", closeness="2", feelings=["numb"])
    assert "a little far" not in alice.reads("/journal/over-time/")
    alice.client.post("/journal/over-time/", {"show": "on"})
    page = alice.reads("/journal/over-time/")
    assert "a little far, numb" in page
    assert "This is not a measure of you" in page
    assert "<polyline" not in page
    alice.client.post("/journal/over-time/", {"show": "off"})
    assert "a little far" not in alice.reads("/journal/over-time/")


def test_a_prompt_stands_above_the_text_and_is_kept_with_the_page(alice: Person, library: None) -> None:
    from articles.models import Article
    from articles.prompts import prompts_of

    prompt = next(found for article in Article.objects.published() for found in prompts_of(article))
    page = alice.reads(f"/journal/new/?prompt={prompt.identity}")
    assert f'value="{prompt.identity}"' in page
    assert "prompt" in alice.reads(alice.write("x", prompt=prompt.identity))


def test_search_finds_words_whatever_their_case_or_accents(alice: Person) -> None:
    alice.write("Das Café war leer.", title="Früh")
    alice.write("another page")
    for query, found in (("CAFE", True), ("früh leer", True), ("fruh", True), ("leer another", False), ("  ", False)):
        page = alice.client.post("/journal/search/", {"q": query}).content.decode()
        assert ("Früh</span>" in page) is found, query


def test_the_list_stands_by_month_a_few_at_a_time(alice: Person) -> None:
    for number in range(31):
        alice.write(f"text {number}", title=f"title-{number:02d}")
    first, second = alice.reads("/journal/"), alice.reads("/journal/?page=2")
    assert first.count("title-") == 30
    assert second.count("title-") == 1
    assert "text 5" not in first
