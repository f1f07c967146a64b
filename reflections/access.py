"""Who may open what: this person's pages, with an open key. For anybody else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from accounts import open_key
from accounts.slots import Opened
from accounts.views.answers import private
from reflections import journal
from reflections.models import Entry

View = Callable[..., HttpResponse]


def opened_by(request: HttpRequest) -> Opened | None:
    """The open key of this browser, or None. Right after unlocking, what was due is erased first."""
    opened = open_key.opened_by(request) if request.user.is_authenticated else None
    if opened is not None and request.session.pop(open_key.JUST_UNLOCKED, None):
        journal.erase_due(opened)
    return opened


def unlock_first(request: HttpRequest) -> HttpResponse:
    """To the passphrase, and back to where she was."""
    back = request.get_full_path() if request.method in ("GET", "HEAD") else "/journal/"
    return redirect(f"/journal/unlock/?{urlencode({'next': back})}")


def with_open_key(view: View) -> View:
    """Gives the view her open key as second argument; a locked journal asks for the passphrase."""

    @private
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        opened = opened_by(request)
        return view(request, opened, *args, **kwargs) if opened else unlock_first(request)

    return answer


def own_entry(request: HttpRequest, entry_id: UUID) -> Entry:
    """Her entry, with its blobs. Raises Http404 for anybody else's and for what is not there, alike."""
    row = Entry.objects.of(request.user).select_related("data_key").filter(pk=entry_id).first()
    if row is None:
        raise Http404
    return row


def with_own_entry(*methods: str) -> Callable[[View], View]:
    """Gives the view her open key and her entry. A stranger gets 404 before method or lock are looked at."""

    def decorate(view: View) -> View:
        @private
        @wraps(view)
        def answer(request: HttpRequest, entry_id: UUID) -> HttpResponse:
            row = own_entry(request, entry_id)
            if request.method in ("GET", "HEAD") and methods == ("POST",):
                return redirect(f"/journal/{entry_id}/")
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            opened = opened_by(request)
            if opened is None or opened.data_key != row.data_key:
                return unlock_first(request)
            return view(request, opened, row)

        return answer

    return decorate
