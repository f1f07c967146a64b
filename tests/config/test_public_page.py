"""Kept pages: the same bytes for everyone, asked for once, and never older than the day."""

import gzip
from datetime import UTC, datetime
from typing import Any

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config import public_page as module
from config.public_page import public_page


class Counted:
    """A view that counts how often it is rendered."""

    def __init__(self) -> None:
        self.times = 0
        self.edition = 1

    def view(self, **options: Any) -> Any:
        @public_page(edition=lambda: self.edition, **options)
        def counted(request: HttpRequest) -> HttpResponse:
            self.times += 1
            return HttpResponse(f"rendered {self.times}")

        return counted


def get(view: Any, path: str = "/somewhere/", **headers: str) -> HttpResponse:
    response: HttpResponse = view(RequestFactory().get(path, headers=headers))
    return response


def test_a_page_is_rendered_once() -> None:
    counted = Counted()
    view = counted.view()
    assert get(view).content == get(view).content == b"rendered 1"


def test_a_new_edition_is_rendered_anew() -> None:
    counted = Counted()
    view = counted.view()
    get(view)
    counted.edition = 2
    assert get(view).content == b"rendered 2"


def test_a_kept_page_does_not_outlive_its_day(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted()
    view = counted.view()

    class Clock(datetime):
        at = datetime(2026, 11, 23, 23, 59, 30, tzinfo=UTC)

        @classmethod
        def now(cls, tz: Any = None) -> datetime:  # type: ignore[override]
            return cls.at

    monkeypatch.setattr(module, "datetime", Clock)
    assert get(view).headers["Cache-Control"] == "public, max-age=30"
    Clock.at = datetime(2026, 11, 24, 0, 0, 1, tzinfo=UTC)
    assert get(view).content == b"rendered 2"


def test_a_browser_that_has_the_page_gets_304_without_a_body() -> None:
    view = Counted().view()
    tag = get(view).headers["ETag"]
    again = get(view, **{"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == tag


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", "gzip"),
        ("gzip, br;q=0", "gzip"),
        ("GZIP;q=1.0", "gzip"),
        ("identity", ""),
        ("", ""),
        (";;,,=", ""),
    ],
)
def test_the_encoding_is_one_that_the_browser_takes(accepted: str, encoding: str) -> None:
    response = get(Counted().view(), **{"accept-encoding": accepted})
    body = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[encoding](response.content)
    assert response.headers.get("Content-Encoding", "") == encoding
    assert body == b"rendered 1"
    assert response.headers["Vary"] == "Accept-Encoding"


def test_each_encoding_has_a_tag_of_its_own() -> None:
    view = Counted().view()
    tags = {get(view, **{"accept-encoding": accepted}).headers["ETag"] for accepted in ("br", "gzip", "")}
    assert len(tags) == 3


def test_a_page_that_finds_her_cookie_is_private_and_kept_nowhere() -> None:
    counted = Counted()
    view = counted.view(looks_at=("read",))
    request = RequestFactory().get("/somewhere/")
    request.COOKIES["read"] = "small-moments"
    response = view(request)
    assert "no-store" in response.headers["Cache-Control"]
    assert "private" in response.headers["Cache-Control"]
    assert get(view).content == b"rendered 2"


def test_a_page_asked_with_a_query_is_kept_nowhere() -> None:
    counted = Counted()
    view = counted.view()
    assert "no-store" in get(view, "/somewhere/?q=words").headers["Cache-Control"]
    assert get(view).content == b"rendered 2"


def test_what_is_not_a_page_is_not_kept() -> None:
    @public_page()
    def moved(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=301, headers={"Location": "/elsewhere/"})

    assert get(moved).status_code == 301
    assert not module._kept


def test_the_store_has_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_KEPT", 3)
    view = Counted().view()
    for number in range(10):
        get(view, f"/page-{number}/")
    assert len(module._kept) == 3


@pytest.mark.django_db
def test_two_strangers_get_the_same_bytes(library: None) -> None:
    one = Client().get("/articles/small-moments/")
    other = Client(headers={"user-agent": "other", "accept-language": "es", "cookie": "session=x"}).get(
        "/articles/small-moments/"
    )
    assert one.content == other.content


@pytest.mark.parametrize(("encoding", "unpack"), [("br", brotli.decompress), ("gzip", gzip.decompress)])
def test_an_answer_that_is_kept_nowhere_travels_compressed_all_the_same(encoding: str, unpack: Any) -> None:
    response = get(Counted().view(), "/somewhere/?q=x", **{"accept-encoding": encoding})
    assert unpack(response.content) == b"rendered 1"
    assert response.headers["Content-Encoding"] == encoding
    assert response.headers["Content-Length"] == str(len(response.content))
    assert "no-store" in response.headers["Cache-Control"]


def test_a_browser_that_takes_no_encoding_gets_plain_bytes() -> None:
    response = get(Counted().view(), "/somewhere/?q=x")
    assert response.content == b"rendered 1"
    assert "Content-Encoding" not in response.headers
