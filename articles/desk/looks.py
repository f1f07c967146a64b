"""Looking at a text as the page it would be."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from articles.content import ContentError
from articles.desk import steps
from articles.desk.findings import findings_of
from articles.desk.kinds import kind_of
from articles.desk.site import strict
from articles.models import Manuscript


def look_at(request: HttpRequest, manuscript: Manuscript, *, for_reviewer: bool = False) -> HttpResponse:
    """The page, byte for byte as publishing it today would make it; or what keeps it from being a page. A reviewer's
    copy says on top that it is not public."""
    kind = kind_of(manuscript)
    approval = steps.approval_of(manuscript) if manuscript.pk else None
    why = str(manuscript.fields.get("what_changed", ""))
    try:
        text = kind.as_published(manuscript, approval, why)
        return strict(kind.preview(request, manuscript.file_name, text, is_draft=for_reviewer))
    except ContentError:
        findings = [] if for_reviewer else findings_of(manuscript, among_all=False)
        context = {"manuscript": manuscript, "findings": findings}
        return strict(render(request, "desk/no_page_yet.html", context, status=422))
