"""Words that could not be saved: the form comes back with them, says why, and saves them with the next press.

Nothing of them is kept on the server, in the address or in the browser's storage: they are in the page, and nowhere
else. Whatever was wrong (locked, signed out, an old form, too large, too many tries, busy), she sees the same page.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.views.answers import private
from articles.prompts import prompt_text
from config.same_site import is_from_elsewhere
from reflections import whose
from reflections.closeness import FEELINGS, WORDS
from reflections.forms import WritingForm

View = Callable[..., HttpResponse]
WRITE = "reflections/write.html"
# The forms whose words must survive a refusal.
WRITING = ("reflections:new", "reflections:edit", "reflections:draft", "reflections:lock", "reflections:keep")


def is_writing(request: HttpRequest) -> bool:
    """Whether these are words from a form of ours. What another site sent is handed back to nobody as her own."""
    match = request.resolver_match
    is_ours = match is not None and match.view_name in WRITING and request.method == "POST"
    return is_ours and not is_from_elsewhere(request)


def wants_json(request: HttpRequest) -> bool:
    """An autosave: its words are still on her page, so a word of why is all it needs."""
    return request.headers.get("Accept", "") == "application/json"


def page(
    request: HttpRequest, form: WritingForm, *, status: int = 200, kept_prompt: str = "", **context: Any
) -> HttpResponse:
    """The writing page. With `needs` it asks for the passphrase, or for name and passphrase, beside her words."""
    values = form.values()
    return render(
        request,
        WRITE,
        {
            "form": form,
            "values": values,
            "closeness_words": WORDS.items(),
            "feeling_words": FEELINGS,
            "own_feelings": ", ".join(word for word in values["feelings"] if word not in map(str, FEELINGS)),
            "whose": whose.mark_for(request),
            "prompt_words": _prompt_words(values["prompt"]) or kept_prompt,
            **context,
        },
        status=status,
    )


def hold(
    request: HttpRequest, why: str, *, status: int, needs: str = "", state: str = "", **context: Any
) -> HttpResponse:
    """Her words back, with one sentence. For an autosave: the sentence, and a fresh token for the next try."""
    if wants_json(request):
        return JsonResponse({"state": state or "refused", "why": why, "token": get_token(request)}, status=status)
    form = WritingForm(request.POST)
    form.is_valid()
    context.setdefault("action", action_of(request))
    if context["action"].endswith("/edit/"):
        context.setdefault("entry", context["action"].split("/")[2])
    # She pressed Lock: somebody may be coming, so her words come back folded away.
    context["hide"] = request.resolver_match is not None and request.resolver_match.view_name == "reflections:lock"
    return page(request, form, status=status, why=why, needs=needs, **context)


def action_of(request: HttpRequest) -> str:
    """Where the form of this request goes when it is pressed again: to its page, if it changes one."""
    match = request.resolver_match
    if match and match.view_name == "reflections:edit":
        return f"/journal/{match.kwargs['entry_id']}/edit/"
    try:
        return f"/journal/{UUID(request.POST['entry'])}/edit/"
    except (KeyError, ValueError):
        return "/journal/new/"


def needs_of(request: HttpRequest) -> str:
    """What must come with the words: the passphrase, or name and passphrase."""
    is_hers = request.user.is_authenticated and not whose.is_anothers(request)
    return "passphrase" if is_hers else "sign-in"


def whatever_the_database_does(view: View) -> View:
    """For views that take her words: where the database fails under one of them, the words come back with 503.

    Nothing may be read for that answer, as reading may be what fails. What the form then lacks (a passphrase, if the
    journal has locked meanwhile), the next press is asked for.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except DatabaseError:
            why = _("Saving did not work just now. Your words are here: press Save again in a moment.")
            response = hold(request, why, status=503, state="busy")
            response.headers["Retry-After"] = "2"
            return response

    return answer


@private
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """settings.CSRF_FAILURE_VIEW: a form that stood open too long. Hers comes back with a token that is good."""
    if not is_writing(request):
        return render(request, "errors/403.html", status=403)
    why = _("This page stood open for a while, so it was not saved yet. Your words are here: press Save once more.")
    return hold(request, why, status=403, needs=_needs_now(request), state="stale")


@private
def too_large(request: HttpRequest, *, can_be_read: bool) -> HttpResponse:
    """413. Up to 16 MB her words are handed back; beyond, a browser still has them behind Back."""
    if can_be_read and is_writing(request):
        why = _("This is too much for one page. Cut a part of it, save, and paste the rest into a new page.")
        return hold(request, why, status=413, state="too-large")
    return render(request, "reflections/too_large.html", status=413)


def _needs_now(request: HttpRequest) -> str:
    """What the next press needs beside her words; nothing where that cannot be found out just now."""
    from reflections.access import opened_by

    try:
        return "" if opened_by(request) and not whose.is_anothers(request) else needs_of(request)
    except DatabaseError:
        return ""


def _prompt_words(identity: str) -> str:
    try:
        return prompt_text(identity) if identity else ""
    except DatabaseError:  # her words matter more than the question they answer
        return ""
