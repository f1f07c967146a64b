"""The library in order: path by path, or by the minutes she has."""

from collections.abc import Sequence

from articles.models import Article
from articles.paths import Path_, library

Shelf = tuple[Path_, list[Article]]


def shelves() -> list[Shelf]:
    """Every path that has something to read, with its steps in order."""
    articles = list(Article.objects.published().order_by("order"))
    found = [(path, [article for article in articles if article.path == path.slug]) for path in library().paths]
    return [shelf for shelf in found if shelf[1]]


def time_shelves(minutes: int) -> list[Shelf]:
    """What fits into 1, 3 or 10 minutes. One minute is for main messages alone; ten hold two pages of a path."""
    if minutes == 1:
        return [(path, articles[:2]) for path, articles in shelves() if _is_for_her(articles)]
    if minutes == 3:
        short = [
            (path, [a for a in articles if a.minutes <= 4][:2]) for path, articles in shelves() if _is_for_her(articles)
        ]
        return [shelf for shelf in short if shelf[1]]
    return [(path, _within(articles, minutes + 2)) for path, articles in shelves() if _is_for_her(articles)]


def next_to_read(read: Sequence[str]) -> Article | None:
    """The step after the one she read last, skipping what she has read; none at the end of the library."""
    order = [article for _, articles in shelves() for article in articles if _is_for_her([article])]
    slugs = [article.slug for article in order]
    start = slugs.index(read[-1]) + 1 if read[-1] in slugs else 0
    return next((a for a in order[start:] + order[:start] if a.slug not in read and not a.help_first), None)


def _is_for_her(articles: Sequence[Article]) -> bool:
    return any(article.audience == Article.Audience.MOTHER for article in articles)


def _within(articles: Sequence[Article], minutes: int) -> list[Article]:
    chosen: list[Article] = []
    for article in articles:
        if sum(a.minutes for a in chosen) + article.minutes <= minutes:
            chosen.append(article)
    return chosen or list(articles[:1])
