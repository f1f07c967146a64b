"""Lock, unlock, and what can be done when both secrets are lost."""

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from accounts import entering, open_key, slots
from accounts.attempts import TooMany
from accounts.entering import Entered, Wrong
from accounts.forms import PassphraseForm
from accounts.models import DataKey, User
from accounts.turns import Busy
from accounts.views.answers import discreet, posted, private, refused, where_next
from reflections import drafts, held, saving, whose
from reflections.access import opened_by
from reflections.drafts import TooManyDrafts
from reflections.forms import WritingForm

UNLOCK, FORGOT = "reflections/unlock.html", "reflections/forgot.html"


@login_not_required
@private
@posted(back="/journal/")
@held.whatever_the_database_does
def lock(request: HttpRequest) -> HttpResponse:
    """Locks. Pressed in the writing form, it saves the draft first; words it cannot save come back folded away."""
    back = {}
    if "text" in request.POST:
        form = WritingForm(request.POST)
        form.is_valid()
        kept = _keep_or_refuse(request, form)
        if isinstance(kept, HttpResponse):
            return kept
        back = {"next": kept}
    response = redirect(f"/journal/unlock/?{urlencode({'locked': 1, **back})}")
    open_key.lock(request, response)
    return response


@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def unlock(request: HttpRequest) -> HttpResponse:
    """The passphrase, then back to where she was."""
    person = request.user
    assert isinstance(person, User)  # noqa: S101 - the middleware let nobody else in; for the type checker
    if request.method != "POST" and opened_by(request) is not None:
        return redirect(where_next(request))
    numbers = list(DataKey.objects.filter(person=person).order_by("-number").values_list("number", flat=True))
    context = {"next": where_next(request), "numbers": numbers, "was_locked": "locked" in request.GET}
    form = PassphraseForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, UNLOCK, {"form": form, **context})
    try:
        chosen = int(text) if (text := request.POST.get("journal", "")).isdigit() else None
        entered = entering.unlock(request, person, form.cleaned_data["passphrase"], number=chosen)
    except (Wrong, TooMany, Busy) as refusal:
        wrong = _("That passphrase did not open the journal. Try once more.")
        return refused(request, UNLOCK, form, refusal, wrong=wrong, **context)
    return _unlocked(request, entered, where_next(request))


@login_not_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def forgot(request: HttpRequest) -> HttpResponse:
    """Says plainly that nobody can open it; offers a fresh start beside it; deleting it is a separate act."""
    person = request.user if isinstance(request.user, User) else None
    locked = _locked_numbers(request, person)
    form = PassphraseForm(request.POST or None)
    context = {"is_member": person is not None, "locked": locked, "joining_is_open": settings.JOINING_IS_OPEN}
    if request.method != "POST" or person is None or not form.is_valid():
        return render(request, FORGOT, {"form": form, **context})
    try:
        passphrase = form.cleaned_data["passphrase"]
        entering.prove(request, person, passphrase)
        if (chosen := request.POST.get("delete", "")).isdigit() and int(chosen) in locked:
            DataKey.objects.filter(person=person, number=int(chosen)).delete()
            return redirect("/journal/forgot/?deleted")
        return _start_afresh(request, person, passphrase)
    except (Wrong, TooMany, Busy) as refusal:
        wrong = _("That is not the passphrase you sign in with. Try once more.")
        return refused(request, FORGOT, form, refusal, wrong=wrong, **context)


@login_not_required
@discreet
def leave(request: HttpRequest) -> HttpResponse:
    """Locks the journal and goes to a harmless page. A browser that only prefetches is told nothing."""
    if "prefetch" in request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose") == "prefetch":
        return HttpResponse(status=204)
    response = HttpResponseRedirect(settings.LEAVE_URL)
    # The link says so too; here it also holds for a browser that knows no rel="noreferrer".
    response.headers["Referrer-Policy"] = "no-referrer"
    if open_key.cookie_name() in request.COOKIES:
        open_key.lock(request, response)
    return response


def _keep_or_refuse(request: HttpRequest, form: WritingForm) -> HttpResponse | str:
    """Keeps the draft and gives the address where she goes on; or gives the page that says why it could not."""
    opened = None if whose.is_anothers(request) else opened_by(request)
    if not form.is_valid():
        return saving.invalid(request, form)
    if form.is_blank():
        return "/journal/"
    if opened is None:
        why = _("The journal had locked, and your words are not saved yet. They are folded away: unlock to save them.")
        return held.hold(request, why, status=403, needs=held.needs_of(request), state="locked")
    action = held.action_of(request)
    entry = request.POST.get("entry", "") if action.endswith("/edit/") else ""
    try:
        kept = drafts.keep(opened, form.as_draft(entry))
    except TooManyDrafts:
        return held.hold(request, _("You have many unfinished pages. Save this one, then lock."), status=409)
    return action if entry else f"{action}?draft={kept.id}"


def _locked_numbers(request: HttpRequest, person: User | None) -> list[int]:
    """The journals of hers that are not the one open now."""
    if person is None:
        return []
    opened = opened_by(request)
    numbers = DataKey.objects.filter(person=person).order_by("number").values_list("number", flat=True)
    return [number for number in numbers if opened is None or number != opened.data_key.number]


def _start_afresh(request: HttpRequest, person: User, passphrase: str) -> HttpResponse:
    if opened := slots.open_with_passphrase(person, passphrase):  # it was not lost, or the button was pressed twice
        return _unlocked(request, Entered(person, opened, open_key.unlock(request, opened)), "/journal/")
    opened, code = slots.make(person, slots.derive(passphrase))
    entered = Entered(person, opened, open_key.unlock(request, opened, code=code))
    return _unlocked(request, entered, "/account/recovery-code/")


def _unlocked(request: HttpRequest, entered: Entered, target: str) -> HttpResponse:
    response = redirect(target)
    entered.give_cookies(request, response)
    return response
