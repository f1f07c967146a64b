"""Pages behind the articles: what our words mean, and what became of the claims we began from."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles.back_matter import Claim, claims
from articles.back_matter import glossary as terms
from articles.models import Article, Edition
from config.addresses import canonical
from config.public_page import public_page


@dataclass
class Fate:
    """What became of one claim: the pages that tell it as it is, and those that tell it corrected."""

    claim: Claim
    used: list[Article]
    corrected: list[Article]


@public_page(edition=Edition.current)
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    there = Article.objects.published().in_bulk([term.article for term in terms()], field_name="slug")
    context = {
        "canonical": canonical(request),
        "terms": [(term, there.get(term.article)) for term in terms()],
    }
    return render(request, "articles/glossary.html", context)


@public_page(edition=Edition.current)
@require_safe
def evidence(request: HttpRequest) -> HttpResponse:
    fates = list(_fates())
    context = {
        "canonical": canonical(request),
        "told": [fate for fate in fates if not fate.claim.left_out],
        "left_out": [fate for fate in fates if fate.claim.left_out],
        "sources": Article.objects.published().filter(slug="evidence-and-limits").first(),
    }
    return render(request, "articles/evidence.html", context)


def _fates() -> list[Fate]:
    """Every claim, with what the articles' front matter says of it."""
    articles = list(Article.objects.published().order_by("path", "order"))
    return [
        Fate(
            claim,
            [article for article in articles if claim.number in article.claims],
            [article for article in articles if f"{claim.number}c" in article.claims],
        )
        for claim in claims()
    ]
