"""The steps of a text: submit, send back, approve, publish; and what to do when it was overtaken."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.desk import steps
from articles.desk.following import begin_from_public, begin_on_top
from articles.desk.site import back_to, site
from articles.models import Manuscript
from config.roles import EDITOR, roles_of

LONGEST_NAME = 120  # characters


@require_POST
def step(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """Takes one step, or says in a sentence why not. Who may not take it finds nothing here."""
    act = request.POST.get("act", "")
    with transaction.atomic():
        manuscript = get_object_or_404(Manuscript.objects.select_for_update(), pk=manuscript_id)
        if act not in _ACTS or not steps.may(roles_of(request.user), act, manuscript):
            raise Http404
        try:
            messages.success(request, _ACTS[act](request, manuscript))
        except steps.NotPossible as refusal:
            messages.error(request, str(refusal))
    return back_to(manuscript_id)


@require_POST
def begin(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """A copy that was overtaken: it goes on top of what is public now, or begins from it again."""
    if EDITOR not in roles_of(request.user):
        raise Http404
    with transaction.atomic():
        manuscript = get_object_or_404(Manuscript.objects.select_for_update(), pk=manuscript_id)
        if request.POST.get("from") == "public":
            begin_from_public(manuscript, user=request.user, why=_("Begun again from the public text"))
            messages.success(request, _("This is the public text. What stood here before is in the history."))
        else:
            begin_on_top(manuscript, user=request.user, why=_("Kept on top of the new public text"))
            messages.success(request, _("Your copy stays, as a change of what is public now."))
    return back_to(manuscript_id)


@require_http_methods(["GET", "HEAD", "POST"])
def throw_away(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """Removes a text that was never public. One that is public is taken away through its file."""
    manuscript = get_object_or_404(Manuscript, pk=manuscript_id)
    if EDITOR not in roles_of(request.user) or not manuscript.is_new:
        raise Http404
    if request.method != "POST":
        context = {**site.each_context(request), "title": _("Throw this draft away?"), "manuscript": manuscript}
        return render(request, "desk/throw_away.html", context)
    manuscript.delete()
    messages.success(request, _("The draft is gone."))
    return redirect("desk:articles_manuscript_changelist")


# --- What each step does; each returns what the desk then says --------------------------------------------------------


def _submit(request: HttpRequest, manuscript: Manuscript) -> str:
    steps.submit(manuscript, request.user, request.POST.get("why", ""))
    return _("Submitted. Reviewers find it on the first page of the desk.")


def _send_back(request: HttpRequest, manuscript: Manuscript) -> str:
    steps.send_back(manuscript, request.user, request.POST.get("why", ""))
    return _("Sent back, with your line in the history.")


def _approve(request: HttpRequest, manuscript: Manuscript) -> str:
    name, role = (request.POST.get(field, "").strip()[:LONGEST_NAME] for field in ("name", "role"))
    if not name or not role:
        raise steps.NotPossible(_("Give your name and your role as they should stand on the page."))
    steps.approve(manuscript, request.user, revision=_whole(request.POST.get("revision")), name=name, role=role)
    return _("Approved: this very text, and no other.")


def _publish(request: HttpRequest, manuscript: Manuscript) -> str:
    why = request.POST.get("why", "")
    if _whole(request.POST.get("revision")) != manuscript.revision:
        raise steps.NotPossible(_("The text was changed while you were reading. Read it again, then publish."))
    steps.publish(manuscript, request.user, why, answered=request.POST.getlist("answered"))
    return _("Published.")


def _whole(text: Any) -> int:
    return int(text) if str(text).isdecimal() else -1


_ACTS = {"submit": _submit, "send-back": _send_back, "approve": _approve, "publish": _publish}
