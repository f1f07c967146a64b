"""axe on the pages that answer a form: each result of the check-in, and the note. Light and dark, phone and desktop."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import DESKTOP, PHONE, OpenContext, Server, follow
from tests.browser.test_accessibility import findings
from tests.browser.test_support import answer

RESULTS: dict[str, dict[str, str]] = {
    "now": {"q1": "yes", "q6": "yes"},
    "today": {"q3": "yes", "q6": "skip"},
    "week": {"q4": "some"},
    "eye": {},
    "table": dict.fromkeys(("q1", "q2", "q3", "q4", "q5", "q6"), "skip"),
}


def against_results(page: Page) -> dict[str, list[str]]:
    found = {}
    for name, answers in RESULTS.items():
        answer(page, **answers)
        for fold in page.locator("main details").all():
            fold.evaluate("fold => { fold.open = true; }")
        found[name] = findings(page)
    return found


def against_note(page: Page) -> dict[str, list[str]]:
    found = {}
    page.goto("/support/note/")
    page.get_by_label("thoughts of dying").check()
    follow(page.get_by_role("button", name="Make the note"))
    found["made"] = findings(page)
    follow(page.get_by_role("button", name="Show the screen"))
    found["shown"] = findings(page)
    follow(page.get_by_role("button", name="Back to my note"))
    follow(page.get_by_role("button", name="Change it"))
    found["changed"] = findings(page)
    return found


@pytest.mark.parametrize(
    ("device", "country"),
    [(PHONE, "us"), (PHONE, ""), (DESKTOP, "us")],
    ids=["phone, her country", "phone", "desktop, her country"],
)
def test_axe_finds_nothing_on_any_answer(
    open_context: OpenContext, server: Server, device: dict[str, Any], country: str
) -> None:
    # axe brings its own code into the page, which the page's policy rightly refuses.
    context = open_context(**device, bypass_csp=True)
    if country:
        context.add_cookies([{"name": "country", "value": country, "url": server.url}])
    page = context.new_page()
    found = {**against_results(page), **against_note(page)}
    assert {name: against for name, against in found.items() if against} == {}
