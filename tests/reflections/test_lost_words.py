"""No words are ever lost: whatever goes wrong, they come back in the form, and the next press saves them."""

import html
from typing import Any
from unittest import mock
from uuid import UUID

import pytest
from django.db import OperationalError
from django.test import Client

from accounts import attempts, open_key, turns
from accounts.models import OpenKey, Session
from reflections import journal
from reflections.models import Draft, Entry
from tests.people import Person, only_entry, text_in, writing

WORDS = "She slept at last.\n\n<b>Nothing</b> & “everything” 🌙"


def handed_back(answer: Any) -> str:
    return html.unescape(text_in(answer))


def lock(person: Person) -> None:
    person.lock()


def expire(person: Person) -> None:
    OpenKey.objects.update(used=1)


def sign_out_elsewhere(person: Person) -> None:
    Session.objects.all().delete()


def drop_the_key_cookie(person: Person) -> None:
    del person.client.cookies[open_key.cookie_name()]


@pytest.mark.parametrize("mishap", [lock, expire, drop_the_key_cookie, sign_out_elsewhere])
@pytest.mark.parametrize("place", ["new", "edit", "draft", "lock"])
def test_words_that_arrive_locked_or_signed_out_come_back_and_are_saved_with_the_passphrase(
    alice: Person, mishap: Any, place: str
) -> None:
    address = alice.write("before")
    target = {"new": "/journal/new/", "edit": address + "edit/"}.get(place, f"/journal/{place}/")
    fields = writing(text=WORDS, title="Night", base="1")
    mishap(alice)
    answer = alice.client.post(target, fields)
    assert answer.status_code == 403
    assert handed_back(answer) == WORDS
    assert 'name="passphrase"' in answer.content.decode()
    again = {**fields, "passphrase": alice.passphrase}
    if 'id="name"' in answer.content.decode():
        again["name"] = alice.name
    action = answer.content.decode().split('<form class="writing" method="post" action="')[1].split('"')[0]
    saved = alice.client.post(action, again)
    assert saved.status_code == 302
    assert html.escape("She slept at last.") in alice.reads(saved["Location"])
    assert html.escape(WORDS, quote=False) in alice.reads(saved["Location"]).replace("&quot;", '"')


def test_a_wrong_passphrase_beside_her_words_keeps_them(alice: Person) -> None:
    alice.lock()
    answer = alice.client.post("/journal/new/", writing(text=WORDS, passphrase="not the one I chose"))
    assert answer.status_code == 403
    assert handed_back(answer) == WORDS


def test_too_many_tries_keep_her_words(alice: Person) -> None:
    alice.lock()
    with mock.patch.object(attempts, "take", side_effect=attempts.TooMany(7)):
        answer = alice.client.post("/journal/new/", writing(text=WORDS, passphrase=alice.passphrase))
    assert (answer.status_code, answer["Retry-After"]) == (429, "8")
    assert handed_back(answer) == WORDS


def test_a_busy_worker_keeps_her_words(alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_WAIT", 0.01)
    alice.lock()
    with turns.turn():
        answer = alice.client.post("/journal/new/", writing(text=WORDS, passphrase=alice.passphrase))
    assert answer.status_code == 503
    assert handed_back(answer) == WORDS


@pytest.mark.parametrize("address", ["/journal/new/", "/journal/draft/"])
def test_a_database_that_cannot_be_written_keeps_her_words(alice: Person, address: str) -> None:
    with (
        mock.patch.object(Entry, "save", side_effect=OperationalError),
        mock.patch.object(Draft, "save", side_effect=OperationalError),
    ):
        answer = alice.client.post(address, writing(text=WORDS))
    assert answer.status_code == 503
    assert handed_back(answer) == WORDS


@pytest.mark.parametrize("place", ["new", "edit", "draft", "lock"])
def test_a_stale_token_keeps_her_words_and_gives_a_good_one(alice: Person, place: str) -> None:
    address = alice.write("before")
    target = {"new": "/journal/new/", "edit": address + "edit/"}.get(place, f"/journal/{place}/")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = alice.client.cookies
    fields = writing(text=WORDS, base="1")
    answer = strict.post(target, {**fields, "csrfmiddlewaretoken": "x" * 64})
    assert answer.status_code == 403
    assert handed_back(answer) == WORDS
    token = answer.content.decode().split('name="csrfmiddlewaretoken" value="')[1][:64]
    saved = strict.post(target, {**fields, "csrfmiddlewaretoken": token})
    assert saved.status_code in (200, 302)
    assert Entry.objects.count() + Draft.objects.count() == (2 if place != "edit" else 1)


@pytest.mark.parametrize("text", [WORDS, "x" * (2 * 1024 * 1024)])
def test_words_that_another_site_sent_are_not_shown_as_hers(alice: Person, text: str) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"sec-fetch-site": "cross-site"})
    strict.cookies = alice.client.cookies
    answer = strict.post("/journal/new/", writing(text=text))
    assert answer.status_code in (403, 413)
    assert "<textarea" not in answer.content.decode()


def test_a_body_over_two_megabytes_is_413_and_comes_back(alice: Person) -> None:
    text = "x" * (2 * 1024 * 1024)
    answer = alice.client.post("/journal/new/", writing(text=text))
    assert answer.status_code == 413
    assert handed_back(answer) == text


def test_a_body_too_large_to_hand_back_is_refused_unread(alice: Person) -> None:
    answer = alice.client.post("/journal/new/", writing(text="x" * 17 * 1024 * 1024))
    assert answer.status_code == 413
    assert "Go back" in answer.content.decode()


def test_other_forms_bring_two_megabytes_at_most(client: Client, db: None) -> None:
    answer = client.post("/account/sign-in/", {"name": "x" * (2 * 1024 * 1024), "passphrase": "y"})
    assert answer.status_code == 413


def test_the_same_submit_twice_is_one_page(alice: Person) -> None:
    fields = writing(text=WORDS)
    first, second = (alice.client.post("/journal/new/", fields) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Entry.objects.count() == 1


def test_the_same_change_twice_is_one_change(alice: Person) -> None:
    address = alice.write("before")
    fields = writing(text=WORDS, base="1")
    locations = {alice.client.post(address + "edit/", fields)["Location"] for _ in range(2)}
    assert len(locations) == 1
    assert only_entry().revision == 2


def test_two_devices_and_one_page_keep_both_texts(alice: Person) -> None:
    address = alice.write("before")
    alice.client.post(address + "edit/", writing(text="from the phone", base="1"))
    fields = writing(text="from the tablet", base="1")
    answers = [alice.client.post(address + "edit/", fields) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    page = alice.reads(answers[0]["Location"])
    assert "Both are kept" in page
    assert "from the phone" in page
    assert "from the tablet" in page
    assert Entry.objects.count() == 2


def test_two_tabs_and_one_draft_keep_both_texts(alice: Person) -> None:
    fields = writing(text="first tab")
    json = {"accept": "application/json"}
    kept = alice.client.post("/journal/draft/", fields, headers=json).json()
    alice.client.post("/journal/draft/", {**fields, "draft_revision": "1", "text": "first tab, more"})
    other = alice.client.post(
        "/journal/draft/", {**fields, "draft_revision": "1", "text": "second tab"}, headers=json
    ).json()
    assert (kept["state"], kept["form_id"]) == ("saved", fields["form_id"])
    assert other["form_id"] != fields["form_id"]
    page = alice.reads("/journal/")
    assert "first tab, more" in page
    assert "second tab" in page


def test_saving_the_page_ends_its_draft_and_a_late_autosave_does_not_bring_it_back(alice: Person) -> None:
    fields = writing(text=WORDS)
    alice.client.post("/journal/draft/", fields)
    alice.client.post("/journal/new/", fields)
    assert not Draft.objects.exists()
    alice.client.post("/journal/draft/", {**fields, "draft_revision": "1"})
    assert not Draft.objects.exists()


def test_a_late_autosave_with_other_words_is_kept(alice: Person) -> None:
    fields = writing(text=WORDS)
    alice.client.post("/journal/new/", fields)
    alice.client.post("/journal/draft/", {**fields, "text": "words after the save"})
    assert "words after the save" in alice.reads("/journal/")


def test_a_draft_goes_on_where_it_was(alice: Person) -> None:
    fields = writing(text=WORDS, title="Night", closeness="4", feelings=["numb", "heavy"])
    alice.client.post("/journal/draft/", fields)
    answer = alice.client.get(f"/journal/new/?draft={fields['form_id']}")
    page = answer.content.decode()
    assert handed_back(answer) == WORDS
    assert 'value="4" checked' in page
    assert 'value="numb" checked' in page
    assert 'value="heavy"' in page


def test_the_draft_of_a_change_is_shown_when_she_comes_back(alice: Person) -> None:
    address = alice.write("before")
    alice.client.post("/journal/draft/", writing(text="half changed", base="1", entry=address.split("/")[2]))
    answer = alice.client.get(address + "edit/")
    assert handed_back(answer) == "half changed"
    assert "had not saved yet" in answer.content.decode()


def test_lock_in_the_writing_form_saves_the_draft_and_locks(alice: Person) -> None:
    answer = alice.client.post("/journal/lock/", writing(text=WORDS))
    assert answer["Location"].startswith("/journal/unlock/?locked=1&next=")
    assert not OpenKey.objects.exists()
    back = alice.client.get(answer["Location"]).context["next"]
    assert alice.client.post("/journal/unlock/", {"passphrase": alice.passphrase, "next": back})["Location"] == back
    assert handed_back(alice.client.get(back)) == WORDS


def test_lock_while_changing_a_page_leads_back_to_the_change(alice: Person) -> None:
    address = alice.write("before")
    fields = writing(text=WORDS, base="1", entry=address.split("/")[2])
    answer = alice.client.post("/journal/lock/", fields)
    back = alice.client.get(answer["Location"]).context["next"]
    alice.unlock()
    assert back == address + "edit/"
    assert handed_back(alice.client.get(back)) == WORDS


@pytest.mark.parametrize("place", ["new", "edit", "draft", "lock"])
def test_words_of_a_tab_left_open_do_not_go_into_the_next_persons_journal(
    alice: Person, bob: Person, place: str
) -> None:
    address = alice.write("before")
    target = {"new": "/journal/new/", "edit": address + "edit/"}.get(place, f"/journal/{place}/")
    whose = alice.client.get("/journal/new/").context["whose"]
    fields = writing(text=WORDS, base="1", whose=whose)
    answer = bob.client.post(target, fields)
    assert answer.status_code == 403
    assert "Somebody else is signed in" in answer.content.decode() or place == "lock"
    assert handed_back(answer) == WORDS
    assert 'name="name"' in answer.content.decode()
    assert not Draft.objects.exists()
    action = answer.content.decode().split('<form class="writing" method="post" action="')[1].split('"')[0]
    hers = {**fields, "whose": answer.context["whose"], "name": alice.name, "passphrase": alice.passphrase}
    saved = bob.client.post(action, hers)
    assert "She slept at last." in bob.reads(saved["Location"])
    assert Entry.objects.filter(data_key__person=bob.user).count() == 0


@pytest.mark.parametrize(
    ("where", "leads"),
    [
        ("/journal/search/", "/journal/"), ("/journal/draft/", "/journal/"), ("/journal/lock/", "/journal/"),
        ("/journal/keep/", "/journal/new/"), ("/account/sign-out/", "/account/"),
    ],
)  # fmt: skip
def test_the_address_of_a_form_leads_to_its_page(alice: Person, where: str, leads: str) -> None:
    assert alice.client.get(where)["Location"] == leads
    assert alice.client.put(where).status_code == 405
    assert alice.client.get("/journal/").status_code == 200


def test_words_that_meet_a_locked_journal_on_lock_are_folded_away(alice: Person) -> None:
    OpenKey.objects.all().delete()
    answer = alice.client.post("/journal/lock/", writing(text=WORDS))
    page = answer.content.decode()
    assert "<details" in page.split("<textarea")[0]
    assert handed_back(answer) == WORDS


def test_a_page_that_was_erased_elsewhere_gives_her_words_back_to_be_saved_anew(alice: Person) -> None:
    address = alice.write("before")
    alice.client.post(address + "delete/", {"how": "now"})
    answer = alice.client.post(address + "edit/", writing(text=WORDS, base="1"))
    assert answer.status_code == 404
    assert handed_back(answer) == WORDS
    assert 'action="/journal/new/"' in answer.content.decode()


@pytest.mark.parametrize("is_member", [True, False])
def test_what_a_practice_sends_is_shown_back_and_saved_by_a_second_press(alice: Person, is_member: bool) -> None:
    client = alice.client if is_member else Client()
    fields = {"title": "Five things", "text": WORDS, "practice": "five-things"}
    answer = client.post("/journal/keep/", fields, headers={"sec-fetch-site": "same-origin"})
    assert answer.status_code == 200
    assert handed_back(answer) == WORDS
    assert not Entry.objects.exists()
    again = writing(**fields) if is_member else writing(**fields, name=alice.name, passphrase=alice.passphrase)
    assert client.post("/journal/new/", again).status_code == 302
    assert Entry.objects.count() == 1


def test_another_site_cannot_send_a_page_to_keep(alice: Person) -> None:
    answer = alice.client.post("/journal/keep/", {"text": "x"}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "", "title": " "}, "nothing on this page yet"),
        ({"text": "x" * 100_001}, "1 characters longer"),
        ({"text": "a\0b"}, "cannot be kept"),
        ({"text": WORDS, "title": "x" * 201}, "up to 200 characters"),
        ({"text": WORDS, "closeness": "9"}, "one of the five words"),
        ({"text": WORDS, "closeness": "far"}, "one of the five words"),
        ({"text": WORDS, "feelings": [f"w{number}" for number in range(13)]}, "A few words are enough"),
        ({"text": WORDS, "feelings": ["x" * 41]}, "A few words are enough"),
    ],
)
@pytest.mark.parametrize("address", ["/journal/new/", "/journal/draft/", "/journal/lock/"])
def test_bad_input_is_one_sentence_with_her_text_still_there(
    alice: Person, fields: dict[str, Any], sentence: str, address: str
) -> None:
    if sentence == "nothing on this page yet" and address != "/journal/new/":
        return  # an empty draft is no mishap
    answer = alice.client.post(address, writing(**fields))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert handed_back(answer) == fields["text"]
    assert not Entry.objects.exists()
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    "text",
    [
        "ب" * 100_000,
        "🌙" * 100_000,
        "\u202eright to left\u202c שלום",
        "\n\nleading lines",
        "trailing \n ",
        "<script>x</script>",
    ],
)
def test_any_text_comes_back_as_it_was(alice: Person, text: str) -> None:
    address = alice.write(text)
    assert handed_back(alice.client.get(address + "edit/")) == text


def test_a_browsers_line_ends_are_one_kind_when_kept(alice: Person) -> None:
    address = alice.write("one\r\ntwo")
    assert handed_back(alice.client.get(address + "edit/")) == "one\ntwo"


def test_former_words_are_kept_a_month_and_then_erased_when_she_unlocks(alice: Person, time_machine: Any) -> None:
    address = alice.write("what it said first")
    alice.client.post(address + "edit/", writing(text="what it says now", base="1"))
    assert "what it said first" in alice.reads(address + "former/")
    for days, there in ((29, True), (31, False)):
        alice.lock()
        time_machine(days)
        alice.unlock()
        alice.client.get("/journal/")
        assert ("what it said first" in alice.reads(address + "former/")) is there


def test_what_is_deleted_waits_a_week_and_is_erased_when_she_unlocks(alice: Person, time_machine: Any) -> None:
    address = alice.write("to go", title="To go")
    alice.client.post(address + "delete/", {"how": "later"})
    assert "To go" not in alice.reads("/journal/")
    assert "To go" in alice.reads("/journal/deleted/")
    for days, there in ((6, 1), (8, 0)):
        alice.lock()
        time_machine(days)
        alice.unlock()
        alice.client.get("/journal/")
        assert Entry.objects.count() == there


def test_what_is_put_back_elsewhere_at_that_very_moment_is_not_erased(
    alice: Person, time_machine: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = alice.write("still wanted", title="Wanted")
    alice.client.post(address + "delete/", {"how": "later"})
    time_machine(8)
    look = journal.contents

    def look_slowly(opened: Any) -> journal.Contents:
        found = look(opened)
        journal.restore(opened, UUID(address.split("/")[2]))
        return found

    alice.lock()
    alice.unlock()
    with monkeypatch.context() as slow:
        slow.setattr(journal, "contents", look_slowly)
        alice.client.get("/account/recovery-code/")
        alice.client.get(address)
    assert "Wanted" in alice.reads("/journal/")


def test_what_is_deleted_can_be_put_back_or_erased_at_once(alice: Person) -> None:
    address = alice.write("to come back", title="Back")
    alice.client.post(address + "delete/", {"how": "later"})
    alice.client.post(address + "restore/")
    assert "Back" in alice.reads("/journal/")
    alice.client.post(address + "delete/", {"how": "now"})
    assert not Entry.objects.exists()


def test_a_form_number_that_is_somebody_elses_page_is_not_used(alice: Person, bob: Person) -> None:
    taken = alice.write("mine").split("/")[2]
    address = bob.write("his", form_id=taken)
    assert taken not in address
    assert "mine" in alice.reads(f"/journal/{taken}/")
