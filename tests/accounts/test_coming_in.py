"""Joining, signing in, signing out, recovering, changing, deleting."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.test import Client

from accounts import keys, open_key, slots
from accounts.models import DataKey, KeySlot, OpenKey, Session, User
from reflections.models import Entry
from tests import people
from tests.people import Person

NEW = "a wholly different passphrase"


def test_joining_opens_the_journal_and_shows_the_code(db: None) -> None:
    alice = people.alice().join()
    assert re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}", alice.code())
    assert alice.client.get("/journal/").status_code == 200


def test_the_join_page_offers_a_name_and_four_words(client: Client) -> None:
    page = client.get("/account/join/").content.decode()
    assert re.search(r'value="[a-z]+-[a-z]+-\d{4}"', page)
    words = re.search(r"<output[^>]*>(.*?)</output>", page)
    assert words
    assert len(words[1].split()) == 4


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": "", "passphrase": people.ALICE_PASSPHRASE}, "Type your name here."),
        ({"name": "two words", "passphrase": people.ALICE_PASSPHRASE}, "with no spaces"),
        ({"name": "x" * 61, "passphrase": people.ALICE_PASSPHRASE}, "60"),
        ({"name": "ok-1", "passphrase": ""}, "Type your passphrase here."),
        ({"name": "ok-1", "passphrase": "short"}, "12 characters or more"),
        ({"name": "ok-1", "passphrase": "password1234"}, "Many people use that one"),
        ({"name": "ok-1", "passphrase": "x" * 1025}, "very long"),
        ({"name": "ok-1", "passphrase": "has a \0 in it right here"}, "Null characters"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_joined_with_is_said_in_one_sentence(
    client: Client, fields: dict[str, str], sentence: str
) -> None:
    answer = client.post("/account/join/", fields)
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not User.objects.exists()


def test_a_taken_name_is_said(alice: Person) -> None:
    answer = Client().post("/account/join/", {"name": "ALICE-1", "passphrase": people.BOB_PASSPHRASE})
    assert answer.status_code == 403
    assert "has that name already" in answer.content.decode()


def test_the_join_form_sent_twice_lets_her_in_once(alice: Person) -> None:
    again = Person(alice.name, alice.passphrase)
    assert again.client.post("/account/join/", {"name": alice.name, "passphrase": alice.passphrase}).status_code == 302
    assert again.client.get("/journal/").status_code == 200
    assert User.objects.count() == 1


@pytest.mark.django_db
def test_the_operators_switch_closes_joining_and_nothing_else(alice: Person, settings: Any) -> None:
    settings.JOINING_IS_OPEN = False
    for method in ("get", "post"):
        answer = getattr(Client(), method)("/account/join/", {"name": "new-1", "passphrase": NEW})
        assert answer.status_code == 403
        assert "paused new journals" in answer.content.decode()
    assert User.objects.count() == 1
    alice.lock()
    assert alice.unlock().status_code == 302
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 302


def test_the_code_is_shown_until_confirmed_and_never_again(alice: Person) -> None:
    code = alice.code()
    assert alice.code() == code
    wrong = alice.client.post("/account/recovery-code/", {"group": "0000" if code[10:14] != "0000" else "1111"})
    assert "not the third group" in wrong.content.decode()
    assert alice.client.post("/account/recovery-code/", {"group": code[10:14].lower()}).status_code == 302
    assert alice.code() == ""
    assert not OpenKey.objects.exclude(sealed_code=b"").exists()


def test_the_code_may_be_skipped(alice: Person) -> None:
    assert alice.client.post("/account/recovery-code/", {"skip": "1"}).status_code == 302
    assert alice.code() == ""


def test_a_new_code_ends_the_old_one(alice: Person) -> None:
    old = alice.code()
    alice.client.post("/account/recovery-code/", {"skip": "1"})
    alice.client.post("/account/recovery-code/", {"passphrase": alice.passphrase})
    new = alice.code()
    assert new not in ("", old)
    for code, status in ((old, 403), (new, 302)):
        fields = {"name": alice.name, "code": code, "passphrase": NEW}
        assert Client().post("/account/recover/", fields).status_code == status


def test_the_code_sets_a_new_passphrase_opens_the_journal_and_issues_a_new_code(alice: Person) -> None:
    address = alice.write("kept")
    code = alice.code()
    phone = Person(alice.name, NEW)
    answer = phone.client.post("/account/recover/", {"name": alice.name, "code": code, "passphrase": NEW})
    assert answer["Location"] == "/account/recovery-code/"
    assert "kept" in phone.reads(address)
    assert phone.code() not in ("", code)
    assert alice.client.get("/journal/").status_code == 302  # other sessions have ended
    assert Person(alice.name, NEW).sign_in().status_code == 302
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 403
    again = {"name": alice.name, "code": code, "passphrase": NEW}
    assert Client().post("/account/recover/", again).status_code == 403


@pytest.mark.django_db
def test_a_code_with_a_slip_and_a_strange_name_change_nothing(alice: Person) -> None:
    code = alice.code()
    slip = ("1" if code[0] != "1" else "2") + code[1:]
    answer = Client().post("/account/recover/", {"name": alice.name, "code": slip, "passphrase": NEW})
    assert "One character or more" in answer.content.decode()
    answer = Client().post("/account/recover/", {"name": "nobody", "code": code, "passphrase": NEW})
    assert answer.status_code == 403
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 302


def test_a_changed_passphrase_opens_and_the_former_does_not(alice: Person) -> None:
    address = alice.write("kept")
    tablet = Person(alice.name, alice.passphrase)
    tablet.sign_in()
    answer = alice.client.post("/account/passphrase/", {"current": alice.passphrase, "passphrase": NEW})
    assert answer.status_code == 302
    assert "kept" in alice.reads(address)
    assert tablet.client.get("/journal/")["Location"].startswith("/account/sign-in/")
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 403
    fresh = Person(alice.name, NEW)
    fresh.sign_in()
    assert "kept" in fresh.reads(address)


def test_the_current_passphrase_must_be_right_to_change_it(alice: Person) -> None:
    answer = alice.client.post("/account/passphrase/", {"current": "not this one at all", "passphrase": NEW})
    assert answer.status_code == 403
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 302


def test_a_new_name_signs_in(alice: Person) -> None:
    assert (
        alice.client.post("/account/name/", {"name": "Calm-Finch-1", "passphrase": alice.passphrase}).status_code == 302
    )
    assert Person("calm-finch-1", alice.passphrase).sign_in().status_code == 302
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 403


def test_signing_out_everywhere_ends_every_session(alice: Person) -> None:
    tablet = Person(alice.name, alice.passphrase)
    tablet.sign_in()
    alice.client.post("/account/sign-out/", {"everywhere": "1"})
    assert not Session.objects.exists()
    assert tablet.client.get("/journal/").status_code == 302


def test_signing_out_here_leaves_the_other_browser_in(alice: Person) -> None:
    tablet = Person(alice.name, alice.passphrase)
    tablet.sign_in()
    alice.client.post("/account/sign-out/")
    assert alice.client.get("/journal/").status_code == 302
    assert tablet.client.get("/journal/").status_code == 200


def test_a_passphrase_set_by_staff_locks_and_touches_nothing(alice: Person) -> None:
    address = alice.write("kept")
    code, before = alice.code(), list(KeySlot.objects.order_by("pk").values_list("pk", "sealed"))
    User.objects.filter(name=alice.name).update(password=make_password("set by somebody else"))
    phone = Person(alice.name, "set by somebody else")
    assert phone.sign_in().status_code == 302
    assert phone.client.get(address)["Location"].startswith("/journal/unlock/")
    assert phone.unlock().status_code == 403
    assert list(KeySlot.objects.order_by("pk").values_list("pk", "sealed")) == before
    assert phone.unlock(alice.passphrase).status_code == 302
    assert "kept" in phone.reads(address)
    other = Client()
    assert other.post("/account/recover/", {"name": alice.name, "code": code, "passphrase": NEW}).status_code == 302
    assert "kept" in other.get(address).content.decode()


def test_a_locked_journal_cannot_be_changed_to_a_passphrase_that_does_not_open_it(alice: Person) -> None:
    User.objects.filter(name=alice.name).update(password=make_password("set by somebody else"))
    phone = Person(alice.name, "set by somebody else")
    phone.sign_in()
    answer = phone.client.post("/account/passphrase/", {"current": phone.passphrase, "passphrase": NEW})
    assert answer.status_code == 403
    assert "Unlock it first" in answer.content.decode()
    assert slots.open_with_passphrase(alice.user, alice.passphrase) is not None


def test_a_fresh_start_stands_beside_the_locked_journal_and_deleting_it_is_a_separate_act(alice: Person) -> None:
    address = alice.write("the old words")
    User.objects.filter(name=alice.name).update(password=make_password("set by somebody else"))
    phone = Person(alice.name, "set by somebody else")
    phone.sign_in()
    assert phone.client.post("/journal/forgot/", {"passphrase": phone.passphrase}).status_code == 302
    assert "Nothing here yet" in phone.reads("/journal/")
    assert DataKey.objects.count() == 2
    new = phone.write("the new words")
    phone.lock()
    phone.client.post("/journal/unlock/", {"passphrase": alice.passphrase})
    assert "the old words" in phone.reads(address)
    assert phone.client.get(new)["Location"].startswith("/journal/unlock/")
    phone.lock()
    phone.unlock()
    phone.client.post("/journal/forgot/", {"passphrase": phone.passphrase, "delete": "1"})
    assert list(DataKey.objects.values_list("number", flat=True)) == [2]
    assert "the new words" in phone.reads(new)


def test_a_slot_below_the_floor_is_refused(alice: Person) -> None:
    KeySlot.objects.filter(kind="passphrase").update(memory=8, passes=1)
    assert slots.open_with_passphrase(alice.user, alice.passphrase) is None


def test_a_raised_cost_wraps_anew_at_the_next_sign_in(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "COST", keys.Cost(memory=20 * 1024, passes=2))
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 302
    assert KeySlot.objects.get(kind="passphrase").memory == 20 * 1024
    assert Person(alice.name, alice.passphrase).sign_in().status_code == 302


def test_an_editor_who_never_had_a_journal_gets_one_on_signing_in(db: None) -> None:
    User.objects.create_editor("robin", people.BOB_PASSPHRASE)
    robin = Person("robin", people.BOB_PASSPHRASE)
    assert robin.sign_in().status_code == 302
    robin.write("an editor's own words")


@pytest.mark.django_db
def test_deleting_takes_everything_and_asks_first(alice: Person, bob: Person) -> None:
    alice.write("mine")
    bob.write("his")
    assert alice.client.get("/account/delete/").status_code == 200
    assert alice.client.post("/account/delete/", {"passphrase": "not this one at all"}).status_code == 403
    assert alice.client.post("/account/delete/", {"passphrase": alice.passphrase}).status_code == 200
    assert list(User.objects.values_list("name", flat=True)) == [bob.name]
    assert (Entry.objects.count(), DataKey.objects.count(), Session.objects.count()) == (1, 1, 1)


def test_the_key_cookie_is_for_no_script_no_other_site_and_has_no_lifetime(alice: Person) -> None:
    cookie = alice.client.cookies[open_key.cookie_name()]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Lax", "", "")


def test_behind_https_the_key_cookie_is_bound_to_this_host(alice: Person, settings: Any) -> None:
    settings.HTTPS = True
    phone = Person(alice.name, alice.passphrase)
    phone.sign_in()
    cookie = phone.client.cookies["__Host-key"]
    assert (cookie["secure"], cookie["path"], cookie["domain"]) == (True, "/", "")


@pytest.mark.parametrize(("column", "ago"), [("used", 30), ("opened", 12 * 60)])
def test_the_journal_locks_by_idleness_and_by_age(alice: Person, column: str, ago: int) -> None:
    minute = open_key.this_minute()
    OpenKey.objects.update(**{column: minute - ago + 1})
    assert alice.client.get("/journal/").status_code == 200
    OpenKey.objects.update(**{column: minute - ago})
    assert alice.client.get("/journal/")["Location"].startswith("/journal/unlock/")
    assert not OpenKey.objects.exists()


def test_any_private_request_sweeps_what_has_expired_elsewhere(alice: Person, bob: Person) -> None:
    OpenKey.objects.filter(data_key__person=alice.user).update(used=1)
    bob.client.get("/journal/")
    assert list(OpenKey.objects.values_list("data_key__person__name", flat=True)) == [bob.name]


def test_locking_removes_the_sealed_copy_and_leaves_her_signed_in(alice: Person) -> None:
    alice.lock()
    assert not OpenKey.objects.exists()
    assert alice.client.get("/account/").status_code == 200
    assert alice.client.get("/journal/")["Location"] == "/journal/unlock/?next=%2Fjournal%2F"


def test_unlocking_leads_back_to_where_she_was(alice: Person) -> None:
    address = alice.write("here")
    alice.lock()
    back = alice.client.get(address)["Location"]
    answer = alice.client.post("/journal/unlock/", {"passphrase": alice.passphrase, "next": address})
    assert address.replace("/", "%2F") in back
    assert answer["Location"] == address


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_site(alice: Person, target: str) -> None:
    alice.lock()
    answer = alice.client.post("/journal/unlock/", {"passphrase": alice.passphrase, "next": target})
    assert answer["Location"] == "/journal/"


def test_another_browsers_cookie_opens_nothing(alice: Person, bob: Person) -> None:
    bob.client.cookies[open_key.cookie_name()] = alice.client.cookies[open_key.cookie_name()].value
    assert bob.client.get("/journal/")["Location"].startswith("/journal/unlock/")


@pytest.mark.parametrize("value", ["", "x", "!!!!", "A" * 43, "ü" * 43, "A" * 5000])
def test_a_forged_key_cookie_opens_nothing(alice: Person, value: str) -> None:
    alice.client.cookies[open_key.cookie_name()] = value
    assert alice.client.get("/journal/")["Location"].startswith("/journal/unlock/")


def test_leave_locks_and_goes_and_a_prefetch_does_not(alice: Person, settings: Any) -> None:
    for headers in ({"sec-purpose": "prefetch;prerender"}, {"purpose": "prefetch"}):
        assert alice.client.get("/leave/", headers=headers).status_code == 204
    assert OpenKey.objects.exists()
    answer = alice.client.get("/leave/")
    assert answer["Location"] == settings.LEAVE_URL
    assert not OpenKey.objects.exists()
    assert alice.client.cookies[open_key.cookie_name()].value == ""


def test_the_dump_of_all_tables_holds_no_sign_in_time(alice: Person, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("dumpdata", "accounts.user")
    assert "last_login" not in capsys.readouterr().out
