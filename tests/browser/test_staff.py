"""Staff and operator in a real browser: the phone is set up, the house closes, a banner goes up; no word is lost."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import DESKTOP, HOUSE, PHONE, OpenContext, Server, start_server
from tests.browser.test_accessibility import findings
from tests.browser.test_journal import WORDS, join
from tests.browser.test_quiet import LARGE_TEXT
from tests.live import Visitor
from tests.staff import FACTOR, ROBIN_PASSPHRASE, Phone

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A house of this file's own: it closes, and everybody in it would notice."""
    running = start_server(tmp_path_factory.mktemp("staff"))
    yield running
    running.stop()


@pytest.fixture
def manage(server: Server) -> Iterator[Any]:
    """Runs a command on the open house, and leaves it open and without a banner."""

    def run(*command: str, typed: str = "") -> None:
        environment = {"PATH": os.environ["PATH"], "HOME": str(server.data), "DATA_DIR": str(server.data)}
        whole = [sys.executable, "manage.py", *command]
        subprocess.run(whole, cwd=HOUSE, env=environment, check=True, input=typed.encode(), capture_output=True)

    yield run
    run("maintenance", "off")
    run("banner", "--clear")


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def phone_either_way(open_context: OpenContext, request: pytest.FixtureRequest) -> Page:
    return open_context(**PHONE, java_script_enabled=request.param).new_page()


def name_of(request: pytest.FixtureRequest) -> str:
    return re.sub(r"\W+", "-", request.node.name.lower())[-50:].strip("-")


def press(page: Page, name: str) -> None:
    # A sign-in costs two Argon2 runs of 64 MiB; on a busy machine both together may take longer than the usual 10 s.
    with page.expect_navigation(timeout=60_000):
        page.get_by_role("button", name=name, exact=True).last.click(timeout=60_000)


def sign_in(page: Page, name: str) -> None:
    page.goto("/account/sign-in/")
    page.fill("[name=name]", name)
    page.fill("[name=passphrase]", ROBIN_PASSPHRASE)
    press(page, "Sign in")


def give(page: Page, code: str, button: str = "Go on") -> None:
    page.fill("[name=code]", code)
    press(page, button)


def test_a_phone_is_set_up_asked_for_and_stood_in_for(
    phone_either_way: Page, manage: Any, request: pytest.FixtureRequest
) -> None:
    page, name = phone_either_way, name_of(request)
    manage("make_editor", name, typed=f"{ROBIN_PASSPHRASE}\n")
    sign_in(page, name)
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    phone = Phone(page.content())
    give(page, phone.wrong_digits(), "Confirm")
    expect(page.get_by_role("alert")).to_contain_text("do not fit")
    give(page, phone.digits(), "Confirm")
    codes = CODE.findall(page.content())
    assert len(codes) == 10
    page.goto("/account/")
    press(page, "Sign out here")
    sign_in(page, name)
    expect(page).to_have_url(re.compile("/journal/$"))
    page.goto(FACTOR)
    give(page, codes[0])
    page.goto(FACTOR)
    expect(page.get_by_text("You have 9 spare codes left.")).to_be_visible()


def test_the_spare_codes_print_as_codes_and_nothing_else(
    desktop: Page, manage: Any, request: pytest.FixtureRequest
) -> None:
    set_up(desktop, manage, name_of(request))
    desktop.emulate_media(media="print")
    seen = desktop.locator("body").inner_text()
    assert len(CODE.findall(seen)) == 10
    assert re.sub(r"[\s\d.]", "", CODE.sub("", seen)) == ""
    assert desktop.title() == "Small Moments"


def test_the_same_digits_from_three_browsers_at_once_count_once(
    server: Any, manage: Any, request: pytest.FixtureRequest
) -> None:
    name = name_of(request)
    manage("make_editor", name, typed=f"{ROBIN_PASSPHRASE}\n")
    first, *others = (Visitor(server, name, ROBIN_PASSPHRASE) for _ in range(4))
    assert all(visitor.sign_in() for visitor in (first, *others))
    phone = Phone(first.ask(FACTOR)[2].decode())
    assert first.post(FACTOR, {"code": phone.digits()})[0] == 200
    digits = phone.digits(1)
    with ThreadPoolExecutor(len(others)) as at_once:
        answers = list(at_once.map(lambda visitor: visitor.post(FACTOR, {"code": digits})[0], others))
    assert answers.count(302) == 1, answers


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_the_pages_of_staff_and_operator(
    open_context: OpenContext, manage: Any, request: pytest.FixtureRequest, device: dict[str, Any]
) -> None:
    page = open_context(**device, bypass_csp=True).new_page()
    name = name_of(request)
    manage("banner", "Saving is slow tonight. Your words are safe.")
    manage("make_editor", name, typed=f"{ROBIN_PASSPHRASE}\n")
    sign_in(page, name)
    found = {"set up": findings(page)}
    phone = Phone(page.content())
    give(page, phone.wrong_digits(), "Confirm")
    found["wrong digits"] = findings(page)
    give(page, phone.digits(), "Confirm")
    found["codes"] = findings(page)
    page.goto(FACTOR)
    found["verified"] = findings(page)
    sign_in(page, name)
    page.goto(FACTOR)
    found["asked"] = findings(page)
    manage("maintenance", "on")
    page.goto("/journal/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Closed for a short while")
    found["closed"] = findings(page)
    assert {where: against for where, against in found.items() if against} == {}


def test_no_page_of_staff_or_operator_scrolls_sideways_at_320_pixels_and_twice_the_text(
    open_context: OpenContext, manage: Any, request: pytest.FixtureRequest
) -> None:
    page = open_context(viewport={"width": 320, "height": 740}).new_page()
    session = page.context.new_cdp_session(page)
    session.send("Page.enable")
    session.send("Page.setFontSizes", {"fontSizes": LARGE_TEXT})
    name = name_of(request)
    manage("banner", "Averyveryverylongwordthatnobodywouldwrite" * 3)
    manage("make_editor", name, typed=f"{ROBIN_PASSPHRASE}\n")
    sign_in(page, name)
    widths = {"set up": width(page)}
    give(page, Phone(page.content()).digits(), "Confirm")
    widths["codes"] = width(page)
    page.goto(FACTOR)
    widths["verified"] = width(page)
    manage("maintenance", "on")
    page.goto("/journal/")
    widths["closed"] = width(page)
    assert {where: pixels for where, pixels in widths.items() if pixels > 320} == {}


def test_every_target_on_these_pages_is_44_pixels(
    open_context: OpenContext, manage: Any, request: pytest.FixtureRequest
) -> None:
    page = open_context(**PHONE).new_page()
    name = name_of(request)
    manage("banner", "Saving is slow tonight.")
    manage("make_editor", name, typed=f"{ROBIN_PASSPHRASE}\n")
    sign_in(page, name)
    small = {"set up": small_targets(page)}
    give(page, Phone(page.content()).digits(), "Confirm")
    small["codes"] = small_targets(page)
    page.goto(FACTOR)
    small["verified"] = small_targets(page)
    manage("maintenance", "on")
    page.goto("/journal/")
    small["closed"] = small_targets(page)
    assert {where: targets for where, targets in small.items() if targets} == {}


def test_the_house_closes_while_she_writes_and_no_word_is_lost(
    phone_either_way: Page, manage: Any, request: pytest.FixtureRequest
) -> None:
    page = phone_either_way
    join(page, name_of(request))
    page.goto("/journal/new/")
    page.fill("#text", WORDS)
    manage("maintenance", "on")
    press(page, "Save")
    expect(page.get_by_role("alert")).to_contain_text("closed for a short while")
    expect(page.locator("#text")).to_have_value(WORDS)
    press(page, "Save")  # too early
    expect(page.locator("#text")).to_have_value(WORDS)
    manage("maintenance", "off")
    press(page, "Save")
    expect(page.locator(".entry__text")).to_have_text(WORDS)


def test_autosave_says_that_the_house_is_closed(phone: Page, manage: Any, request: pytest.FixtureRequest) -> None:
    join(phone, name_of(request))
    phone.goto("/journal/new/")
    manage("maintenance", "on")
    phone.fill("#text", WORDS)
    expect(phone.locator("[data-saved]")).to_contain_text("closed for a short while")
    expect(phone.locator("#text")).to_have_value(WORDS)


def test_a_banner_is_on_a_kept_page_at_once_and_leads_to_help(phone_either_way: Page, manage: Any) -> None:
    page = phone_either_way
    page.goto("/support/us/")
    expect(page.locator(".banner")).to_have_count(0)
    manage("banner", "Saving is slow tonight. Your words are safe.")
    page.goto("/support/us/")
    expect(page.locator(".banner")).to_contain_text("Saving is slow tonight.")
    with page.expect_navigation():
        page.locator(".banner").get_by_role("link", name="Not OK right now? Get help").click()
    expect(page).to_have_url(re.compile("/support/#now$"))
    manage("banner", "--clear")
    page.goto("/support/us/")
    expect(page.locator(".banner")).to_have_count(0)


def set_up(page: Page, manage: Any, name: str) -> None:
    manage("make_editor", name, typed=f"{ROBIN_PASSPHRASE}\n")
    sign_in(page, name)
    give(page, Phone(page.content()).digits(), "Confirm")


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


def small_targets(page: Page) -> list[str]:
    """Links and buttons in view of under 44 px, other than the skip link that shows on focus."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("a:not(.skip), button")]
        .map((target) => [target.textContent.trim(), target.getBoundingClientRect()])
        .filter(([, box]) => box.width && Math.round(box.height) < 44)
        .map(([words, box]) => `${words} ${box.height}`)"""
    )
    return found
