"""Practices in a real browser: one-handed, in the dark, with and without scripts, and with nothing left behind."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenContext
from tests.browser.test_accessibility import findings
from tests.public_pages import PRACTICES

CANARY = "canary-in-the-blanket-4417"
STOP_HERE = (185, 685)  # px from the corner of a phone of 360 × 740
# Is what has the focus really on top where it is, and not under a bar?
ON_TOP = """() => {
  const box = document.activeElement.getBoundingClientRect();
  const there = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return document.activeElement.contains(there);
}"""
ANSWER = ".answers button.option, .answers button.answers__next"


def screens(page: Page, slug: str, *, by_keyboard: bool = False) -> Iterator[str]:
    """Goes through a practice by its first answers; stops at each screen, and gives what it asks."""
    page.goto(f"/practice/{slug}/")
    while True:
        heading = page.locator("#question, .screen h1, main h1").last.inner_text()
        yield heading
        answer = page.locator(ANSWER).first
        if not answer.count():
            return
        if by_keyboard:
            tab_to_an_answer(page)
            with page.expect_navigation():
                page.keyboard.press("Enter")
        else:
            with page.expect_navigation():
                answer.tap() if page.evaluate("'ontouchstart' in window") else answer.click()


def tab_to_an_answer(page: Page) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches({ANSWER!r})"):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            assert page.evaluate(ON_TOP), "what has the focus is hidden"
            return
    pytest.fail("no answer can be reached by keyboard")


def to_screen(page: Page, slug: str, *labels: str) -> None:
    page.goto(f"/practice/{slug}/")
    for label in labels:
        with page.expect_navigation():
            page.get_by_role("button", name=re.compile(f"^{re.escape(label)}")).first.click()


def grown(page: Page, viewport: Any = PHONE["viewport"]) -> Page:
    """The page in a window as high as itself: where it scrolls, axe takes what a bar covers just then for too small."""
    page.set_viewport_size(viewport)
    height = max(viewport["height"], page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": viewport["width"], "height": height})
    return page


def too_small(page: Page) -> list[str]:
    """What she can press on this screen and is under 44 px, high or wide."""
    buttons = page.locator("main button:visible, main .answers__tick, main select, main .option, main summary").all()
    boxes = [(button.bounding_box(), button) for button in buttons]
    return [button.inner_text() for box, button in boxes if box and min(box["height"], box["width"]) < 44]


@pytest.mark.parametrize("slug", PRACTICES)
def test_a_practice_can_be_done_by_touch_without_scripts(phone_without_scripts: Page, slug: str) -> None:
    page = phone_without_scripts
    stops = set()
    for _ in screens(page, slug):
        assert too_small(page) == []
        stop = page.get_by_role("button", name="Stop here")
        if stop.count() and (box := stop.bounding_box()):
            stops.add((round(box["x"]), round(box["y"])))
    expect(page.get_by_text("You can put the phone down now.")).to_be_visible()
    assert stops <= {STOP_HERE}, "Stop here has moved"


@pytest.mark.parametrize("slug", PRACTICES)
def test_a_practice_can_be_done_by_keyboard_with_scripts(open_context: OpenContext, slug: str) -> None:
    page = open_context(viewport=PHONE["viewport"]).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    assert len(list(screens(page, slug, by_keyboard=True))) >= 2
    expect(page.get_by_text("You can put the phone down now.")).to_be_visible()
    assert errors == []


@pytest.mark.parametrize(
    ("device", "slugs"),
    [
        (PHONE, PRACTICES),
        # The markup is the same on a wide screen: every kind of step once.
        (DESKTOP, ["my-two-weeks", "phone-down-plan", "one-sense", "a-moment-today", "step-away"]),
    ],
    ids=["phone", "desktop"],
)
def test_axe_finds_nothing_on_any_screen(open_context: OpenContext, device: dict[str, Any], slugs: list[str]) -> None:
    page = open_context(**device, bypass_csp=True).new_page()
    found = {}
    for slug in slugs:
        for at, heading in enumerate(screens(page, slug)):
            # The first screen stands on the practice's own page, which is walked with all public pages.
            if at and (against := findings(grown(page, device["viewport"]))):
                found[f"{slug}: {heading}"] = against
    assert found == {}


def test_axe_finds_nothing_where_help_shows(open_context: OpenContext) -> None:
    page = open_context(**PHONE, bypass_csp=True).new_page()
    for slug, label in (("words-for-repair", "Someone is hurt"), ("who-shares-the-load", "Someone frightens me")):
        to_screen(page, slug, label)
        assert findings(grown(page)) == []
    to_screen(page, "first-appointment", "I look fine", "Choose questions", "Next")
    page.get_by_text("Hand over more than this").click()
    assert findings(grown(page)) == []
    to_screen(page, "my-two-weeks", "Start", "Next")
    page.get_by_label(re.compile("Thoughts of dying")).check()
    assert findings(grown(page)) == []


def test_no_screen_is_wider_than_a_small_phone_or_than_a_phone_with_large_type(open_context: OpenContext) -> None:
    page = open_context(viewport={"width": 320, "height": 640}, is_mobile=True, has_touch=True).new_page()
    wide = []
    for slug in PRACTICES:
        for heading in screens(page, slug):
            for width, size in ((320, "100%"), (360, "200%")):
                page.set_viewport_size({"width": width, "height": 640})
                page.evaluate(f"document.documentElement.style.fontSize = '{size}'")
                if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                    wide.append(f"{slug}: {heading} at {width} px and {size}")
    assert wide == []


def test_leave_and_help_stay_in_view_on_a_dim_screen(phone: Page) -> None:
    to_screen(phone, "one-sense", "Yes", "My baby", "a weight")
    expect(phone.get_by_role("link", name="Leave")).to_be_in_viewport()
    expect(phone.get_by_role("link", name="Get help")).to_be_in_viewport()
    expect(phone.get_by_text("If your eyes get heavy").locator("visible=true")).to_be_in_viewport()
    assert phone.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(21, 18, 14)"
    with phone.expect_navigation():
        phone.get_by_role("button", name="Next").click()
    assert phone.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(43, 36, 27)"


def test_the_minute_ends_by_itself(phone: Page) -> None:
    phone.clock.install()
    to_screen(phone, "one-sense", "Yes", "My baby", "a weight")
    phone.clock.fast_forward(59_000)
    expect(phone.get_by_role("heading", name="Notice a weight.")).to_be_visible()
    phone.clock.fast_forward(2_000)
    expect(phone.get_by_text("Anything or nothing. Both fine.")).to_be_visible()


def test_a_timer_that_was_turned_off_never_ends_the_screen(phone: Page) -> None:
    phone.clock.install()
    to_screen(phone, "one-sense", "Yes", "My baby", "a weight")
    phone.get_by_role("button", name="Timer off").click()
    phone.clock.fast_forward(120_000)
    expect(phone.get_by_role("heading", name="Notice a weight.")).to_be_visible()


def test_ten_minutes_go_on_after_a_reload_and_end_in_words(phone: Page) -> None:
    phone.clock.install()
    to_screen(phone, "step-away", "Start ten minutes")
    expect(phone.get_by_text("About 10 minutes left.")).to_be_visible()
    phone.clock.fast_forward("06:00")
    phone.reload()
    expect(phone.get_by_text("About 4 minutes left.")).to_be_visible()
    phone.clock.fast_forward("04:01")
    expect(phone.get_by_role("status")).to_have_text("Ten minutes are over. Go back, or call someone first.")
    expect(phone.get_by_role("link", name="Call someone now")).to_be_in_viewport()


def test_without_scripts_the_style_sheet_says_that_the_time_is_over(phone_without_scripts: Page) -> None:
    to_screen(phone_without_scripts, "step-away", "Start ten minutes")
    over = phone_without_scripts.get_by_text("Ten minutes are over.")
    expect(over).to_be_hidden()
    assert phone_without_scripts.evaluate("document.getAnimations().map(a => a.effect.getComputedTiming().delay)") == [
        600_000
    ]
    phone_without_scripts.evaluate("document.getAnimations().forEach(a => a.finish())")
    expect(over).to_be_visible()


@pytest.mark.parametrize(("motion", "moving"), [("reduce", False), ("no-preference", True)])
def test_nothing_moves_where_less_motion_is_asked_for(open_context: OpenContext, motion: str, moving: bool) -> None:
    page = open_context(**PHONE, reduced_motion=motion).new_page()
    to_screen(page, "three-breaths", "A ring on this screen")
    names = page.evaluate("document.getAnimations().map(animation => animation.animationName)")
    assert ("breathes" in names) is moving


def test_the_breathing_ring_comes_to_rest_after_three(open_context: OpenContext) -> None:
    page = open_context(**PHONE, reduced_motion="no-preference").new_page()
    to_screen(page, "three-breaths", "A ring on this screen")
    timing = page.evaluate("document.querySelector('.timer__hand').getAnimations()[0].effect.getComputedTiming()")
    assert (timing["iterations"], timing["duration"]) == (3, 10_000)


def test_a_row_that_needs_a_person_shows_the_numbers_before_anything_is_sent(phone_without_scripts: Page) -> None:
    to_screen(phone_without_scripts, "my-two-weeks", "Start")
    panel = phone_without_scripts.get_by_text("This needs a person now")
    expect(panel).to_be_hidden()
    phone_without_scripts.get_by_label("The day was").nth(4).select_option("very high or racing")
    expect(panel).to_be_visible()
    expect(phone_without_scripts.get_by_role("link", name="see who answers")).to_be_in_viewport()


def test_enter_sends_her_own_words_and_not_the_first_option(phone: Page) -> None:
    to_screen(phone, "another-way-to-see-it")
    phone.get_by_text("Or in your own words").click()
    field = phone.get_by_label("A few words")
    field.fill(CANARY)
    with phone.expect_navigation():
        field.press("Enter")
    for label in ("I'm so tired", "How little I have slept", "This is hard"):
        with phone.expect_navigation():
            phone.get_by_role("button", name=re.compile(label)).click()
    expect(phone.locator("dd").first).to_have_text(CANARY)


def test_a_screen_survives_a_reload(phone: Page) -> None:
    to_screen(phone, "words-for-repair", "Everyone is safe", "I'm calm enough")
    phone.reload()
    expect(phone.get_by_role("heading", name="Who are you going back to?")).to_be_visible()


def test_nothing_of_an_unkept_answer_stays_on_the_phone(phone: Page) -> None:
    to_screen(phone, "a-moment-today", "A bad moment")
    phone.get_by_label(re.compile("Such as")).fill(CANARY)
    with phone.expect_navigation():
        phone.get_by_role("button", name="Next").click()
    expect(phone.get_by_text(CANARY)).to_be_visible()
    assert phone.url.endswith("/practice/a-moment-today/")
    with phone.expect_navigation():
        phone.get_by_role("button", name="Let it go").click()
    assert phone.context.cookies() == []
    kept = phone.evaluate(
        """async () => JSON.stringify([
          {...localStorage}, {...sessionStorage}, history.state, await indexedDB.databases(), await caches.keys(),
          location.href, document.referrer, document.documentElement.outerHTML,
        ])"""
    )
    assert CANARY not in kept


def test_what_may_be_taken_along_can_be_copied(open_context: OpenContext) -> None:
    page = open_context(**DESKTOP, permissions=["clipboard-read", "clipboard-write"]).new_page()
    to_screen(page, "phone-down-plan", "Next", "Yes", "my coffee", "across the room")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()


def test_on_paper_a_plan_is_its_card_and_nothing_else(desktop: Page) -> None:
    to_screen(desktop, "phone-down-plan")
    desktop.get_by_label("When I'm lonely").check()
    for label in ("Next", "Yes", "my coffee", "across the room"):
        with desktop.expect_navigation():
            desktop.get_by_role("button", name=label).first.click()
    desktop.emulate_media(media="print")
    shown = desktop.locator("body").inner_text().split("\n")
    assert [line for line in shown if line.strip()] == ["When my coffee starts, I'll put my phone across the room."]


def test_the_fortnight_prints_on_one_page_with_a_neutral_heading(phone: Page) -> None:
    to_screen(phone, "my-two-weeks", "Start")
    phone.get_by_label("The day was").nth(2).select_option("flat")
    for label in ("Next", "Next"):
        with phone.expect_navigation():
            phone.get_by_role("button", name=label).click()
    pages = phone.pdf(format="A4").count(b"/Type /Page\n")
    assert pages == 1
    phone.emulate_media(media="print")
    assert phone.locator("body").inner_text().split()[:2] == ["Two", "weeks"]
    assert phone.title() == "Two weeks · Small Moments"
