"""From a word to its meaning and back, without a script; and the pages behind the articles on a very small screen."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenContext


def test_a_word_leads_to_its_meaning_and_back_to_the_sentence(phone_without_scripts: Page) -> None:
    page = phone_without_scripts
    page.goto("/articles/out-of-step/")
    link = page.get_by_role("link", name="rupture", exact=True)
    link.scroll_into_view_if_needed()
    link.tap()
    expect(page).to_have_url("/articles/glossary/#rupture")
    expect(page.locator("#rupture")).to_be_in_viewport()
    page.go_back()
    expect(link).to_be_in_viewport()


@pytest.mark.parametrize("address", ["/articles/glossary/", "/about/evidence/", "/articles/what-treatment-can-do/"])
def test_nothing_runs_out_of_a_narrow_page_with_large_type(open_context: OpenContext, address: str) -> None:
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto(address)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_a_claim_opens_to_the_pages_that_tell_it_by_keyboard(desktop: Page) -> None:
    desktop.goto("/about/evidence/")
    claim = desktop.locator("#C93 summary")
    claim.focus()
    desktop.keyboard.press("Enter")
    expect(desktop.locator("#C93").get_by_role("link", name="Am I enough for my baby?")).to_be_visible()
