"""An article's page. The desk's preview is made by the same function, so that it cannot differ."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from articles.models import Article
from articles.paths import library
from articles.prompts import prompts_of
from articles.safe_html import render as render_text
from articles.safe_html import render_json_ld
from articles.structured import article_data
from config.addresses import canonical


def article_page(
    request: HttpRequest, article: Article, steps: Sequence[Article], *, is_draft: bool = False
) -> HttpResponse:
    """The page of one article among the steps of its path. Raises Http404 where its path is none of ours."""
    try:
        path = library().path(article.path)
    except KeyError:
        raise Http404 from None
    at = [step.slug for step in steps].index(article.slug)
    related = Article.objects.published().in_bulk(article.related, field_name="slug")
    address = canonical(request, article.get_absolute_url())
    context = {
        "section": "articles",
        "is_draft": is_draft,
        "article": article,
        "canonical": address,
        "path": path,
        "step": at + 1,
        "steps": len(steps),
        "previous": steps[at - 1] if at else None,
        "next": steps[at + 1] if at + 1 < len(steps) else None,
        "related": [related[slug] for slug in article.related if slug in related],
        "prompts": prompts_of(article),
        "rendered": render_text(article.body),
        "structured": render_json_ld(article_data(article, address)),
    }
    return render(request, "articles/detail.html", context)
