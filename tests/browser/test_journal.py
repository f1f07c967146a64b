"""The journal in a real browser: with scripts and without, offline, locked, and after leaving."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Page, Route, expect

from tests.browser.conftest import DESKTOP, PHONE, OpenContext
from tests.browser.test_accessibility import findings

PASSPHRASE = "copper kettle seventeen moss"
WORDS = "Finally asleep at three, and I felt nothing xyzzyplugh."


LONGEST = 60_000  # milliseconds: one Argon2 run at 64 MiB takes its time on a machine that does much else


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    expect.set_options(timeout=LONGEST)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def open_context(open_context: OpenContext) -> OpenContext:
    """As everywhere, with more patience: coming in is slow on purpose."""

    def open_one(**options: Any) -> BrowserContext:
        context = open_context(**options)
        context.set_default_timeout(LONGEST)
        return context

    return open_one


def join(page: Page, name: str) -> None:
    page.goto("/account/join/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open my journal").click()
    page.wait_for_url("**/recovery-code/")
    page.get_by_role("button", name="Go on without it").click()
    page.wait_for_url("**/journal/")


def write(page: Page, text: str = WORDS) -> str:
    page.goto("/journal/new/")
    page.fill("#text", text)
    page.locator("form.writing").get_by_role("button", name="Save", exact=True).last.click()
    page.wait_for_url("**/?saved")
    return page.url.split("?")[0]


def shown(page: Page) -> str:
    """Everything the page holds, seen or not, once it is there: on Back a page of ours asks the server anew."""
    for _ in range(20):
        page.wait_for_load_state()
        with suppress(Error):  # it was on its way to another page
            return page.content()
    raise AssertionError("The page does not come to rest.")


def printed(page: Page) -> str:
    """What the print preview has, in words."""
    page.emulate_media(media="print")
    words = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    return words


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone_either_way(open_context: OpenContext, request: pytest.FixtureRequest) -> Page:
    return open_context(**PHONE, java_script_enabled=request.param).new_page()


def name_of(request: pytest.FixtureRequest) -> str:
    return re.sub(r"\W+", "-", request.node.name.lower())[-50:].strip("-")


def test_a_page_is_written_changed_found_and_deleted(phone_either_way: Page, request: pytest.FixtureRequest) -> None:
    page = phone_either_way
    join(page, name_of(request))
    address = write(page)
    expect(page.locator(".entry__text")).to_have_text(WORDS)
    page.get_by_role("link", name="Change").click()
    page.fill("#text", WORDS + " And more.")
    page.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/?saved")
    page.get_by_role("link", name="What it said before").click()
    expect(page.locator(".entry__text")).to_have_text(WORDS)
    page.goto("/journal/")
    page.fill("#q", "XYZZYPLUGH")
    page.get_by_role("button", name="Look").click()
    expect(page.locator(".step").first).to_contain_text("xyzzyplugh")
    assert "xyzzyplugh" not in page.url.lower()
    page.goto(address + "delete/")
    page.get_by_role("button", name="Erase it now").click()
    page.wait_for_url("**/journal/")
    expect(page.get_by_text("Nothing here yet")).to_be_visible()


def test_lock_in_the_writing_form_keeps_the_words(phone_either_way: Page, request: pytest.FixtureRequest) -> None:
    page = phone_either_way
    join(page, name_of(request))
    page.goto("/journal/new/")
    page.fill("#text", WORDS)
    page.locator("form.writing").get_by_role("button", name="Lock").click()
    page.wait_for_url("**/unlock/**")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.wait_for_url("**/journal/new/?draft=**")
    expect(page.locator("#text")).to_have_value(WORDS)


def test_a_save_after_locking_elsewhere_asks_for_the_passphrase_and_saves(
    phone_either_way: Page, request: pytest.FixtureRequest
) -> None:
    page = phone_either_way
    join(page, name_of(request))
    page.goto("/journal/new/")
    page.fill("#text", WORDS)
    page.context.clear_cookies(name="key")
    page.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#passphrase")).to_be_visible()
    expect(page.locator("#text")).to_have_value(WORDS)
    page.fill("#passphrase", PASSPHRASE)
    page.locator(".unlock-here").get_by_role("button", name="Save").click()
    page.wait_for_url("**/?saved")
    expect(page.locator(".entry__text")).to_have_text(WORDS)


def test_words_are_saved_while_she_writes_and_said_so(phone: Page, request: pytest.FixtureRequest) -> None:
    join(phone, name_of(request))
    phone.goto("/journal/new/")
    phone.fill("#text", WORDS)
    expect(phone.locator("[data-saved]")).to_have_text(re.compile(r"^Saved \d"))
    assert phone.locator("[data-saved]").get_attribute("aria-live") == "polite"
    phone.goto("/journal/")
    expect(phone.locator(".step").first).to_contain_text("Finally asleep")


def test_offline_with_scripts_she_stays_on_the_page_that_holds_her_words(
    phone: Page, request: pytest.FixtureRequest
) -> None:
    join(phone, name_of(request))
    phone.goto("/journal/new/")
    phone.context.set_offline(True)
    phone.fill("#text", WORDS)
    save = phone.locator("form.writing").get_by_role("button", name="Save", exact=True)
    save.click()
    expect(phone.locator("[data-saved]")).to_contain_text("no connection")
    expect(phone.locator("#text")).to_have_value(WORDS)
    phone.context.set_offline(False)
    save.click()
    phone.wait_for_url("**/?saved")
    expect(phone.locator(".entry__text")).to_have_text(WORDS)


def test_offline_without_scripts_the_browser_sends_her_words_on_reload(
    phone_without_scripts: Page, request: pytest.FixtureRequest
) -> None:
    page = phone_without_scripts
    join(page, name_of(request))
    page.goto("/journal/new/")
    page.fill("#text", WORDS)
    page.context.set_offline(True)
    page.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.reload()
    page.wait_for_url("**/?saved")
    expect(page.locator(".entry__text")).to_have_text(WORDS)


def test_two_quick_presses_save_one_page(phone: Page, request: pytest.FixtureRequest) -> None:
    join(phone, name_of(request))
    phone.goto("/journal/new/")
    phone.fill("#text", WORDS)
    phone.locator("form.writing").get_by_role("button", name="Save", exact=True).dblclick()
    phone.wait_for_url("**/?saved")
    phone.goto("/journal/")
    expect(phone.locator(".step")).to_have_count(1)


def answer_for_the_harmless_page(context: BrowserContext) -> None:
    """Lets /leave/ reach our server, and stands in for where it leads: no test reaches the network."""

    def answer(route: Route) -> None:
        response = route.fetch(max_redirects=0)
        assert response.headers["location"].startswith("https://")
        route.fulfill(body="<title>away</title>far away", content_type="text/html")

    context.route("**/leave/", answer)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("way", ["lock", "leave"])
def test_after_lock_or_leave_nothing_shows_a_word(
    open_context: OpenContext, request: pytest.FixtureRequest, way: str, scripts: bool
) -> None:
    context = open_context(**PHONE, java_script_enabled=scripts)
    answer_for_the_harmless_page(context)
    page = context.new_page()
    join(page, name_of(request))
    address = write(page)
    page.goto("/journal/")
    page.goto(address)
    assert "xyzzyplugh" in shown(page)
    assert "xyzzyplugh" in printed(page)
    if way == "lock":
        page.locator(".bar__lock button").click()
        page.wait_for_url("**/unlock/**")
    else:
        page.get_by_role("link", name="Leave").click()
        expect(page.get_by_text("far away")).to_be_visible()
    for _ in range(4):  # Back, and further back
        page.go_back()
        assert "xyzzyplugh" not in shown(page)
        assert "xyzzyplugh" not in printed(page)
    page.go_forward()
    assert "xyzzyplugh" not in shown(page)
    reopened = context.new_page()
    reopened.goto(address)
    assert "xyzzyplugh" not in shown(reopened)
    assert "/journal/unlock/" in reopened.url
    assert "xyzzyplugh" not in printed(reopened)
    assert "xyzzyplugh" not in str(context.storage_state())


def test_leave_saves_the_draft_on_its_way(open_context: OpenContext, request: pytest.FixtureRequest) -> None:
    context = open_context(**PHONE)
    answer_for_the_harmless_page(context)
    page = context.new_page()
    join(page, name_of(request))
    page.goto("/journal/new/")
    page.fill("#text", WORDS)
    page.get_by_role("link", name="Leave").click()
    expect(page.get_by_text("far away")).to_be_visible()
    page.goto("/journal/unlock/")
    page.fill("[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Unlock").click()
    page.wait_for_url("**/journal/")
    expect(page.locator(".step").first).to_contain_text("Finally asleep")


def test_half_an_hour_without_a_touch_locks_and_keeps_the_words(phone: Page, request: pytest.FixtureRequest) -> None:
    join(phone, name_of(request))
    phone.clock.install()
    phone.goto("/journal/new/")
    phone.fill("#text", WORDS)
    # No further: the page's clock runs faster here than the server answers, and the wait for it ends by that clock.
    phone.clock.run_for(30 * 60 * 1000 + 16_000)
    phone.wait_for_url("**/journal/unlock/**")
    assert "xyzzyplugh" not in shown(phone)
    phone.fill("[name=passphrase]", PASSPHRASE)
    phone.get_by_role("button", name="Unlock").click()
    phone.wait_for_url("**/journal/new/?draft=**")
    expect(phone.locator("#text")).to_have_value(WORDS)


@pytest.mark.parametrize("where", ["/journal/search/", "/journal/draft/"])
def test_half_an_hour_on_a_page_that_came_from_a_form_leads_back_to_a_page(
    phone: Page, request: pytest.FixtureRequest, where: str
) -> None:
    join(phone, name_of(request))
    write(phone)
    phone.clock.install()
    if where == "/journal/search/":
        phone.goto("/journal/")
        phone.fill("#q", "asleep")
        phone.get_by_role("button", name="Look").click()
    else:
        phone.goto("/journal/new/")
        phone.fill("#text", WORDS)
        phone.get_by_role("button", name="Save draft").click()
    phone.wait_for_url(f"**{where}")
    phone.clock.run_for(30 * 60 * 1000 + 16_000)
    phone.wait_for_url("**/journal/unlock/**")
    phone.fill("[name=passphrase]", PASSPHRASE)
    phone.get_by_role("button", name="Unlock").click()
    expect(phone.locator("#q" if where == "/journal/search/" else "#text")).to_be_visible()


def test_half_an_hour_without_a_touch_and_without_a_connection_keeps_the_words_in_the_page(
    phone: Page, request: pytest.FixtureRequest
) -> None:
    join(phone, name_of(request))
    phone.clock.install()
    phone.goto("/journal/new/")
    phone.context.set_offline(True)
    phone.fill("#text", WORDS)
    phone.clock.run_for(31 * 60 * 1000)
    show = phone.get_by_role("button", name="Show my words")
    expect(show).to_be_visible()
    expect(phone.locator("#text")).to_be_hidden()
    phone.context.set_offline(False)
    show.click()
    expect(phone.locator("#text")).to_have_value(WORDS)
    phone.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    phone.wait_for_url("**/?saved")


def test_the_browsers_storage_holds_nothing_private(phone: Page, request: pytest.FixtureRequest) -> None:
    join(phone, name_of(request))
    address = write(phone)
    phone.goto(address + "edit/")
    phone.fill("#text", WORDS + " more")
    expect(phone.locator("[data-saved]")).to_have_text(re.compile("^Saved"))
    kept = phone.evaluate(
        """async () => JSON.stringify([
            {...localStorage}, {...sessionStorage}, document.cookie, history.state,
            await indexedDB.databases(), await caches.keys(),
        ])"""
    )
    assert kept == '[{},{},"",null,[],[]]'


PRIVATE_PAGES = [
    "/account/", "/account/passphrase/", "/account/name/", "/account/delete/", "/account/recovery-code/", "/journal/",
    "/journal/new/", "/journal/deleted/", "/journal/export/", "/journal/import/", "/journal/forgot/",
    "/journal/over-time/",
]  # fmt: skip


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_private_page(
    open_context: OpenContext, device: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    context = open_context(**device, bypass_csp=True)
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(what: str) -> None:
        if against := findings(page):
            found[what] = against

    for where in ("/account/join/", "/account/sign-in/", "/account/recover/"):
        page.goto(where)
        look(where)
    page.fill("[name=name]", "nobody-11")
    page.fill("[name=code]", "0000")
    page.fill("[name=passphrase]", PASSPHRASE)
    with page.expect_navigation():
        page.get_by_role("button", name="Open my journal").click()
    expect(page.get_by_role("alert")).to_be_visible()
    look("recover, refused")
    page.goto("/account/join/")
    page.fill("[name=name]", name_of(request))
    page.fill("[name=passphrase]", PASSPHRASE)
    page.get_by_role("button", name="Open my journal").click()
    page.wait_for_url("**/recovery-code/")
    look("the code")
    address = write(page)
    page.goto(address + "edit/")
    other = context.new_page()
    other.goto(address + "edit/")
    other.fill("#text", "from elsewhere")
    other.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    other.wait_for_url("**/?saved")
    page.fill("#text", "from here")
    page.check("[name=closeness][value='2']")
    page.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    page.wait_for_url("**/beside/")
    look("both are kept")
    page.goto("/journal/over-time/")
    with page.expect_navigation():
        page.get_by_role("button", name="Show me").click()
    for where in (*PRIVATE_PAGES, address, address + "edit/", address + "delete/", address + "former/"):
        page.goto(where)
        look(where)
    page.goto("/journal/new/")
    context.clear_cookies(name="key")
    page.fill("#text", WORDS)
    page.locator("form.writing").get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#passphrase")).to_be_visible()
    look("held")
    page.goto("/journal/unlock/")
    look("unlock")
    assert found == {}


@pytest.mark.parametrize("where", ["/account/join/", "/account/sign-in/", "/journal/new/", "/journal/"])
def test_private_pages_fit_a_small_phone_with_large_type(open_context: OpenContext, where: str) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    join(page, "narrow" + re.sub(r"\W+", "-", where))
    page.goto(where)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
