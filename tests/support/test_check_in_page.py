"""The check-in as she meets it: help whatever she answers, and nothing of it kept."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client

from support.check_in import QUESTIONS, Answer, Outcome, outcome
from support.chosen import COOKIE
from support.directory import directory
from support.help_in import help_in
from tests.support.pages import read_page
from tests.support.test_check_in import EVERY_WAY

NO = dict.fromkeys(QUESTIONS, "no")
HEADINGS = {
    "now": "Thank you for saying it.",
    "today": "This is more than you should carry alone tonight.",
    "week": "A good reason to tell someone this week",
    "eye": "Keep an eye on it",
}
# One way to answer for each result that differs: every page there is, without rendering the same one a hundred times.
BY_OUTCOME: dict[Outcome, dict[str, Answer]] = {outcome(answers): answers for answers in EVERY_WAY}


def heading(client: Client, answers: dict[str, str]) -> str:
    page = client.post("/support/check-in/", answers).content.decode()
    return page[page.index("<h1>") + 4 : page.index("</h1>")]


def test_there_are_many_results() -> None:
    assert len(BY_OUTCOME) > 20


def test_each_result_has_its_words_and_the_emergency_numbers(client: Client) -> None:
    emergency = {phone.href for contact in directory().emergency() for phone in contact.phones}
    for found, answers in BY_OUTCOME.items():
        response = client.post("/support/check-in/", answers)
        seen = read_page(response)
        expected = "You skipped them all, and that is fine" if found.whole_table else HEADINGS[found.level]
        assert f"<h1>{expected}</h1>" in response.content.decode()
        assert emergency <= set(seen.to_dial), answers
        assert "/support/#help-levels" in seen.links, answers
        assert "This is not a diagnosis." in seen.text


def test_with_her_country_known_each_result_dials_her_numbers_and_no_others(client: Client) -> None:
    client.cookies[COOKIE] = "us"
    hers = {line.href for contact in help_in("us").everyone for line in contact.lines}
    for answers in BY_OUTCOME.values():
        seen = read_page(client.post("/support/check-in/", answers))
        assert "tel:911" in seen.to_dial
        assert set(seen.to_dial) <= hers


def test_now_lines_come_before_everything_else(client: Client) -> None:
    client.cookies[COOKIE] = "us"
    seen = read_page(client.post("/support/check-in/", {**NO, "q1": "some"}))
    assert seen.to_dial[0] == "tel:911"
    assert "Sends an ambulance" in seen.text
    assert "No one has seen your answers. No one has been told." in seen.text


ELSEWHERE = re.compile(r'href="/(?:journal|practice|articles|support/note)[/"]')


@pytest.mark.parametrize("country", ["", "us", "ie"])
def test_the_result_for_now_has_no_journal_no_practice_and_nothing_to_read(client: Client, country: str) -> None:
    client.cookies[COOKIE] = country
    page = client.post("/support/check-in/", {**NO, "q1": "yes"}).content.decode()
    assert ELSEWHERE.findall(page) == []
    assert ELSEWHERE.findall(client.post("/support/check-in/", NO).content.decode()) != []


@pytest.mark.parametrize(("country", "first"), [("", "#now"), ("us", "tel:911"), ("ie", "tel:112")])
def test_the_bar_of_the_result_for_now_calls(client: Client, country: str, first: str) -> None:
    client.cookies[COOKIE] = country
    page = client.post("/support/check-in/", {**NO, "q1": "yes"}).content.decode()
    bar = re.findall('href="([^"]+)"', page[page.index("<nav") : page.index("</nav>")])
    assert (bar[0], bar[-1]) == (first, "/support/#now")
    assert 'class="button" href="/leave/"' in page


def test_today_puts_the_crisis_line_first_and_when_to_call_now_above_it(client: Client) -> None:
    client.cookies[COOKIE] = "us"
    seen = read_page(client.post("/support/check-in/", {**NO, "q3": "yes"}))
    assert seen.text.index("You have a plan to end your life") < seen.text.index("988 Suicide")
    assert seen.to_dial[:2] == ["tel:911", "tel:988"]
    assert "call 911." in seen.text


def test_today_lists_only_lines_that_answer_at_this_hour(client: Client) -> None:
    client.cookies[COOKIE] = "gb"
    seen = read_page(client.post("/support/check-in/", {**NO, "q3": "yes"}))
    awake = {line.href for c in directory().in_country("gb") if c.answers_tonight for line in c.lines}
    assert set(seen.to_dial) <= awake


def test_this_week_leads_to_the_note(client: Client) -> None:
    seen = read_page(client.post("/support/check-in/", {**NO, "q5": "yes"}))
    assert "/support/note/" in seen.links
    assert "Not because you did something wrong." in seen.text


def test_keep_an_eye_says_when_to_look_again_in_words(client: Client) -> None:
    seen = read_page(client.post("/support/check-in/", NO))
    assert "two weeks from now" in seen.text
    assert "A page can miss things." in seen.text


def test_violence_stands_on_top_of_any_level(client: Client) -> None:
    client.cookies[COOKIE] = "us"
    for answers in ({**NO, "q6": "some"}, {**NO, "q1": "yes", "q6": "yes"}):
        text = read_page(client.post("/support/check-in/", answers)).text
        assert text.index("National Domestic Violence Hotline") < text.index(HEADINGS[outcome_level(answers)])


def outcome_level(answers: dict[str, str]) -> str:
    return outcome(answers).level  # type: ignore[arg-type]


def test_all_skipped_shows_the_whole_table(client: Client) -> None:
    seen = read_page(client.post("/support/check-in/", {}))
    assert "help-levels" in seen.ids
    assert "If two rows fit, choose the one higher up." in seen.text


@pytest.mark.parametrize("answers", [{}, NO, {**NO, "q1": "yes"}])
def test_nothing_is_kept(client: Client, answers: dict[str, str], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    response = client.post("/support/check-in/", answers)
    assert response.status_code == 200  # no redirect: a level would stand in an address
    assert dict(response.cookies) == {}
    assert response.headers["Cache-Control"] == "no-store, private"
    assert "ETag" not in response.headers
    assert [record for record in caplog.records if record.name != "asyncio"] == []


def test_a_result_is_never_given_to_the_next_who_asks(client: Client) -> None:
    client.post("/support/check-in/", {**NO, "q1": "yes"})
    assert HEADINGS["now"] not in client.get("/support/check-in/").content.decode()
    assert heading(client, NO) == HEADINGS["eye"]


@pytest.mark.parametrize("answers", [None, NO, {**NO, "q1": "yes"}], ids=["the form", "keep an eye", "now"])
def test_the_script_for_a_page_thrown_away_waits_for_nothing(client: Client, answers: dict[str, str] | None) -> None:
    # In the form too, so that the answer finds it on her phone; at the end of a page it would wait for the whole page.
    response = client.get("/support/check-in/") if answers is None else client.post("/support/check-in/", answers)
    head = response.content.decode().split("</head>")[0]
    assert '<script async src="/static/js/come-back-to.js"></script>' in head


def test_answers_in_an_address_are_not_answers(client: Client) -> None:
    page = client.get("/support/check-in/?q1=yes").content.decode()
    assert HEADINGS["now"] not in page
    assert page.count('type="radio" name="q') == 24
    assert "checked>" not in page.split("</form>")[0]


def test_the_same_answers_again_give_the_same_page(client: Client) -> None:
    first = client.post("/support/check-in/", {**NO, "q1": "yes"})
    assert client.post("/support/check-in/", {**NO, "q1": "yes"}).content == first.content


def test_the_form_shows_the_numbers_and_what_to_call_for_first(client: Client) -> None:
    page = client.get("/support/check-in/").content.decode()
    assert page.index("You soak a pad") < page.index("tel:911") < page.index('name="q1"')


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://elsewhere.example"},
        {"origin": "null"},
    ],
)
@pytest.mark.parametrize("address", ["/support/check-in/", "/support/note/"])
def test_another_site_cannot_post_here(client: Client, headers: dict[str, str], address: str) -> None:
    response = client.post(address, {**NO, "q1": "yes", "more": "hers"}, headers=headers)
    assert response.status_code == 403
    assert "tel:911" in read_page(response).to_dial


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin"}, {"origin": "http://testserver"}, {}])
def test_our_own_page_can(client: Client, headers: dict[str, str]) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post("/support/check-in/", NO, headers=headers).status_code == 200


def test_other_methods_do_not_exist(client: Client) -> None:
    assert client.put("/support/check-in/").status_code == 405
