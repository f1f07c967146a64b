"""The note for an appointment: her words come back whole, and are kept nowhere."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.test import Client

from support.chosen import COOKIE
from support.note import FIELDS, Ticks
from tests.support.pages import read_page

CANARY = "canary <b>øre</b> & “words”\nsecond line"
ALL_TICKED = {field.name: [value for value, _ in field.choices] for field in FIELDS if isinstance(field, Ticks)}


def make(client: Client, **fields: Any) -> Any:
    return client.post("/support/note/", fields)


def test_her_ticks_and_words_become_one_page(client: Client) -> None:
    seen = read_page(make(client, weeks="6", toward=["far", "autopilot"], since="later", ask=["body"], want="Sleep"))
    assert "Weeks since the birth, or since my baby came home: 6" in seen.text
    assert "What I feel toward my baby: far away; on autopilot" in seen.text
    assert "Since when: it came later" in seen.text
    assert "Please ask me about: thyroid and iron" in seen.text
    assert "What I'd like: Sleep" in seen.text


def test_her_words_come_back_whole_and_are_no_markup(client: Client) -> None:
    page = make(client, more=CANARY).content.decode()
    assert "canary &lt;b&gt;øre&lt;/b&gt; &amp; “words”<br>second line" in page
    assert "<b>øre" not in page


def test_a_long_text_is_not_cut(client: Client) -> None:
    words = "word " * 50_000 + "end"
    assert "word end" in read_page(make(client, more=words)).text


def test_every_tick_stands_in_the_note(client: Client) -> None:
    text = read_page(make(client, **ALL_TICKED)).text
    for field in FIELDS:
        if isinstance(field, Ticks) and field.name not in ("since", "thoughts"):
            assert all(str(words) in text for _, words in field.choices), field.name


def test_one_of_two_stays_one_of_two(client: Client) -> None:
    assert "it came later" not in read_page(make(client, since=["start", "later"])).text


@pytest.mark.parametrize(
    ("ticked", "sentence"),
    [
        (["dying"], "I have had thoughts of dying and need to be asked about them today."),
        (["hurting"], "I have had thoughts of hurting my baby and need to be asked about them today."),
        (["dying", "hurting"], "I have had thoughts of dying and of hurting my baby and need to be asked about them"),
    ],
)
def test_thoughts_of_dying_or_hurting_put_the_lines_to_call_above_the_note(
    client: Client, ticked: list[str], sentence: str
) -> None:
    client.cookies[COOKIE] = "us"
    seen = read_page(make(client, thoughts=ticked))
    assert sentence in seen.text
    assert seen.to_dial[:2] == ["tel:911", "tel:988"]
    assert seen.text.index("Call 911") < seen.text.index(sentence)


def test_unwanted_thoughts_alone_are_not_called_urgent(client: Client) -> None:
    seen = read_page(make(client, thoughts="unwanted"))
    assert seen.to_dial == []
    assert "thoughts come that I don't want and that horrify me" in seen.text


def test_no_box_is_ticked_beforehand(client: Client) -> None:
    assert " checked" not in client.get("/support/note/").content.decode().split("</form>")[0]


def test_someone_who_frightens_her_brings_a_way_to_help(client: Client) -> None:
    assert "/support/#violence" in read_page(make(client, home="frightened")).links
    assert "/support/#violence" not in read_page(make(client, want="Sleep")).links


def test_changing_it_brings_everything_back_into_the_form(client: Client) -> None:
    page = make(client, step="change", weeks="6", toward=["far"], since="later", more=CANARY).content.decode()
    assert 'value="6"' in page
    assert 'name="toward" value="far" checked' in page
    assert 'name="since" value="later" checked' in page
    assert "canary &lt;b&gt;øre&lt;/b&gt; &amp; “words”\nsecond line</textarea>" in page


def test_the_note_carries_what_it_needs_for_the_next_press(client: Client) -> None:
    page = make(client, toward=["far", "afraid"], more="hers").content.decode()
    for hidden in ('name="toward" value="far"', 'name="toward" value="afraid"', 'name="more" value="hers"'):
        assert f'<input type="hidden" {hidden}>' in page


def test_the_screen_to_show_is_one_card(client: Client) -> None:
    seen = read_page(make(client, step="show", want="Sleep"))
    assert "It is hard for me to say this out loud. Please read it." in seen.text
    assert "What I'd like: Sleep" in seen.text


def test_an_empty_note_is_the_form_again(client: Client) -> None:
    assert 'name="weeks"' in make(client, more="   ").content.decode()


def test_a_box_that_is_not_ours_is_left_out(client: Client) -> None:
    page = make(client, toward="hate", name="x", want="Sleep").content.decode()
    assert "hate" not in page


def test_the_line_on_medical_records_stands_under_the_button(client: Client) -> None:
    for response in (client.get("/support/note/"), make(client, want="Sleep")):
        assert "What you hand over may be kept in your medical record." in read_page(response).text
    assert "A printer at home keeps copies." in read_page(make(client, want="Sleep")).text


def test_the_title_is_neutral(client: Client) -> None:
    for response in (client.get("/support/note/"), make(client, want="Sleep"), make(client, want="x", step="show")):
        assert "<title>Small Moments</title>" in response.content.decode()


@pytest.mark.parametrize("step", ["", "show", "change"])
def test_nothing_is_kept(client: Client, step: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    response = make(client, more="canary-4711", step=step)
    assert "canary-4711" in response.content.decode()
    assert response.status_code == 200
    assert dict(response.cookies) == {}
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "canary-4711" not in client.get("/support/note/").content.decode()
    assert "canary-4711" not in caplog.text


def test_words_in_an_address_are_not_taken(client: Client) -> None:
    assert "canary-4711" not in client.get("/support/note/?more=canary-4711").content.decode()


def test_her_journal_is_offered_last_and_only_with_a_note(client: Client) -> None:
    assert "/journal/keep/" not in client.get("/support/note/").content.decode()
    page = make(client, want="Sleep").content.decode()
    assert '<form method="post" action="/journal/keep/"' in page
    assert 'name="text" value="What I&#x27;d like: Sleep"' in page
