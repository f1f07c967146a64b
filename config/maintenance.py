"""Closed for a while: what needs the database rests, what is help goes on, and her words come back to her.

While the file stands in DATA_DIR, nothing here opens a session, asks who somebody is or touches the database: it may be
what is being worked on.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import gettext as _

from accounts import open_key
from accounts.views.answers import discreet
from articles.desk import held as on_the_desk
from config import data_file
from config.same_site import is_from_elsewhere
from reflections import held
from reflections.views.locking import leave

FILE = "maintenance"
RETRY_AFTER = 300  # seconds
PAGE = "errors/503.html"
PRACTICE = "practices:detail"
# Help needs no database, and a monitor must be able to look. (WhiteNoise answers for static files before we are asked.)
GOES_ON = ("/support/", "/healthz/", f"/{settings.STATIC_URL.strip('/')}/")


def is_on() -> bool:
    return data_file.path_of(FILE).exists()


def turn_on() -> None:
    """Closes the house in every worker, with the next request. Raises OSError."""
    data_file.write(FILE, "")


def turn_off() -> None:
    """Opens it again. Raises OSError."""
    data_file.remove(FILE)


class Maintenance:
    """Answers 503 with the emergency numbers while the house is closed; words that she sent come back in their form.

    It stands in front of the CSRF check's view part, so that a form that is stale as well comes back for one reason.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        for template in (PAGE, held.WRITE, on_the_desk.PAGE):
            # Rendered once at the start, so that each part is in memory: an update may take the files away under us.
            get_template(template).render()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *args: Any) -> HttpResponseBase | None:
        if request.path_info.startswith(GOES_ON) or not is_on():
            return None
        request.user = AnonymousUser()  # whoever asks who this is, a template included, asks no database
        if request.resolver_match and request.resolver_match.view_name == "leave":
            return _leave(request)
        response = _answer(request)
        response.headers["Retry-After"] = str(RETRY_AFTER)
        return response


def _answer(request: HttpRequest) -> HttpResponse:
    if held.is_writing(request) and "text" in request.POST:
        return _words_back(request)
    if on_the_desk.is_writing(request):
        why = _("The site is closed for a short while, so this is not saved yet. Press Save again in a few minutes.")
        return on_the_desk.hold(request, why, status=503)
    return _closed(request)


@discreet
def _words_back(request: HttpRequest) -> HttpResponse:
    why = _(
        "Small Moments is closed for a short while, so this is not saved yet. Your words are here: leave this page "
        "open, and press Save again in a few minutes."
    )
    return held.hold(request, why, status=503, state="closed")


@discreet
def _closed(request: HttpRequest) -> HttpResponse:
    response = render(request, PAGE, {"typed": _answers(request)}, status=503)
    if request.resolver_match and request.resolver_match.view_name == "reflections:lock" and request.method == "POST":
        _drop_key(response)
    return response


def _answers(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody has answered in a practice so far: it travels in its forms, and so this page carries it on."""
    match = request.resolver_match
    if request.method != "POST" or match is None or match.view_name != PRACTICE or is_from_elsewhere(request):
        return []
    return [(name, value) for name in request.POST for value in request.POST.getlist(name)]


def _leave(request: HttpRequest) -> HttpResponse:
    """Leave waits for nothing. Without its cookie the view looks up no session."""
    had_key = request.COOKIES.pop(open_key.cookie_name(), None)
    response = leave(request)
    if had_key and response.status_code == 302:
        _drop_key(response)
    return response


def _drop_key(response: HttpResponse) -> None:
    """Locks this browser: without its secret, the sealed copy in the session opens nothing, and is swept later."""
    response.delete_cookie(open_key.cookie_name(), path="/", samesite="Lax")
