"""A whole editorial day in a real browser; the desk by keyboard, without scripts, on a phone, and through axe."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import DESKTOP, HOUSE, PHONE, OpenContext, Server, start_server
from tests.browser.test_accessibility import findings
from tests.staff import FACTOR, Phone

SLUG = "out-of-step"
TITLE = "Why do we keep missing each other?"
# What Django's own markup keeps to beyond the standard is not ours.
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PASSPHRASE = "silver harbor candle thirty"
NEW = "You two are new to each other."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A house of this file's own, whose `content/` may be written to."""
    data = tmp_path_factory.mktemp("desk")
    shutil.copytree(HOUSE / "content", data / "content")
    running = start_server(data, CONTENT_DIR=str(data / "content"))
    manage(running, "make_editor", "robin", "--role", "editor", "--role", "clinician", "--role", "publisher")
    yield running
    running.stop()


@pytest.fixture(scope="module")
def signed_in(browser: Browser, server: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Robin's browser after signing in with a second factor, kept for every test of this file."""
    context = browser.new_context(base_url=server.url, **DESKTOP)
    page = context.new_page()
    page.goto("/desk/")
    page.get_by_label("Name").fill("robin")
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    press(page, "Sign in")
    assert FACTOR in page.url
    page.get_by_label("six digits").fill(Phone(page.content()).digits())
    with page.expect_navigation():
        page.locator("[name=code]").press("Enter")
    page.goto("/desk/")
    expect(page.get_by_role("heading", name="What waits")).to_be_visible()
    kept = tmp_path_factory.mktemp("robin") / "state.json"
    context.storage_state(path=kept)
    context.close()
    return kept


def manage(server: Server, *command: str) -> str:
    """Runs a command on the open house and returns what it said."""
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(server.data),
        "DATA_DIR": str(server.data),
        "CONTENT_DIR": str(server.data / "content"),
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *command], cwd=HOUSE, env=environment, check=False,
        input=PASSPHRASE.encode(), capture_output=True,
    )  # fmt: skip
    return (done.stdout + done.stderr).decode()


def press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


@pytest.fixture
def desk(open_context: OpenContext, signed_in: Path) -> Page:
    context = open_context(**DESKTOP, storage_state=signed_in)
    context.set_default_timeout(30_000)
    return context.new_page()


def opened(page: Page, title: str = TITLE) -> Page:
    page.goto("/desk/texts/")
    with page.expect_navigation():
        page.get_by_role("link", name=title, exact=True).click()
    return page


def complaints(page: Page) -> list[str]:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def writes(page: Page, sentence: str) -> None:
    text = page.get_by_label("Text", exact=True)
    text.fill(text.input_value().rstrip() + f"\n\n{sentence}\n")


def publishes(page: Page, why: str) -> None:
    for box in page.get_by_role("checkbox", name="Publish all the same.").all():
        box.check()
    page.get_by_label("What changed, in a line? Readers see it.").fill(why)
    press(page, "Publish")
    expect(page.get_by_text("Published.", exact=True)).to_be_visible()


def approves(page: Page) -> None:
    page.get_by_label("Your name, as it should stand on the page").fill("Dr. Ada Moss")
    page.get_by_label("Your role, such as perinatal psychiatrist").fill("perinatal psychiatrist")
    press(page, "Approve this text")
    expect(page.get_by_text("approved this very text")).to_be_visible()


def test_a_whole_editorial_day(desk: Page, server: Server, open_context: OpenContext) -> None:
    said = complaints(desk)
    reader = open_context(**PHONE).new_page()
    opened(desk)

    # Write: the preview and the findings follow.
    writes(desk, f"{NEW} You should have known.")
    expect(desk.locator(".desk-preview .text")).to_contain_text(NEW)
    expect(desk.locator('[data-findings="body"]')).to_contain_text("should have")
    writes_over = desk.get_by_label("Text", exact=True)
    writes_over.fill(writes_over.input_value().replace(" You should have known.", ""))
    expect(desk.locator('[data-findings="body"] li')).to_have_count(0)
    desk.get_by_label("What did you change, in a line?").fill("A kinder end")
    press(desk, "Save draft")
    expect(desk.get_by_text("Saved as a draft.")).to_be_visible()

    # Submit, approve, publish.
    press(desk, "Submit for review")
    approves(desk)
    publishes(desk, "A kinder end")
    reader.goto(f"/articles/{SLUG}/")
    expect(reader.get_by_text(NEW)).to_be_visible()
    expect(reader.get_by_text("Dr. Ada Moss, perinatal psychiatrist")).to_be_attached()

    # Change: the page says that it waits; approved again, it does not.
    writes(desk, "Tomorrow is another day.")
    press(desk, "Save draft")
    press(desk, "Submit for review")
    expect(desk.get_by_text("that approval does not count for it")).to_be_visible()
    publishes(desk, "One more line")
    reader.goto(f"/articles/{SLUG}/?")
    expect(reader.get_by_text("waits to be reviewed again")).to_be_attached()

    # Restore the state before, approve it again, publish it.
    with desk.expect_navigation():
        desk.get_by_role("link", name="History").click()
    row = desk.get_by_role("row", name="A kinder end published")
    with desk.expect_navigation():
        row.get_by_role("link").click()
    press(desk, "Restore this state as a draft")
    press(desk, "Submit for review")
    approves(desk)
    publishes(desk, "Back to the shorter end")
    reader.goto(f"/articles/{SLUG}/?again")
    expect(reader.get_by_text("Tomorrow is another day.")).to_have_count(0)

    # Conflict: the file was changed as well; sync says so, and the desk decides.
    file = server.data / "content" / "en" / "articles" / f"{SLUG}.md"
    file.write_text(file.read_text().replace("of you got here", "of you came here"))
    assert "both changed: out-of-step" in manage(server, "sync_articles")
    desk.goto("/desk/files/")
    expect(desk.locator("del", has_text="came")).to_be_visible()
    press(desk, "Keep the site’s text")
    expect(desk.get_by_text("Decided.")).to_be_visible()

    # Export and sync: no difference is left.
    assert "written: out-of-step.md" in manage(server, "export_articles")
    assert "0 kept, 0 conflicts, 27 unchanged" in manage(server, "sync_articles")
    assert "Articles: 0 written, 27 unchanged" in manage(server, "export_articles")
    desk.goto("/desk/files/")
    expect(desk.get_by_text("Site and files agree.")).to_be_visible()

    # And readers see what changed.
    reader.goto(f"/articles/{SLUG}/changes/")
    for why in ("A kinder end", "One more line", "Back to the shorter end"):
        expect(reader.get_by_text(why)).to_be_visible()
    assert said == []


def test_two_editors_on_one_text_lose_nothing(desk: Page, open_context: OpenContext, signed_in: Path) -> None:
    other = open_context(**DESKTOP, storage_state=signed_in).new_page()
    for page in (desk, other):
        opened(page, "Am I enough for my baby?")
    desk.get_by_label("Main message").fill("What the first one wrote.")
    press(desk, "Save draft")
    other.get_by_label("Main message").fill("What the second one wrote.")
    press(other, "Save draft")
    expect(other.get_by_text("Somebody saved this text while you were writing")).to_be_visible()
    expect(other.get_by_label("Main message")).to_have_value("What the second one wrote.")
    expect(other.locator("ins", has_text="first")).to_be_visible()
    press(other, "Save draft")
    expect(other.get_by_label("Main message")).to_have_value("What the second one wrote.")


def test_a_session_that_runs_out_keeps_the_text_until_it_is_saved(open_context: OpenContext, signed_in: Path) -> None:
    context: BrowserContext = open_context(**DESKTOP, storage_state=signed_in)
    page = opened(context.new_page(), "Does my baby even like me?")
    session: Any = [cookie for cookie in context.cookies() if cookie["name"] == "session"]
    page.get_by_label("Main message").fill("Words of an hour.")
    context.clear_cookies(name="session")
    press(page, "Save draft")
    expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    expect(page.get_by_role("link", name="Sign in, in a new tab")).to_be_visible()
    context.add_cookies(session)  # as the other tab would
    press(page, "Save")
    expect(page.get_by_label("Main message")).to_have_value("Words of an hour.")


def test_a_source_is_cited_by_a_tap(desk: Page) -> None:
    said = complaints(desk)
    opened(desk, "Is my phone coming between us?")
    desk.get_by_label("Find a source").fill("robson 1980")
    desk.get_by_role("button", name="Robson, Kumar (1980)").click()
    assert "[^robson1980]" in desk.get_by_label("Text", exact=True).input_value()
    assert "robson1980" in desk.get_by_label("Sources", exact=True).input_value()
    assert said == []


def test_the_live_preview_looks_as_the_page_does(desk: Page, open_context: OpenContext) -> None:
    opened(desk, "Today was awful. What do I do now?")
    expect(desk.locator(".desk-preview h2").first).to_be_visible()
    reader = open_context(**DESKTOP).new_page()
    reader.goto("/articles/after-a-bad-day/")
    style = "element => { const s = getComputedStyle(element); return [s.color, s.fontWeight, s.fontSize] }"
    assert desk.locator(".desk-preview h2").first.evaluate(style) == reader.locator("#text h2").first.evaluate(style)


def test_the_desk_works_without_scripts_and_by_keyboard(open_context: OpenContext, signed_in: Path) -> None:
    context = open_context(**DESKTOP, storage_state=signed_in, java_script_enabled=False)
    page = opened(context.new_page(), "Do I need help right now?")
    page.get_by_label("Main message").fill("Call now, without a script.")
    page.get_by_label("What did you change, in a line?").focus()
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()
    press(page, "Submit for review")
    expect(page.get_by_text("in review")).to_be_visible()


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_at_the_desk(open_context: OpenContext, signed_in: Path, device: dict[str, Any]) -> None:
    page = open_context(**device, storage_state=signed_in, bypass_csp=True).new_page()
    found = {}
    places = ("/desk/", "/desk/texts/", "/desk/texts/add/?kind=practice", "/desk/sources/?q=1980", "/desk/files/")
    for place in (*places, "/desk/banner/"):
        page.goto(place)
        found[place] = findings(page, WCAG)
    opened(page, "I yelled. How do I make it right?")
    page.get_by_text("Where it stands").click()
    found["write"] = findings(page, WCAG)
    with page.expect_navigation():
        page.get_by_role("link", name="History").click()
    found["history"] = findings(page, WCAG)
    assert {place: against for place, against in found.items() if against} == {}
