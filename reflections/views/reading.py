"""The list, one page, what it said before, and taking it away."""

from itertools import groupby
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.slots import Opened
from accounts.views.answers import posted
from reflections import drafts, journal, preferences
from reflections.access import with_open_key, with_own_entry
from reflections.kinds import PRACTICE
from reflections.models import Entry
from reflections.pages import Page, open_page
from reflections.sealing import DoesNotOpen
from reflections.search import find

PAGES_AT_ONCE = 30
LONGEST_QUERY = 200  # characters


@require_safe
@with_open_key
def index(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Newest first, by month, a few at a time; with `show=practices` only the answers she kept."""
    found = journal.contents(opened)
    practices = [page for page in found.pages if page.head.kind == PRACTICE]
    only_practices = request.GET.get("show") == "practices"
    pages = practices if only_practices else found.pages
    shown = Paginator(pages, PAGES_AT_ONCE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "months": by_month(list(shown)),
        "has_practices": bool(practices),
        "only_practices": only_practices,
        "drafts": [] if only_practices else [draft for draft in drafts.all_of(opened) if not draft.is_empty()],
        "deleted": len(found.deleted),
        "damaged": found.damaged,
        "looks_back": bool(preferences.read(opened).get(preferences.OVER_TIME)),
    }
    return render(request, "reflections/index.html", context)


@posted(back="/journal/")
@with_open_key
def search(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Opens every page in memory for this answer. What she looks for is in no address and kept nowhere."""
    query = request.POST.get("q", "")[:LONGEST_QUERY]
    return render(request, "reflections/search.html", {"query": query, "found": find(opened, query)})


@with_own_entry("GET", "HEAD")
def detail(request: HttpRequest, opened: Opened, row: Entry) -> HttpResponse:
    try:
        page = open_page(opened, row)
    except DoesNotOpen:
        return render(request, "reflections/damaged.html", {"id": row.id})
    context = {"page": page, "has_former": row.former_texts.exists(), "is_saved": "saved" in request.GET}
    return render(request, "reflections/detail.html", context)


@with_own_entry("GET", "HEAD")
def former(request: HttpRequest, opened: Opened, row: Entry) -> HttpResponse:
    """What the page said before it was changed."""
    return render(request, "reflections/former.html", {"id": row.id, "pages": journal.former_texts(opened, row)})


@with_own_entry("GET", "HEAD")
def beside(request: HttpRequest, opened: Opened, row: Entry) -> HttpResponse:
    """Two texts that met: both are kept, and she sees both."""
    try:
        page = open_page(opened, row)
        other = Entry.objects.under(opened).filter(pk=UUID(page.head.beside)).first()
        other_page = open_page(opened, other) if other else None
    except (DoesNotOpen, ValueError):
        other_page = None
    if other_page is None:
        return redirect(f"/journal/{row.id}/")
    return render(request, "reflections/beside.html", {"page": page, "other": other_page})


@with_own_entry("GET", "HEAD", "POST")
def delete(request: HttpRequest, opened: Opened, row: Entry) -> HttpResponse:
    """Asks; then keeps it a week in Recently deleted, or erases it now."""
    try:
        page: Page | None = open_page(opened, row)
    except DoesNotOpen:
        page = None
    if request.method != "POST":
        return render(request, "reflections/delete.html", {"id": row.id, "page": page})
    if request.POST.get("how") == "now" or page is None:
        journal.erase(opened, row.id)
    else:
        journal.delete(opened, row.id)
    return redirect("/journal/")


@with_own_entry("POST")
def restore(request: HttpRequest, opened: Opened, row: Entry) -> HttpResponse:
    try:
        journal.restore(opened, row.id)
    except DoesNotOpen:
        return redirect("/journal/")
    return redirect(f"/journal/{row.id}/")


@require_safe
@with_open_key
def deleted(request: HttpRequest, opened: Opened) -> HttpResponse:
    return render(request, "reflections/deleted.html", {"pages": journal.contents(opened).deleted})


def by_month(pages: list[Page]) -> list[tuple[str, list[Page]]]:
    """Pages under the first moment of their month, in the order they came."""
    grouped = groupby(pages, key=lambda page: page.head.written[:7])
    return [(list_[0].head.written_at, list_) for _month, group in grouped if (list_ := list(group))]  # type: ignore[misc]
