"""Finding a source to cite, among those that `content/references.json` holds. Nothing is fetched from outside."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.desk.site import site
from articles.references import Reference, references

MOST = 40


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Sources by author, year and words: each word of the question must stand in one. JSON for the form's script."""
    query = request.GET.get("q", "")
    found = [each for each in references().values() if _matches(each, query)][:MOST]
    if request.headers.get("Accept") == "application/json":
        listed = [{"id": each.identity, "words": _line(each), "checked": each.is_checked} for each in found]
        return JsonResponse({"sources": listed})
    context = {**site.each_context(request), "title": _("Sources"), "query": query, "found": found}
    return render(request, "desk/sources.html", context)


def _matches(reference: Reference, query: str) -> bool:
    stands = " ".join(
        (reference.identity, *reference.authors, reference.year, reference.title, reference.container)
    ).casefold()
    return all(word in stands for word in query.casefold().split())


def _line(reference: Reference) -> str:
    return f"{reference.byline} ({reference.year}). {reference.title}. {reference.container}."
