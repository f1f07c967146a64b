"""The library for feed readers and search engines."""

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from articles.models import Article, Edition
from config.addresses import canonical
from config.public_page import public_page

if TYPE_CHECKING:
    ArticleFeedBase = Feed[Article, None]
else:  # Django's own class takes no types while it runs
    ArticleFeedBase = Feed


class ArticleFeed(ArticleFeedBase):
    """Atom, newest first: title, summary, and when it changed."""

    feed_type = Atom1Feed
    title = "Small Moments"
    subtitle = _("Short, sourced reading for mothers who feel far from their baby.")
    link = "/articles/"
    language = "en"

    def items(self) -> QuerySet[Article]:
        return Article.objects.published().order_by("-updated", "slug")

    def item_title(self, item: Article) -> str:
        return item.title

    def item_description(self, item: Article) -> str:
        return item.summary

    def item_pubdate(self, item: Article) -> datetime:
        return datetime.combine(item.published, time(), UTC)

    def item_updateddate(self, item: Article) -> datetime:
        return datetime.combine(item.updated, time(), UTC)


_feed = ArticleFeed()


@public_page(edition=Edition.current)
@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    response: HttpResponse = _feed(request)
    return response


@public_page(edition=Edition.current)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page (sitemaps.org 0.9). Private rooms are not on it."""
    pages = [
        reverse(name)
        for name in ("home", "about", "evidence", "privacy", "articles:index", "articles:glossary", "support:index")
    ]
    context = {
        "pages": [canonical(request, page) for page in pages],
        "articles": [(canonical(request, a.get_absolute_url()), a.updated) for a in Article.objects.published()],
    }
    return render(request, "sitemap.xml", context, content_type="application/xml")
