"""Site and files: where they are not the same, in two texts and their difference, and decided here."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.content import ContentError
from articles.desk.changes import changes_between_texts
from articles.desk.kinds import kind_named, kinds
from articles.desk.site import site
from articles.sync import Take, UnknownSlug
from config.roles import PUBLISHER, roles_of


@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """Every text whose public row and file disagree. POST decides a conflict."""
    if request.method == "POST":
        return _decide(request)
    context = {**site.each_context(request), "title": _("Site and files")}
    try:
        found = [(kind, each) for kind in kinds() for each in kind.disagreements()]
    except ContentError as error:
        finding = error.findings[0]
        context["unreadable"] = f"{error.file_name}, {_('line')} {finding.line}: {finding.message}"
        found = []
    context["found"] = [
        {"of": each, "changes": changes_between_texts(kind, each.file_text, each.site_text)} for kind, each in found
    ]
    return render(request, "desk/files.html", context)


def _decide(request: HttpRequest) -> HttpResponse:
    if PUBLISHER not in roles_of(request.user):
        raise Http404
    side: Take = "file" if request.POST.get("take") == "file" else "site"
    try:
        kind_named(request.POST.get("kind", "")).resolve(request.POST.get("slug", ""), side)
        messages.success(request, _("Decided."))
    except KeyError:
        raise Http404 from None
    except UnknownSlug:
        messages.error(request, _("This was decided meanwhile."))
    except ContentError as error:
        messages.error(request, _("%s cannot be read: mend it first.") % error.file_name)
    return redirect("desk:files")
