"""axe on every public page, light and dark, phone and desktop: WCAG 2.2 A and AA, zero findings."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, OpenContext
from tests.public_pages import PUBLIC_PAGES

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page) -> list[str]:
    """What axe has against a page, as rule and element."""
    result = Axe().run(page, options={"runOnly": {"type": "tag", "values": STANDARDS}})
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in result.response["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_public_page(open_context: OpenContext, device: dict[str, Any], scheme: str) -> None:
    # axe brings its own code into the page, which the page's policy rightly refuses.
    page = open_context(**device, color_scheme=scheme, bypass_csp=True).new_page()
    found = {}
    for address in PUBLIC_PAGES:
        page.goto(address)
        if against := findings(page):
            found[address] = against
    assert found == {}


def test_axe_would_find_something(phone: Page) -> None:
    phone.set_content("<html lang=en><title>x</title><body><main><h1>x</h1><img src=x></main></body></html>")
    assert any(finding.startswith("image-alt") for finding in findings(phone))
