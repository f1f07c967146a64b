"""axe on every public page, light and dark, phone and desktop: WCAG 2.2 A and AA, zero findings."""

from collections.abc import Sequence
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, OpenContext
from tests.public_pages import PUBLIC_PAGES

STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A page's passes, with the markup of each, are megabytes that nobody reads.
ONLY_VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}
COLORS = ["color-contrast", "link-in-text-block"]  # the rules that a scheme can change; all else is markup and size


def findings(page: Page, standards: Sequence[str] = STANDARDS) -> list[str]:
    """What axe has against a page, as rule and element: every rule in light, and in dim every rule of colors."""
    _show_in(page, "light")
    light = Axe().run(page, options=ONLY_VIOLATIONS | {"runOnly": {"type": "tag", "values": [*standards]}}).response
    _show_in(page, "dark")
    # axe is in the page by now. Loading each page again for its dim colors took longer than all other tests together.
    options = ONLY_VIOLATIONS | {"runOnly": {"type": "rule", "values": COLORS}}
    dim = page.evaluate("options => axe.run(document, options)", options)
    _show_in(page, "light")
    return [*_listed(light, "light"), *_listed(dim, "dim")]


def _show_in(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Changes the scheme and waits for colors that change slowly, as the admin's do."""
    page.emulate_media(color_scheme=scheme)
    # A timer's ring is an animation too, and takes its minute: only transitions are waited for.
    page.wait_for_function(
        "document.getAnimations().every(one => !(one instanceof CSSTransition) || one.playState !== 'running')"
    )


def _listed(result: dict[str, Any], scheme: str) -> list[str]:
    return [
        f"{violation['id']} ({scheme}): {node['html'][:120]}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize("device", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_axe_finds_nothing_on_any_public_page(open_context: OpenContext, device: dict[str, Any]) -> None:
    # axe brings its own code into the page, which the page's policy rightly refuses.
    page = open_context(**device, bypass_csp=True).new_page()
    found = {}
    for address in PUBLIC_PAGES:
        page.goto(address)
        if against := findings(page):
            found[address] = against
    assert found == {}


def test_axe_would_find_something(phone: Page) -> None:
    phone.set_content("<html lang=en><title>x</title><body><main><h1>x</h1><img src=x></main></body></html>")
    assert any(finding.startswith("image-alt") for finding in findings(phone))


def test_axe_would_find_colors_that_are_too_faint_in_dim_alone(phone: Page) -> None:
    faint = "<style>@media (prefers-color-scheme: dark) { body { background: #222; color: #333 } }</style>"
    phone.set_content(
        f"<html lang=en><title>x</title>{faint}<body><main><h1>Too faint to read</h1></main></body></html>"
    )
    assert [finding.split(":")[0] for finding in findings(phone)] == ["color-contrast (dim)"]
