"""How a form comes back: with what she typed, and one sentence on what to do."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts import open_key
from accounts.attempts import TooMany
from accounts.entering import Wrong
from accounts.turns import Busy

View = Callable[..., HttpResponse]
Refusal = Wrong | TooMany | Busy
HOME = "/journal/"


def discreet(view: View) -> View:
    """What she types here reaches no error report, and the page is kept nowhere. Needs no database."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = never_cache(sensitive_post_parameters()(view))(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-store, private"
        return response

    return answer


def private(view: View) -> View:
    """Discreet, and what time has locked is swept away first."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.session.session_key:
            open_key.sweep()
        return discreet(view)(request, *args, **kwargs)

    return answer


def posted(*, back: str) -> Callable[[View], View]:
    """For views that only a form reaches. Who comes by an address (after signing in, or from the history) goes on to
    the page that the form stands on, instead of meeting a blank 405."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method in ("GET", "HEAD"):
                return redirect(back)
            return view(request, *args, **kwargs) if request.method == "POST" else HttpResponseNotAllowed(["POST"])

        return answer

    return decorate


def refusal_words(refusal: Refusal, wrong: str = "") -> tuple[str, int]:
    """The sentence and the status for something that was not done. The form comes back in each case."""
    if isinstance(refusal, TooMany):
        words = _("There have been many tries. Wait %(seconds)d seconds, then press again.")
        return words % {"seconds": refusal.wait}, 429
    if isinstance(refusal, Busy):
        return _("Many people are coming in right now. Press again in a moment."), 503
    return wrong or _("That name and passphrase do not belong together. Check both and try again."), 403


def refused(
    request: HttpRequest, template: str, form: forms.Form, refusal: Refusal, *, wrong: str = "", **context: Any
) -> HttpResponse:
    """The form again, with why at its top."""
    words, status = refusal_words(refusal, wrong)
    form.add_error(None, words)
    response = render(request, template, {"form": form, **context}, status=status)
    if isinstance(refusal, TooMany):
        response.headers["Retry-After"] = str(refusal.wait)
    elif isinstance(refusal, Busy):
        response.headers["Retry-After"] = "2"
    return response


def where_next(request: HttpRequest, *, home: str = HOME) -> str:
    """Where she was going: a page of ours, or the journal (the desk, for who came to show a code)."""
    target = request.POST.get("next") or request.GET.get("next") or home
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours and target.startswith("/") else home
