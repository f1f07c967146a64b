"""Pages to read."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles import reading
from articles.elsewhere import look_elsewhere
from articles.models import Article, Edition, FormerSlug
from articles.page import article_page
from articles.paths import Door, library
from articles.search import search as find
from articles.shelves import next_to_read, shelves, time_shelves
from config.addresses import canonical
from config.public_page import public_page
from config.same_site import from_our_pages

LONGEST_QUERY = 200  # characters
HOME_DOORS = 1
SEARCH_DOORS = 8
MINUTES = ("1", "3", "10")


@public_page(edition=Edition.current, looks_at=(reading.COOKIE,), always_ask=True)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    read = reading.slugs_read(request)
    context = {
        "canonical": canonical(request),
        "doors": _open_doors()[:HOME_DOORS],
        "carry_on": next_to_read(read) if read else None,
    }
    return render(request, "articles/home.html", context)


@public_page(edition=Edition.current, looks_at=(reading.COOKIE,), always_ask=True)
@from_our_pages
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """The library. Its one form turns remembering on or off, on her device."""
    if request.method == "POST":
        return _set_remembering(request)
    minutes = int(text) if (text := request.GET.get("minutes", "")) in MINUTES else 0
    context = {
        "canonical": canonical(request),
        "minutes": minutes,
        "paths": time_shelves(minutes) if minutes else shelves(),
        "doors": _open_doors(),
        "read": reading.slugs_read(request),
        "remembers": reading.remembers(request),
    }
    return render(request, "articles/index.html", context)


@public_page(edition=Edition.current)
@require_safe
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    article = Article.objects.published().filter(slug=slug).first()
    if article is None:
        moved = get_object_or_404(FormerSlug.objects.select_related("article"), slug=slug)
        return redirect(moved.article, permanent=True)
    return article_page(request, article, list(Article.objects.published().on_path(article.path)))


@public_page()
@from_our_pages
@require_POST
def read(request: HttpRequest, slug: str) -> HttpResponse:
    """“I have read this”: kept on her device if she asked for that, else she is asked. The server keeps nothing."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    if article.help_first:
        raise Http404
    if not reading.remembers(request) and request.POST.get("remember") != "on":
        return render(request, "articles/ask_to_remember.html", {"article": article})
    slugs = [known for known in reading.slugs_read(request) if known != slug]
    response = HttpResponseRedirect(f"{reverse('articles:index')}#{article.path}")
    reading.remember(response, [*slugs, slug])
    return response


@public_page()
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    elsewhere = look_elsewhere(query)
    # After a loss, pages about babies in arms come only if she asks for them.
    alone = any(page.stands == "alone" for page in elsewhere) and request.GET.get("also") != "pages"
    context = {
        "query": query,
        "elsewhere": elsewhere,
        "alone": alone,
        "found": [] if alone else find(query),
        "doors": [] if elsewhere else _open_doors()[:SEARCH_DOORS],
    }
    return render(request, "articles/search.html", context)


def _set_remembering(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(f"{reverse('articles:index')}#remember")
    if request.POST.get("remember") == "on":
        reading.remember(response, reading.slugs_read(request))
    else:
        reading.forget(response)
    return response


def _open_doors() -> list[Door]:
    """The doors whose article can be read."""
    there = set(Article.objects.published().values_list("slug", flat=True))
    return [door for door in library().doors if door.article in there]
