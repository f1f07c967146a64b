"""What changed in an article, for its readers: each public version, its day, why, and the difference in plain view."""

from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.differences import Piece, words_between
from articles.models import Article, Edition
from config.addresses import canonical
from config.public_page import public_page

READ = ("title", "main_message", "summary", "content_note", "body")  # the parts of an article that readers read


@dataclass(frozen=True)
class Version:
    """One public state. `pieces` say how it differs from the one before; the first has none."""

    number: str
    day: date
    why: str
    reviewed: dict[str, str]
    pieces: list[Piece]


@public_page(edition=Edition.current)
@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """The page “What changed” of one article."""
    article = get_object_or_404(Article.objects.published(), slug=slug)
    context = {"article": article, "versions": versions_of(article), "canonical": canonical(request)}
    return render(request, "articles/changes.html", context)


def versions_of(article: Article) -> list[Version]:
    """Its public versions, the newest first. A save that changed nothing readers see is none."""
    states = [state for state in article.history.order_by("history_date", "pk") if state.history_type != "-"]
    first = [_version(states[0], [])] if states else []
    later = [
        _version(state, words_between(_readable(before), _readable(state)))
        for before, state in pairwise(states)
        if _said(before) != _said(state)
    ]
    return [*reversed(later), *first]


def _version(state: Any, pieces: list[Piece]) -> Version:
    why = state.what_changed or (_("First version.") if not pieces else _("Changed in its file."))
    return Version(state.version, state.updated, why, state.clinical_review, pieces)


def _said(state: Any) -> tuple[Any, ...]:
    return (state.version, state.clinical_review, _readable(state))


def _readable(state: Any) -> str:
    return "\n\n".join(text for key in READ if (text := getattr(state, key).strip()))
