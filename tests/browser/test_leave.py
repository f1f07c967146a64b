"""Leave in a real browser: the page is gone at once, and where she goes learns nothing of it."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenContext, follow

WEATHER = "https://worldweather.wmo.int/"


def weather_instead(page: Page) -> list[dict[str, str]]:
    """Answers for the page that Leave goes to, so that nothing leaves this machine; returns what it was asked with.

    Not with `page.route`: it does not see where a redirect leads, and the browser would ask the network first.
    """
    asked: list[dict[str, str]] = []
    session = page.context.new_cdp_session(page)

    def fulfil(paused: dict[str, Any]) -> None:
        asked.append({name.lower(): value for name, value in paused["request"]["headers"].items()})
        page_of_words = base64.b64encode(b"<title>Weather</title>Cloudy").decode()
        headers = [{"name": "Content-Type", "value": "text/html"}]
        answer = {"requestId": paused["requestId"], "responseCode": 200, "responseHeaders": headers}
        session.send("Fetch.fulfillRequest", {**answer, "body": page_of_words})

    session.on("Fetch.requestPaused", fulfil)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": f"{WEATHER}*"}]})
    return asked


def test_leave_empties_the_page_at_once_and_takes_its_place_in_the_history(phone: Page) -> None:
    weather_instead(phone)
    phone.goto("/about/")
    phone.goto("/support/us/")
    # The last to hear of the press: by then nothing is left, so no clock is needed and no later frame can show a word.
    phone.evaluate(
        """() => window.addEventListener("click", () => {
          sessionStorage.setItem("left", `${document.body.children.length} ${document.title}`);
        })"""
    )
    follow(phone.locator(".head").get_by_role("link", name="Leave"))
    expect(phone).to_have_title("Weather")
    phone.go_back()
    expect(phone).to_have_url(re.compile(r"/about/$"))
    assert phone.evaluate('sessionStorage.getItem("left")') == "0 "


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_leave_tells_the_weather_page_nothing(open_context: OpenContext, scripts: bool) -> None:
    page = open_context(**PHONE, java_script_enabled=scripts).new_page()
    asked = weather_instead(page)
    page.goto("/support/us/")
    follow(page.locator(".head").get_by_role("link", name="Leave"))
    expect(page).to_have_title("Weather")
    assert "referer" not in asked[0]
    assert "cookie" not in asked[0]


def test_leave_in_the_section_on_violence_works_the_same(phone: Page) -> None:
    weather_instead(phone)
    phone.goto("/support/us/#violence")
    follow(phone.locator("#violence").get_by_role("link", name="Leave", exact=True))
    expect(phone).to_have_title("Weather")
