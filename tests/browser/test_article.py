"""Reading an article in a real browser: sources, listening, printing, light and dim."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenContext, follow, next_page

ARTICLE = "/articles/you-are-not-the-only-one/"

# A browser's own voice, as the tests need it: it says nothing and ends each sentence when told to.
VOICE = """
  window.said = [];
  const speech = {
    getVoices: () => VOICES,
    speak(utterance) { window.said.push(utterance); },
    cancel() { window.cancelled = (window.cancelled ?? 0) + 1; },
    addEventListener() {},
  };
  Object.defineProperty(window, 'speechSynthesis', { value: speech });
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
LOCAL = '[{ localService: true, lang: "en-US", default: true }]'
REMOTE = '[{ localService: false, lang: "en-US", default: true }]'


def with_voice(open_context: OpenContext, voices: str) -> Page:
    context = open_context(**PHONE)
    context.add_init_script(VOICE.replace("VOICES", voices))
    page = context.new_page()
    page.goto(ARTICLE)
    return page


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_source_opens_in_place_and_leads_back_to_its_sentence(open_context: OpenContext, scripts: bool) -> None:
    page = open_context(**PHONE, java_script_enabled=scripts).new_page()
    page.goto(ARTICLE)
    marker = page.locator("#cite-kaneko2014-1")
    marker.scroll_into_view_if_needed()
    before = marker.bounding_box()
    follow(marker)
    note = page.locator("#ref-kaneko2014")
    box = note.bounding_box()
    assert before
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 741
    after = marker.bounding_box()
    assert after
    assert after["y"] == pytest.approx(before["y"], abs=2), "the place in the text was lost"
    assert "1,786" in note.inner_text()
    follow(note.get_by_text("Back to the sentence"))
    box = marker.bounding_box()
    assert box
    assert 0 < box["y"] < 740


def test_a_source_can_be_reached_by_keyboard_alone(desktop: Page) -> None:
    desktop.goto(ARTICLE)
    desktop.locator("#cite-robson1980-1").focus()
    with next_page(desktop):
        desktop.keyboard.press("Enter")
    assert desktop.url.endswith("/#ref-robson1980")
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.closest('#ref-robson1980') !== null")


def test_listen_is_absent_where_there_is_no_voice_on_the_device(open_context: OpenContext) -> None:
    for voices in ("[]", REMOTE):
        page = with_voice(open_context, voices)
        assert not page.locator("[data-listen]").is_visible()


def test_listen_reads_sentence_by_sentence_marks_each_and_pauses(open_context: OpenContext) -> None:
    page = with_voice(open_context, LOCAL)
    button = page.locator("[data-listen]")
    button.click()
    assert button.inner_text() == "Pause"
    said = "window.said.map((u) => u.text.trim())"
    assert page.evaluate(said)[0] == "I feel nothing for my baby."
    for _ in range(3):
        page.evaluate("window.said.at(-1).onend()")
    spoken = page.evaluate(said)
    assert spoken[1:3] == ["Am I the only one?", "Many mothers have felt this."]
    marked = page.evaluate("[...CSS.highlights.get('spoken')].map((r) => r.toString().trim())")
    assert marked == [spoken[-1]]
    button.click()
    assert button.inner_text() == "Listen"
    assert page.evaluate("window.cancelled") >= 1


def test_listen_reads_no_markers_no_tables_of_help_and_no_sources(open_context: OpenContext) -> None:
    page = with_voice(open_context, LOCAL)
    page.locator("[data-listen]").click()
    for _ in range(400):
        count = page.evaluate("window.said.length")
        page.evaluate("window.said.at(-1).onend()")
        if page.evaluate("window.said.length") == count:
            break
    spoken = " ".join(page.evaluate("window.said.map((u) => u.text)"))
    assert page.locator("[data-listen]").inner_text() == "Listen"
    assert "Many mothers have felt this." in spoken
    for silent in ("Robson", "Call, with the phone on speaker", "doi.org", "On this page"):
        assert silent not in spoken


@pytest.mark.parametrize(("choice", "paper"), [("Dim", "rgb(21, 18, 14)"), ("Light", "rgb(250, 246, 239)")])
def test_light_and_dim_can_be_chosen_and_stay(open_context: OpenContext, choice: str, paper: str) -> None:
    other = "light" if choice == "Dim" else "dark"
    page = open_context(**PHONE, color_scheme=other).new_page()
    page.goto("/about/")
    page.get_by_label(choice, exact=True).check()
    colour = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(colour) == paper
    page.goto(ARTICLE)
    assert page.evaluate(colour) == paper
    page.get_by_label("As my phone does").check()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") is None


def test_without_scripts_the_phone_decides_and_no_dead_control_shows(phone_without_scripts: Page) -> None:
    phone_without_scripts.goto(ARTICLE)
    assert not phone_without_scripts.locator("[data-theme-choice]").is_visible()
    assert not phone_without_scripts.locator("[data-listen]").is_visible()


def test_print_holds_the_article_and_its_sources_and_nothing_else(desktop: Page) -> None:
    desktop.goto(ARTICLE)
    desktop.emulate_media(media="print")
    for there in ("h1", ".text", ".notes", "#about-this-page"):
        assert desktop.locator(there).is_visible(), there
    for gone in (".nav", ".head", ".foot", ".help-bar", ".way", ".read", ".fold", ".note__back >> nth=0"):
        assert not desktop.locator(gone).is_visible(), gone
    # An open source sheet prints where it belongs, in the list.
    desktop.goto(f"{ARTICLE}#ref-robson1980")
    assert desktop.evaluate("getComputedStyle(document.querySelector('#ref-robson1980')).position") == "static"


def test_the_contents_fold_open_without_scripts(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto(ARTICLE)
    assert not page.locator(".fold li a").first.is_visible()
    page.locator(".fold summary").click()
    follow(page.locator(".fold li a").first)
    assert "#" in page.url


def keyboard_journey(page: Page) -> list[Any]:
    """Where Tab leads from the top of a page."""
    places = []
    for _ in range(8):
        page.keyboard.press("Tab")
        places.append(page.evaluate("document.activeElement.innerText.trim()"))
    return places


def test_the_first_tab_is_the_way_past_the_bar(desktop: Page) -> None:
    desktop.goto(ARTICLE)
    assert keyboard_journey(desktop)[0] == "Skip to the text"
    desktop.goto(ARTICLE)
    desktop.keyboard.press("Tab")
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#main")).to_be_focused()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_night_of_reading(open_context: OpenContext, scripts: bool, tmp_path: Path) -> None:
    context = open_context(**PHONE, java_script_enabled=scripts)
    page = context.new_page()
    page.goto("/")
    follow(page.get_by_text("“I'm not sure I love my baby”"))
    assert page.url.endswith("/you-are-not-the-only-one/")
    follow(page.get_by_role("button", name="I have read this"))
    follow(page.get_by_role("button", name="Yes, remember on this phone"))
    assert page.locator(".step__read").count() == 1
    (cookie,) = context.cookies()
    assert (cookie["name"], cookie["value"], cookie["httpOnly"]) == ("read", "you-are-not-the-only-one", True)
    page.goto("/")
    assert page.get_by_text("Continue where you were").is_visible()
    page.goto("/privacy/")
    follow(page.get_by_role("button", name="Clear what is kept on this phone"))
    assert context.cookies() == []
    page.goto("/articles/")
    assert page.locator(".step__read").count() == 0
    page.get_by_label("Say it in your own words").fill("i yeled at my todler")
    with next_page(page):
        page.keyboard.press("Enter")
    assert page.locator(".step").first.inner_text().startswith("I yelled.")
