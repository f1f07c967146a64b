"""One save from press to answer: come in if need be, check the words, put them where they belong, or hand them back."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from accounts import entering
from accounts.attempts import TooMany
from accounts.entering import Entered, Wrong
from accounts.models import User
from accounts.slots import Opened
from accounts.turns import Busy
from accounts.views.answers import Refusal, refusal_words
from articles.prompts import prompt_text
from reflections import drafts, held, journal, whose
from reflections.access import opened_by
from reflections.drafts import TooManyDrafts
from reflections.forms import WritingForm
from reflections.models import Entry
from reflections.pages import Head, open_head
from reflections.sealing import DoesNotOpen


@held.whatever_the_database_does
@sensitive_variables()
def save(request: HttpRequest, entry_id: UUID | None) -> HttpResponse:
    """Saves a new page, or a change to `entry_id`."""
    is_member = request.user.is_authenticated and not whose.is_anothers(request)
    if entry_id is not None and is_member and not _is_hers(request, entry_id):
        return _not_here(request)
    form = WritingForm(request.POST)
    form.is_valid()
    try:
        opened, entered = come_in(request)
        response = _save_opened(request, opened, form, entry_id) if opened else _locked(request)
    except (Wrong, TooMany, Busy) as refusal:
        return _refused(request, refusal)
    if entered is not None:
        entered.give_cookies(request, response)
    return response


@held.whatever_the_database_does
@sensitive_variables()
def save_draft(request: HttpRequest) -> HttpResponse:
    """Saves a draft: for a script in a few words of JSON, without one as the same page again."""
    form = WritingForm(request.POST)
    form.is_valid()
    try:
        opened, entered = come_in(request)
        response = _keep_draft(request, opened, form) if opened else _locked(request)
    except (Wrong, TooMany, Busy) as refusal:
        return _refused(request, refusal)
    if entered is not None:
        entered.give_cookies(request, response)
    return response


def come_in(request: HttpRequest) -> tuple[Opened | None, Entered | None]:
    """The open key: this browser's, or by the passphrase that came with the words. Raises Wrong, TooMany, Busy.

    Words written under another name go into nobody's journal but by name and passphrase.
    """
    is_anothers = whose.is_anothers(request)
    opened = None if is_anothers else opened_by(request)
    passphrase = request.POST.get("passphrase", "")
    if opened is not None or not passphrase:
        return opened, None
    if isinstance(request.user, User) and not is_anothers:
        entered = entering.unlock(request, request.user, passphrase)
    else:
        entered = entering.enter(request, request.POST.get("name", ""), passphrase)
    return entered.opened, entered


def invalid(request: HttpRequest, form: WritingForm) -> HttpResponse:
    """What is wrong in one sentence, with her words in the form."""
    why = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return held.hold(request, why, status=422, state="invalid", errors=form.errors)


def _save_opened(request: HttpRequest, opened: Opened, form: WritingForm, entry_id: UUID | None) -> HttpResponse:
    if not form.is_valid():
        return invalid(request, form)
    if form.is_blank():
        return held.hold(request, _("There is nothing on this page yet. Write a word, or go back."), status=422)
    text = form.cleaned_data["text"]
    head = form.as_head(prompt_text(form.cleaned_data["prompt"]))
    if entry_id is None:
        saved = journal.save_new(opened, form.number(), head, text)
    else:
        row = Entry.objects.under(opened).filter(pk=entry_id).first()
        if row is None:
            return _not_here(request)
        head = _as_it_was(opened, row, head)
        changed = journal.save_change(opened, entry_id, form.number(), form.cleaned_data["base"] or 0, head, text)
        if changed is None:
            return _not_here(request)
        saved = changed
    end = "beside/" if saved.beside else "?saved"
    return redirect(f"/journal/{saved.page.id}/{end}")


def _keep_draft(request: HttpRequest, opened: Opened, form: WritingForm) -> HttpResponse:
    if not form.is_valid():
        return invalid(request, form)
    try:
        entry = str(UUID(request.POST.get("entry", "")))
    except ValueError:
        entry = ""
    try:
        kept = drafts.keep(opened, form.as_draft(entry)) if not _is_empty_and_new(form) else form.as_draft(entry)
    except TooManyDrafts:
        why = _("You have many unfinished pages. Save this one as a page, or throw an old draft away.")
        return held.hold(request, why, status=409, state="too-many-drafts")
    if held.wants_json(request):
        answer = {"state": "saved", "form_id": str(kept.id), "draft_revision": kept.revision}
        return JsonResponse({**answer, "token": get_token(request)})
    data = request.POST.copy()
    data["form_id"], data["draft_revision"] = str(kept.id), str(kept.revision)
    shown = WritingForm(data)
    shown.is_valid()
    action = held.action_of(request)
    return held.page(request, shown, why=_("Saved as a draft."), is_saved=True, action=action, entry=entry)


def _is_empty_and_new(form: WritingForm) -> bool:
    return form.is_blank() and not form.cleaned_data["draft_revision"]


def _is_hers(request: HttpRequest, entry_id: UUID) -> bool:
    return Entry.objects.of(request.user).filter(pk=entry_id).exists()


def _as_it_was(opened: Opened, row: Entry, head: Head) -> Head:
    """A change keeps what the page is: the prompt it was written to, or the practice whose answers it holds."""
    try:
        before = open_head(opened, row)
    except DoesNotOpen:
        return replace(head, prompt="")
    return replace(head, prompt=before.prompt, kind=before.kind, practice=before.practice)


def _not_here(request: HttpRequest) -> HttpResponse:
    """The same for a page that is gone, one that never was, and somebody else's; her words come back, to save anew."""
    why = _("That page is not here any more. Your words are below: press Save to keep them as a new page.")
    return held.hold(request, why, status=404, state="gone", action="/journal/new/")


def _locked(request: HttpRequest) -> HttpResponse:
    if whose.is_anothers(request):
        why = _("Somebody else is signed in here now, so this is not saved yet. Sign in under your name to save it.")
    elif request.user.is_authenticated:
        why = _(
            "The journal has locked, so this is not saved yet. Your words are here: give your passphrase to save them."
        )
    else:
        why = _("You are signed out, so this is not saved yet. Your words are here: sign in below to save them.")
    return held.hold(request, why, status=403, needs=held.needs_of(request), state="locked")


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    wrong = _("That passphrase did not open the journal. Your words are still here: try once more.")
    words, status = refusal_words(refusal, wrong)
    response = held.hold(request, words, status=status, needs=held.needs_of(request), state="locked")
    if status != 403:
        response.headers["Retry-After"] = str(refusal.wait if isinstance(refusal, TooMany) else 2)
    return response
