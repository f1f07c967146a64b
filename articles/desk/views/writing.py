"""Writing a text: the form, what the check says beside it, and a save that overwrites nobody."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from articles.desk import steps
from articles.desk.changes import Change, changes_between, changes_between_texts
from articles.desk.findings import by_part, findings_of
from articles.desk.following import follow
from articles.desk.forms import TextForm
from articles.desk.held import held_for_staff
from articles.desk.kinds import Kind, kind_named, kind_of
from articles.desk.looks import look_at
from articles.desk.site import back_to, loosened, site
from articles.models import Manuscript
from config.roles import EDITOR, roles_of


@held_for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """A new text. It is a draft, and nobody sees it, until it is published."""
    kind = _kind_asked_for(request)
    manuscript = Manuscript(kind=kind.name, fields=kind.begin())
    return loosened(_write(request, kind, manuscript))


@held_for_staff
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, manuscript_id: int) -> HttpResponse:
    """A text that is there."""
    manuscript = get_object_or_404(Manuscript, pk=manuscript_id)
    return loosened(_write(request, kind_of(manuscript), manuscript, overtaken=follow(manuscript)))


@require_POST
def findings(request: HttpRequest) -> HttpResponse:
    """What the check says of a form as it stands, for the script that shows it while somebody writes. Keeps nothing."""
    kind = _kind_asked_for(request)
    number = request.POST.get("id", "")
    known = Manuscript.objects.filter(pk=int(number), kind=kind.name).first() if number.isdecimal() else None
    form = TextForm(request.POST, kind=kind, manuscript=known or Manuscript(kind=kind.name, fields=kind.begin()))
    if not form.is_valid():
        return JsonResponse({"findings": []})
    found = findings_of(form.fill(), among_all=False)
    return JsonResponse({"findings": [vars(each) for each in found]})


def _write(request: HttpRequest, kind: Kind, manuscript: Manuscript, *, overtaken: bool = False) -> HttpResponse:
    if request.method != "POST":
        form = TextForm(kind=kind, manuscript=manuscript)
        return _page(request, form, manuscript, overtaken=overtaken)
    if EDITOR not in roles_of(request.user):
        raise Http404
    form = TextForm(request.POST, kind=kind, manuscript=manuscript)
    if not form.is_valid():
        return _page(request, form, manuscript, status=422)
    if "look" in request.POST:
        return look_at(request, form.fill())
    return _save(request, form, manuscript)


def _save(request: HttpRequest, form: TextForm, manuscript: Manuscript) -> HttpResponse:
    with transaction.atomic():
        now = Manuscript.objects.select_for_update().filter(pk=manuscript.pk).first()
        if now and now.revision != form.cleaned_data["revision"]:
            return _somebody_else_saved(request, form, now)
        before = (manuscript.fields, manuscript.body)
        form.fill()
        if manuscript.pk and before == (manuscript.fields, manuscript.body):
            messages.info(request, _("Nothing was different, so nothing was saved."))
        else:
            steps.save(manuscript, request.user, form.cleaned_data["why"])
            messages.success(request, _("Saved as a draft."))
    return back_to(manuscript.pk)


def _somebody_else_saved(request: HttpRequest, form: TextForm, now: Manuscript) -> HttpResponse:
    """Two editors, one text: the second is shown both, and saves on top when she has looked. Nothing is lost: what the
    first saved is in the history, and what the second wrote is in the form."""
    theirs = now.history.first()
    mine = Manuscript(kind=now.kind, fields=form.typed(), body=form.cleaned_data["body"].replace("\r\n", "\n"))
    shown = request.POST.copy()
    shown["revision"] = str(now.revision)
    again = TextForm(shown, kind=form.kind, manuscript=now)
    again.is_valid()
    context = {"theirs": theirs, "their_changes": changes_between(form.kind, mine, now)}
    return _page(request, again, now, status=409, **context)


def _page(
    request: HttpRequest,
    form: TextForm,
    manuscript: Manuscript,
    *,
    overtaken: bool = False,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    roles = roles_of(request.user)
    checked = form.fill() if form.is_bound and form.is_valid() else manuscript
    said = findings_of(checked) if manuscript.pk or form.is_bound else []
    found = by_part(said)
    approval = steps.approval_of(manuscript) if manuscript.pk else None
    rows: list[dict[str, Any]] = [
        {"part": part, "field": form[part.key], "findings": found.get(part.key, [])} for part in form.kind.shown_parts()
    ]
    context |= {
        **site.each_context(request),
        "title": manuscript.title or _("A new text"),
        "form": form,
        "kind": form.kind,
        "manuscript": manuscript,
        "groups": {group: [row for row in rows if row["part"].group == group] for group in ("text", "place", "dates")},
        "body_findings": found.get("body", []),
        "other_findings": found.get("", []),
        "count": len(said),
        "errors": sum(finding.level == "error" for finding in said),
        "may": {act.replace("-", "_"): steps.may(roles, act, manuscript) for act in steps.ACTS},
        "approval": approval,
        "overtaken": overtaken,
        "overtaken_changes": _since_begun(form.kind, manuscript) if overtaken else [],
    }
    if manuscript.pk and not form.is_bound and manuscript.step == Manuscript.Step.IN_REVIEW:
        context["doubts"] = steps.doubts([each.message for each in said if each.level == "warning"], approval)
    return render(request, "desk/write.html", context, status=status)


def _since_begun(kind: Kind, manuscript: Manuscript) -> list[Change]:
    return changes_between_texts(kind, kind.text_of(manuscript), kind.public_text(manuscript.slug))


def _kind_asked_for(request: HttpRequest) -> Kind:
    name = request.POST.get("kind") or request.GET.get("kind") or Manuscript.Kind.ARTICLE
    try:
        return kind_named(name)
    except KeyError:
        raise Http404 from None
