"""Pages that are open to all: the same bytes for everyone, rendered once, compressed once, kept until they change.

A view is private unless it opens itself by this decorator. What it renders must depend on nothing but its address, the
day (UTC), the edition of the texts and the operator's banner; the one exception, `looks_at`, names a cookie that lives
on her device, and a page that finds it answers `private` and is kept nowhere.
"""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any

import brotli
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_cache_control, patch_vary_headers

from config import banner

View = Callable[..., HttpResponse]
Key = tuple[str, str, int, str]

FRESH = 300  # seconds a browser may show a page without asking again: a corrected number is out in five minutes
MOST_KEPT = 500  # pages
# The most brotli can do: 0.2 s for a long article, once a day and worker, and 12 % off each first visit on a slow line.
BROTLI_QUALITY = 11
LIGHTLY = 4  # for what is made anew each time: 5 ms for the longest page


@dataclass(frozen=True)
class KeptPage:
    """One page as bytes, by content encoding, and what identifies them."""

    content_type: str
    bodies: dict[str, bytes]
    digest: str


_kept: OrderedDict[Key, KeptPage] = OrderedDict()
_lock = threading.Lock()


def public_page(
    *, edition: Callable[[], int] = lambda: 0, looks_at: tuple[str, ...] = (), always_ask: bool = False
) -> Callable[[View], View]:
    """Opens a view to all and keeps what it renders.

    `edition` is a number that changes when the page's texts do. `looks_at` names the device cookies that make it
    hers. With `always_ask`, browsers ask each time whether it changed (answered with 304 when it did not).
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in ("GET", "HEAD"):
                return view(request, *args, **kwargs)
            if request.META.get("QUERY_STRING") or any(name in request.COOKIES for name in looks_at):
                return _answer_once(request, view(request, *args, **kwargs))
            return _answer_kept(request, edition(), lambda: view(request, *args, **kwargs), always_ask=always_ask)

        return login_not_required(answer)

    return decorate


def forget_kept_pages() -> None:
    """Empties this process's store; for tests, and for whoever changes a text without turning the edition."""
    with _lock:
        _kept.clear()


def _answer_once(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page that is kept nowhere, compressed lightly on its way: a phone's line is slower than we are.

    What is hers in such a page (her country, what she has read) never stands beside words that came with the address,
    so its size tells nothing about it (BREACH).
    """
    patch_cache_control(response, private=True, no_store=True)
    encoding = _encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    if response.status_code == 200 and encoding:
        body = response.content
        response.content = brotli.compress(body, quality=LIGHTLY) if encoding == "br" else gzip.compress(body, LIGHTLY)
        response.headers["Content-Encoding"] = encoding
        response.headers["Content-Length"] = str(len(response.content))
        patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _answer_kept(
    request: HttpRequest, edition: int, render: Callable[[], HttpResponse], *, always_ask: bool
) -> HttpResponse:
    key = (request.path, datetime.now(UTC).date().isoformat(), edition, banner.of(request))
    with _lock:
        page = _kept.get(key)
    if page is None:
        response = render()
        if response.status_code != 200 or response.cookies:
            return response
        page = _keep(key, response)
    return _response(request, page, always_ask=always_ask)


def _keep(key: Key, response: HttpResponse) -> KeptPage:
    body = response.content
    page = KeptPage(
        content_type=response.headers["Content-Type"],
        # No secret of hers is in a public page, so compressing it gives nothing away (BREACH).
        bodies={"": body, "br": brotli.compress(body, quality=BROTLI_QUALITY), "gzip": gzip.compress(body, 9, mtime=0)},
        digest=hashlib.sha256(body).hexdigest()[:20],
    )
    with _lock:
        _kept[key] = page
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return page


def _response(request: HttpRequest, page: KeptPage, *, always_ask: bool) -> HttpResponse:
    encoding = _encoding(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    tag = f'"{page.digest}-{encoding or "plain"}"'
    if tag in [known.strip().removeprefix("W/") for known in request.META.get("HTTP_IF_NONE_MATCH", "").split(",")]:
        response: HttpResponse = HttpResponseNotModified()
    else:
        body = page.bodies[encoding]
        response = HttpResponse(body, content_type=page.content_type)
        response.headers["Content-Length"] = str(len(body))
        if encoding:
            response.headers["Content-Encoding"] = encoding
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, no-cache" if always_ask else f"public, max-age={_seconds_fresh()}"
    return response


def _seconds_fresh() -> int:
    """A kept copy ends at midnight UTC: what a page says of today must not be shown tomorrow."""
    now = datetime.now(UTC)
    midnight = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return min(FRESH, int((midnight - now).total_seconds()))


def _encoding(accepted: str) -> str:
    """The best encoding that the browser takes (RFC 9110, 12.5.3, as far as browsers use it)."""
    offers = {}
    for part in accepted.lower().split(","):
        name, _, weight = part.strip().partition(";")
        offers[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return next((name for name in ("br", "gzip") if offers.get(name)), "")
