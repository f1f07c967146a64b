"""A text that could not be saved because its editor is signed out, or her form is too old: it comes back, whole.

Nothing of it is kept on the server. She signs in in another tab and presses Save again; a stranger gets back what he
sent, and sees nothing of the desk.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from articles.desk.site import site
from config.same_site import is_from_elsewhere

WRITING = ("desk:articles_manuscript_add", "desk:articles_manuscript_change")
PAGE = "desk/held.html"
NOT_TYPED = ("csrfmiddlewaretoken",)


def held_for_staff(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Opens a writing view of the desk to its staff, and hands back what somebody signed out has sent."""

    @wraps(view)
    @never_cache
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if site.has_permission(request):
            return view(request, *args, **kwargs)
        user: Any = request.user
        if request.method != "POST" or (user.is_authenticated and not user.is_staff):
            return site.turn_away(request)
        return hold(
            request, _("You were signed out meanwhile, so this was not saved yet. Your text is here."), signed_out=True
        )

    return login_not_required(answer)


def is_writing(request: HttpRequest) -> bool:
    """Whether this is a text for the desk, sent by a page of ours."""
    match = request.resolver_match
    return (
        request.method == "POST" and match is not None and match.view_name in WRITING and not is_from_elsewhere(request)
    )


def hold(request: HttpRequest, why: str, *, status: int = 403, signed_out: bool = False) -> HttpResponse:
    """The text back in a form that saves it with the next press. Asks neither session nor database for anything."""
    if is_from_elsewhere(request):
        raise Http404
    typed = [(name, value) for name in request.POST for value in request.POST.getlist(name) if name not in NOT_TYPED]
    context = {
        "why": why,
        "body": request.POST.get("body", ""),
        "typed": [(name, value) for name, value in typed if name != "body"],
        "signed_out": signed_out,
    }
    return render(request, PAGE, context, status=status)


def stale(request: HttpRequest) -> HttpResponse:
    """After a CSRF failure: the page stood open while somebody signed in again."""
    return hold(request, _("This page stood open for a while, so it was not saved yet. Press Save once more."))
