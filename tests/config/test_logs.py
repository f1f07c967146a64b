"""Logs that help the operator and tell on nobody."""

import logging
import sys
from typing import Any

import pytest
from django.test import Client, RequestFactory

from config.logs import Discreet, PlainFormatter

CANARY = "zq-canary-7731"


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Any:
    """What the console would have shown, after our own filter and formatter."""
    discreet, formatter = Discreet(), PlainFormatter("{levelname} {name}: {message}", style="{")

    def read() -> str:
        for record in caplog.records:
            discreet.filter(record)
        return "\n".join(formatter.format(record) for record in caplog.records)

    for name in ("django", "django.request"):
        logging.getLogger(name).addHandler(caplog.handler)
    yield read
    for name in ("django", "django.request"):
        logging.getLogger(name).removeHandler(caplog.handler)


@pytest.mark.django_db
def test_a_page_that_broke_is_logged_by_its_route_and_the_kind_of_error(
    client: Client, lines: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr("articles.views.find", broken)
    client.raise_request_exception = False
    assert client.get("/articles/search/", {"q": CANARY}).status_code == 500
    told = lines()
    assert "articles:search" in told
    assert "builtins.RuntimeError" in told
    assert CANARY not in told
    assert "/articles/search" not in told


@pytest.mark.django_db
def test_a_page_that_is_not_there_leaves_no_trace_of_what_was_asked(client: Client, lines: Any) -> None:
    client.get(f"/{CANARY}/")
    assert CANARY not in lines()


def test_an_error_keeps_its_frames_and_loses_its_words() -> None:
    formatter = PlainFormatter("{message}", style="{")
    try:
        raise ValueError(CANARY)
    except ValueError:
        record = logging.LogRecord("x", logging.ERROR, "f", 1, "It broke", None, sys.exc_info())
    text = formatter.format(record)
    assert "test_logs.py" in text
    assert "builtins.ValueError" in text
    # The line of code itself is ours to show; the value it raised is not.
    assert CANARY not in text.replace("raise ValueError(CANARY)", "")


def test_a_message_about_a_request_names_its_route_alone() -> None:
    record = logging.LogRecord("django.request", logging.WARNING, "f", 1, "%s: %s", ("Not Found", f"/{CANARY}/"), None)
    record.request = RequestFactory().get(f"/{CANARY}/")
    Discreet().filter(record)
    assert record.getMessage() == "Not Found: no route"


def test_the_console_has_the_filter_and_the_formatter() -> None:
    from django.conf import settings

    handlers: Any = settings.LOGGING["handlers"]
    console = handlers["console"]
    assert console["filters"] == ["discreet"]
    assert console["formatter"] == "plain"
