"""Every state a text was ever saved in: who, when, why, what differed; and the way back to it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from articles.desk import steps
from articles.desk.changes import changes_between
from articles.desk.kinds import kind_of
from articles.desk.site import back_to, site
from articles.models import Manuscript
from config.roles import EDITOR, roles_of


@require_safe
def index(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """All saved states, the newest first, and what clinicians have approved."""
    manuscript = get_object_or_404(Manuscript, pk=manuscript_id)
    records = manuscript.history.select_related("history_user")
    context = {
        **site.each_context(request),
        "title": _("History of “%s”") % manuscript,
        "manuscript": manuscript,
        "records": records,
        "approvals": manuscript.approvals.all(),
    }
    return render(request, "desk/history.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, manuscript_id: int, record_id: int) -> HttpResponse:
    """One saved state: how it differs from the one before; POST makes it the draft again."""
    manuscript = get_object_or_404(Manuscript, pk=manuscript_id)
    state = get_object_or_404(manuscript.history.select_related("history_user"), pk=record_id)
    if request.method == "POST":
        return _restore(request, manuscript_id, state)
    kind = kind_of(manuscript)
    before = state.prev_record
    empty = Manuscript(kind=manuscript.kind)
    context = {
        "title": _("Saved %s") % state.history_date.strftime("%Y-%m-%d %H:%M UTC"),
        "manuscript": manuscript,
        "state": state,
        "changes": changes_between(kind, before or empty, state),
        "since": changes_between(kind, state, manuscript),
    }
    return render(request, "desk/record.html", {**site.each_context(request), **context})


def _restore(request: HttpRequest, manuscript_id: int, state: Any) -> HttpResponse:
    if EDITOR not in roles_of(request.user):
        raise Http404
    with transaction.atomic():
        manuscript = get_object_or_404(Manuscript.objects.select_for_update(), pk=manuscript_id)
        fields = dict(state.fields)
        if not manuscript.is_new:
            fields["slug"] = manuscript.slug  # an address that is public stays
        manuscript.fields, manuscript.body = fields, state.body
        steps.save(manuscript, request.user, _("Restored from %s") % state.history_date.strftime("%Y-%m-%d %H:%M UTC"))
    messages.success(request, _("Restored as a draft. Nothing is lost: the state before it is in the history too."))
    return back_to(manuscript_id)
