"""The practices as a browser without scripts sees them: every way through each, and nothing of an answer anywhere."""

import re

import pytest
from django.test import Client

from tests.practices.forms import buttons_of, forms_of, press, title_of, walk
from tests.public_pages import PRACTICES

pytestmark = pytest.mark.django_db
CANARY = "canary-in-the-dark-7193"
WAYS_OUT = ("Back", "Stop here", "Change something", "Let it go", "Keep this in my journal", "Make the note")


@pytest.fixture(autouse=True)
def _practices(library: None) -> None:
    """Every test here has the real practices."""


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


def test_the_sentence_to_show_comes_first_and_the_question_to_ask_first_comes_first(client: Client) -> None:
    page = walk(client, "first-appointment", "I look fine.")
    assert '<p class="card card--show">I look fine. I&#x27;m not.</p>' in page.content.decode()
    ticks = forms_of(press(client, page, "Choose questions"))[0].ticks
    assert ticks[0] == ("questions", "What do you keep private, and what must you report?")


def test_a_choice_to_print_the_appointment_can_be_undone(client: Client) -> None:
    page = walk(client, "first-appointment", "I look fine.", "Choose questions")
    page = press(client, page, "Next", questions="Could it be my thyroid, or low iron?")
    assert "Not on paper after all?" in page.content.decode()
    page = press(client, press(client, page, "Change something"), "Next", questions=[])
    assert "Could it be my thyroid" not in page.content.decode()


@pytest.mark.parametrize(
    ("slug", "presses", "instead", "never"),
    [
        ("a-moment-today", ["Nothing today"], "Nothing today is an answer too.", "That was today"),
        ("phone-down-plan", ["Next", "Not now"], "Then there is no plan", "fit tomorrow"),
        ("words-for-repair", ["Everyone is safe", "I'm calm", "A baby", "A hand on their back, and no words"],
         "Put a hand on their back", "Say it once"),
    ],
)  # fmt: skip
def test_an_answer_that_ends_a_practice_has_the_last_word(
    client: Client, slug: str, presses: list[str], instead: str, never: str
) -> None:
    page = walk(client, slug, *presses).content.decode()
    assert instead in page
    assert never not in page


def test_what_she_did_today_ends_with_the_list_alone(client: Client) -> None:
    page = press(client, client.get("/practice/what-you-did-today/"), "Done", did=["Got up", "Rested"])
    words = page.content.decode().split("What you did today</h1>")[1].split("You can put the phone down now.")[0]
    assert " ".join(re.sub("<[^>]+>", " ", words).split()) == "What did you do today? Got up Rested"


def test_the_way_back_may_not_end_in_but_you_either(client: Client) -> None:
    page = walk(
        client, "words-for-repair", "Everyone is safe", "I'm calm enough", "A toddler", "I yelled.", "I'm sorry."
    )
    page = press(client, page, "Next", **{"last-own": "I came back, but you ran"})
    assert title_of(page) == "And something to hold on to."
    assert "That part hands it back to your child." in page.content.decode()


def test_thoughts_of_dying_are_led_away_above_every_field_for_a_thought(client: Client) -> None:
    page = client.get("/practice/another-way-to-see-it/")
    for _ in range(4):
        above = page.content.decode().split('class="own-words__field"')[0]
        assert "Thoughts about dying or hurting" in above.split("<details")[-1]
        page = press(client, page, "None of these fits")


def test_only_one_link_to_help_stands_at_the_end_of_a_fright(client: Client) -> None:
    page = client.get("/practice/five-things/")
    while ways := [words for words in buttons_of(page) if not words.startswith(WAYS_OUT)]:
        page = press(client, page, ways[0])
    main = page.content.decode().split("<main")[1].split("</main>")[0]
    assert main.count("/support/") == 1


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
    assert "This needs a person now" in page.content.decode()
    assert "This needs a person now" in press(client, page, "Next").content.decode()


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
    page = press(client, page, "No idea")
    assert "Last time: Hungry" in page.content.decode()
    end = press(client, press(client, page, "Tired"), "No idea").content.decode()
    assert '<dt>My guess</dt><dd>Tired</dd>\n<dd class="answered__before no-print">Last time: Hungry</dd>' in end


def test_the_fortnight_goes_on_from_the_last_rows(client: Client) -> None:
    page = client.post("/practice/my-two-weeks/", {"last_question": ["Day 2"], "last_answer": ["low; a little"]})
    page = press(client, page, "Start")
    form = forms_of(page)[0]
    assert ("days-2-1", "low") in form.fields
    assert ("days-2-2", "a little") in form.fields
