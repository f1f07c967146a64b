"""Help in a real browser: with and without scripts, on a small phone and on paper."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenContext, Server, follow, next_page

SUPPORT_PAGES = [
    "/support/",
    "/support/us/",
    "/support/gb/",
    "/support/fi/",
    "/support/check-in/",
    "/support/note/",
    "/support/after-a-loss/",
    "/support/worried-about-someone/",
    "/support/questions/",
    "/privacy/fewer-traces/",
]


def answer(page: Page, **answers: str) -> None:
    page.goto("/support/check-in/")
    for question in ("q1", "q2", "q3", "q4", "q5", "q6"):
        page.locator(f"input[name={question}][value={answers.get(question, 'no')}]").check()
    follow(page.get_by_role("button", name="See how soon"))


# Country, check-in and note, without a script


def test_a_country_is_chosen_and_every_help_link_leads_there(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto("/support/")
    follow(page.get_by_role("button", name="New Zealand"))
    expect(page).to_have_url(re.compile(r"/support/nz/#now$"))
    page.goto("/about/")
    follow(page.locator(".nav").get_by_role("link", name="Support"))
    expect(page).to_have_url(re.compile(r"/support/nz/#now$"))
    expect(page.get_by_role("link", name="Call 111").first).to_be_in_viewport()


def test_another_country_is_chosen_from_the_list(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto("/support/")
    page.get_by_label("Another country").select_option("Finland")
    follow(page.get_by_role("button", name="Go there"))
    expect(page).to_have_url(re.compile(r"/support/fi/#now$"))


def test_a_note_goes_to_her_journal_only_when_she_says_so(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto("/support/note/")
    page.get_by_label("What I'd like").fill("Sleep, and somebody to talk to")
    follow(page.get_by_role("button", name="Make the note"))
    follow(page.get_by_role("button", name="Keep it in my journal"))
    expect(page).to_have_url(re.compile(r"/journal/keep/$"))
    assert "What I'd like: Sleep, and somebody to talk to" in page.locator("textarea[name=text]").input_value()
    expect(page.get_by_text("not saved yet").first).to_be_attached()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_check_in_shows_numbers_and_a_reload_loses_none(open_context: OpenContext, scripts: bool) -> None:
    context = open_context(**PHONE, java_script_enabled=scripts)
    page = context.new_page()
    answer(page, q1="yes")
    expect(page.get_by_role("heading", name="Thank you for saying it.")).to_be_visible()
    assert page.url.endswith("/support/check-in/")
    numbers = page.locator("main a[href^='tel:']").count()
    page.reload()
    assert page.locator("main a[href^='tel:']").count() == numbers > 10
    assert context.cookies() == []


HIDDEN = """() => {
  Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_result_that_the_phone_threw_away_comes_back_with_numbers(phone: Page) -> None:
    answer(phone, q1="yes")
    # What a phone does to a hidden page: it is told so, thrown away, and fetched anew.
    phone.evaluate(HIDDEN)
    with phone.expect_request("**/support/check-in/") as asked:
        phone.reload()
    assert asked.value.method == "GET"
    expect(phone.get_by_role("link", name="United States 911")).to_be_visible()


def test_a_result_that_came_to_a_dark_screen_comes_back_with_numbers_too(phone: Page) -> None:
    phone.goto("/support/check-in/")
    phone.locator("input[name=q1][value=yes]").check()
    # She turns the screen off while the answer is on its way: no event will ever tell that page that it is hidden.
    phone.add_init_script("Object.defineProperty(document, 'visibilityState', { get: () => 'hidden' })")
    follow(phone.get_by_role("button", name="See how soon"))
    with phone.expect_request("**/support/check-in/") as asked:
        phone.reload()
    assert asked.value.method == "GET"


def test_a_note_is_made_shown_and_changed_without_a_script(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto("/support/note/")
    page.get_by_label("far away").check()
    page.get_by_label("What I'd like").fill("Sleep, and somebody to talk to")
    follow(page.get_by_role("button", name="Make the note"))
    expect(page.get_by_role("region", name="The note")).to_contain_text("far away")
    follow(page.get_by_role("button", name="Show the screen"))
    expect(page.get_by_role("heading", name="It is hard for me to say this out loud.")).to_be_in_viewport()
    follow(page.get_by_role("button", name="Back to my note"))
    follow(page.get_by_role("button", name="Change it"))
    expect(page.get_by_label("far away")).to_be_checked()
    expect(page.get_by_label("What I'd like")).to_have_value("Sleep, and somebody to talk to")


def test_the_check_in_works_by_keyboard_alone(desktop: Page) -> None:
    desktop.goto("/support/check-in/")
    desktop.locator("input[name=q1]").first.focus()
    for _ in range(5):
        desktop.keyboard.press("Space")
        desktop.keyboard.press("Tab")
    desktop.keyboard.press("ArrowRight")
    with next_page(desktop):
        desktop.keyboard.press("Enter")
    expect(desktop.get_by_role("heading", name="Thank you for saying it.")).to_be_visible()


# What a script adds


def test_the_copy_button_copies_the_number_and_says_so(open_context: OpenContext, server: Server) -> None:
    context = open_context(**PHONE)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=server.url)
    page = context.new_page()
    page.goto("/support/us/")
    page.locator("#us-nmmhh").get_by_role("button", name="Copy 1-833-852-6262").click()
    expect(page.locator("#us-nmmhh [data-copy-words]")).to_have_text("Copied")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_attached()
    # Pasted into a field of ours: reading the clipboard is rightly off for our pages.
    page.goto("/articles/search/")
    page.get_by_role("searchbox").or_(page.get_by_role("textbox")).first.press("Control+V")
    expect(page.locator("input[name=q]")).to_have_value("1-833-852-6262")


def test_without_a_script_no_button_is_there_that_would_do_nothing(phone_without_scripts: Page) -> None:
    for address in ("/support/us/", "/support/questions/"):
        phone_without_scripts.goto(address)
        expect(phone_without_scripts.locator("[data-copy]:visible, [data-print]:visible")).to_have_count(0)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        # Melbourne is 11 hours before UTC in November: Monday 08:59, 09:00, 19:29, 19:30; Saturday 15:59; Sunday noon.
        ("2026-11-22T21:59:00Z", "Closed now."),
        ("2026-11-22T22:00:00Z", "Open now."),
        ("2026-11-23T08:29:00Z", "Open now."),
        ("2026-11-23T08:30:00Z", "Closed now."),
        ("2026-11-28T04:59:00Z", "Open now."),
        ("2026-11-29T01:00:00Z", "Closed now."),
        # In July it is 10 hours: Monday 09:00.
        ("2027-07-04T23:00:00Z", "Open now."),
        ("2027-07-04T22:59:00Z", "Closed now."),
    ],
)
def test_open_or_closed_is_told_in_the_lines_own_time_zone(open_context: OpenContext, moment: str, words: str) -> None:
    page = open_context(**PHONE, timezone_id="America/Los_Angeles").new_page()
    page.clock.set_fixed_time(moment)
    page.goto("/support/au/")
    expect(page.locator("#au-panda .contact__open")).to_have_text(words)


def test_hours_stand_in_words_without_a_script(phone_without_scripts: Page) -> None:
    phone_without_scripts.goto("/support/au/")
    expect(phone_without_scripts.locator("#au-panda")).to_contain_text("Monday to Friday, 9 a.m. to 7:30 p.m.")


# On a small phone, and on paper


@pytest.mark.parametrize("address", SUPPORT_PAGES)
def test_nothing_runs_off_a_screen_of_320_pixels_with_large_type(open_context: OpenContext, address: str) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("address", SUPPORT_PAGES)
def test_every_button_and_box_is_44_pixels_high(phone: Page, address: str) -> None:
    phone.goto(address)
    small: list[Any] = phone.evaluate(
        """() => [...document.querySelectorAll("main .button, main .numbers a, main summary, main label, main select")]
          .filter((e) => e.checkVisibility() && !e.matches(".ask__words label, .pick label"))
          .filter((e) => e.getBoundingClientRect().height < 43.9 || e.getBoundingClientRect().width < 43.9)
          .map((e) => e.outerHTML.slice(0, 120))"""
    )
    assert small == []


@pytest.mark.parametrize(
    ("address", "numbers"), [("us", ("911", "988")), ("ca", ("911", "988")), ("nz", ("111", "1737"))]
)
def test_the_first_screen_of_a_phone_has_both_numbers_to_call(
    phone: Page, address: str, numbers: tuple[str, str]
) -> None:
    phone.goto(f"/support/{address}/")
    bar = phone.locator(".nav").bounding_box()
    assert bar
    for number in numbers:
        box = phone.get_by_role("link", name=f"Call {number}").first.bounding_box()
        assert box
        assert box["y"] + box["height"] <= bar["y"], f"{number} is under the bar"


def test_the_emergency_numbers_of_all_countries_take_little_more_than_a_screen(phone: Page) -> None:
    phone.goto("/support/")
    box = phone.locator("#now").bounding_box()
    assert box
    assert box["height"] <= 900


def test_on_paper_the_questions_stand_alone(desktop: Page) -> None:
    desktop.goto("/support/questions/")
    desktop.emulate_media(media="print")
    expect(desktop.get_by_role("listitem").filter(has_text="What do you keep private")).to_be_visible()
    expect(desktop.locator(".head, .foot, .no-print").locator("visible=true")).to_have_count(0)


def test_on_paper_the_note_stands_alone(desktop: Page) -> None:
    desktop.goto("/support/note/")
    desktop.get_by_label("thoughts of dying").check()
    follow(desktop.get_by_role("button", name="Make the note"))
    desktop.emulate_media(media="print")
    expect(desktop.get_by_role("region", name="The note")).to_be_visible()
    expect(desktop.locator(".now, .note-ways, h1").locator("visible=true")).to_have_count(0)


def test_on_paper_every_number_of_a_country_is_there(desktop: Page) -> None:
    desktop.goto("/support/us/")
    desktop.emulate_media(media="print")
    for words in ("Call 911", "1-833-852-6262", "741741"):
        expect(desktop.get_by_text(words).first).to_be_visible()
    expect(desktop.locator("[data-copy]").locator("visible=true")).to_have_count(0)
