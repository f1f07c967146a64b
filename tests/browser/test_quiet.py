"""What a real browser sees of us: no other host, no cookie, no complaint, no sideways scrolling."""

from typing import Any

import pytest
from playwright.sync_api import Error, Page

from tests.browser.conftest import PHONE, OpenContext, Server, follow
from tests.public_pages import PUBLIC_PAGES

LARGE_TEXT = {"standard": 32, "fixed": 26}  # pixels; the browser's own default is 16


def test_no_page_asks_elsewhere_keeps_a_cookie_or_breaks_its_own_policy(
    open_context: OpenContext, server: Server
) -> None:
    # One walk for all three: it waits for each page to fall silent, which takes longer than looking.
    context = open_context(**PHONE)
    asked: set[str] = set()
    said: list[str] = []
    context.on("request", lambda request: asked.add(request.url))
    page = context.new_page()
    page.on("console", lambda message: said.append(f"{page.url}: {message.text}"))
    page.on("pageerror", lambda error: said.append(f"{page.url}: {error}"))
    for address in PUBLIC_PAGES:
        page.goto(address)
        page.wait_for_load_state("networkidle")
    expected = "Failed to load resource: the server responded with a status of 404"
    assert [line for line in said if expected not in line] == []
    assert {url for url in asked if not url.startswith(f"{server.url}/")} == set()
    assert context.cookies() == []


def test_the_policy_would_stop_an_injected_script(desktop: Page) -> None:
    desktop.goto("/about/")
    for attempt in INJECTIONS:
        with pytest.raises(Error, match="requires 'Trusted"):
            desktop.evaluate(attempt)
    assert desktop.evaluate("fetch('https://elsewhere.example/').then(() => 'sent', () => 'stopped')") == "stopped"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
@pytest.mark.parametrize("large", [False, True], ids=["text as it is", "text at 200 %"])
def test_no_page_scrolls_sideways(open_context: OpenContext, width: int, large: bool) -> None:
    page = open_context(viewport={"width": width, "height": 740}).new_page()
    if large:
        session = page.context.new_cdp_session(page)
        session.send("Page.enable")
        session.send("Page.setFontSizes", {"fontSizes": LARGE_TEXT})
    too_wide = {}
    for address in PUBLIC_PAGES:
        page.goto(address)
        room = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        if room[0] > room[1]:
            too_wide[address] = room
    assert too_wide == {}


INJECTIONS = (
    "document.body.innerHTML = '<img src=x onerror=alert(1)>'",
    "document.body.insertAdjacentHTML('beforeend', '<b>x</b>')",
    "document.createElement('img').setAttribute('onerror', 'alert(1)')",
    "document.createElement('script').text = 'alert(1)'",
    "document.createElement('script').src = 'https://elsewhere.example/x.js'",
)
SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, summary, input, select, textarea')]
  .filter((e) => e.checkVisibility() && !e.closest('.text p, .text li, .note p, .skip, .small, p.plain, .lead'))
  .map((e) => [e, e.closest('label') ?? e])
  .filter(([, box]) => { const r = box.getBoundingClientRect(); return r.height < 43.5 && r.width && r.bottom > 0; })
  .filter(([e]) => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline' && e.parentElement.tagName === 'P'))
  .map(([e]) => e.outerHTML.slice(0, 100))"""


def test_every_control_is_44_pixels_high(open_context: OpenContext) -> None:
    page = open_context(**PHONE).new_page()
    small = {}
    for address in PUBLIC_PAGES:
        page.goto(address)
        if found := page.evaluate(SMALL_TARGETS):
            small[address] = found
    assert small == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_first_screen_of_an_article_holds_what_it_must(open_context: OpenContext, scheme: str) -> None:
    page = open_context(**PHONE, color_scheme=scheme).new_page()
    for slug in ("you-are-not-the-only-one", "is-this-urgent", "how-to-repair"):
        page.goto(f"/articles/{slug}/")
        for what in ("h1", ".lead", ".help-bar", ".tools"):
            box = page.locator(what).first.bounding_box()
            assert box, what
            assert box["y"] + box["height"] <= 740 - 58, f"{what} of {slug} is under the bar or below the first screen"


def test_help_is_one_tap_from_every_page_without_scripts(open_context: OpenContext) -> None:
    page = open_context(**PHONE, java_script_enabled=False).new_page()
    for address in PUBLIC_PAGES:
        page.goto(address)
        assert page.locator('.nav a[href="/support/#now"]').is_visible(), address
        assert page.locator('.head__help[href="/support/#now"]').is_visible(), address
    follow(page.locator(".head__help"))
    assert page.locator('#now a[href="tel:911"]').first.is_visible()


def test_with_forced_large_text_nothing_of_the_bar_is_cut(open_context: OpenContext) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": LARGE_TEXT})
    page.goto("/")
    cut: Any = page.evaluate(
        "[...document.querySelectorAll('.nav a')].filter((e) => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert cut == 0
