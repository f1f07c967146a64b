"""A new page, a changed page, a draft. These views are open to all, because words may arrive signed out or locked:
they decide for themselves, and what they cannot save they hand back."""

from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.slots import Opened
from accounts.views.answers import posted, private
from articles.prompts import prompt_text
from config.same_site import from_our_pages
from reflections import drafts, held, saving
from reflections.access import opened_by, unlock_first, with_own_entry
from reflections.forms import WritingForm
from reflections.models import Entry
from reflections.pages import open_page
from reflections.sealing import DoesNotOpen


@login_not_required
@private
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """An empty page, a prompt above it if she came from one, or a draft to go on with."""
    if request.method == "POST":
        return saving.save(request, None)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    opened = opened_by(request)
    if opened is None:
        return unlock_first(request)
    return _new_page(request, opened)


@login_not_required
@private
def edit(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    if request.method == "POST":
        return saving.save(request, entry_id)
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path())
    return _edit_page(request, entry_id)


@login_not_required
@private
@posted(back="/journal/")
def draft(request: HttpRequest) -> HttpResponse:
    """Autosave, and the Save draft button."""
    return saving.save_draft(request)


@from_our_pages
@login_not_required
@private
@posted(back="/journal/new/")
def keep(request: HttpRequest) -> HttpResponse:
    """What a practice or a note sent: shown back in the form, and saved by a second press. Nothing is kept yet."""
    data = request.POST.copy()
    for name in ("form_id", "draft_revision", "base", "name", "passphrase"):
        data.pop(name, None)
    form = WritingForm(data)
    form.is_valid()
    needs = "" if opened_by(request) else held.needs_of(request)
    why = _("Here is what you wrote. It is not saved yet: press Save to keep it in your journal.")
    return held.page(request, form, why=why, needs=needs, action="/journal/new/", keeps=True)


@private
@posted(back="/journal/")
def discard(request: HttpRequest, draft_id: UUID) -> HttpResponse:
    """Throws a draft away."""
    opened = opened_by(request)
    if opened is None:
        return unlock_first(request)
    drafts.discard(opened, draft_id)
    return redirect("/journal/")


def _new_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    unfinished = _asked_for(request, opened)
    if unfinished is not None and unfinished.entry:
        return redirect(f"/journal/{unfinished.entry}/edit/")
    if unfinished is None:
        prompt = request.GET.get("prompt", "")
        form = WritingForm(initial={"form_id": uuid4(), "prompt": prompt if prompt_text(prompt) else ""})
    else:
        form = WritingForm(initial=initial_of(unfinished))
    return held.page(request, form, action="/journal/new/")


@with_own_entry("GET", "HEAD")
def _edit_page(request: HttpRequest, opened: Opened, row: Entry) -> HttpResponse:
    action = f"/journal/{row.id}/edit/"
    unfinished = drafts.of_entry(opened, row.id)
    if unfinished is not None:
        why = _("These are the changes you had not saved yet.")
        form = WritingForm(initial=initial_of(unfinished))
        return held.page(request, form, action=action, why=why, draft=unfinished, entry=row.id)
    try:
        page = open_page(opened, row)
    except DoesNotOpen:
        raise Http404 from None
    initial = {
        "form_id": uuid4(), "base": row.revision, "title": page.head.title, "text": page.text,
        "closeness": str(page.head.closeness or ""), "feelings": page.head.feelings,
        "kind": page.head.kind, "practice": page.head.practice,
    }  # fmt: skip
    return held.page(request, WritingForm(initial=initial), action=action, entry=row.id, kept_prompt=page.head.prompt)


def initial_of(unfinished: drafts.Unfinished) -> dict[str, object]:
    """A draft as the form's first values."""
    return {
        "form_id": unfinished.id, "draft_revision": unfinished.revision, "base": unfinished.base,
        "title": unfinished.title, "text": unfinished.text, "closeness": unfinished.closeness,
        "feelings": unfinished.feelings, "prompt": unfinished.prompt,
        "kind": unfinished.kind, "practice": unfinished.practice,
    }  # fmt: skip


def _asked_for(request: HttpRequest, opened: Opened) -> drafts.Unfinished | None:
    try:
        return drafts.find(opened, UUID(request.GET.get("draft", "")))
    except ValueError:
        return None
