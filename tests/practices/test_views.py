"""The practices as a browser without scripts sees them: every way through each, and nothing of an answer anywhere."""

import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from config import public_page
from config.logs import Discreet, PlainFormatter
from tests.practices.forms import buttons_of, forms_of, press, title_of, walk
from tests.practices.good_practice import practice_text, write_practices
from tests.public_pages import PRACTICES

pytestmark = pytest.mark.django_db
CANARY = "canary-in-the-dark-7193"
WAYS_OUT = ("Back", "Stop here", "Change something", "Let it go", "Keep this in my journal", "Make the note")


@pytest.fixture(autouse=True)
def _practices(library: None) -> None:
    """Every test here has the real practices."""


def test_the_list_shows_every_practice_by_path(client: Client) -> None:
    page = client.get("/practice/").content.decode()
    assert [slug for slug in PRACTICES if f'href="/practice/{slug}/"' not in page] == []
    assert page.index("Why it happens") < page.index("Rupture and repair")


def test_the_list_can_be_narrowed_by_how_she_is_placed_and_by_minutes(client: Client) -> None:
    page = client.get("/practice/?for=cannot-settle&minutes=1").content.decode()
    assert 'href="/practice/three-breaths/"' in page
    assert 'href="/practice/my-two-weeks/"' not in page
    assert 'href="/practice/step-away/"' not in page
    assert 'href="/practice/step-away/"' in client.get("/practice/?for=cannot-settle").content.decode()


def test_the_shortest_comes_first_where_she_says_how_she_is_placed(client: Client) -> None:
    page = client.get("/practice/?for=holding").content.decode()
    assert (
        page.index("/practice/one-sense/")
        < page.index("/practice/watch-wonder-try/")
        < page.index("/practice/step-away/")
    )


@pytest.mark.parametrize("query", ["?for=nothing", "?minutes=99", "?for=%00", "?minutes=x"])
def test_an_address_that_somebody_made_up_shows_the_whole_list(client: Client, query: str) -> None:
    assert "Rupture and repair" in client.get(f"/practice/{query}").content.decode()


def test_a_practice_that_is_not_there_is_a_404(client: Client) -> None:
    assert client.get("/practice/no-such/").status_code == 404
    assert client.post("/practice/no-such/").status_code == 404


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, method: str) -> None:
    assert getattr(client, method)("/practice/one-sense/").status_code == 405


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://other.example"}]
)
def test_another_site_cannot_post_to_a_practice(client: Client, headers: dict[str, str]) -> None:
    response = client.post("/practice/a-moment-today/", {"seen": "kind", "kind": "A good moment"}, headers=headers)
    assert response.status_code == 403
    assert "A good moment" not in response.content.decode()


@pytest.mark.parametrize("slug", PRACTICES)
def test_every_way_through_a_practice_comes_to_an_end(client: Client, slug: str) -> None:
    """Presses each button of each screen once: no screen is a dead end, and none asks for a script."""
    waiting, seen, ends = [client.get(f"/practice/{slug}/")], set(), 0
    while waiting:
        page = waiting.pop()
        assert page.status_code == 200
        ways = [words for words in buttons_of(page) if not words.startswith(WAYS_OUT)]
        if not ways:
            assert any(words in page.content.decode() for words in ("You can put the phone down now.", "by mistake"))
            ends += 1
        for words in ways:
            if (place := (title_of(page), words)) not in seen:
                seen.add(place)
                waiting.append(press(client, page, words))
    assert ends


@pytest.mark.parametrize("slug", PRACTICES)
def test_each_screen_can_be_left_at_the_same_spot(client: Client, slug: str) -> None:
    page = client.get(f"/practice/{slug}/")
    first = next(words for words in buttons_of(page))
    screen = press(client, page, first)
    # Where the first answer leads to the end at once, that is the end she would have come to.
    last = press(client, screen, "Stop here") if "Stop here" in buttons_of(screen) else screen
    assert "You can put the phone down now." in last.content.decode()


def test_going_back_shows_the_answer_that_was_given(client: Client) -> None:
    page = walk(client, "another-way-to-see-it", "I've missed my chance", "I'm so tired", "Back")
    assert title_of(page) == "What makes it feel so true tonight?"
    assert "I'm so tired(chosen before)" in [words.replace("&#x27;", "'") for words in buttons_of(page)]


def test_an_answer_changed_on_the_way_back_changes_the_way(client: Client) -> None:
    page = walk(client, "one-sense", "Yes", "My baby", "Back", "Something near me")
    assert "A couch or armchair" not in page.content.decode()


def test_words_typed_before_going_back_are_still_there(client: Client) -> None:
    page = walk(client, "a-moment-today", "A bad moment")
    page = press(client, page, "Back", line=CANARY)
    assert f'value="{CANARY}"' in press(client, page, "A bad moment").content.decode()


def test_the_end_offers_her_answers_to_the_journal_with_their_questions(client: Client) -> None:
    page = press(client, walk(client, "a-moment-today", "A blank one"), "Next", line="diaper, 4 a.m.")
    form = next(form for form in forms_of(page) if form.action == "/journal/keep/")
    assert form.fields == [
        ("kind", "practice"),
        ("practice", "a-moment-today"),
        ("title", "A moment today"),
        ("question", "What comes to mind from today?"),
        ("answer", "A blank one"),
        ("question", "In one line, if you like"),
        ("answer", "diaper, 4 a.m."),
        ("text", "What comes to mind from today?\nA blank one\n\nIn one line, if you like\ndiaper, 4 a.m."),
    ]


def test_nothing_today_is_an_answer_that_can_be_kept(client: Client) -> None:
    page = walk(client, "a-moment-today", "Nothing today")
    assert "Keep this in my journal" in buttons_of(page)
    assert "Nothing today" in page.content.decode()


@pytest.mark.parametrize("slug", ["one-sense", "three-breaths", "five-things", "step-away", "first-appointment"])
def test_what_must_not_be_kept_is_not_offered_to_the_journal(client: Client, slug: str) -> None:
    page = client.get(f"/practice/{slug}/")
    while ways := [words for words in buttons_of(page) if not words.startswith(WAYS_OUT)]:
        page = press(client, page, ways[0])
    assert "/journal/keep/" not in page.content.decode()


def test_the_first_appointment_is_a_second_door_to_the_one_note(client: Client) -> None:
    page = walk(client, "first-appointment", "I look fine.", "Choose questions", "Next")
    note = next(form for form in forms_of(page) if form.action == "/support/note/")
    own = next(form for form in forms_of(client.get("/support/note/")) if form.action == "/support/note/")
    assert (note.fields, note.ticks, note.buttons) == (own.fields, own.ticks, own.buttons)
    made = press(client, page, "Make the note", weeks="9")
    assert made.request["PATH_INFO"] == "/support/note/"
    assert "9" in made.content.decode()


def test_whether_somebody_was_hurt_is_never_kept(client: Client) -> None:
    page = walk(
        client, "words-for-repair", "Everyone is safe", "I'm calm enough", "A toddler", "I yelled.", "I'm sorry."
    )
    page = press(client, page, "I'm here now.")
    form = next(form for form in forms_of(page) if form.action == "/journal/keep/")
    assert [value for name, value in form.fields if name == "answer"] == ["I yelled.", "I'm sorry.", "I'm here now."]
    assert '<p class="card">I yelled. I&#x27;m sorry. I&#x27;m here now.</p>' in page.content.decode()


def test_but_you_comes_back_with_the_reason_and_her_words(client: Client) -> None:
    page = walk(client, "words-for-repair", "Everyone is safe", "I'm calm enough", "A toddler")
    page = press(client, page, "Next", **{"name-child-own": "I yelled, but you made me"})
    html = page.content.decode()
    assert title_of(page) == "Say what happened."
    assert "It hands" not in html
    assert "That part hands it back to your child." in html
    assert 'value="I yelled, but you made me"' in html


@pytest.mark.parametrize(
    ("slug", "presses", "says"),
    [
        ("words-for-repair", ["Someone is hurt"], "This needs a person, right now, not a page."),
        ("words-for-repair", ["I'm not sure"], "This needs a person, right now, not a page."),
        ("words-for-repair", ["Someone at home scares me"], "You have a right to be safe at home."),
        ("who-shares-the-load", ["Someone frightens me"], "You have a right to be safe at home."),
    ],
)
def test_what_cannot_wait_leads_to_help_and_nowhere_else(
    client: Client, slug: str, presses: list[str], says: str
) -> None:
    page = walk(client, slug, *presses)
    assert title_of(page) == says
    assert buttons_of(page) == []
    assert 'href="tel:911"' in page.content.decode()


def test_very_high_shows_the_panel_before_and_after_it_is_sent(client: Client) -> None:
    page = walk(client, "my-two-weeks", "Start")
    assert 'class="asks-help">very high or racing' in page.content.decode()
    page = press(client, page, "Next", **{"days-3-1": "very high or racing"})
    assert "that needs a person now" in page.content.decode()
    assert "that needs a person now" in press(client, page, "Next").content.decode()


def test_thoughts_of_dying_bring_the_lines_of_tonight(client: Client) -> None:
    page = press(client, walk(client, "my-two-weeks", "Start"), "Next")
    thought = "Thoughts of dying, or that my baby would be better off without me"
    page = press(client, page, "Next", also=thought)
    assert "This is more than you should carry alone tonight." in page.content.decode()


def test_step_away_has_call_buttons_on_every_screen(client: Client) -> None:
    page = client.get("/practice/step-away/")
    screens = [page, press(client, page, "Start"), press(client, press(client, page, "Start"), "I'm done")]
    for screen in screens:
        assert 'href="tel:911"' in screen.content.decode()
        assert [form.writing for form in forms_of(screen) if form.writing] == []
        assert "/journal/keep/" not in screen.content.decode()


@pytest.mark.parametrize("way", [["a sound"], ["a smell"]])
def test_the_safety_line_stays_while_she_holds_the_baby(client: Client, way: list[str]) -> None:
    line = "If your eyes get heavy, stop and put your baby down."
    assert "Are you wide awake" in title_of(client.get("/practice/one-sense/"))
    page = walk(client, "one-sense", "Yes", "My baby")
    assert line in page.content.decode()
    minute = press(client, page, way[0])
    assert line in minute.content.decode()
    assert "put the baby down first" in press(client, minute, "Next").content.decode()


def test_a_sleepy_mother_comes_to_the_version_without_the_baby(client: Client) -> None:
    page = walk(client, "one-sense", "I'm sleepy")
    assert title_of(page) == "Then put your baby down first."
    assert "where they rest on you" not in press(client, page, "My baby is down").content.decode()


def test_a_thing_is_offered_before_the_baby(client: Client) -> None:
    buttons = buttons_of(walk(client, "one-sense", "Yes"))
    assert buttons[0].startswith("Something near me")
    assert buttons[1].startswith("My baby")


def test_another_way_to_see_it_takes_four_taps_at_most(client: Client) -> None:
    page = walk(client, "another-way-to-see-it", *["None of these fits"] * 4)
    assert "You can put the phone down now." in page.content.decode()


def test_last_answers_stand_beside_the_questions_all_the_way(client: Client) -> None:
    again = {"last_question": ["My guess", "What I saw"], "last_answer": ["Hungry", "Kept <still>"]}
    page = client.post("/practice/watch-wonder-try/", again)
    page = press(client, press(client, page, "Without one"), "Next")
    assert "Last time: Kept &lt;still&gt;" in page.content.decode()
    assert "Last time: Hungry" in press(client, page, "No idea").content.decode()


def test_the_fortnight_goes_on_from_the_last_rows(client: Client) -> None:
    page = client.post("/practice/my-two-weeks/", {"last_question": ["Day 2"], "last_answer": ["low; a little"]})
    page = press(client, page, "Start")
    form = forms_of(page)[0]
    assert ("days-2-1", "low") in form.fields
    assert ("days-2-2", "a little") in form.fields


# --- Nothing of it anywhere ------------------------------------------------------------------------------------------


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


# --- An editor's walk ------------------------------------------------------------------------------------------------


def test_one_more_file_appears_everywhere_with_no_code(client: Client, tmp_path: Path, settings: Any) -> None:
    import shutil

    copy = tmp_path / "content"
    shutil.copytree(settings.CONTENT_DIR, copy)
    write_practices(copy, plain=practice_text())
    article = copy / "en" / "articles" / "small-moments.md"
    article.write_text(article.read_text().replace("practice: one-sense", "practice: plain"))
    settings.CONTENT_DIR = copy
    call_command("check_content", verbosity=0)
    call_command("sync_articles", verbosity=0)

    for address in ("/practice/", "/practice/?for=holding", "/practice/?minutes=3"):
        assert 'href="/practice/plain/"' in client.get(address).content.decode()
    assert 'href="/practice/plain/"' in client.get("/articles/small-moments/").content.decode()
    page = press(client, walk(client, "plain", "a chair", "Next"), "Next", words="wooden")
    assert '<p class="card">You saw a chair.</p>' in page.content.decode()
    assert "Keep this in my journal" in buttons_of(page)


def test_an_article_shows_its_practice_and_none_where_it_says_none(client: Client) -> None:
    assert 'class="practice-card' in client.get("/articles/small-moments/").content.decode()
    assert 'class="practice-card' not in client.get("/articles/is-this-urgent/").content.decode()
